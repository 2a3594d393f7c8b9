"""A clock explains itself: its rule in a sentence, its count line by line, its days one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from amends.rules.counting import DAY, WORKING, corresponding, end_of_month, last_day, paused_spans
from amends.rules.regimes import MOMENTS, UNVERIFIED, Clock, ClockKind, Ground, Standstill, Unit
from amends.rules.rulewords import how, period, rule
from amends.rules.words import Words, say

if TYPE_CHECKING:
    from amends.rules.clocks import Reckoning

__all__ = ["DRAWN", "UNVERIFIED", "Day", "days", "how", "lines", "period", "rule"]

DRAWN = 100  # days; a longer count is not drawn day by day


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a count: its number, 0 for a first day that does not count, or why it has none."""

    on: date
    number: int | None
    skipped: str = ""


def lines(r: Reckoning) -> tuple[Words, ...]:
    """What started the clock, how it is counted, what was left out and why, what was added, and the result."""
    return (*_start(r), *_count(r), *_pauses(r), *_extensions(r), *_result(r), *_marks(r.clock))


def _start(r: Reckoning) -> Iterator[Words]:
    moment = MOMENTS[r.began_with or r.clock.starts]
    yield say("It starts on {start}: {moment}.", start=_moment(r, r.started_at), moment=moment)
    if r.clock.limit is not None:
        yield say("{period}. {how}", period=period(r.clock.limit, r.clock.unit), how=how(r.clock))
    if r.clock.certainty:
        yield say("{certainty}", certainty=r.clock.certainty)


def _count(r: Reckoning) -> Iterator[Words]:
    clock, due_on = r.clock, r.due_on
    if clock.limit is None or due_on is None or clock.unit is Unit.HOUR:
        return
    if clock.unit in WORKING or clock.roll:
        yield from _calendar(r)
    if clock.unit in WORKING:
        yield from _left_out(r, due_on)
    counted = last_day(r.calendar, r.start_on, clock.limit, clock.unit, included=clock.day_zero_included)
    yield from _arithmetic(r, clock.limit, counted)
    if clock.month_end:
        counted = end_of_month(counted)
        yield say("It runs to the end of that month, {day}.", day=counted)
    if r.later_from and r.later:
        length, moment = period(r.later.limit, r.later.unit), MOMENTS[r.later.starts]
        yield say(
            "On {day} {moment}, and {period} from then end later.",
            day=r.later_from,
            moment=moment,
            period=length,
        )
        counted = last_day(r.calendar, r.later_from, r.later.limit, r.later.unit, included=clock.day_zero_included)
    if clock.not_before and counted < clock.not_before:
        counted = clock.not_before
        yield say("It does not end before {day}.", day=counted)
    if clock.roll and not r.calendar.is_working(counted):
        why = r.calendar.why_not(counted)
        yield say("{day} is no working day ({why}), so the next one is the last.", day=counted, why=why)


def _calendar(r: Reckoning) -> Iterator[Words]:
    name = r.calendar.name or r.calendar.id
    if r.calendar.frozen_on:
        yield say("Working days by the calendar of {name}, as of {day}.", name=name, day=r.calendar.frozen_on)
    else:
        yield say("Working days by the calendar of {name}.", name=name)


def _left_out(r: Reckoning, due_on: date) -> Iterator[Words]:
    between = [r.start_on + timedelta(days=n) for n in range((due_on - r.start_on).days + 1)]
    if not r.clock.day_zero_included:
        between = between[1:]
    if weekend := sum(day.weekday() > 4 for day in between):
        yield (
            say("Not counted: {n} days of weekends.", n=weekend)
            if weekend > 1
            else say("Not counted: 1 day of a weekend.")
        )
    for day in between:
        if day.weekday() < 5 and (why := r.calendar.why_not(day)):
            yield say("Not counted: {day}, {why}.", day=day, why=why)


def _arithmetic(r: Reckoning, limit: int, counted: date) -> Iterator[Words]:
    clock = r.clock
    if clock.unit in WORKING or clock.unit is Unit.CALENDAR_DAY:
        first = last_day(r.calendar, r.start_on, 1, clock.unit, included=clock.day_zero_included)
        yield say("Day 1 is {first}. Day {n} is {last}.", first=first, n=limit, last=counted)
        return
    length = period(limit, clock.unit)
    yield say("Counted from {start}, {period} end on {last}.", start=r.start_on, period=length, last=counted)
    if clock.unit in (Unit.MONTH, Unit.YEAR):
        day, exists = corresponding(r.start_on, limit * (12 if clock.unit is Unit.YEAR else 1))
        if not exists:
            yield say("That month has no day {n}, so its last day counts.", n=r.start_on.day)
        elif clock.day_zero_included:
            yield say("That is the day before {day}, because the first day counts.", day=day)


def _pauses(r: Reckoning) -> Iterator[Words]:
    imposed = {one.id: one for one in r.clock.standstills}
    for pause in r.pauses:
        if pause.reason in imposed:
            yield _imposed(imposed[pause.reason])
            continue
        reason, since = _text(r.clock.pauses, pause.reason), _moment(r, pause.from_at)
        if pause.until_at is None:
            yield say(
                "Paused since {since}: {reason}. The date moves on when the pause ends.", since=since, reason=reason
            )
        else:
            until = _moment(r, pause.until_at)
            yield say("Paused from {since} to {until}: {reason}.", since=since, until=until, reason=reason)
    if any(pause.until_at for pause in r.pauses) and r.paused_due_on and r.base_due_on:
        yield _pause_convention(r.clock)
        if r.clock.after_pause:
            left = period(r.clock.after_pause.limit, r.clock.after_pause.unit)
            yield say("After a pause at least {period} are left.", period=left)
        if r.paused_due_on == r.base_due_on:
            yield say("That does not move the last day.")
        else:
            yield say("The last day moves from {base} to {due}.", base=r.base_due_on, due=r.paused_due_on)


