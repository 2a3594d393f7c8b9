"""Redaction of our own texts: the words go before anything is rendered, so that nothing lies beneath a black bar."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from html import escape, unescape
from typing import Any, TypeVar

from amends.letters.document import Document, Paragraph, Picture
from amends.letters.terms import Terms

_T = TypeVar("_T")
_KEPT = frozenset({"language", "level"})
"""Fields that hold no words."""
_LINES = frozenset({"sender", "recipient"})
"""Fields whose lines belong together: an address may go over several."""
_BETWEEN_TAGS = re.compile(r"(?<=>)[^<>]+(?=<)")


def redacted(document: Document, terms: Terms) -> tuple[Document, int]:
    """The document without the terms, and how many were taken out."""
    removed = _Removed(terms)
    return (removed.from_tree(document), removed.count) if terms else (document, 0)


def redacted_picture(picture: Picture, terms: Terms) -> tuple[Picture | None, int]:
    """The picture without the terms, and how many were taken out; none where it cannot be done."""
    removed = _Removed(terms)
    left = removed.from_picture(picture)
    return (left, removed.count) if isinstance(left, Picture) else (None, 0)


class _Removed:
    """Takes terms out of a tree of dataclasses and counts them."""

    def __init__(self, terms: Terms) -> None:
        self.terms, self.count = terms, 0

    def from_tree(self, tree: _T) -> _T:
        values = {one.name: getattr(tree, one.name) for one in fields(tree) if one.name not in _KEPT}  # type: ignore[arg-type]
        return replace(tree, **{name: self._field(name, value) for name, value in values.items()})  # type: ignore[type-var]

    def _field(self, name: str, value: Any) -> Any:
        if name in _LINES:
            return tuple(self._text("\n".join(value)).split("\n")) if value else value
        return self._value(value)

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, tuple):
            return tuple(self._value(one) for one in value)
        if isinstance(value, Picture):
            return self.from_picture(value)
        return self.from_tree(value) if is_dataclass(value) and not isinstance(value, type) else value

    def _text(self, text: str) -> str:
        text, count = self.terms.clean(text)
        self.count += count
        return text

    def from_picture(self, picture: Picture) -> Picture | Paragraph:
        """Names go from a drawing's labels. One that is spread over several labels cannot, so the drawing goes."""
        svg = _BETWEEN_TAGS.sub(lambda found: escape(self._text(unescape(found[0]))), picture.svg)
        if self.terms.found_in(unescape(re.sub(r"<[^<>]*>", " ", svg))):
            self.count += 1
            return Paragraph(self.terms.marker)
        return replace(picture, svg=svg, alt=self._text(picture.alt))
