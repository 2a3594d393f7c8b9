"""What someone with full access to the database could do. Everything here goes round the application."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from amends.record import canonical, models, triggers
from amends.record.findings import Finding
from amends.record.verify import verify


class Editor:
    """What the triggers want of a schema editor, without a transaction of its own."""

    connection = connection

    def execute(self, statement: str) -> None:
        sql(statement)


def sql(statement: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def lifted() -> Iterator[None]:
    """Without the triggers, as the owner of the database can be."""
    triggers.lift(Editor())  # type: ignore[arg-type]
    try:
        yield
    finally:
        triggers.lay(Editor())  # type: ignore[arg-type]


def found() -> list[Finding]:
    return verify().wrong


def places() -> set[tuple[str, int]]:
    """Where verify finds something wrong."""
    return {(finding.case, finding.entry) for finding in found()}


def chain(case: str) -> list[dict[str, Any]]:
    return list(models.Entry.objects.filter(case=case).order_by("number").values())


def edit(case: str, number: int, /, **columns: Any) -> None:
    """Change columns of an entry."""
    assert models.Entry.objects.filter(case=case, number=number).update(**columns) == 1


def rewrite(case: str, entries: list[dict[str, Any]], *, head: bool = True) -> None:
    """Put these entries in the place of a chain, numbered, linked and hashed as they must be, contents included."""
    digests = _digests(case)
    models.Entry.objects.filter(case=case).delete()
    previous = canonical.START
    for number, entry in enumerate(entries, start=1):
        columns = {name: entry[name] for name in ("kind", "step", "by", "at", "happened_at", "body")}
        own = digests.get(number) or json.loads(entry["digests"])
        columns |= {"case": case, "number": number, "digests": canonical.body_text(own), "previous": previous}
        previous = canonical.entry_hash(**columns)
        models.Entry.objects.create(**columns, hash=previous)
    if head:
        models.Head.objects.filter(case=case).update(number=len(entries), hash=previous)


def _digests(case: str) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for row in models.Content.objects.filter(case=case):
        found.setdefault(row.number, {})[row.field] = canonical.content_digest(row.salt, row.field, row.text)
    return found


def move_contents(case: str, order: list[int]) -> None:
    """Renumber the personal parts: what was beside entry `order[0]` goes to 1, and so on; the rest goes."""
    rows = list(models.Content.objects.filter(case=case).values())
    models.Content.objects.filter(case=case).delete()
    for row in rows:
        if row["number"] in order:
            models.Content.objects.create(**{**row, "number": order.index(row["number"]) + 1})
