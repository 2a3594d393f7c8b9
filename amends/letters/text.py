"""A letter as plain text, for mail. No line is wrapped: the reader's own program does that."""

from __future__ import annotations

from collections.abc import Iterable

from amends.letters.blocks import in_order
from amends.letters.characters import tidy
from amends.letters.document import Block, Bullets, Document, Facts, Grid, Heading, Numbered, Paragraph, Picture
from amends.letters.page_words import reference_words


def plain(document: Document) -> str:
    """The letter as text, an empty line between paragraphs. The recipient's address is left out: mail has its own."""
    parts = [
        document.confidential,
        "\n".join(document.sender),
        "\n".join(filter(None, (document.date_words, reference_words(document)))),
        document.salutation,
        document.title,
        *(_block(block) for block in in_order(document.blocks)),
        document.signed_by,
        document.contact,
    ]
    return "\n\n".join(filter(None, (tidy(part).strip() for part in parts))) + "\n"


def _block(block: Block) -> str:
    match block:
        case Paragraph(text) | Heading(text):
            return text
        case Bullets(items):
            return "\n".join(_hanging("• ", item) for item in items)
        case Numbered(items):
            return "\n".join(_hanging(f"{number}. ", item) for number, item in enumerate(items, start=1))
        case Facts(rows):
            return _pairs(rows)
        case Grid(head, rows, caption):
            told = "\n\n".join(_pairs(zip(head, row, strict=True)) for row in rows)
            return f"{caption}\n\n{told}".strip()
        case Picture(alt=alt):
            return f"[{alt}]"


def _hanging(mark: str, text: str) -> str:
    """Further lines of an item stand under its first word."""
    return mark + tidy(text).replace("\n", "\n" + " " * len(mark))


def _pairs(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{label}: {value}" for label, value in rows)
