"""Remedies that the law gives, as they stand in a case: which may be asked for now, until when, and why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from amends.rules.calendars import Calendar
from amends.rules.clocks import Moments, Reckoning, due_dates
from amends.rules.facts import Facts
from amends.rules.regimes import MOMENTS, Clock, ClockKind, Regime, Remedy
from amends.rules.words import Words, say

Reckonings = Mapping[str, Reckoning]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RemedyNow:
    """A remedy at a moment. `open` says that nothing in the law bars it; whether it fits is for `remedy.when`."""

    remedy: Remedy
    open: bool
    why: Words
    due_on: date | None = None  # the last day on which it can be asked for, where there is one
    clock_id: str = ""  # the clock that says so
    beside: tuple[Words, ...] = ()  # time limits that bear on it without closing it
    regime_id: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    """One regime's moments and clocks in a case, as at a moment."""

    regime: Regime
    moments: Moments
    reckonings: Reckonings
    at: datetime

    def day(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.regime.zone)).date()


def remedies_for(
    regimes: Iterable[Regime], facts: Facts, calendar: Callable[[str], Calendar], at: datetime
) -> list[RemedyNow]:
    """The remedies of these regimes that are switched on, by rung and then as their packs have them. What happened
    after `at` is left out. Raises OutsideCalendar."""
    found = [now for regime in regimes for now in _of_regime(regime, facts, calendar(regime.calendar), at)]
    return sorted(found, key=lambda now: now.remedy.rung)


def _of_regime(regime: Regime, facts: Facts, calendar: Calendar, at: datetime) -> Iterator[RemedyNow]:
    moments = {name: when for name, when in facts.moments.items() if when <= at}
    # A limb is one of the case's own regime, and these stand beside it: what was bought is for the words to say.
    counted = due_dates(
        regime, moments, facts.stage, calendar=calendar, pauses=facts.pauses, extensions=facts.extensions
    )
    case = _Case(regime, moments, {one.clock.id: one for one in counted}, at)
    return (_now(remedy, case) for remedy in regime.remedies if remedy.enabled)


def _now(remedy: Remedy, case: _Case) -> RemedyNow:
    bound = _bound(remedy, case)
    barred = _over(remedy, case) or _not_yet(remedy, case) or (bound and _closed(bound, case))
    return RemedyNow(
        remedy=remedy,
        open=barred is None,
        why=barred or _until(remedy, bound, case),
        due_on=bound.due_on if bound else None,
        clock_id=bound.clock.id if bound else "",
        beside=tuple(_beside(remedy, case)),
        regime_id=case.regime.id,
    )


def _bound(remedy: Remedy, case: _Case) -> Reckoning | None:
    """Of the rights that close this remedy and have started, one that is closed, or else the first to close."""
    started = [case.reckonings[clock] for clock in remedy.clocks if clock in case.reckonings]
    return min(started, key=lambda one: (_closed(one, case) is None, one.due_on or date.max), default=None)


def _over(remedy: Remedy, case: _Case) -> Words | None:
    ended = min(((case.moments[name], name) for name in remedy.ended_by if name in case.moments), default=None)
    if ended is None:
        return None
    return say("No longer: {moment}, on {day}.", moment=MOMENTS[ended[1]], day=case.day(ended[0]))


def _not_yet(remedy: Remedy, case: _Case) -> Words | None:
    """What it waits for, where it opens only with something that has not happened."""
    if not (remedy.opened_by or remedy.after) or _opening(remedy, case):
        return None
    ways = [say("{moment}", moment=MOMENTS[name]) for name in remedy.opened_by]
    ways += [say("this was not done in its time: {event}", event=_clock(case, name).event) for name in remedy.after]
    words = ways[0]
    for way in ways[1:]:
        words = say("{words}; or {way}", words=words, way=way)
    return say("Not yet. What opens it: {ways}.", ways=words)


def _opening(remedy: Remedy, case: _Case) -> tuple[date, Words] | None:
    """The day on which it opened, and with what."""
    happened = [
        (case.day(case.moments[name]), say("{moment}", moment=MOMENTS[name]))
        for name in remedy.opened_by
        if name in case.moments
    ]
    missed = [
        (one.due_on + DAY, say("this was not done in its time: {event}", event=one.clock.event))
        for one in (case.reckonings[name] for name in remedy.after if name in case.reckonings)
        if one.due_on and one.state(case.at) in ("late", "met_late")
    ]
    return min([*happened, *missed], key=lambda one: one[0], default=None)


def _closed(bound: Reckoning, case: _Case) -> Words | None:
    state = bound.state(case.at)
    if state in ("met", "met_late") and bound.met_at:
        if bound.in_time(bound.met_at):
            return say("Used in time, on {day}.", day=case.day(bound.met_at))
        return say("Asked for on {day}, after the last day.", day=case.day(bound.met_at))
    return say("Its time limit ended on {day}.", day=bound.due_on) if state == "late" and bound.due_on else None


def _until(remedy: Remedy, bound: Reckoning | None, case: _Case) -> Words:
    """Since when and until when it is open."""
    until = _end(remedy, bound, case)
    if opening := _opening(remedy, case):
        return say("Open since {day}: {what}. {until}", day=opening[0], what=opening[1], until=until)
    return until


def _end(remedy: Remedy, bound: Reckoning | None, case: _Case) -> Words:
    if bound is None and remedy.clocks:
        starts = MOMENTS[_clock(case, remedy.clocks[0]).starts]
        return say("Its time limit starts when {moment}; no day is recorded for that yet.", moment=starts)
    if bound is None or bound.due_on is None:
        return say("No time limit of its own closes it.")
    if bound.state(case.at) == "paused":
        return say("Its time limit stands still; as it was, it ends on {day}.", day=bound.due_on)
    return say("Open to the end of {day}.", day=bound.due_on)


def _beside(remedy: Remedy, case: _Case) -> Iterator[Words]:
    for one in (case.reckonings[name] for name in remedy.beside if name in case.reckonings):
        event, due_on = one.clock.event, one.due_on
        if due_on is None:
            yield say("{event}: {how}.", event=event, how=one.clock.qualifier)
        elif one.met_at:
            yield say("{event}: done on {day}.", event=event, day=case.day(one.met_at))
        elif one.clock.kind is ClockKind.ACT_BY:
            yield say("{event}: by {day}.", event=event, day=due_on)
        elif one.in_time(case.at):
            yield say("{event}: until {day}.", event=event, day=due_on)
        else:
            yield say("{event}: that ended on {day}.", event=event, day=due_on)


def _clock(case: _Case, clock_id: str) -> Clock:
    return case.regime.clock(clock_id)
