"""More time for a clock: who gets it on which ground, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from amends.rules.calendars import Calendar
from amends.rules.counting import DAY, WORKING, Span, close_of_business, day_end, last_day, past_pauses
from amends.rules.regimes import Clock, Extension, Unit
from amends.rules.words import Words, say


@dataclass(frozen=True, slots=True)
class Extended:
    """More time for one clock, given `at` a moment on a ground; `to_on` when a day was named or agreed."""

    clock: str
    ground: str
    at: datetime
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What an extension did: the last day after it, or why it had no effect."""

    extended: Extended
    due_on: date
    refused: Words | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """One clock's count in its calendar and zone: what an extension needs to know of it."""

    clock: Clock
    limit: int
    start_on: date
    calendar: Calendar
    zone: ZoneInfo
    spans: Sequence[Span]

    def last_day(self, start: date, limit: int, unit: Unit) -> date:
        """The last day of a period that starts as this clock does: with the first day or after it."""
        return last_day(self.calendar, start, limit, unit, included=self.clock.day_zero_included)

    def ends_at(self, due_on: date) -> datetime:
        """The last instant of the last day."""
        if self.clock.close_of_business:
            return close_of_business(due_on, self.zone)
        return day_end(due_on, self.zone)

    def rolled(self, due: date) -> date:
        """`due`, moved to the next working day where the clock says so."""
        return self.calendar.working_days_from(due, 1) if self.clock.roll else due

    def past_pauses(self, due: date, since: date) -> date:
        """`due` moved on by the pauses from `since` on, with what the rule leaves at least once each has ended."""
        if not self.spans:
            return due
        moved, least = past_pauses(self.calendar, due, self.spans, self.clock.unit, since=since), self.clock.after_pause
        if least is None:
            return moved
        ends = (last_day(self.calendar, last, least.limit, least.unit) for first, last in self.spans if first <= moved)
        return max([moved, *ends])

    def since(self, day: date) -> date:
        """The first day that a pause can take out of a count that starts on `day`."""
        by_days = self.clock.unit in WORKING or self.clock.skips_whole_days
        return day + DAY if by_days and not self.clock.day_zero_included else day


def extend(count: Count, due_on: date, asked: Sequence[Extended]) -> list[Change]:
    """Each extension of this clock in turn, starting from the day it is due without any."""
    changes: list[Change] = []
    base_on = due_on
    for extended in sorted(asked, key=lambda one: one.at):
        refused = _refusal(count, extended, base_on, due_on)
        if not refused:
            due_on = max(due_on, _target(count, extended, base_on, due_on))
        changes.append(Change(extended, due_on, refused))
    return changes


def _refusal(count: Count, extended: Extended, base_on: date, due_on: date) -> Words | None:
    extension = count.clock.extension
    if extension is None:
        return say("This time limit cannot be extended.")
    if extended.ground not in {ground.id for ground in extension.grounds}:
        return say("The regime does not list this as a reason for more time: {ground}.", ground=extended.ground)
    if extension.before_due and extended.at >= count.ends_at(due_on):
        return say("It came too late: the time limit had ended on {due_on}.", due_on=due_on)
    return _date_refusal(extension, extended, due_on, _furthest(count, extension, extended, base_on, due_on))


def _date_refusal(extension: Extension, extended: Extended, due_on: date, furthest: date | None) -> Words | None:
    """Why the day named, or the lack of one, will not do."""
    to_on = extended.to_on
    if to_on is None and furthest is None:
        return say("It needs the new date that was agreed.")
    if to_on and to_on <= due_on:
        return say("The new date, {to_on}, is not later than {due_on}.", to_on=to_on, due_on=due_on)
    if furthest and furthest <= due_on:
        return say("The extra time is used up: {furthest} is the latest day on this ground.", furthest=furthest)
    if to_on and furthest and to_on > furthest and extended.ground not in extension.beyond:
        return say("{to_on} is too late: {furthest} is the latest day on this ground.", to_on=to_on, furthest=furthest)
    return None


def _furthest(count: Count, extension: Extension, extended: Extended, base_on: date, due_on: date) -> date | None:
    """The latest day that the extension reaches on this ground; None where only an agreed day says."""
    limit, unit = extension.limit, extension.unit
    if limit is None or unit is None:
        return None
    if extension.form == "replace":
        day = count.last_day(count.start_on, limit, unit)
        return count.rolled(count.past_pauses(day, count.since(count.start_on)))
    # A ground that justifies more than the limit adds to the day reached; the others share one allowance.
    start = due_on if extended.ground in extension.beyond else base_on
    return count.rolled(count.past_pauses(last_day(count.calendar, start, limit, unit), start + DAY))


def _target(count: Count, extended: Extended, base_on: date, due_on: date) -> date:
    if extended.to_on:
        return count.past_pauses(extended.to_on, count.since(_day(extended, count)))
    extension = count.clock.extension
    furthest = _furthest(count, extension, extended, base_on, due_on) if extension else None
    return furthest or due_on


def _day(extended: Extended, count: Count) -> date:
    return extended.at.astimezone(count.zone).date()
