"""A zip archive whose bytes depend on what is in it, not on when it was packed."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def steady(archive: bytes, day: date) -> bytes:
    """The same files in the same order, each dated on that day."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as before, ZipFile(packed, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            file = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            file.compress_type = ZIP_DEFLATED
            file.create_system = 0  # the same on every system
            after.writestr(file, before.read(name))
    return packed.getvalue()
