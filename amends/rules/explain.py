"""A clock explains itself: its rule in a sentence, its count line by line, its days one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from amends.rules.counting import DAY, WORKING, corresponding, last_day, paused_spans
from amends.rules.regimes import MOMENTS, Clock, ClockKind, Confidence, Ground, Unit
from amends.rules.words import Words, say

if TYPE_CHECKING:
    from amends.rules.clocks import Reckoning

DRAWN = 100  # days; a longer count is not drawn day by day
UNVERIFIED = frozenset({Confidence.LOW, Confidence.BACKGROUND})
MANY: dict[Unit, Callable[[int], Words]] = {
    Unit.HOUR: lambda n: say("{n} hours", n=n),
    Unit.BUSINESS_DAY: lambda n: say("{n} business days", n=n),
    Unit.WORKING_DAY: lambda n: say("{n} working days", n=n),
    Unit.CALENDAR_DAY: lambda n: say("{n} calendar days", n=n),
    Unit.WEEK: lambda n: say("{n} weeks", n=n),
    Unit.MONTH: lambda n: say("{n} months", n=n),
    Unit.YEAR: lambda n: say("{n} years", n=n),
}
ONE: dict[Unit, Callable[[], Words]] = {
    Unit.HOUR: lambda: say("1 hour"),
    Unit.BUSINESS_DAY: lambda: say("1 business day"),
    Unit.WORKING_DAY: lambda: say("1 working day"),
    Unit.CALENDAR_DAY: lambda: say("1 calendar day"),
    Unit.WEEK: lambda: say("1 week"),
    Unit.MONTH: lambda: say("1 month"),
    Unit.YEAR: lambda: say("1 year"),
}


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a count: its number, 0 for a first day that does not count, or why it has none."""

    on: date
    number: int | None
    skipped: str = ""


def period(limit: int, unit: Unit) -> Words:
    """A number of units in words: «1 week», «20 working days»."""
    return ONE[unit]() if limit == 1 else MANY[unit](limit)


def rule(clock: Clock) -> Words:
    """The rule of a clock in words that fit every regime."""
    moment = MOMENTS[clock.starts]
    if clock.limit is None:
        qualifier = clock.qualifier or say("as soon as possible")
        return say(
            "No number of days is set: {qualifier}. It starts when {moment}.", qualifier=qualifier, moment=moment
        )
    words = say(
        "{period} from when {moment}. {how}", period=period(clock.limit, clock.unit), moment=moment, how=how(clock)
    )
    if second := clock.or_if_later:
        length = period(second.limit, second.unit)
        words = say(
            "{rule} Or {period} from when {moment}, if later.", rule=words, period=length, moment=MOMENTS[second.starts]
        )
    if clock.roll:
        words = say("{rule} A last day that is no working day moves to the next one.", rule=words)
    if clock.close_of_business:
        words = say("{rule} It ends at the close of business, 17:00.", rule=words)
    return words


def how(clock: Clock) -> Words:
    """Whether the first day counts."""
    if clock.unit is Unit.HOUR:
        return say("Every hour counts, nights and weekends included.")
    if clock.unit in WORKING and clock.day_zero_included:
        return say("That day is day 1; if it is no working day, the next one is.")
    if clock.unit in WORKING:
        return say("That day is not counted: day 1 is the next working day.")
    if clock.day_zero_included:
        return say("That day is day 1.")
    return say("That day is not counted: day 1 is the day after.")


def lines(r: Reckoning) -> tuple[Words, ...]:
    """What started the clock, how it is counted, what was left out and why, what was added, and the result."""
    return (*_start(r), *_count(r), *_pauses(r), *_extensions(r), *_result(r), *_marks(r.clock))


def _start(r: Reckoning) -> Iterator[Words]:
    yield say("It starts on {start}: {moment}.", start=_moment(r, r.started_at), moment=MOMENTS[r.clock.starts])
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
    if r.later_from and r.base_due_on and clock.or_if_later:
        length = period(clock.or_if_later.limit, clock.or_if_later.unit)
        moment = MOMENTS[clock.or_if_later.starts]
        yield say(
            "{moment} on {day}, and {period} from then end later.",
            moment=_capital(moment),
            day=r.later_from,
            period=length,
        )
        counted = r.base_due_on
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
    for pause in r.pauses:
        reason, since = _text(r.clock.pauses, pause.reason), _moment(r, pause.from_at)
        if pause.until_at is None:
            yield say(
                "Paused since {since}: {reason}. The date moves on when the pause ends.", since=since, reason=reason
            )
        else:
            until = _moment(r, pause.until_at)
            yield say("Paused from {since} to {until}: {reason}.", since=since, until=until, reason=reason)
    if any(pause.until_at for pause in r.pauses) and r.paused_due_on and r.base_due_on:
        yield _pause_convention(r.clock.unit)
        if r.paused_due_on == r.base_due_on:
            yield say("That does not move the last day.")
        else:
            yield say("The last day moves from {base} to {due}.", base=r.base_due_on, due=r.paused_due_on)


def _pause_convention(unit: Unit) -> Words:
    if unit is Unit.HOUR:
        return say("The time of the pauses is added.")
    if unit in WORKING:
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
    working = r.clock.unit in WORKING
    spans = paused_spans(r.pauses, r.started_at, r.zone, r.clock.unit)
    number = 1 if r.clock.day_zero_included else 0
    day = r.start_on
    while day <= due_on:
        zero = working and number == 0  # the day it starts is day zero, whatever day of the week it is
        paused = any(first <= day <= last for first, last in spans)
        why = "" if zero or not working else r.calendar.why_not(day)
        if paused and not zero and not why:
            why = say("Paused: {reason}", reason=_reason_on(r, day))
        yield Day(day, None if why else number, why)
        number += not why
        day += DAY


def _reason_on(r: Reckoning, day: date) -> str:
    on = (p for p in r.pauses if p.until_at and r.local(p.from_at).date() <= day <= r.local(p.until_at).date())
    return next((_text(r.clock.pauses, pause.reason) for pause in on), "")


def _moment(r: Reckoning, at: datetime) -> date:
    """A moment as it is said: with the time of day, unless only the day was known."""
    local = r.local(at).replace(tzinfo=None)
    return local.date() if local.time() == time.min and r.clock.unit is not Unit.HOUR else local


def _text(grounds: tuple[Ground, ...], ground_id: str) -> str:
    return next((ground.text for ground in grounds if ground.id == ground_id), ground_id)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
