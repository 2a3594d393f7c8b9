"""Who may do what: roles and people down, kinds across, and in each cell the most they may decide alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext, ngettext

from . import paper
from .labels import shortened, width_of, wrapped
from .parts import Frame, Table, element, group, line, rect, text
from .signs import legend, sign

LABELS, EACH, WIDEST, MARGIN, HEADS_END = 190, 100, 160, 12, 96
ROW, LEADING, HEADING, HEAD_LINES = 44, 14, 28, 3
BESIDE = 34  # what an amount needs beside it: its diamond and some air
NARROW = 520


@dataclass(frozen=True, slots=True)
class Limit:
    """The most for one kind: an amount in words, «endless» (without limit) or «barred» (not at all). `own`: laid down
    for this person, in place of what their roles may."""

    words: str = ""
    kind: Literal["amount", "endless", "barred"] = "amount"
    own: bool = False

    @property
    def said(self) -> str:
        usual = {"endless": gettext("No limit"), "barred": gettext("Not at all")}
        return self.words or usual.get(self.kind, "–")

    @property
    def whole(self) -> str:
        return gettext("{limit} (own limit)").format(limit=self.said) if self.own else self.said


@dataclass(frozen=True, slots=True)
class Holder:
    """A role or a person, with a limit for each kind and one for the sum over all kinds."""

    name: str
    note: str
    limits: tuple[Limit, ...]
    total: Limit
    person: bool = False

    @property
    def all(self) -> tuple[Limit, ...]:
        return (*self.limits, self.total)


@dataclass(frozen=True, slots=True)
class Powers:
    kinds: tuple[str, ...]
    holders: tuple[Holder, ...]

    def __post_init__(self) -> None:
        if any(len(holder.limits) != len(self.kinds) for holder in self.holders):
            raise ValueError("a holder of authority must have one limit for each kind")

    @property
    def ordered(self) -> list[Holder]:
        """Roles before people."""
        return sorted(self.holders, key=lambda holder: holder.person)

    @property
    def each(self) -> int:
        """How wide a kind is: as its longest amount needs, within bounds."""
        amounts = [limit.said for holder in self.holders for limit in holder.all if limit.kind == "amount"]
        needed = max((width_of(words, bold=True) for words in amounts), default=0) + BESIDE + 1
        return round(min(max(needed, EACH), WIDEST))

    @property
    def right(self) -> int:
        """Where the last column ends."""
        return self.left_of(len(self.kinds) + 1)

    def left_of(self, n: int) -> int:
        return MARGIN + LABELS + n * self.each

    @property
    def wide(self) -> int:
        return max(NARROW, self.right + MARGIN)


def svg(data: Powers, prefix: str = "at", *, standalone: bool = False) -> str:
    """190 for the names and at least 100 for each kind wide. `standalone` writes the colours in, for paper."""
    title = text(MARGIN, 24, shortened(finding(data), data.wide - 2 * MARGIN, 14, bold=True), "pic-bold pic-mid")
    drawn, y, before = [title, *heads(data)], HEADS_END, ""
    for holder in data.ordered:
        if (heading := heading_of(holder)) != before:
            drawn.append(text(MARGIN, y + 20, heading, "pic-bold"))
            y, before = y + HEADING, heading
        drawn.append(draw_holder(holder, y, data))
        y += ROW
    keys, end = legend(legend_of(data), MARGIN, data.wide - MARGIN, y + 10)
    frame = Frame(prefix, finding(data), description(data), "pic-sheet", (data.wide, round(end + 8)))
    picture = frame.around(group([total_ground(data, y), *drawn, *keys], aria_hidden="true"))
    return paper.standalone(picture) if standalone else picture


def heading_of(holder: Holder) -> str:
    return gettext("People") if holder.person else gettext("Roles")


def total_ground(data: Powers, bottom: int) -> str:
    """The sum over all kinds stands apart from the kinds."""
    return rect(data.right - data.each, 40, data.each, bottom - 40, "pic-column", rx=4)


def heads(data: Powers) -> list[str]:
    found = []
    for n, words in enumerate((*data.kinds, total_words())):
        lines = wrapped(words, data.each - 14, HEAD_LINES, 11)
        first = HEADS_END - 10 - (len(lines) - 1) * LEADING
        x = data.left_of(n) + 8
        found += [text(x, first + at * LEADING, part, "pic-small pic-soft") for at, part in enumerate(lines)]
    return [*found, line(MARGIN, HEADS_END, data.right, HEADS_END, "pic-leader")]


def total_words() -> str:
    return gettext("All kinds together")


def draw_holder(holder: Holder, y: int, data: Powers) -> str:
    look = "pic-bold" if holder.person else ""
    names = text(MARGIN, y + 19, shortened(holder.name, LABELS - 10, bold=holder.person), look)
    note = text(MARGIN, y + 34, shortened(holder.note, LABELS - 10, 11), "pic-small pic-soft")
    cells = [draw_limit(limit, data.left_of(n), data.each, y + ROW / 2) for n, limit in enumerate(holder.all)]
    under = line(MARGIN, y + ROW, data.right, y + ROW, "pic-line")
    return group([names, note, *cells, under])


def draw_limit(limit: Limit, left: int, wide: int, middle: float) -> str:
    """An amount in plain type, a person's own with its diamond; the two extremes with their shapes over their words."""
    parts = [element("title", limit.whole)]
    if limit.kind == "amount":
        words = shortened(limit.said, wide - BESIDE, bold=limit.own)
        parts.append(text(left + 8, middle + 4, words, "pic-bold" if limit.own else ""))
        parts += [sign("own", left + 18 + width_of(words, bold=True), middle)] if limit.own else []
        return group(parts)
    words = shortened(limit.said, wide - 14, 11)
    parts += [sign(limit.kind, left + 17, middle - 7), text(left + 8, middle + 14, words, look_of(limit))]
    parts += [sign("own", left + 38, middle - 7)] if limit.own else []
    return group(parts)


