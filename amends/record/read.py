"""Read: a case's entries as the rules want them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import connection

from amends.record import models
from amends.record.append import EMPTY, Tip
from amends.rules.entries import Entry

_COLUMNS = ("case", "number", "kind", "step", "by", "at", "happened_at", "body", "hash")
_Row = tuple[str, int, str, str, str, str, str, str, str]


def read(case: str) -> tuple[list[Entry], Tip]:
    """The entries of one case in order, and where its chain ends. Two queries."""
    rows = list(models.Entry.objects.filter(case=case).order_by("number").values_list(*_COLUMNS))
    if not rows:
        return [], EMPTY
    contents = _contents(models.Content.objects.filter(case=case).values_list("case", "number", "field", "text"))
    return [_entry(row, contents) for row in rows], Tip(rows[-1][1], rows[-1][8])


def read_many(cases: Sequence[str]) -> Iterator[tuple[str, list[Entry]]]:
    """The entries of several cases, case by case, in two queries."""
    rows = models.Entry.objects.filter(case__in=cases).order_by("case", "number").values_list(*_COLUMNS)
    contents = _contents(models.Content.objects.filter(case__in=cases).values_list("case", "number", "field", "text"))
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(_entry(row, contents))
    yield from found.items()


def chains(after: str = "", limit: int = 500) -> list[str]:
    """Names of chains in order, a page at a time, to walk through all of them."""
    return list(models.Head.objects.filter(case__gt=after).order_by("case").values_list("case", flat=True)[:limit])


def how_many() -> int:
    """The number of chains."""
    return models.Head.objects.count()


def known(cases: Sequence[str]) -> set[str]:
    """Those of the names that are names of chains."""
    return set(models.Head.objects.filter(case__in=cases).values_list("case", flat=True))


def hold(cases: Sequence[str]) -> None:
    """Let whoever else would append to these chains wait for the caller's transaction, where there are row locks.

    SQLite has one writer anyway. Only for peace: what keeps two writers apart is the head's compare-and-set.
    """
    if connection.features.has_select_for_update:
        list(models.Head.objects.select_for_update().filter(case__in=cases).order_by("case").values_list("case"))


def _contents(rows: Iterable[tuple[str, int, str, str]]) -> dict[tuple[str, int], dict[str, str]]:
    found: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for case, number, field, text in rows:
        found[case, number][field] = text
    return found


def _entry(row: _Row, contents: dict[tuple[str, int], dict[str, str]]) -> Entry:
    case, number, kind, step, by, at, happened_at, body, _ = row
    return Entry(
        number=number,
        kind=kind,
        step=step,
        by=by,
        at=datetime.fromisoformat(at),
        happened_at=datetime.fromisoformat(happened_at),
        data=json.loads(body),
        content=contents.get((case, number), {}),
    )
