"""Binding: documents, page by page, behind an index, as one PDF by Typst. What came in is placed, never carried out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import typst

from amends.letters.characters import right_to_left, showable, tidy
from amends.letters.typesetter import NO_PACKAGES, TEMPLATES, CannotTypeset

A4 = (595.28, 841.89)
"""Points."""
STRIP = 28.35
"""The foot of a page that is bound in, for the stamp: 10 mm, in points."""
_NEARLY = 1.04
"""What is not larger than A4 by more than this is set on A4: American letter paper is 8 mm wider."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page that is bound in: the file, which page of it, its size in points, what it shows in words, and the white
    around it in points."""

    file: str
    page: int
    width: float
    height: float
    alt: str
    margin: float = 0

    @property
    def paper(self) -> tuple[float, float]:
        """The paper it is set on: A4, upright or across, unless it is larger."""
        across, along = A4 if self.height >= self.width else A4[::-1]
        if self.width <= across * _NEARLY and self.height <= along * _NEARLY:
            return across, along
        return self.width, self.height + STRIP

    def as_data(self) -> Mapping[str, object]:
        wide, high = self.paper
        return {
            "file": self.file,
            "page": self.page,
            "width": wide,
            "height": high,
            "alt": tidy(self.alt),
            "margin": self.margin,
        }


def words(text: str) -> Mapping[str, object]:
    """A text as the template wants it."""
    shown = showable(text)
    return {"text": shown, "rtl": right_to_left(shown)}


def bound(data: Mapping[str, object], files: Mapping[str, bytes], made_on: date) -> bytes:
    """The PDF. The same data, files and day give the same bytes. Raises CannotTypeset."""
    template = (TEMPLATES / "bundle.typ").read_bytes()
    return _compiled(template, {**files, "data.json": json.dumps(data).encode()}, made_on)


def unusable(files: Mapping[str, bytes]) -> list[str]:
    """The names of those files that cannot be placed on a page."""
    return [name for name, content in files.items() if not _usable(name, content)]


def _usable(name: str, content: bytes) -> bool:
    try:
        _compiled(f'#image("{name}")'.encode(), {name: content}, date(2000, 1, 1))
    except CannotTypeset:
        return False
    return True


def _compiled(template: bytes, files: Mapping[str, bytes], made_on: date) -> bytes:
    with TemporaryDirectory(prefix="amends-bundle-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        try:
            made = _compiler(Path(folder)).compile(
                template, format="pdf", timestamp=datetime.combine(made_on, time(12), UTC)
            )
        except typst.TypstError as error:
            raise CannotTypeset(error.message) from error
    return cast(bytes, made)


def _compiler(root: Path) -> typst.Compiler:
    return typst.Compiler(
        root=root,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        package_path=NO_PACKAGES,
        package_cache_path=NO_PACKAGES,
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
