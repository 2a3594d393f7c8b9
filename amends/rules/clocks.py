"""Clocks: when something is due, computed from facts each time it is asked for, never kept.

`reckon` applies one clock of a regime to the moments of a case; `due_dates` all of them. A `Reckoning` explains
itself: `lines` in words, `days` for a drawing; both are made only when they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from amends.rules import explain
from amends.rules.calendars import Calendar
from amends.rules.counting import DAY, Pause, day_end, day_start, end_of_month, paused_spans, stretches
from amends.rules.explain import Day
from amends.rules.extensions import Change, Count, Extended, extend
from amends.rules.regimes import Clock, OrIfLater, Regime, Unit
from amends.rules.words import Words, say

__all__ = ["Change", "Day", "Extended", "Pause", "Reckoning", "due_dates", "reckon", "why_not_extend", "why_not_pause"]

Moments = Mapping[str, datetime]
State = Literal["running", "met", "met_late", "late", "paused", "no_date"]


@dataclass(frozen=True)
class Reckoning:
    """One clock applied to one case. `due_at` is the last instant in time: the end of the local day, the close of
    business, or the exact moment of a clock that counts hours."""

    clock: Clock
    calendar: Calendar
    zone: ZoneInfo
    started_at: datetime
    due_on: date | None
    due_at: datetime | None
    base_due_on: date | None  # as it would be without pauses and extensions
    paused_due_on: date | None  # with pauses, before extensions
    met_at: datetime | None
    pauses: tuple[Pause, ...] = ()  # those whose reason this clock lists, and those that a regulator imposed
    changes: tuple[Change, ...] = ()
    later_from: date | None = None  # the day of the second start, where the rule has one and it ended later
    later: OrIfLater | None = None  # the count from that day
    began_with: str = ""  # the moment that began the count: the rule's own, or one that renews it
    void_by: str = ""  # the moment that keeps it from running
    opened_by: str = ""  # the moment that opened the right before its time

    @cached_property
    def lines(self) -> tuple[Words, ...]:
        """The explanation, line by line."""
        return explain.lines(self)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days from the start to the last one, for a drawing; empty where there are too many or none."""
        return explain.days(self)

    @property
    def rule(self) -> Words:
        return explain.rule(self.clock)

    @property
    def start_on(self) -> date:
        return self.local(self.started_at).date()

    def local(self, at: datetime) -> datetime:
        """The moment as the regime's clocks on the wall show it."""
        return at.astimezone(self.zone)

    def in_time(self, at: datetime) -> bool:
        """Whether something done at this moment is in time. An hour that strikes is; a day that has ended is not."""
        if self.due_at is None:
            return True
        exact = self.clock.close_of_business or self.clock.unit is Unit.HOUR
        return at <= self.due_at if exact else at < self.due_at

    def state(self, at: datetime) -> State:
        """How the clock stands at a moment."""
        if self.met_at and self.met_at <= at:
            return "met" if self.in_time(self.met_at) else "met_late"
        if self.due_at is None:
            return "no_date"
        if any(
            p.from_at <= at and (not p.until_at or at < p.until_at) and self.in_time(p.from_at) for p in self.pauses
        ):
            return "paused"
        return "running" if self.in_time(at) else "late"

    def days_left(self, at: datetime) -> int | None:
        """Calendar days from the local day of `at` to the last day: 0 on the last day, negative after it."""
        return (self.due_on - self.local(at).date()).days if self.due_on else None


def reckon(
    clock: Clock,
    moments: Moments,
    *,
    calendar: Calendar,
    zone: ZoneInfo,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extended] = (),
) -> Reckoning | None:
    """Apply a clock to the moments of a case; None while what starts it has not happened. Raises OutsideCalendar."""
    begun = _begun(clock, moments, zone)
    if begun is None:
        return None
    began_with, started_at = begun
    met_at = _met_at(clock, moments, started_at)
    applying = _applying(clock, [*pauses, *_between(clock, moments)], started_at, zone)
    bare = Reckoning(clock, calendar, zone, started_at, None, None, None, None, met_at, applying, began_with=began_with)
    if clock.unless and clock.unless in moments:
        return replace(bare, void_by=clock.unless)
    if clock.unit is Unit.QUALITATIVE or clock.limit is None:
        return bare
    if clock.unit is Unit.HOUR:
        return _reckon_hours(bare, clock.limit)
    spans = paused_spans(applying, started_at, zone, clock.unit, whole_days=clock.skips_whole_days) if applying else ()
    count = Count(clock, clock.limit, started_at.astimezone(zone).date(), calendar, zone, spans)
    asked = [one for one in extensions if one.clock == clock.id] if extensions else []
    return _reckon_days(bare, count, moments, asked)


def due_dates(
    regime: Regime,
    moments: Moments,
    stage: int,
    *,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extended] = (),
    limb: str = "",
) -> tuple[Reckoning, ...]:
    """All clocks of the regime that are switched on, are for complaints under this limb of its definition, and have
    started by this stage. Raises OutsideCalendar."""
    zone = ZoneInfo(regime.zone)
    reckonings = (
        reckon(clock, moments, calendar=calendar, zone=zone, pauses=pauses, extensions=extensions)
        for clock in regime.clocks
        if clock.enabled and clock.applies_to(limb) and (clock.stage is None or clock.stage <= stage)
    )
    return tuple(reckoning for reckoning in reckonings if reckoning)


