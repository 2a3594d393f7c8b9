"""How a bundle opens: at its full size with the outline beside it, every bookmark with the page it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    Destination,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The PDF, how many pages it has, and on which page each bookmark begins, counted from 1."""

    pdf: bytes
    pages: int
    starts: tuple[int, ...]


def opening(pdf: bytes, page_words: str) -> Opening:
    """The same PDF, as it should open. `page_words` has a place for the page: «(p. {page})»."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    writer.pdf_header = "%PDF-1.7"
    root, begun = writer.root_object, _starts(pdf)
    for mark, start in zip(_bookmarks(root), begun, strict=True):
        mark[NameObject("/Title")] = TextStringObject(f"{mark['/Title']} {page_words.format(page=start)}")
    root[NameObject("/OpenAction")] = _whole_size(writer)
    root[NameObject("/PageMode")], root[NameObject("/PageLayout")] = (
        NameObject("/UseOutlines"),
        NameObject("/OneColumn"),
    )
    wishes = cast(DictionaryObject, root["/ViewerPreferences"])
    wishes[NameObject("/DisplayDocTitle")] = BooleanObject(value=True)
    out = BytesIO()
    writer.write(out)
    return Opening(out.getvalue(), len(writer.pages), begun)


def _whole_size(writer: PdfWriter) -> ArrayObject:
    """The first page from its top, at 100 %."""
    first = writer.pages[0].indirect_reference
    return ArrayObject([first, NameObject("/XYZ"), NullObject(), NullObject(), NumberObject(1)])


def _starts(pdf: bytes) -> tuple[int, ...]:
    reader = PdfReader(BytesIO(pdf))
    marks = [mark for mark in reader.outline if isinstance(mark, Destination)]
    return tuple((reader.get_destination_page_number(mark) or 0) + 1 for mark in marks)


def _bookmarks(root: DictionaryObject) -> Iterator[DictionaryObject]:
    mark = cast(DictionaryObject, root["/Outlines"]).get("/First")
    while mark is not None:
        yield cast(DictionaryObject, mark.get_object())
        mark = cast(DictionaryObject, mark.get_object()).get("/Next")
