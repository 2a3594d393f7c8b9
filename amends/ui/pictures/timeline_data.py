"""What a case's timeline shows, and what follows from it: the scale, the bar that matters most, a bar's pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from amends.ui.dates import local_day

Lane = Literal["customer", "us", "others", "promises"]
LANES: tuple[Lane, ...] = ("customer", "us", "others", "promises")
Kind = Literal["circle", "square", "hollow", "diamond_kept", "diamond_broken", "diamond_open"]
Piece = tuple[date, date, str]


@dataclass(frozen=True, slots=True)
class Bar:
    """A clock: the law's or our own target. A pause without an end is still running."""

    label: str
    from_on: date
    due_on: date
    done_on: date | None = None
    kind: Literal["law", "target"] = "law"
    pauses: tuple[tuple[date, date | None], ...] = ()

    def late_by(self, today: date) -> int:
        """Days past the due day, at its end or so far; negative while there is time."""
        return ((self.done_on or today) - self.due_on).days

    def paused_days(self, today: date) -> int:
        return sum((until - start).days for start, until in self.stretches(today))

    def stretches(self, today: date) -> Iterator[tuple[date, date]]:
        end = self.done_on or today
        for start, until in self.pauses:
            if start < (stop := min(until or end, end)):
                yield max(start, self.from_on), stop


@dataclass(frozen=True, slots=True)
class Event:
    at: date
    lane: Lane
    kind: Kind
    label: str
    href: str = ""

    @property
    def on(self) -> date:
        return local_day(self.at)


@dataclass(frozen=True, slots=True)
class Timeline:
    reference: str
    bars: tuple[Bar, ...]
    events: tuple[Event, ...]
    today: date
    started_on: date

    @property
    def first(self) -> date:
        return min([self.started_on, self.today, *(b.from_on for b in self.bars), *(e.on for e in self.events)])

    @property
    def last(self) -> date:
        ends = [end for b in self.bars for end in (b.due_on, b.done_on) if end]
        return max([self.started_on, *ends, *(e.on for e in self.events), *self._today_if_open()])

    def _today_if_open(self) -> list[date]:
        """A case that is over ends with its last event; today would only squeeze it."""
        return [self.today] if any(b.done_on is None for b in self.bars) or not self.bars else []

    @property
    def shows_today(self) -> bool:
        return self.first <= self.today <= self.last

    def share(self, day: date) -> float:
        """Where a day lies between the first and the last day shown, 0 to 1."""
        span = max((self.last - self.first).days, 1)
        return min(max((day - self.first).days / span, 0), 1)

    def lane(self, lane: Lane) -> list[Event]:
        return sorted((e for e in self.events if e.lane == lane), key=lambda e: e.on)

    def main_bar(self, kind: str = "") -> Bar | None:
        """The clock to look at: running before done, law before target, soonest due first; of those done the last."""
        bars = [b for b in self.bars if not kind or b.kind == kind]
        running = [b for b in bars if b.done_on is None]
        if running:
            return min(running, key=lambda b: (b.kind != "law", b.due_on))
        return max(bars, key=lambda b: (b.kind == "law", b.due_on), default=None)


def pieces(bar: Bar, today: date) -> list[Piece]:
    """A bar from left to right: used, what is left of it, what ran over; then the pauses that lie over it."""
    end = bar.done_on or max(today, bar.from_on)
    used_to = min(end, bar.due_on)
    found: list[Piece] = [(bar.from_on, used_to, f"{bar.kind}-used")]
    if used_to < bar.due_on:
        found.append((used_to, bar.due_on, f"{bar.kind}-left"))
    if end > bar.due_on:
        found.append((bar.due_on, end, "over-due"))
    return found + [(start, until, "pause") for start, until in bar.stretches(today)]
