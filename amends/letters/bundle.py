"""The bundle for whoever decides next: one PDF: an index, page numbers that are its own, bookmarks, hashes.

Names of others are removed from our own texts before anything is rendered. At the end the finished PDF is read, and
while a name is still in it, nothing is handed out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, override

from amends.letters.binding import bound, unusable
from amends.letters.contents import contents, furniture
from amends.letters.copies import texts
from amends.letters.items import (
    MOST_BYTES,
    Bundle,
    Drawing,
    Hash,
    IndexLine,
    Item,
    Removal,
    StillThere,
    Text,
    TooLarge,
    Upload,
)
from amends.letters.opening import Opening, opening
from amends.letters.preparing import Prepared, cannot, prepared
from amends.letters.terms import Terms
from amends.letters.typesetter import CannotTypeset

__all__ = [
    "MOST_BYTES",
    "Bundle",
    "Drawing",
    "Hash",
    "IndexLine",
    "Item",
    "Removal",
    "StillThere",
    "Text",
    "TooLarge",
    "Upload",
    "build",
]

MOST_PAGES = 2_000


def build(
    title: str, reference: str, language: str, items: Sequence[Item], made_on: date, redact: Sequence[str] = ()
) -> Bundle:
    """The bundle; the same items, terms and day give the same bytes. `language` is as in LANGUAGES; `redact` are the
    terms to remove. Raises TooLarge, and StillThere when what should have been removed can still be read."""
    with override(language):
        return _Binding(title, reference, language, made_on, Terms(redact, gettext("[name removed]"))).of(items)


@dataclass(frozen=True, slots=True)
class _Binding:
    title: str
    reference: str
    language: str
    made_on: date
    terms: Terms

    def of(self, items: Sequence[Item]) -> Bundle:
        _limit(bytes_=sum(_weight(item.source) for item in items))
        ready, made = self._bound([prepared(item, self.terms) for item in items])
        _limit(pages=made.pages, bytes_=len(made.pdf))
        self._search(ready, made)
        index = tuple(_line(one, *stretch) for one, stretch in zip(ready, _stretches(ready, made), strict=True))
        removed = tuple(Removal(one.item.number, one.removed) for one in ready if one.removed)
        return Bundle(made.pdf, made.pages, index, tuple(each for one in ready for each in one.hashes), removed)

    def _bound(self, ready: list[Prepared]) -> tuple[list[Prepared], Opening]:
        """The documents as they could be bound, and the PDF. A file that turns out to be unusable is listed only."""
        _limit(pages=sum(len(one.sheets) for one in ready))
        files = {name: content for one in ready for name, content in one.files}
        title = self.terms.clean(self.title)[0]
        data = contents(title, self.reference, self.language, self.made_on, ready)
        try:
            return ready, opening(bound(data, files, self.made_on), gettext("(p. {page})"))
        except CannotTypeset:
            broken = set(unusable(files))
            if not broken:
                raise
        return self._bound([one.listed_only(cannot("broken")) if broken & {*dict(one.files)} else one for one in ready])

    def _search(self, ready: list[Prepared], made: Opening) -> None:
        """Read the finished PDF, document by document. Raises StillThere."""
        if not self.terms:
            return
        pages, ours = texts(made.pdf), tuple(furniture(self.made_on, ready))
        left = set(range(len(pages)))
        for one, (first, count) in zip(ready, _stretches(ready, made), strict=True):
            own = range(first - 1, first - 1 + count)
            left -= {*own}
            if self.terms.found_in("\n".join(pages[n] for n in own), one.ours if one.sheets else ours):
                raise StillThere(one.item.number, _still_in(one.item.number))
        if any(self.terms.found_in(pages[n], ours) for n in left):
            raise StillThere(0, gettext("A term that should be removed is still in the index or the lists."))


def _stretches(ready: Sequence[Prepared], made: Opening) -> Iterator[tuple[int, int]]:
    """The first page of each document and how many it has: the first bookmark is the index, then each has one."""
    for number in range(1, len(ready) + 1):
        yield made.starts[number], made.starts[number + 1] - made.starts[number]


def _line(one: Prepared, first: int, count: int) -> IndexLine:
    return IndexLine(one.item.number, one.title, one.item.date, one.item.kind, first, count, one.note, bool(one.sheets))


def _still_in(number: int) -> str:
    words = gettext("A term that should be removed can still be read in document {number}. Withhold it, or replace it.")
    return words.format(number=number)


def _weight(source: Text | Drawing | Upload) -> int:
    if not isinstance(source, Upload):
        return 0
    return len(source.data) + (len(source.replaced_by.data) if source.replaced_by else 0)


def _limit(*, pages: int = 0, bytes_: int = 0) -> None:
    """Raises TooLarge."""
    if pages > MOST_PAGES:
        words = gettext("The bundle would have more than {most} pages. Leave documents out, or make two.")
        raise TooLarge(words.format(most=f"{MOST_PAGES:,}"))
    if bytes_ > MOST_BYTES:
        words = gettext("The bundle would be larger than {most} MB. Leave documents out, or make two.")
        raise TooLarge(words.format(most=MOST_BYTES // 1024**2))
