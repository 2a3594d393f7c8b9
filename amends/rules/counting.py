"""Counting time: from a day and a period to a last day, and what a pause does to it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from amends.rules.calendars import Calendar
from amends.rules.regimes import Unit

WORKING = frozenset({Unit.WORKING_DAY, Unit.BUSINESS_DAY})
DAY = timedelta(days=1)
CLOSE_OF_BUSINESS = time(17)

Span = tuple[date, date]
"""Days from the first to the last, both included."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which a clock that lists `reason` stands still; without an end it still does."""

    reason: str
    from_at: datetime
    until_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.from_at.tzinfo is None or (self.until_at and self.until_at.tzinfo is None):
            raise ValueError("a pause needs moments with a time zone")
        if self.until_at and self.until_at < self.from_at:
            raise ValueError("a pause cannot end before it begins")


def last_day(calendar: Calendar, start: date, limit: int, unit: Unit, *, included: bool = False) -> date:
    """The last day of a period of `limit` units. `included`: the start is day 1; otherwise day 1 follows it."""
    if unit in WORKING:
        return calendar.working_days_from(start, limit) if included else calendar.working_days_after(start, limit)
    if unit in (Unit.MONTH, Unit.YEAR):
        return _end_of_months(start, limit * (12 if unit is Unit.YEAR else 1), included=included)
    days = limit * (7 if unit is Unit.WEEK else 1)
    return start + timedelta(days=days - included)


def corresponding(day: date, months: int) -> tuple[date, bool]:
    """The same date `months` later, and whether that month has it; if not, its last day («31 February» is the 28th).

    Source: Dodds v Walker [1981] UKHL 3, the corresponding-date rule.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, length)), day.day <= length


def _end_of_months(start: date, months: int, *, included: bool) -> date:
    """A period that includes its first day ends the day before the corresponding date; where the month has no such
    date, the day before it would be the month's last day either way."""
    day, exists = corresponding(start, months)
    return day - DAY if included and exists else day


def end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a local day begins."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def day_end(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a local day ends, which is the start of the next."""
    return day_start(day + DAY, zone)


def close_of_business(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, CLOSE_OF_BUSINESS, zone).astimezone(UTC)


def stretches(pauses: Iterable[Pause], since: datetime) -> list[tuple[datetime, datetime]]:
    """The ended pauses after `since`, in order, with overlaps joined, so that no moment is paused twice."""
    joined: list[tuple[datetime, datetime]] = []
    for begin, end in sorted((max(p.from_at, since), p.until_at) for p in pauses if p.until_at):
        if end <= begin:
            continue
        if joined and begin <= joined[-1][1]:
            begin, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((begin, end))
    return joined


def paused_spans(
    pauses: Sequence[Pause], since: datetime, zone: ZoneInfo, unit: Unit, *, whole_days: bool = False
) -> list[Span]:
    """The days that pauses take out of the count.

    A working day is taken out when a pause touches it; so is a calendar day where the rule says so (`whole_days`).
    Otherwise, in calendar time a day is taken out for each midnight that passes in a pause, so that a pause adds the
    whole days it lasted.
    """
    spans: list[Span] = []
    for begin, end in stretches(pauses, since):
        first, last = begin.astimezone(zone).date(), end.astimezone(zone).date()
        if not (whole_days or unit in WORKING) or day_start(last, zone) == end:
            last -= DAY
        if spans:
            first = max(first, spans[-1][1] + DAY)
        if first <= last:
            spans.append((first, last))
    return spans


def past_pauses(calendar: Calendar, due: date, spans: Sequence[Span], unit: Unit, *, since: date) -> date:
    """`due` moved on by the paused days from `since` on. Pauses after the day so reached change nothing."""
    for first, last in spans:
        first = max(first, since)
        if first > due:
            break
        if last < first:
            continue
        if unit in WORKING:
            due = calendar.working_days_after(due, calendar.working_days_between(first, last))
        else:
            due += last - first + DAY
    return due
