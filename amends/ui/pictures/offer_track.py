"""The negotiation: what we offered and what the customer asked, move by move, until the two lines meet or end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from amends.ui.dates import day_text

from . import paper
from .labels import shortened, wrapped
from .marks import mark
from .parts import Frame, Table, element, group, line, text
from .signs import legend

EACH, MARGIN, NARROW = 148, 12, 560
HIGH, LOW, BASE = 92, 196, 222  # the highest and the lowest amount; the line of dates
LEADING, NOTE_LINES = 15, 2
Side = Literal["us", "customer"]
Outcome = Literal["", "accepted", "refused", "withdrawn"]
KINDS = {"accepted": "diamond_kept", "refused": "diamond_broken", "withdrawn": "diamond_broken"}
SIDES = {"us": "square", "customer": "circle"}


@dataclass(frozen=True, slots=True)
class Move:
    """Something put to the other side, or an answer. `what` is its word («Offered»), `amount` is ready words; `pence`
    only says how high it stands, none if it is not about money: then it stands as high as the move before."""

    on: date
    side: Side
    what: str
    amount: str = ""
    pence: int | None = None
    outcome: Outcome = ""
    note: str = ""

    @property
    def mark(self) -> str:
        return KINDS.get(self.outcome, SIDES[self.side])

    @property
    def said(self) -> str:
        return f"{self.what}: {self.amount}" if self.amount else self.what


@dataclass(frozen=True, slots=True)
class Track:
    """In order of time. `open_until`: how long the last offer stands, if it does."""

    moves: tuple[Move, ...]
    open_until: date | None = None

    @property
    def waiting(self) -> bool:
        return bool(self.moves) and not self.moves[-1].outcome

    @property
    def wide(self) -> int:
        return max(NARROW, 2 * MARGIN + (len(self.moves) + self.waiting) * EACH)

    def heights(self) -> list[int]:
        """The amount at which each move stands, in pence."""
        found: list[int] = []
        for move in self.moves:
            found.append(move.pence if move.pence is not None else found[-1] if found else 0)
        return found


def svg(data: Track, prefix: str = "ot", *, standalone: bool = False) -> str:
    """148 for each move wide. Moves stand at equal steps; `standalone` writes the colours in, for paper."""
    places = places_of(data)
    title = text(MARGIN, 24, shortened(finding(data), data.wide - 2 * MARGIN, 14, bold=True), "pic-bold pic-mid")
    drawn = [title, line(MARGIN, BASE, data.wide - MARGIN, BASE, "pic-line"), *ways(data, places)]
    drawn += [draw_move(move, *place) for move, place in zip(data.moves, places, strict=True)]
    drawn += draw_waiting(data, places) if data.waiting else []
    keys, end = legend(legend_of(data), MARGIN, data.wide - MARGIN, BASE + 40 + NOTE_LINES * LEADING + 20)
    frame = Frame(prefix, finding(data), description(data), "pic-sheet", (data.wide, round(end + 8)))
    picture = frame.around(group([*drawn, *keys], aria_hidden="true"))
    return paper.standalone(picture) if standalone else picture


def places_of(data: Track) -> list[tuple[float, float]]:
    """Where each mark stands: to the right with each move, higher the more money."""
    heights = data.heights()
    least, most = min(heights, default=0), max(heights, default=0)
    share = [(height - least) / (most - least) if most > least else 0.5 for height in heights]
    return [(MARGIN + (n + 0.5) * EACH, LOW - part * (LOW - HIGH)) for n, part in enumerate(share)]


def ways(data: Track, places: list[tuple[float, float]]) -> list[str]:
    """A line through our moves and one through the customer's; both end in what was agreed."""
    found = []
    for side, look in (("us", "pic-us-line"), ("customer", "pic-them-line")):
        way = [place for move, place in zip(data.moves, places, strict=True) if on_way(move, side)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in way)
        found += [element("polyline", points=points, **{"class": look})] if len(way) > 1 else []
    return found


