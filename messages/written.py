"""What is written in the code and in the templates as something to translate."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from messages.found import Found
from messages.shown import is_shown

ROOT = Path(__file__).parents[1]
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "say": None,
}


def written() -> Iterator[Found]:
    """In order of the files; a text that stands in several of them comes several times."""
    for path in sorted((ROOT / "amends").rglob("*.py")):
        yield from _found(path, path.read_text("utf-8"))
    for path in sorted((ROOT / "amends").rglob("*.html")):
        yield from _found(path, _as_code(path))


def _found(path: Path, code: str) -> Iterator[Found]:
    file = path.relative_to(ROOT).as_posix()
    source = BytesIO(code.encode())
    for _line, text, comments, context in extract("python", source, KEYWORDS, ("Translators:",)):
        if text and not isinstance(text, str):
            text = tuple(part for part in text if part)
        if text:
            yield Found(text, file, context, tuple(comments), shown=is_shown(file))


def _as_code(path: Path) -> str:
    """A template as calls of gettext. Without its indentation: between the calls it is no Python."""
    code = templatize(path.read_text("utf-8"), origin=str(path))
    return "\n".join(line.strip() for line in code.splitlines())
