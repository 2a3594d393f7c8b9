"""What goes into a bundle, and what comes out: documents, where they stand, what they can be checked by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from amends.letters.document import Document, Picture

MOST_BYTES = 200 * 1024 * 1024
"""What a bundle may come to."""


@dataclass(frozen=True, slots=True)
class Hash:
    """What a document can be checked by: what was hashed, in words, and its SHA-256."""

    number: int
    what: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Text:
    """Our own text. `recorded`: its hash in the record, and `where` that is («Entry 12 of the record»).

    It must be one that covers a salt, as the record's are: from the plain hash of a text whose names were removed, the
    names could be found by trying.
    """

    document: Document
    recorded: str
    where: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of ours on a page of its own. `recorded` and `where` as for a text."""

    picture: Picture
    recorded: str
    where: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in. `replaced_by`: a copy without others' data, which is bound in instead. `checked`: a person
    has looked at what is bound in and found no data of others, which no search could tell of a picture. `otherwise`:
    the text of a letter of ours, set again without others' data where the file has them."""

    name: str
    data: bytes
    replaced_by: Upload | None = None
    checked: bool = False
    otherwise: Text | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One document. `kind` in words; `withheld` says why it is listed only, where somebody decided that."""

    number: int
    title: str
    date: date
    kind: str
    source: Text | Drawing | Upload
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A line of the index: where a document begins, how many pages it has, and what is to be said about it."""

    number: int
    title: str
    date: date
    kind: str
    page: int
    pages: int
    note: str
    reproduced: bool
    """Whether its pages are there; otherwise a slip stands in its place."""


@dataclass(frozen=True, slots=True)
class Removal:
    """How many times something was removed from a document. What it was is not said."""

    number: int
    times: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """One PDF. Its pages are numbered from 1; the index comes first."""

    pdf: bytes
    pages: int
    index: tuple[IndexLine, ...]
    hashes: tuple[Hash, ...]
    removed: tuple[Removal, ...]


class TooLarge(ValueError):
    """A sentence that says so, and what to do."""


class StillThere(ValueError):
    """What should have been removed can still be read. `number`: in which document; 0 is the index or the lists."""

    def __init__(self, number: int, sentence: str) -> None:
        super().__init__(sentence)
        self.number = number
