"""The rule of a clock in words that fit every regime."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from amends.rules.counting import WORKING
from amends.rules.regimes import MOMENTS, Clock, OrIfLater, Unit
from amends.rules.words import Words, say

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
    for second in further(clock.or_if_later):
        length = period(second.limit, second.unit)
        words = say(
            "{rule} Or {period} from when {moment}, if later.", rule=words, period=length, moment=MOMENTS[second.starts]
        )
    for more in _besides(clock):
        words = say("{rule} {more}", rule=words, more=more)
    return words


def further(second: OrIfLater | None) -> Iterator[OrIfLater]:
    """The further counts of a clock, of which the last to end holds."""
    while second:
        yield second
        second = second.or_if_later


def _besides(clock: Clock) -> Iterator[Words]:
    if clock.month_end:
        yield say("It runs to the end of that month.")
    if clock.not_before:
        yield say("It does not end before {day}.", day=clock.not_before)
    if clock.roll:
        yield say("A last day that is no working day moves to the next one.")
    if clock.close_of_business:
        yield say("It ends at the close of business, 17:00.")
    for name in clock.renewed_by:
        yield say("It begins anew from when {moment}.", moment=MOMENTS[name])
    for name in clock.cut_short_by:
        yield say("The right opens at once when {moment}.", moment=MOMENTS[name])
    if clock.unless:
        yield say("It does not run if {moment}.", moment=MOMENTS[clock.unless])


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
