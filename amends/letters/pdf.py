"""A letter as PDF: A4, tagged for screen readers (PDF/UA-1), for a window envelope; by Typst, from a template of ours.

Data reach the template as JSON and are set as text; no markup is put together here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amends.letters.blocks import as_data, in_order
from amends.letters.characters import MOST_CARE, right_to_left, showable
from amends.letters.document import Document
from amends.letters.page_words import page_words, reference_words
from amends.letters.typesetter import CannotTypeset, typeset

TEMPLATE = "letter.typ"


def pdf(document: Document, *, large_print: bool = False) -> bytes:
    """The letter as PDF; the same letter gives the same bytes. `large_print` sets it in 18 point.

    What the fonts lack is shown in words or as a box: `characters.unshowable` says beforehand what that will be. Raises
    CannotTypeset, a ValueError with the reason, for a picture that is not SVG.
    """
    for care in range(MOST_CARE):
        try:
            return typeset(TEMPLATE, letter_data(document, care, large_print=large_print), document.date)
        except CannotTypeset:
            continue
    return typeset(TEMPLATE, letter_data(document, MOST_CARE, large_print=large_print), document.date)


def letter_data(document: Document, care: int, *, large_print: bool) -> Mapping[str, object]:
    """What `letter.typ` is given, with the care that its characters need (see `showable`)."""

    def text(it: str) -> Mapping[str, object]:
        shown = showable(it, care)
        return {"text": shown, "rtl": right_to_left(shown)}

    return _page(document, care) | {
        "large_print": large_print,
        "subject": text(document.title),
        "sender": text(_lines(document.sender)),
        "recipient": text(_lines(document.recipient)),
        "confidential": text(document.confidential),
        "date_words": text(document.date_words),
        "salutation": text(document.salutation),
        "blocks": [as_data(block, text) for block in in_order(document.blocks)],
        "signed_by": text(document.signed_by),
        "contact": text(document.contact),
    }


def _page(document: Document, care: int) -> dict[str, object]:
    """What is known about the whole: its name, its language, the words in its foot."""
    language, _, region = document.language.partition("-")
    return {
        "lang": language,
        "region": region or None,
        "title": showable(document.title, care),
        "author": showable(next(iter(document.sender), ""), care),
        "page_words": [showable(part, care) for part in page_words(document)],
        "reference": showable(reference_words(document), care),
    }


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(line for line in lines if line.strip())
