"""Files as people send them in: PDFs and pictures, sound ones and others."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from amends.letters.items import Item, Text, Upload
from tests.letters.letters import letter

ON = date(2026, 3, 4)
HASH = "5a" * 32


def paper(*pages: str, change: Callable[[PdfWriter], None] | None = None) -> bytes:
    """A PDF with a line of text on each page, as a program would make it, and then changed."""
    writer = PdfWriter()
    for text in pages:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                                 NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
        fonts = DictionaryObject({NameObject("/F"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(
            drawn(f"BT /F 12 Tf 72 720 Td ({text}) Tj ET" if text else "")
        )
    if change:
        change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def drawn(operations: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(operations.encode())
    return stream


def note(writer: PdfWriter, text: str, flags: int = 4) -> None:
    """A note on the first page, as a viewer would keep it: its look is a drawing of its own."""
    look = drawn(f"BT /F 10 Tf 0 0 Td ({text}) Tj ET")
    look[NameObject("/Subtype")] = NameObject("/Form")
    look[NameObject("/BBox")] = numbers(0, 0, 200, 20)
    look[NameObject("/Resources")] = writer.pages[0]["/Resources"]
    kept = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/FreeText"), "/Rect": numbers(72, 600, 272, 620),
            "/F": NumberObject(flags), "/Contents": TextStringObject(text),
            "/AP": DictionaryObject({NameObject("/N"): writer._add_object(look)})}  # fmt: skip
    annotation = DictionaryObject({NameObject(name): value for name, value in kept.items()})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])


def numbers(*values: float) -> ArrayObject:
    return ArrayObject(FloatObject(value) for value in values)


def png(wide: int, high: int) -> bytes:
    rows = b"".join(b"\0" + bytes((200, 40 + y % 200, 90)) * wide for y in range(high))
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def upload(number: int, data: bytes, **changes: object) -> Item:
    source = Upload(f"file-{number}.pdf", data, **changes)  # type: ignore[arg-type]
    return Item(number, f"Upload {number}", ON, f"Evidence E-{number}", source)


def ours(number: int, *blocks: object, **changes: object) -> Item:
    source = Text(letter(*blocks), HASH, f"Entry {number} of the record")  # type: ignore[arg-type]
    return Item(number, "Letter of 4 March 2026", ON, "Our letter", source, **changes)  # type: ignore[arg-type]


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def page_text(pdf: bytes, number: int) -> str:
    """What can be read on a page, counted from 1."""
    return " ".join(read(pdf).pages[number - 1].extract_text().split())
