"""Typst, kept warm: a template of ours and data in, a tagged PDF out. It reads no font and no file but the template."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock

import typst

TEMPLATES = Path(__file__).parent / "typst"
NO_PACKAGES = TEMPLATES / "packages"  # does not exist, and so nothing is fetched

DOTS_AN_INCH = 200

_one_at_a_time = Lock()  # a compiler is not made for two threads


class CannotTypeset(ValueError):
    """Says what in the letter could not be set, in Typst's words."""


def typeset(template: str, data: Mapping[str, object], made_on: date) -> bytes:
    """The PDF (PDF/UA-1) of a template in `typst/`. The same data and day give the same bytes. Raises CannotTypeset."""
    noon = datetime.combine(made_on, time(12), UTC)
    with _setting(template) as compiler:
        made = compiler.compile(sys_inputs=_inputs(data), format="pdf", pdf_standards="ua-1", timestamp=noon)
    return _one(made)


def drawn(template: str, data: Mapping[str, object]) -> bytes:
    """The one page of a template in `typst/` as PNG, at DOTS_AN_INCH. Raises CannotTypeset."""
    with _setting(template) as compiler:
        made = compiler.compile(sys_inputs=_inputs(data), format="png", ppi=DOTS_AN_INCH)
    return _one(made)


@contextmanager
def _setting(template: str) -> Iterator[typst.Compiler]:
    with _one_at_a_time:
        try:
            yield _compiler(template)
        except typst.TypstError as error:
            raise CannotTypeset(error.message) from error


def _inputs(data: Mapping[str, object]) -> dict[str, str]:
    return {"data": json.dumps(data)}


def _one(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes)  # noqa: S101 several pages of PNG would be a list, and a file to write to None
    return made


@cache
def _compiler(template: str) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return typst.Compiler(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=fonts,
        ignore_system_fonts=True,
        package_path=NO_PACKAGES,
        package_cache_path=NO_PACKAGES,
    )
