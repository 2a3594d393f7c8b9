"""A letter as a Word document, from a template that people who answer for the wording can edit in Word.

Fields of a template, each in double braces: title, sender, recipient, date, reference ("Our reference: …"),
salutation, confidential, blocks, signed_by, contact, page_words (before, between and after the two numbers), language.
A block has its `kind` ("paragraph", "heading", "bullets", "numbered", "facts", "grid", "picture") and what
`blocks.as_data` gives it. A paragraph of the template that holds only {%p … %} is an instruction and leaves no line;
{%tr … %} does so for a row of a table, {%tc … %} for a cell.

The template is an organisation's own file, and runs in a sandbox. What a customer wrote is only ever a value in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate
from markupsafe import Markup, escape

from amends.letters.archive import steady
from amends.letters.blocks import as_data, in_order
from amends.letters.characters import tidy
from amends.letters.document import Block, Document, Picture
from amends.letters.page_words import page_words, reference_words
from amends.letters.shipped import TEMPLATE
from amends.letters.typesetter import drawn
from amends.letters.word import Pictured, finish
from amends.letters.word_template import environment, in_plain_words, opened

__all__ = ["TEMPLATE", "docx"]


def docx(document: Document, template: Path | None = None, *, large_print: bool = False) -> bytes:
    """The letter as a Word document; the same letter and template give the same bytes. `large_print`: in 18 point.

    Raises TemplateBroken, with a sentence for whoever edits the template; CannotTypeset for a picture that is no SVG.
    """
    word = opened(template or TEMPLATE)
    context = _context(document, word)
    with in_plain_words():
        word.render(context, environment())
    noon = datetime.combine(document.date, time(12), UTC)
    finish(word.docx, title=tidy(document.title), language=document.language, at=noon, large_print=large_print)
    packed = BytesIO()
    word.save(packed)
    return steady(packed.getvalue(), document.date)


def _context(document: Document, word: DocxTemplate) -> Mapping[str, object]:
    return {
        "title": _text(document.title),
        "language": document.language,
        "sender": _text("\n".join(document.sender)),
        "recipient": _text("\n".join(document.recipient)),
        "date": _text(document.date_words),
        "reference": _text(reference_words(document)),
        "salutation": _text(document.salutation),
        "confidential": _text(document.confidential),
        "blocks": [_block(block, word) for block in in_order(document.blocks)],
        "signed_by": _text(document.signed_by),
        "contact": _text(document.contact),
        "page_words": [_text(part) for part in page_words(document)],
    }


def _text(text: str) -> Markup:
    """Escaped here. The library reads "{_{" in its result as "{{", so no underscore reaches it as one."""
    return Markup(str(escape(tidy(text))).replace("_", "&#95;"))  # noqa: S704 escaped in the same line


def _block(block: Block, word: DocxTemplate) -> Mapping[str, object]:
    data = as_data(block, _text)
    if not isinstance(block, Picture):
        return data
    png = drawn("picture.typ", {"svg": block.svg})
    return {**data, "picture": Pictured(word, png, tidy(block.alt))}
