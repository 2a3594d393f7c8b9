"""One document made ready to be bound in: its pages, its hashes, what was removed, or why it is listed only."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from amends.letters.binding import A4, Sheet
from amends.letters.copies import Copy, Unreadable, copied
from amends.letters.items import Drawing, Hash, Item, Text, Upload
from amends.letters.page_words import page_words
from amends.letters.pdf import pdf
from amends.letters.photographs import JPEG, PNG, NoPicture, photographed
from amends.letters.redaction import redacted, redacted_picture
from amends.letters.terms import Terms

PDF = b"%PDF-"
MARGIN = 28.35
"""White around a picture: 10 mm, in points."""
_SHAPE = re.compile(r'<svg\b[^>]*\bviewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Prepared:
    """`title` is free of terms. `ours`: words on its pages that we put there and that may stay.
    Without `sheets` it is listed only."""

    item: Item
    title: str
    hashes: tuple[Hash, ...]
    removed: int = 0
    note: str = ""
    sheets: tuple[Sheet, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    ours: tuple[str, ...] = ()

    def listed_only(self, note: str) -> Prepared:
        """The same document, listed only, and why."""
        return replace(self, note=note, sheets=(), files=(), ours=())


def prepared(item: Item, terms: Terms) -> Prepared:
    """The document made ready. Whatever is wrong with what came in is a note, never an exception."""
    title, removed = terms.clean(item.title)
    begun = Prepared(item, title, tuple(_hashes(item, terms)), removed)
    if item.withheld:
        return begun.listed_only(terms.clean(item.withheld)[0])
    if isinstance(item.source, Text):
        return _of_text(begun, item.source, terms)
    if isinstance(item.source, Drawing):
        return _of_drawing(begun, item.source, terms)
    return _of_upload(begun, item.source, terms)


def cannot(why: str) -> str:
    """Why something is not reproduced, in words."""
    return {
        "broken": gettext("cannot be reproduced: the file is damaged"),
        "encrypted": gettext("cannot be reproduced: the file is encrypted"),
        "long": gettext("cannot be reproduced: the file is too long or too intricate"),
        "other": gettext("cannot be reproduced: the file is neither a PDF nor a PNG or JPEG picture"),
    }[why]


def _hashes(item: Item, terms: Terms) -> list[Hash]:
    source = item.source
    if not isinstance(source, Upload):
        return [Hash(item.number, source.where, source.recorded)]
    found = [_hash(item.number, terms.clean(source.name)[0], source)]
    if source.replaced_by:
        name = terms.clean(source.replaced_by.name)[0]
        found.append(_hash(item.number, gettext("{name} (the redacted copy)").format(name=name), source.replaced_by))
    return found


def _hash(number: int, what: str, upload: Upload) -> Hash:
    return Hash(number, what, hashlib.sha256(upload.data).hexdigest())


def _of_text(begun: Prepared, source: Text, terms: Terms) -> Prepared:
    document, removed = redacted(source.document, terms)
    copy = copied(pdf(document))
    count = len(copy.pages)
    before, between, after = page_words(document)
    ours = tuple(f"{before}{page}{between}{count}{after}" for page in range(1, count + 1))
    return replace(_with_copy(begun, copy), removed=begun.removed + removed, ours=ours)


def _of_drawing(begun: Prepared, source: Drawing, terms: Terms) -> Prepared:
    picture, removed = redacted_picture(source.picture, terms)
    if picture is None:
        return begun.listed_only(gettext("withheld: contains others’ data"))
    name, shape = f"{begun.item.number}.svg", _SHAPE.search(picture.svg)
    across = shape is not None and float(shape[1]) > float(shape[2])
    sheet = Sheet(name, 1, *(A4[::-1] if across else A4), picture.alt, MARGIN)
    return replace(begun, sheets=(sheet,), files=((name, picture.svg.encode()),), removed=begun.removed + removed)


def _of_upload(begun: Prepared, source: Upload, terms: Terms) -> Prepared:
    shown, note = source, ""
    if source.replaced_by is not None:
        shown, note = source.replaced_by, gettext("a redacted copy")
    if shown.data.startswith((PNG, JPEG)):
        return _of_picture(replace(begun, note=note), shown, checked=source.checked)
    if PDF not in shown.data[:1024]:
        return begun.listed_only(cannot("other"))
    try:
        copy = copied(shown.data)
    except Unreadable as unreadable:
        return begun.listed_only(cannot(unreadable.why))
    if terms.found_in(copy.text):
        if shown.otherwise is not None:
            return _of_text(replace(begun, note=gettext("others’ data removed")), shown.otherwise, terms)
        return begun.listed_only(gettext("withheld: contains others’ data"))
    if copy.needs_eyes and not source.checked:
        return _unchecked(begun)
    return _with_copy(replace(begun, note=note), copy)


def _unchecked(begun: Prepared) -> Prepared:
    """A picture says nothing to a search: a person has to look."""
    return begun.listed_only(gettext("withheld: nobody has checked it for others’ data"))


def _with_copy(begun: Prepared, copy: Copy) -> Prepared:
    name = f"{begun.item.number}.pdf"
    sheets = (
        Sheet(name, number, page.width, page.height, _words_of(page.text, begun.title, number))
        for number, page in enumerate(copy.pages, 1)
    )
    return replace(begun, sheets=tuple(sheets), files=((name, copy.pdf),))


def _words_of(text: str, title: str, number: int) -> str:
    """What a screen reader is to say of a page: all that can be read on it."""
    return text.strip() or gettext("Page {page} of “{title}”, without text").format(page=number, title=title)


def _of_picture(begun: Prepared, shown: Upload, *, checked: bool) -> Prepared:
    try:
        photograph = photographed(shown.data)
    except NoPicture:
        return begun.listed_only(cannot("broken"))
    if not checked:
        return _unchecked(begun)
    name = f"{begun.item.number}.{'png' if shown.data.startswith(PNG) else 'jpg'}"
    paper = A4[::-1] if photograph.wide > photograph.high else A4
    alt = gettext("A picture: {title}").format(title=begun.title)
    return replace(begun, sheets=(Sheet(name, 1, *paper, alt, MARGIN),), files=((name, photograph.data),))
