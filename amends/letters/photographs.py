"""A photograph that somebody sent in: its size, and without what a camera writes beside it, such as the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from struct import error as bad_struct
from struct import pack, unpack_from

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MOST_DOTS = 100_000_000
"""A picture of more is not unpacked: a small file may hold an enormous one."""
_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_SCAN, _END = 0xDA, 0xD9
_ON_ITS_SIDE = range(5, 9)
_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""Where the dots of a scan end."""
_PRIVATE = frozenset({*range(0xE1, 0xF0), 0xFE} - {0xE2, 0xEE})
"""Segments of applications and comments; not the two that tell how colours are meant."""


class NoPicture(ValueError):
    """Broken, or too large to be unpacked."""


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture ready to be placed on a page; its size in dots, as it is looked at."""

    data: bytes
    wide: int
    high: int


def photographed(data: bytes) -> Photograph:
    """The picture as it may be shown. Raises NoPicture."""
    try:
        return _png(data) if data.startswith(PNG) else _jpeg(data)
    except (bad_struct, IndexError) as problem:
        raise NoPicture from problem


def _png(data: bytes) -> Photograph:
    """As it is: only its dots come along when it is placed."""
    return _measured(data, *unpack_from(">II", data, 16))


def _jpeg(data: bytes) -> Photograph:
    kept: list[bytes] = []
    wide = high = turn = 0
    for kind, start, end in _segments(data):
        if kind in _SIZES:
            high, wide = unpack_from(">HH", data, start + 5)
        if kind == 0xE1 and data[start + 4 : start + 10] == b"Exif\x00\x00":
            turn = turn or _orientation(data[start + 10 : end])
        if kind not in _PRIVATE:
            kept.append(data[start:end])
    shown = b"".join([b"\xff\xd8", _turned(turn) if turn else b"", *kept])
    return _measured(shown, high, wide) if turn in _ON_ITS_SIDE else _measured(shown, wide, high)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each segment's kind, and where it begins and ends; of a scan, with its dots. What follows the end of the picture,
    such as the film of a moving one, is left behind."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise NoPicture
        kind = data[at + 1]
        if kind == _END:
            yield kind, at, at + 2
            return
        end = at + 2 + unpack_from(">H", data, at + 2)[0]
        if kind == _SCAN:
            found = _MARK.search(data, end)
            end = found.start() if found else len(data)
        if end <= at + 3:
            raise NoPicture
        yield kind, at, end
        at = end


def _measured(data: bytes, wide: int, high: int) -> Photograph:
    if not 0 < wide * high <= MOST_DOTS:
        raise NoPicture
    return Photograph(data, wide, high)


def _orientation(exif: bytes) -> int:
    """How the camera was held, from 2 to 8; 0 where it was held upright, or where nobody can tell."""
    order = "<" if exif.startswith(b"II") else ">"
    try:
        return next((value for value in _orientations(exif, order) if 2 <= value <= 8), 0)
    except bad_struct:
        return 0


def _orientations(exif: bytes, order: str) -> Iterator[int]:
    (first,) = unpack_from(f"{order}I", exif, 4)
    (count,) = unpack_from(f"{order}H", exif, first)
    for entry in range(first + 2, first + 2 + 12 * count, 12):
        tag, kind, _number, value = unpack_from(f"{order}HHIH", exif, entry)
        if (tag, kind) == (0x0112, 3):
            yield value


def _turned(orientation: int) -> bytes:
    """A segment that says how the camera was held, and nothing else."""
    said = b"MM\x00*" + pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + pack(">H", len(said) + 8) + b"Exif\x00\x00" + said