def _imposed(one: Standstill) -> Words:
    return say(
        "It stood still from {first} to {last}: {reason}.", first=one.from_on, last=one.until_on, reason=one.text
    )


def _pause_convention(clock: Clock) -> Words:
    if clock.unit is Unit.HOUR:
        return say("The time of the pauses is added.")
    if clock.skips_whole_days:
        return say("A day that a pause touches is not counted; pauses that overlap count once.")
    if clock.unit in WORKING:
        return say("A working day that a pause touches is not counted; pauses that overlap count once.")
    return say("A day is added for each midnight that passes in a pause; pauses that overlap count once.")


def _extensions(r: Reckoning) -> Iterator[Words]:
    grounds = r.clock.extension.grounds if r.clock.extension else ()
    for change in r.changes:
        at, ground = _moment(r, change.extended.at), _text(grounds, change.extended.ground)
        if change.refused:
            yield say("More time was given on {at}, without effect. {why}", at=at, why=change.refused)
        else:
            yield say(
                "More time was given on {at}: {ground}. The last day is now {due}.",
                at=at,
                ground=ground,
                due=change.due_on,
            )


def _result(r: Reckoning) -> Iterator[Words]:
    yield _end(r)
    if r.met_at:
        at = _moment(r, r.met_at)
        yield say("Done on {at}, in time.", at=at) if r.in_time(r.met_at) else say("Done on {at}, late.", at=at)


def _end(r: Reckoning) -> Words:
    if r.void_by:
        return say("It does not run: {moment}.", moment=MOMENTS[r.void_by])
    if r.opened_by and r.due_at:
        return say("The right opened on {day}: {moment}.", day=_moment(r, r.due_at), moment=MOMENTS[r.opened_by])
    if r.due_on is None or r.due_at is None:
        return say("No number of days is set: {qualifier}.", qualifier=r.clock.qualifier or say("as soon as possible"))
    if r.clock.unit is Unit.HOUR:
        return say("Due by {moment}.", moment=r.local(r.due_at))
    if r.clock.close_of_business:
        return say("Due by 17:00 on {day}, the close of business.", day=r.due_on)
    if r.clock.kind is ClockKind.RIGHT_OPENS:
        return say("The right opens when {day} has ended.", day=r.due_on)
    if r.clock.kind is ClockKind.RIGHT_CLOSES:
        return say("The last day is {day}.", day=r.due_on)
    if r.clock.kind is ClockKind.RETAIN:
        return say("To be kept until the end of {day}.", day=r.due_on)
    return say("Due by the end of {day}.", day=r.due_on)


def _marks(clock: Clock) -> Iterator[Words]:
    if clock.only_for:
        yield say("This is only for {whom}.", whom=clock.only_for)
    if clock.own_target:
        yield say("This is our own target, not law.")
    if clock.should:
        yield say("This is guidance, what should be done, and not a duty.")
    if clock.confirmed:
        yield say("This value was confirmed by your organisation.")
    elif clock.confidence in UNVERIFIED:
        yield say("This value has not been verified in the primary text.")


def days(r: Reckoning) -> tuple[Day, ...]:
    """The days from the start to the last one, for a drawing; empty where there are too many or none."""
    if r.due_on is None or r.clock.unit is Unit.HOUR or (r.due_on - r.start_on).days > DRAWN:
        return ()
    return tuple(_numbered(r, r.due_on))


def _numbered(r: Reckoning, due_on: date) -> Iterator[Day]:
    working, whole = r.clock.unit in WORKING, r.clock.skips_whole_days
    spans = paused_spans(r.pauses, r.started_at, r.zone, r.clock.unit, whole_days=whole)
    number = 1 if r.clock.day_zero_included else 0
    day = r.start_on
    while day <= due_on:
        zero = (working or whole) and number == 0  # the day it starts is day zero, whatever day of the week it is
        paused = any(first <= day <= last for first, last in spans)
        why = "" if zero or not working else r.calendar.why_not(day)
        if paused and not zero and not why:
            why = say("Paused: {reason}", reason=_reason_on(r, day))
        yield Day(day, None if why else number, why)
        number += not why
        day += DAY


def _reason_on(r: Reckoning, day: date) -> str:
    on = (p for p in r.pauses if p.until_at and r.local(p.from_at).date() <= day <= r.local(p.until_at).date())
    return next((_text((*r.clock.pauses, *r.clock.standstills), pause.reason) for pause in on), "")


def _moment(r: Reckoning, at: datetime) -> date:
    """A moment as it is said: with the time of day, unless only the day was known."""
    local = r.local(at).replace(tzinfo=None)
    return local.date() if local.time() == time.min and r.clock.unit is not Unit.HOUR else local


def _text(grounds: tuple[Ground | Standstill, ...], ground_id: str) -> str:
    return next((ground.text for ground in grounds if ground.id == ground_id), ground_id)
