"""The record as it is stored: row by row in order, in bounded memory, text as the very bytes of the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.db import connection

Row = tuple[Any, ...]
BATCH = 2_000
_names = count()


@contextmanager
def snapshot() -> Iterator[None]:
    """One unmoving view of the database for all that is read within, while others go on writing."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        sqlite = connection.vendor == "sqlite"
        cursor.execute("BEGIN" if sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def rows(query: str, values: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of a query, text as bytes. `{C}` in it stands for «in the order of bytes», `%s` for a value."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return _sqlite(query.replace("{C}", "").replace("%s", "?"), values)
    return _postgresql(query.replace("{C}", 'COLLATE "C"'), values)


def _sqlite(query: str, values: Sequence[str]) -> Iterator[Row]:
    raw: sqlite3.Connection = connection.connection
    with _bytes_of(raw):  # the statement's first step already fetches a row
        cursor = raw.execute(query, tuple(values))
    while True:
        with _bytes_of(raw):
            batch = cursor.fetchmany(BATCH)
        if not batch:
            return
        yield from batch


@contextmanager
def _bytes_of(raw: sqlite3.Connection) -> Iterator[None]:
    """Only while rows are fetched: others use the connection in between, and expect text."""
    before, raw.text_factory = raw.text_factory, bytes
    try:
        yield
    finally:
        raw.text_factory = before


def _postgresql(query: str, values: Sequence[str]) -> Iterator[Row]:
    from psycopg.types.string import ByteaBinaryLoader  # not there where only SQLite is used

    with connection.connection.cursor(name=f"amends_{next(_names)}", binary=True) as cursor:
        for kind in ("text", "varchar"):
            cursor.adapters.register_loader(kind, ByteaBinaryLoader)
        cursor.execute(query, tuple(values))
        while batch := cursor.fetchmany(BATCH):
            yield from batch
