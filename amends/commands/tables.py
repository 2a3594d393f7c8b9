"""Reading CSV files as they come: packed or not, commas or semicolons, mostly UTF-8."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from amends.cases.rows import Row

LONGEST_FIELD = 10 * 1024 * 1024
DELIMITERS = (",", ";", "\t")


class Table:
    """A CSV file that is open: its columns, its rows, and how many bytes of it have been read."""

    def __init__(self, path: Path) -> None:
        self.size = path.stat().st_size
        self.not_utf8 = 0
        self._raw = path.open("rb")
        # Told apart by its first bytes, not by its name.
        packed = self._raw.read(2) == b"\x1f\x8b"
        self._raw.seek(0)
        self._bytes = cast(IO[bytes], gzip.GzipFile(fileobj=self._raw)) if packed else self._raw
        csv.field_size_limit(LONGEST_FIELD)
        first = next(self._lines(), "")
        delimiter = max(DELIMITERS, key=first.count)
        self.columns = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
        self._reader = csv.reader(self._lines(), delimiter=delimiter)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._raw.close()

    @property
    def read_bytes(self) -> int:
        return self._raw.tell()

    def rows(self) -> Iterator[Row]:
        """The rows behind the header, empty ones left out. A row that cannot be read says so itself."""
        number = 1
        while True:
            number += 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(number, {}, f"it cannot be read: {error}")
                continue
            if cells:
                yield self._row(number, cells)

    def _row(self, number: int, cells: list[str]) -> Row:
        if len(cells) == len(self.columns):
            return Row(number, dict(zip(self.columns, cells, strict=True)))
        return Row(number, {}, f"it has {len(cells)} columns, and the header has {len(self.columns)}")

    def _lines(self) -> Iterator[str]:
        """Lines as text. One that is not UTF-8 is read as Windows-1252, in which every byte means something."""
        for line in self._bytes:
            try:
                yield line.decode("utf-8-sig")
            except UnicodeDecodeError:
                self.not_utf8 += 1
                yield line.decode("cp1252", errors="replace")
