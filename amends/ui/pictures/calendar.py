"""P2, why this date: a small calendar with day zero, the days that count, those that do not, and the day due."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from amends.ui.dates import day_text

from .labels import shortened
from .parts import Frame, Table, element, group, rect, text

CELL_W, CELL_H, MARGIN = 46, 38, 12
MONTH_W, HEAD = 7 * CELL_W + 28, 46
ACROSS, MOST_REASONS = 3, 8
MOST_MONTHS, MOST_EMPTY_MONTHS = 7, 3  # beyond these only the first and the last month are drawn
MONDAY_1 = date(2024, 1, 1)  # any Monday: its week names the columns

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Day:
    """A day on the way: its number where it counts, else why it does not."""

    on: date
    number: int | None = None
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """`days` may be empty where the period is too long to tell day by day."""

    start: date
    due: date
    days: tuple[Day, ...] = ()
    title: str = ""

    @property
    def counted(self) -> int:
        return max((day.number or 0 for day in self.days), default=0)

    @property
    def skipped(self) -> list[Day]:
        return [day for day in self.days if day.number is None and day.skipped]

    def months(self) -> list[Month]:
        first, last = sorted((self.start, self.due))
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        found = [((first.year * 12 + first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(count)]
        most = MOST_MONTHS if self.days else MOST_EMPTY_MONTHS
        return found if count <= most else [found[0], found[-1]]


def svg(data: Explained, prefix: str = "c") -> str:
    months, reasons = data.months(), reason_lines(data)
    body = [draw_month(data, month, *place_of(n, months)) for n, month in enumerate(months)]
    y = HEAD + sum(row_heights(months))
    body += [text(MARGIN, y + 16 * (n + 1), line, "pic-soft") for n, line in enumerate(reasons)]
    across = min(ACROSS, len(months))
    size = (MARGIN + across * MONTH_W, y + 16 * len(reasons) + 14)
    title = text(MARGIN, 24, shortened(finding(data), size[0] - 2 * MARGIN, 14, bold=True), "pic-bold pic-mid")
    frame = Frame(prefix, finding(data), description(data), "pic-calendar", size)
    return frame.around(group([title, *body], aria_hidden="true"))


def row_heights(months: list[Month]) -> list[int]:
    """A row of months is as high as its longest month."""
    rows = [months[n : n + ACROSS] for n in range(0, len(months), ACROSS)]
    return [max(len(calendar.monthcalendar(*month)) for month in row) * CELL_H + 56 for row in rows]


def place_of(n: int, months: list[Month]) -> tuple[int, int]:
    return MARGIN + n % ACROSS * MONTH_W, HEAD + sum(row_heights(months)[: n // ACROSS])


def draw_month(data: Explained, month: Month, left: int, top: int) -> str:
    name = date_format(date(*month, 1), "F Y")
    drawn = [text(left, top + 12, name, "pic-bold")]
    for column in range(7):
        letter = date_format(MONDAY_1.replace(day=1 + column), "D")
        drawn.append(text(left + column * CELL_W + CELL_W / 2, top + 30, letter, "pic-small pic-soft pic-middle"))
    known = {day.on: day for day in data.days}
    for row, week in enumerate(calendar.monthcalendar(*month)):
        for column, number in enumerate(week):
            if number:
                on = date(*month, number)
                x, y = left + column * CELL_W, top + 36 + row * CELL_H
                drawn.append(draw_cell(data, known.get(on, Day(on)), x, y))
    return group(drawn)


def look_of(data: Explained, day: Day) -> tuple[str, str, str]:
    """Class of the cell, class of its words, and what stands big in it."""
    if day.on == data.due:
        return "pic-last", "pic-on-dark", str(day.number) if day.number is not None else gettext("due")
    if day.on == data.start:
        return "pic-start", "pic-on-dark", str(day.number or 0)
    if day.number is not None:
        return "pic-counted", "", str(day.number)
    return ("pic-skipped", "pic-soft", "–") if day.skipped else ("pic-cell", "pic-soft", "")


def draw_cell(data: Explained, day: Day, x: int, y: int) -> str:
    cell, words, big = look_of(data, day)
    parts = [element("title", day.skipped)] if day.skipped else []
    parts.append(rect(x + 1, y + 1, CELL_W - 2, CELL_H - 2, cell, rx=3))
    parts.append(text(x + 6, y + 14, str(day.on.day), f"pic-small {words or 'pic-soft'}"))
    if big:
        parts.append(text(x + CELL_W - 6, y + CELL_H - 8, big, f"pic-bold pic-end {words}".strip()))
    return group(parts)


def finding(data: Explained) -> str:
    if data.title:
        return data.title
    if data.counted:
        words = ngettext("Due {day}: {n} day counted", "Due {day}: {n} days counted", data.counted)
        return words.format(day=day_text(data.due), n=data.counted)
    return gettext("From {start} to {day}").format(start=day_text(data.start), day=day_text(data.due))


def description(data: Explained) -> str:
    start = gettext("The count starts from {start}; the last day is {due}.")
    words = [start.format(start=day_text(data.start), due=day_text(data.due)), *reason_lines(data)]
    return " ".join(words)


def reason_lines(data: Explained) -> list[str]:
    """Why days do not count: the reasons, most frequent first, with their days where they are few."""
    by_reason: dict[str, list[date]] = {}
    for day in data.skipped:
        by_reason.setdefault(day.skipped, []).append(day.on)
    ordered = sorted(by_reason.items(), key=lambda item: -len(item[1]))
    lines = [reason_line(reason, days) for reason, days in ordered[:MOST_REASONS]]
    rest = sum(len(days) for _, days in ordered[MOST_REASONS:])
    return lines + ([gettext("Not counted for other reasons: {n}.").format(n=rest)] if rest else [])


def reason_line(reason: str, days: list[date]) -> str:
    if len(days) > 2:
        return gettext("Not counted: {reason}, {n} times.").format(reason=reason, n=len(days))
    named = ", ".join(date_format(day, gettext("D j M")) for day in days)
    return gettext("Not counted: {reason}, {days}.").format(reason=reason, days=named)


def table(data: Explained) -> Table:
    head = (gettext("Day"), gettext("Number"), gettext("Why"))
    days = data.days or (Day(data.start), Day(data.due))
    return Table(finding(data), head, tuple((day_text(day.on), number_words(day), why(data, day)) for day in days))


def number_words(day: Day) -> str:
    return "–" if day.number is None else str(day.number)


def why(data: Explained, day: Day) -> str:
    if day.on == data.due:
        return gettext("Due")
    if day.on == data.start:
        return gettext("Starts the count")
    return day.skipped or gettext("Counted")
