"""Writers whose libraries are large, fetched when they are first needed: together they hold 30 MB, and many a process
never writes what needs them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from amends.letters.document import Document
from amends.letters.items import Bundle, Item


def docx(document: Document, template: Path | None = None, *, large_print: bool = False) -> bytes:
    """See `amends.letters.docx`."""
    from amends.letters.docx import docx

    return docx(document, template, large_print=large_print)


def pdf(document: Document, *, large_print: bool = False) -> bytes:
    """See `amends.letters.pdf`."""
    from amends.letters.pdf import pdf

    return pdf(document, large_print=large_print)


def check_template(path: Path) -> list[str]:
    """See `amends.letters.template_check`."""
    from amends.letters.template_check import check_template

    return check_template(path)


def bundle(
    title: str, reference: str, language: str, items: Sequence[Item], made_on: date, redact: Sequence[str] = ()
) -> Bundle:
    """See `amends.letters.bundle.build`."""
    from amends.letters.bundle import build

    return build(title, reference, language, items, made_on, redact)
