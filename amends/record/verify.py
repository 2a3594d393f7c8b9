"""Verify: walk every chain as it is stored, and say what is wrong with it. Memory holds one chain at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from django.db import connection

from amends.record.chains import Chain, check
from amends.record.findings import Finding, Findings
from amends.record.streams import Row, rows, snapshot

ENTRIES = (
    'SELECT "case", "number", "kind", "step", "by", "at", "happened_at", "body", "digests", "previous", "hash" '
    'FROM record_entry ORDER BY "case" {C}, "number"'
)
CONTENTS = (
    'SELECT "case", "number", "field", "salt", "text" FROM record_content ORDER BY "case" {C}, "number", "field" {C}'
)
HEADS = 'SELECT "case", "number", "hash" FROM record_head ORDER BY "case" {C}'
TABLES = {
    "record_entry": ("case", "kind", "step", "by", "at", "happened_at", "body", "digests", "previous", "hash"),
    "record_content": ("case", "field", "salt", "text"),
    "record_head": ("case", "hash"),
}


@dataclass(slots=True)
class Verified:
    """What was read, and what is wrong with it."""

    findings: Findings
    chains: int = 0
    entries: int = 0
    contents: int = 0
    files: int = 0
    erased: int = field(default=0)

    @property
    def is_clean(self) -> bool:
        return not self.findings.total

    @property
    def wrong(self) -> list[Finding]:
        return self.findings.kept


def verify(most: int = 100) -> Verified:
    """Check every chain; at most so many findings are kept, all are counted."""
    verified = Verified(Findings(most))
    with snapshot():
        _check_types(verified.findings)
        for chain in _chains():
            checked = check(chain, verified.findings)
            verified.chains += 1
            verified.entries += len(chain.entries)
            verified.contents += len(chain.contents)
            verified.files += checked.files
            verified.erased += checked.erased
    return verified


def _chains() -> Iterator[Chain]:
    """Everything that is stored under a name of a chain, name by name."""
    streams = [groupby(rows(query), key=itemgetter(0)) for query in (ENTRIES, CONTENTS, HEADS)]
    waiting = [_next(stream) for stream in streams]
    while any(waiting):
        case = min(group[0] for group in waiting if group)
        found: list[list[Row]] = [[], [], []]
        for place, group in enumerate(waiting):
            if group and group[0] == case:
                found[place] = group[1]
                waiting[place] = _next(streams[place])
        yield Chain(case, found[0], found[1], found[2])


def _next(stream: groupby[bytes, Row]) -> tuple[bytes, list[Row]] | None:
    for case, group in stream:
        return case, list(group)
    return None


def _check_types(findings: Findings) -> None:
    """SQLite keeps a BLOB in a column of text: the same bytes, and yet not what was recorded."""
    if connection.vendor != "sqlite":
        return
    for table, columns in TABLES.items():
        number = '"number"' if table != "record_head" else "0"
        wrong = " OR ".join(f"typeof(\"{column}\") <> 'text'" for column in columns)
        query = f'SELECT "case", {number} FROM {table} WHERE {wrong}'  # noqa: S608 our own names
        for case, entry in rows(query):
            findings.add(case, entry if isinstance(entry, int) else 0, f"a value in {table} is not text")
