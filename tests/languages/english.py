"""Finds English that was left on a page in another language, by what the catalogue knows of English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

from messages import catalogue

PLACES = re.compile(r"%\([a-z_]+\)[sd]|\{[A-Za-z_]*\}|[\r\n]+")
NOT_READ = frozenset(("script", "style"))
SAID = frozenset(
    (
        *("aria-label", "title", "alt", "placeholder"),
        *("data-say-copied", "data-say-draft-saved", "data-say-draft-restored"),
    )
)
"""Attributes that are read out or shown."""


class _Texts(HTMLParser):
    """The texts of a page as a reader meets them, each piece by itself; but for those that say they are in English."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        declared = dict(attrs).get("lang") or ""
        self._inside.append((tag, tag in NOT_READ or (tag != "html" and declared.startswith("en"))))
        self.found += [value for name, value in attrs if name in SAID and value]

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        if not any(left_out for _tag, left_out in self._inside):
            self.found.append(data)


def english_in(html: str, language: str = "cy", *, but: tuple[str, ...] = ()) -> list[str]:
    """What the page says in English, as the catalogue has it. `but`: what people themselves wrote, which stays."""
    reader = _Texts()
    reader.feed(html)
    texts = [" ".join(text.split()) for text in reader.found]
    texts = [text for text in texts if text and text not in but]
    return sorted({piece for text in texts for piece in _pieces(language) if _holds(text, piece)})


def _holds(text: str, piece: str) -> bool:
    """A single word is English only where it stands alone: some are Welsh words too."""
    return piece in text if " " in piece else piece == text


@cache
def _pieces(language: str) -> tuple[str, ...]:
    return tuple(sorted(set(_english(language))))


def _english(language: str) -> Iterator[str]:
    for message in catalogue.read(language):
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        for text in ids:
            if text and text not in catalogue.forms(message):
                yield from (piece for part in PLACES.split(text) if len(piece := part.strip(" .,:;!?()")) > 4)