def why_not_extend(reckoning: Reckoning, moments: Moments, extended: Extended) -> Words | None:
    """Why this extension would have no effect; None when it would have one."""
    clock = reckoning.clock
    if clock.extension is None or extended.clock != clock.id:
        return say("This time limit cannot be extended.")
    again = reckon(
        clock,
        moments,
        calendar=reckoning.calendar,
        zone=reckoning.zone,
        pauses=reckoning.pauses,
        extensions=[*(change.extended for change in reckoning.changes), extended],
    )
    changes = again.changes if again else ()
    return next((change.refused for change in changes if change.extended is extended), None)


def why_not_pause(clock: Clock, reason: str) -> Words | None:
    """Why a clock cannot stand still for this reason; None when it can."""
    if not clock.pauses:
        return say("This time limit cannot be paused: the regime lists no reason for it.")
    if reason not in {ground.id for ground in clock.pauses}:
        return say("The regime does not list this as a reason to pause: {reason}.", reason=reason)
    return None


def _met_at(clock: Clock, moments: Moments, started_at: datetime) -> datetime | None:
    """The first stop at or after the start. A stop that is also the start begins the clock anew instead."""
    stops = (stop for stop in clock.stops if stop in moments and stop != clock.starts)
    return min((moments[stop] for stop in stops if moments[stop] >= started_at), default=None)


def _begun(clock: Clock, moments: Moments, zone: ZoneInfo) -> tuple[str, datetime] | None:
    """The moment that began the count, and when: what starts the clock, or the last one since then that renews it."""
    started_at = moments.get(clock.starts)
    if started_at is None:
        return None
    if started_at.tzinfo is None:
        raise ValueError(f"the moment {clock.starts!r} needs a time zone")
    if clock.started_from or clock.started_to:
        day = started_at.astimezone(zone).date()
        if not (clock.started_from or day) <= day <= (clock.started_to or day):
            return None
    renewing = ((moments[name], name) for name in clock.renewed_by if name in moments)
    began_at, name = max([(started_at, clock.starts), *renewing])
    return name, began_at


def _between(clock: Clock, moments: Moments) -> Iterator[Pause]:
    """The pauses that begin and end by themselves, with moments that the clock names."""
    for ground in clock.pauses:
        if begun := moments.get(ground.begins):
            ended = moments.get(ground.ends)
            yield Pause(ground.id, begun, ended if ended and ended >= begun else None)


def _applying(clock: Clock, pauses: Sequence[Pause], started_at: datetime, zone: ZoneInfo) -> tuple[Pause, ...]:
    """The pauses whose reason the clock lists, and those imposed on its whole class that had not ended at its start."""
    if not (clock.pauses or clock.standstills):
        return ()
    listed = {ground.id for ground in clock.pauses}
    imposed = (
        Pause(one.id, day_start(one.from_on, zone), day_end(one.until_on, zone))
        for one in clock.standstills
        if day_end(one.until_on, zone) > started_at
    )
    return (*(pause for pause in pauses if pause.reason in listed), *imposed)


def _counted(count: Count, moments: Moments) -> tuple[OrIfLater | None, date | None, date]:
    """The last day before pauses and extensions; with the further start and its day, where that one ends later."""
    clock = count.clock
    last = count.last_day(count.start_on, count.limit, clock.unit)
    if clock.month_end:
        last = end_of_month(last)
    later, later_from, further = None, None, clock.or_if_later
    while further:
        if further.starts in moments:
            day = moments[further.starts].astimezone(count.zone).date()
            if (end := count.last_day(day, further.limit, further.unit)) > last:
                later, later_from, last = further, day, end
        further = further.or_if_later
    return later, later_from, max(last, clock.not_before or last)


def _reckon_days(bare: Reckoning, count: Count, moments: Moments, asked: Sequence[Extended]) -> Reckoning:
    """Days are counted first, then moved by pauses, then by extensions; a right may open before that."""
    later, later_from, counted = _counted(count, moments)
    paused_on = count.rolled(count.past_pauses(counted, count.since(count.start_on)))
    changes = tuple(extend(count, paused_on, asked)) if asked else ()
    due_on = changes[-1].due_on if changes else paused_on
    due_at = count.ends_at(due_on)
    opened_by = ""
    if opened := _opened(count.clock, moments, bare.started_at, due_at):
        due_at, opened_by = opened
        due_on = due_at.astimezone(count.zone).date() - DAY
    return Reckoning(
        count.clock,
        count.calendar,
        count.zone,
        bare.started_at,
        due_on,
        due_at,
        count.rolled(counted),
        paused_on,
        bare.met_at,
        tuple(pause for pause in bare.pauses if pause.from_at < due_at) if count.clock.standstills else bare.pauses,
        changes,
        later_from,
        later,
        bare.began_with,
        opened_by=opened_by,
    )


def _opened(clock: Clock, moments: Moments, started_at: datetime, due_at: datetime) -> tuple[datetime, str] | None:
    """What opened the right before its time, and when. The day it did is then the first of the right."""
    if not clock.cut_short_by:
        return None
    early = ((moments[name], name) for name in clock.cut_short_by if name in moments)
    return min((one for one in early if started_at <= one[0] < due_at), default=None)


def _reckon_hours(bare: Reckoning, limit: int) -> Reckoning:
    """Hours pass alike by day and night and whatever the clocks on the wall do: they are added in universal time."""
    base_at = due_at = bare.started_at.astimezone(UTC) + timedelta(hours=limit)
    for begin, end in stretches(bare.pauses, bare.started_at):
        if begin <= due_at:
            due_at += end.astimezone(UTC) - begin.astimezone(UTC)
    due_on, base_on = bare.local(due_at).date(), bare.local(base_at).date()
    return replace(bare, due_on=due_on, due_at=due_at, base_due_on=base_on, paused_due_on=due_on)
