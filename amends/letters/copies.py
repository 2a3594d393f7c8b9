"""A PDF that somebody sent in, as pages that can be bound into ours: read, checked, stripped, the right way up."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from amends.letters.standing import Standing
from amends.letters.stripping import stripped

MOST_PAGES = 2_000
MOST_OPERATIONS = 3_000_000
"""Drawing operations that one file may ask for. Each takes about 10 µs to read; a hostile page asks for billions."""
UNKNOWN = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
"""What our reader puts for a letter that it cannot make out: a mark, or its number in a font without a table."""
LARGEST = 14_400
"""Points on a side, the most that a PDF may have: 5 m."""
_BROKEN = (PyPdfError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, OSError,
           AssertionError, NotImplementedError, zlib.error)  # fmt: skip
"""What a reader of a damaged file stumbles over."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote what is in the file


class Unreadable(ValueError):
    """This file cannot be bound in. `why`: encrypted, broken, long."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Page:
    """Width and height in points as it is looked at, and the text that can be read from it: all of it, or not."""

    width: float
    height: float
    text: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """Pages without anything that acts, as a PDF of their own."""

    pdf: bytes
    pages: tuple[Page, ...]

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)

    @property
    def needs_eyes(self) -> bool:
        """Whether a page, or a part of one, is a picture only, so that no search can tell what is on it."""
        return any(not page.text.strip() or not page.whole for page in self.pages)


def copied(data: bytes) -> Copy:
    """The pages of an uploaded PDF. Raises Unreadable for one that is encrypted, broken or too long."""
    try:
        return _copied(data)
    except Unreadable:
        raise
    except _BROKEN as problem:
        raise Unreadable("broken") from problem


def texts(pdf: bytes) -> list[str]:
    """The text of each page of a PDF that we have made, as a reader can take it out."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def _copied(data: bytes) -> Copy:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise Unreadable("encrypted")
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise Unreadable("long" if len(reader.pages) else "broken")
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(stripped(page))
    return _upright(_written(writer))


def _upright(pdf: bytes) -> Copy:
    """Read what is really there, and turn the pages that need it."""
    reading, writer, pages = _Reading(), PdfWriter(clone_from=BytesIO(pdf)), []
    for page, bound in zip(PdfReader(BytesIO(pdf)).pages, writer.pages, strict=True):
        text = reading.read(page)
        bound.rotate(reading.turn - bound.rotation)
        pages.append(Page(*_size(bound), text, reading.whole))
    return Copy(_written(writer), tuple(pages))


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _size(page: PageObject) -> tuple[float, float]:
    width, height = float(page.cropbox.width), float(page.cropbox.height)
    if not (1 <= width <= LARGEST and 1 <= height <= LARGEST):
        raise Unreadable("broken")
    return (height, width) if page.rotation % 180 else (width, height)


class _Reading:
    """Reads page after page. `turn` is how far the last one has to be turned clockwise for its text to stand upright;
    `whole`, whether all of it was read.

    Work is bounded by operations, not by time, so that the same file has the same end on every machine.
    """

    def __init__(self) -> None:
        self.left = MOST_OPERATIONS
        self.turn = 0
        self.whole = True

    def read(self, page: PageObject) -> str:
        standing = Standing(page)
        text = page.extract_text(
            visitor_operand_before=lambda *drawn: self._operation(standing, *drawn),
            visitor_operand_after=lambda operator, *_: standing.after(operator),
        )
        if self.left < 0:  # the reader goes on after what went wrong within a drawing
            raise Unreadable("long")
        self.turn, self.whole = standing.turn, not (standing.unread or UNKNOWN.search(text))
        return str(text)

    def _operation(
        self, standing: Standing, operator: bytes, operands: Sequence[Any], *matrices: Sequence[float]
    ) -> None:
        self.left -= 1
        if self.left < 0:
            raise Unreadable("long")
        standing.before(operator, operands, *matrices)
