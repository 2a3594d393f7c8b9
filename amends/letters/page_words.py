"""The few words that a letter says about itself, in its own language."""

from __future__ import annotations

from django.utils.translation import gettext, override

from amends.letters.document import Document

NUMBER = "\0"


def reference_words(document: Document) -> str:
    if not document.reference:
        return ""
    with override(document.language):
        return gettext("Our reference: {reference}").format(reference=document.reference)


def page_words(document: Document) -> tuple[str, str, str]:
    """What stands before the number of the page, between it and the number of pages, and after."""
    with override(document.language):
        counted = gettext("Page {page} of {pages}").format(page=NUMBER, pages=NUMBER)
    before, between, after = counted.split(NUMBER)
    return before, between, after
