"""P6, the promise ledger: do we do what we say? A line of diamonds by date, each with its day and its word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from amends.ui.dates import day_text, days_ahead_text

from .labels import Placed, Rows, place_all
from .marks import TEXT_CLASSES, mark
from .parts import Frame, Table, element, group, line, text

WIDE, LEFT, RIGHT = 720, 24, 696
ROW, ROWS = 15, 4
State = Literal["kept", "broken", "open"]


@dataclass(frozen=True, slots=True)
class Promise:
    """`settled_on`: when it was kept, late or in time; none while it is open."""

    due_on: date
    label: str
    state: State
    settled_on: date | None = None

    @property
    def kind(self) -> str:
        return f"diamond_{self.state}"

    def late_by(self, today: date) -> int:
        return ((self.settled_on or today) - self.due_on).days


@dataclass(frozen=True, slots=True)
class Ledger:
    promises: tuple[Promise, ...]
    today: date

    @property
    def ordered(self) -> list[Promise]:
        return sorted(self.promises, key=lambda promise: promise.due_on)

    def count(self, state: State) -> int:
        return sum(promise.state == state for promise in self.promises)

    def x(self, day: date) -> float:
        days = [promise.due_on for promise in self.promises] + [self.today]
        span = max((max(days) - min(days)).days, 1)
        return LEFT + (day - min(days)).days / span * (RIGHT - LEFT)


def svg(data: Ledger, prefix: str = "p") -> str:
    marks = [(data.x(promise.due_on), short_words(promise, data.today)) for promise in data.ordered]
    labels = place_all(marks, Rows(4, WIDE - 4, ROWS))
    rows = max((label.row + 1 for label in labels if label), default=1)
    y = 40 + rows * ROW
    body = [text(12, 20, finding(data), "pic-bold"), line(LEFT, y, RIGHT, y, "pic-line"), *today_line(data, y)]
    body += [draw_label(label, y, p) for label, p in zip(labels, data.ordered, strict=True) if label]
    body += [draw_promise(data, promise, y) for promise in data.ordered]
    frame = Frame(prefix, finding(data), description(data), "pic-promises", (WIDE, y + 34))
    return frame.around(group(body, aria_hidden="true"))


def today_line(data: Ledger, y: int) -> list[str]:
    x = data.x(data.today)
    words = gettext("Today")
    at = min(max(x, LEFT + 4), RIGHT - 4)
    return [line(x, y - 12, x, y + 14, "pic-today"), text(at, y + 28, words, "pic-small pic-bold pic-middle")]


def draw_label(label: Placed, y: int, promise: Promise) -> str:
    base = y - 14 - label.row * ROW
    words = text(label.left, base, label.words, f"pic-over {TEXT_CLASSES[promise.kind]}")
    return words if label.row == 0 else line(label.at, y - 9, label.at, base + 3, "pic-leader") + words


def draw_promise(data: Ledger, promise: Promise, y: int) -> str:
    said = f"{promise.label}: {state_words(promise, data.today)}"
    return group([element("title", said), mark(promise.kind, data.x(promise.due_on), y)])


def short_words(promise: Promise, today: date) -> str:
    day = date_format(promise.due_on, gettext("j M"))
    return f"{day} {state_words(promise, today)}"


def state_words(promise: Promise, today: date) -> str:
    late = promise.late_by(today)
    if promise.state == "open":
        return days_ahead_text(-late)
    if promise.state == "kept":
        return gettext("kept")
    return days_ahead_text(-late) if late > 0 else gettext("broken")


def finding(data: Ledger) -> str:
    if not data.promises:
        return gettext("No promises yet")
    settled = data.count("kept") + data.count("broken")
    if not settled:
        n = data.count("open")
        return ngettext("{n} promise to come", "{n} promises to come", n).format(n=n)
    words = ngettext("{kept} of {n} promise kept", "{kept} of {n} promises kept", settled)
    return words.format(kept=data.count("kept"), n=settled)


def description(data: Ledger) -> str:
    lines = (f"{day_text(p.due_on)}: {p.label}, {state_words(p, data.today)}." for p in data.ordered)
    return " ".join((f"{finding(data)}.", *lines))


def table(data: Ledger) -> Table:
    head = (gettext("Due"), gettext("Promise"), gettext("How it stands"))
    rows = tuple((day_text(p.due_on), p.label, state_words(p, data.today)) for p in data.ordered)
    return Table(gettext("Promises"), head, rows)
