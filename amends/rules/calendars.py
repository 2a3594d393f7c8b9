"""Working days: a frozen list of the days that are none, read against the weekend.

The lists are data of the packs, frozen on a day from a dated source, so that no upgrade of a library moves a deadline.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from amends.rules.words import plain, say

WEEKEND = {5: say("Saturday"), 6: say("Sunday")}


class OutsideCalendar(ValueError):
    """A day that the calendar does not reach. Guessing there would be a wrong deadline."""

    def __init__(self, calendar: Calendar, day: date) -> None:
        super().__init__(
            f"The calendar {calendar.id} covers {plain(calendar.first)} to {plain(calendar.last)}; "
            f"{plain(day)} is outside it."
        )


@dataclass(frozen=True, eq=False)
class Calendar:
    """Which days are working days in one place, from `first` to `last`, both included."""

    id: str
    non_working: Mapping[date, str]
    first: date
    last: date
    name: str = ""
    frozen_on: date | None = None
    made_from: str = ""

    def is_working(self, day: date) -> bool:
        """Whether people work on this day here. Raises OutsideCalendar."""
        return not self.why_not(day)

    def why_not(self, day: date) -> str:
        """Why this is no working day: «Saturday», «Christmas Day»; empty when it is one. Raises OutsideCalendar."""
        self._must_reach(day)
        return WEEKEND.get(day.weekday(), "") or self.non_working.get(day, "")

    def working_days_from(self, day: date, count: int) -> date:
        """The `count`th working day, the first being `day` itself or the next one after it."""
        self._must_reach(day)
        return self._working_day(bisect_left(self._working, day.toordinal()) + count - 1)

    def working_days_after(self, day: date, count: int) -> date:
        """The `count`th working day after `day`, which is not counted; `day` itself for a count of 0."""
        if not count:
            return day
        self._must_reach(day)
        return self._working_day(bisect_right(self._working, day.toordinal()) + count - 1)

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie from `first` to `last`, both included."""
        self._must_reach(first)
        self._must_reach(last)
        return bisect_right(self._working, last.toordinal()) - bisect_left(self._working, first.toordinal())

    @cached_property
    def _working(self) -> list[int]:
        """The ordinals of all working days: a count is then an index, and 20 days cost as much as one."""
        skipped = {day.toordinal() for day in self.non_working}
        span = range(self.first.toordinal(), self.last.toordinal() + 1)
        # An ordinal of 1 is a Monday, so (ordinal - 1) % 7 is the weekday.
        return [day for day in span if (day - 1) % 7 not in WEEKEND and day not in skipped]

    def _working_day(self, index: int) -> date:
        if index >= len(self._working):
            raise OutsideCalendar(self, date.fromordinal(self.last.toordinal() + 1))
        return date.fromordinal(self._working[index])

    def _must_reach(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise OutsideCalendar(self, day)
