from __future__ import annotations

import struct
from base64 import b64decode
from datetime import date

import pytest

from amends.letters import photographs
from amends.letters.bundle import build
from amends.letters.photographs import NoPicture, photographed
from tests.letters.papers import png, read, upload

TABLES = bytes.fromhex("ffdb004300" + "01" * 64)
FRAME = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 8, 16, 1) + b"\x01\x11\x00"
SCAN = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34\xff\xd0\x56"


def segment(kind: int, data: bytes) -> bytes:
    return bytes((0xFF, kind)) + struct.pack(">H", len(data) + 2) + data


def exif(orientation: int, order: str = ">") -> bytes:
    """As a camera writes it: how it was held, and where."""
    start = {"<": b"II*\x00", ">": b"MM\x00*"}[order] + struct.pack(f"{order}IH", 8, 2)
    held = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    place = struct.pack(f"{order}HHI4s", 0x8825, 2, 4, b"51.5")
    return segment(0xE1, b"Exif\x00\x00" + start + held + place + b"\x00\x00\x00\x00")


def jpeg(*segments: bytes, after: bytes = b"") -> bytes:
    return b"\xff\xd8" + b"".join(segments) + TABLES + FRAME + SCAN + b"\xff\xd9" + after


def test_a_picture_keeps_its_dots_and_loses_what_the_camera_wrote() -> None:
    shown = photographed(
        jpeg(segment(0xE0, b"JFIF"), exif(1), segment(0xFE, b"my garden"), segment(0xED, b"Photoshop"))
    )
    assert (shown.wide, shown.high) == (16, 8)
    assert shown.data == jpeg(segment(0xE0, b"JFIF"))


def test_how_colours_are_meant_stays() -> None:
    colours = segment(0xE2, b"ICC_PROFILE"), segment(0xEE, b"Adobe")
    assert photographed(jpeg(*colours)).data == jpeg(*colours)


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("held", range(2, 9))
def test_how_the_camera_was_held_stays_and_the_place_goes(held: int, order: str) -> None:
    shown = photographed(jpeg(exif(held, order)))
    assert b"51.5" not in shown.data
    assert photographed(shown.data) == shown, "what is left says the same"
    assert struct.pack(">HHIHH", 0x0112, 3, 1, held, 0) in shown.data
    assert (shown.wide, shown.high) == ((8, 16) if held >= 5 else (16, 8))


@pytest.mark.parametrize("said", [b"", b"II", b"MM\x00*\x00\x00\xff\xff", b"II*\x00\x08\x00\x00\x00\xff\xff"])
def test_what_a_camera_wrote_wrongly_is_left_out(said: bytes) -> None:
    assert photographed(jpeg(segment(0xE1, b"Exif\x00\x00" + said))).data == jpeg()


def test_a_film_behind_the_picture_does_not_come_along() -> None:
    assert photographed(jpeg(after=b"ftypmp42 a film")).data == jpeg()


@pytest.mark.parametrize(
    "data",
    [b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\x00\x00", b"\xff\xd8\xff\xe1\x00\x01ab", b"\xff\xd8\xff\xdb\x00\x04aabb",
     b"\xff\xd8\xff\xd9", b"\x89PNG\r\n\x1a\n\x00"],
)  # fmt: skip
def test_a_torn_picture_is_none(data: bytes) -> None:
    with pytest.raises(NoPicture):
        photographed(data)


def test_a_small_file_that_holds_an_enormous_picture_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photographs, "MOST_DOTS", 127)
    for data in (jpeg(), png(16, 8)):
        with pytest.raises(NoPicture):
            photographed(data)


GREY = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71"
    "////m8H////6/+b9//j/wAALCAAQABgBAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oA"
    "CAEBAAA/AKgAf//Z"
)
"""A picture of 24 by 16 dots, as a program writes it."""


@pytest.mark.parametrize(("held", "across"), [(1, True), (6, False)])
def test_a_photograph_is_bound_in_as_it_was_held(held: int, across: bool) -> None:
    taken = GREY[:2] + exif(held) + GREY[2:]
    bundle = build("Bundle", "R", "en-gb", [upload(1, taken, checked=True)], date(2026, 3, 9))
    page = read(bundle.pdf).pages[1]
    assert bundle.index[0].reproduced
    assert (page.mediabox.width > page.mediabox.height) == across
    assert b"51.5" not in bundle.pdf
