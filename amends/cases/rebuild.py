"""Rebuild: the rows for lists and the search, made again from the records; or compared with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction

from amends.cases.like import kept, redressed, unkeep
from amends.cases.models import Case
from amends.cases.project import columns, project
from amends.cases.search import CaseWords, misindexed, strays, unindex, words_of
from amends.cases.take import scene_of
from amends.record.read import chains, hold, known, read_many
from amends.rules.actors import SYSTEM
from amends.rules.entries import Entry
from amends.rules.fold import fold
from amends.rules.rulings import Scene

TOGETHER = 200
"""Cases that are read, and written, at once."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored value that is not what the record says. `column` is `row` or `search` where the whole of it is."""

    case: str
    column: str
    stored: object
    rebuilt: object

    def __str__(self) -> str:
        return f"{self.case} {self.column}: stored {self.stored!r}, from the record {self.rebuilt!r}"


def differences(progress: Progress | None = None) -> list[Difference]:
    """Where stored rows and search differ from what the records say. Writes nothing."""
    found: list[Difference] = []
    for batch in _batches():
        found.extend(_compared(batch))
        if progress:
            progress(len(batch))
    found.extend(Difference(reference, "row", "there", "no record") for reference in _without_record())
    found.extend(Difference(f"row {stray}", "search", "there", "no case") for stray in strays())
    return found


def rebuild(progress: Progress | None = None) -> int:
    """Make rows and search again from the records, a batch in a transaction; the number of cases.

    Safe beside people at work: the heads of a batch are held until its rows are written.
    """
    total = 0
    for batch in _batches():
        with transaction.atomic():
            hold(batch)
            unkeep(batch)
            for reference, scene, entries in _scenes(batch):
                project(reference, scene, entries)
        total += len(batch)
        if progress:
            progress(len(batch))
    with transaction.atomic():
        Case.objects.filter(reference__in=_without_record()).delete()
        unindex(strays())
    return total


def _batches() -> Iterator[list[str]]:
    after = ""
    while batch := chains(after, TOGETHER):
        yield batch
        after = batch[-1]


def _scenes(batch: list[str]) -> Iterator[tuple[str, Scene, list[Entry]]]:
    """Each case as its record has it. Who asks, and when, does not matter to the rows."""
    for reference, entries in read_many(batch):
        yield reference, scene_of(fold(entries), SYSTEM, entries[-1].at), entries


def _compared(batch: list[str]) -> Iterator[Difference]:
    stored = {row.reference: row for row in Case.objects.filter(reference__in=batch)}
    agreed = kept(row.pk for row in stored.values())
    words: dict[int, CaseWords] = {}
    for reference, scene, entries in _scenes(batch):
        row = stored.get(reference)
        if row is None:
            yield Difference(reference, "row", None, "there")
            continue
        words[row.pk] = words_of(reference, scene.facts, entries)
        for column, rebuilt in columns(scene, entries).items():
            if getattr(row, column) != rebuilt:
                yield Difference(reference, column, getattr(row, column), rebuilt)
        if agreed.get(row.pk, []) != redressed(scene):
            yield Difference(reference, "redressed", agreed.get(row.pk, []), redressed(scene))
    for pk in misindexed(words):
        yield Difference(words[pk].reference.split(" ", 1)[0], "search", "other words", "the words of the record")


def _without_record() -> list[str]:
    """References of rows that have no record behind them."""
    found: list[str] = []
    references = Case.objects.order_by("reference").values_list("reference", flat=True)
    after = ""
    while page := list(references.filter(reference__gt=after)[:TOGETHER]):
        after = page[-1]
        found.extend(sorted(set(page) - known(page)))
    return found
