"""Options side by side: what the matrix shows, and the same in words and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext, ngettext

from .parts import Table
from .signs import meaning

Sign = Literal[
    "", "fully", "partly", "not", "unknown", "low", "medium", "high", "unassessed", "plus", "minus"
]  # the last two mark what speaks for and against
Authority = Literal["mine", "approved", "asked", "beyond"]
LEVELS = ("high", "medium", "low", "unassessed")


@dataclass(frozen=True, slots=True)
class Cell:
    """A sign, a word (if none, the sign's own) and more words; the drawing cuts these, the table has them whole."""

    sign: Sign = ""
    word: str = ""
    text: str = ""

    @property
    def said(self) -> str:
        return self.word or meaning(self.sign)

    @property
    def whole(self) -> str:
        return ": ".join(part for part in (self.said, self.text) if part) or "–"


@dataclass(frozen=True, slots=True)
class Column:
    """An option. `nothing`: it is to do nothing, what all others are held against."""

    title: str
    kind: str
    amount: str
    authority: Authority
    authority_words: str
    chosen: bool = False
    nothing: bool = False

    @property
    def within(self) -> bool:
        """Whether whoever looks may choose it now."""
        return self.authority in ("mine", "approved")


@dataclass(frozen=True, slots=True)
class Row:
    """A question put to every option. Rows that follow one another in one group stand under its heading."""

    label: str
    cells: tuple[Cell, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Each row has a cell for each column; the authority is drawn last, from the columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("a row must have one cell for each option")

    @property
    def chosen(self) -> Column | None:
        return next((column for column in self.columns if column.chosen), None)

    def count(self, n: int, level: str) -> int:
        """How many risks of an option are at this level."""
        return sum(row.cells[n].sign == level for row in self.rows)


def finding(data: Matrix) -> str:
    if data.chosen:
        words = gettext("Chosen: {option}. {authority}")
        return words.format(option=named(data.chosen), authority=data.chosen.authority_words)
    n = len(data.columns)
    words = ngettext(
        "{n} option, {able} within authority; none chosen yet",
        "{n} options, {able} within authority; none chosen yet",
        n,
    )
    return words.format(n=n, able=sum(column.within for column in data.columns))


def named(column: Column) -> str:
    return f"{column.title} ({column.amount})" if column.amount else column.title


def description(data: Matrix) -> str:
    """Every option in a sentence: what it is, how risky, and who may choose it. The table has each cell."""
    return " ".join(sentence(data, n, column) for n, column in enumerate(data.columns))


def sentence(data: Matrix, n: int, column: Column) -> str:
    first = [named(column), column.kind, gettext("chosen") if column.chosen else ""]
    risks = [level_words(level, count) for level in LEVELS if (count := data.count(n, level))]
    parts = (", ".join(part for part in first if part), ", ".join(risks), column.authority_words)
    return "; ".join(part for part in parts if part) + "."


def level_words(level: str, n: int) -> str:
    words = {
        "high": ngettext("{n} high risk", "{n} high risks", n),
        "medium": ngettext("{n} medium risk", "{n} medium risks", n),
        "low": ngettext("{n} low risk", "{n} low risks", n),
        "unassessed": ngettext("{n} risk not assessed", "{n} risks not assessed", n),
    }
    return words[level].format(n=n)


def table(data: Matrix) -> Table:
    """Rows and columns as drawn, every cell with all its words."""
    kinds = (gettext("Kind"), *(column.kind or "–" for column in data.columns))
    amounts = (gettext("Amount"), *(column.amount or "–" for column in data.columns))
    body = ((row_name(row), *(cell.whole for cell in row.cells)) for row in data.rows)
    last = (gettext("Authority"), *(column.authority_words for column in data.columns))
    head = (gettext("Question"), *(head_of(column) for column in data.columns))
    return Table(finding(data), head, (kinds, amounts, *body, last))


def head_of(column: Column) -> str:
    return gettext("{option} (chosen)").format(option=column.title) if column.chosen else column.title


def row_name(row: Row) -> str:
    return f"{row.group}: {row.label}" if row.group else row.label
