"""A letter as a tree: who writes to whom, and blocks of plain text.

Text is never markup: each writer escapes it for its own format. A line break within a text stays one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DEEPEST_HEADING = 5  # the letter's own title is the first level of six


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under the letter's title; 1 is the highest. ValueError for a level that is not from 1 to 5."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST_HEADING:
            raise ValueError(f"A heading has a level from 1 to {DEEPEST_HEADING}, not {self.level}.")


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, each with its value."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table under a row of column headers. ValueError where a row has more or fewer cells than there are headers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        if not all(cell.strip() for cell in self.head) or not self.head:
            raise ValueError("Every column of a table needs a header.")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.head):
                raise ValueError(f"Row {number} of the table has {len(row)} cells under {len(self.head)} headers.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG with its own colours and fonts; `alt` says what it shows. ValueError where nothing says it."""

    svg: str
    alt: str

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A picture needs words that say what it shows.")


Block = Paragraph | Heading | Bullets | Numbered | Facts | Grid | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A letter. `title` heads it and names the file; `date_words` is the date as it is read, `date` as it is kept."""

    title: str
    language: str  # as in LANGUAGES: "en-gb", "cy"
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    date: date
    date_words: str
    reference: str
    salutation: str
    blocks: tuple[Block, ...]
    signed_by: str = ""
    contact: str = ""
    confidential: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A letter needs a title.")