def on_way(move: Move, side: str) -> bool:
    return move.side == side or move.outcome == "accepted"


def draw_move(move: Move, x: float, y: float) -> str:
    """The mark, its amount over it, and under the line its day, its word and its note."""
    room = EACH - 14
    parts = [element("title", sentence(move)), line(x, y + 8, x, BASE, "pic-line"), mark(move.mark, x, y)]
    if move.amount:
        parts.append(
            text(x, y - 15, shortened(move.amount, room, 14, bold=True), "pic-bold pic-mid pic-middle pic-over")
        )
    day = date_format(move.on, gettext("D j M"))
    parts.append(text(x, BASE + 18, day, "pic-small pic-soft pic-middle"))
    parts.append(text(x, BASE + 34, shortened(move.what, room, bold=True), f"pic-bold pic-middle {tone(move)}".strip()))
    notes = wrapped(move.note, room, NOTE_LINES, 11)
    return group(
        [*parts, *(text(x, BASE + 50 + n * 14, words, "pic-small pic-middle") for n, words in enumerate(notes))]
    )


def tone(move: Move) -> str:
    return {"accepted": "pic-ok", "refused": "pic-bad", "withdrawn": "pic-bad"}.get(move.outcome, "")


def draw_waiting(data: Track, places: list[tuple[float, float]]) -> list[str]:
    """The answer that is still to come, as a hollow mark at the end of a broken line."""
    x, y = places[-1]
    parts = [line(x + 8, y, x + EACH - 8, y, "pic-waiting"), mark("hollow", x + EACH, y)]
    parts.append(text(x + EACH, BASE + 34, gettext("No answer yet"), "pic-bold pic-middle"))
    if data.open_until:
        words = gettext("open until {day}").format(day=date_format(data.open_until, gettext("D j M")))
        parts.append(text(x + EACH, BASE + 50, shortened(words, EACH - 14, 11), "pic-small pic-middle"))
    return parts


def legend_of(data: Track) -> list[tuple[str, str]]:
    used = {move.mark for move in data.moves} | ({"hollow"} if data.waiting else set())
    words = {
        "square": gettext("from us"),
        "circle": gettext("from the customer"),
        "diamond_kept": gettext("agreed"),
        "diamond_broken": gettext("refused, taken back or run out"),
        "hollow": gettext("answer to come"),
    }
    return [pair for pair in words.items() if pair[0] in used]


def finding(data: Track) -> str:
    if not data.moves:
        return gettext("Nothing has been offered yet")
    last, n = data.moves[-1], len(data.moves)
    if data.waiting:
        waits = gettext("no answer yet") if last.side == "us" else gettext("not answered by us yet")
        return gettext("{move}, {day}: {waits}").format(move=last.said, day=day_text(last.on), waits=waits)
    words = ngettext("{move}, {day}, after {n} move", "{move}, {day}, after {n} moves", n - 1)
    return words.format(move=last.said, day=day_text(last.on), n=n - 1)


def description(data: Track) -> str:
    said = [f"{sentence(move)}." for move in data.moves]
    if data.open_until and data.waiting:
        said.append(gettext("Open until {day}.").format(day=day_text(data.open_until)))
    return " ".join(said)


def sentence(move: Move) -> str:
    words = gettext("{day}, {who}: {move}")
    return words.format(day=day_text(move.on), who=side_words(move.side).lower(), move=move.said)


def side_words(side: Side) -> str:
    return gettext("Us") if side == "us" else gettext("Customer")


def table(data: Track) -> Table:
    head = (gettext("Date"), gettext("Who"), gettext("What"), gettext("Amount"), gettext("More"))
    rows = tuple(
        (day_text(move.on), side_words(move.side), move.what, move.amount or "–", move.note or "–")
        for move in data.moves
    )
    return Table(finding(data), head, rows)