def look_of(limit: Limit) -> str:
    return "pic-small pic-soft" if limit.kind == "barred" else "pic-small"


def legend_of(data: Powers) -> list[tuple[str, str]]:
    limits = [limit for holder in data.holders for limit in holder.all]
    used = {limit.kind for limit in limits} | {"own" for limit in limits if limit.own}
    words = {
        "endless": gettext("without limit"),
        "barred": gettext("not at all"),
        "own": gettext("this person's own limit, in place of the role's"),
    }
    return [pair for pair in words.items() if pair[0] in used]


def finding(data: Powers) -> str:
    n = len(data.holders)
    if not n:
        return gettext("Nobody has been given authority yet")
    words = ngettext("{n} role or person has authority", "{n} roles and people have authority", n).format(n=n)
    own = sum(any(limit.own for limit in holder.all) for holder in data.holders)
    more = ngettext("{n} with limits of their own", "{n} with limits of their own", own).format(n=own)
    return f"{words}, {more}" if own else words


def description(data: Powers) -> str:
    """What each may decide over all; the table has every kind."""
    words = gettext("{name}: {limit} over all kinds together; {barred} of {n} kinds not at all.")
    return " ".join(
        words.format(
            name=holder.name,
            limit=holder.total.whole,
            barred=sum(limit.kind == "barred" for limit in holder.limits),
            n=len(data.kinds),
        )
        for holder in data.ordered
    )


def table(data: Powers) -> Table:
    head = (gettext("Who"), *data.kinds, total_words())
    rows = tuple((name_of(holder), *(limit.whole for limit in holder.all)) for holder in data.ordered)
    return Table(finding(data), head, rows)


def name_of(holder: Holder) -> str:
    return f"{holder.name} ({holder.note})" if holder.note else holder.name
