"""A PDF taken apart: its text, and its structure as a screen reader follows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


@dataclass(frozen=True, slots=True)
class Tag:
    kind: str
    alt: str


def reader(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def text_of(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in reader(made).pages)


def words_of(made: bytes) -> str:
    """The text on one line, since a line may break anywhere."""
    return " ".join(text_of(made).split())


def tags(made: bytes) -> list[Tag]:
    """Every element of the structure, in the order of reading."""
    return list(_tags(reader(made).trailer["/Root"]["/StructTreeRoot"]["/K"]))


def kinds(made: bytes) -> list[str]:
    return [tag.kind for tag in tags(made)]


def _tags(node: object) -> Iterator[Tag]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield Tag(str(node["/S"]).removeprefix("/"), str(node.get("/Alt", "")))
        yield from _tags(node.get("/K"))
