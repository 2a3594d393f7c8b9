"""Corrections: what an entry says now, and what it said before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext

from amends.rules.entries import KINDS, Entry
from amends.rules.fold import put_right
from amends.rules.steps.keeping import MOMENT


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of one field, seen from the entry that it corrects. `value` is None where it was erased, and
    empty where something was taken out."""

    number: int  # of the entry that corrects
    field: str
    value: str | None
    reason: str
    before: str
    by: str
    at: datetime
    moment_before: datetime | None = None

    @property
    def field_word(self) -> str:
        return field_word(self.field)


Corrections = Mapping[int, list[Correction]]


def corrections(entries: Iterable[Entry]) -> Corrections:
    """The corrections of each entry, in order, by the number of the entry corrected."""
    by_number: dict[int, Entry] = {}
    found: dict[int, list[Correction]] = defaultdict(list)
    for entry in entries:
        by_number[entry.number] = entry
        if entry.kind == "corrected" and (earlier := by_number.get(entry.number_of("entry"))):
            found[earlier.number].append(_correction(entry, earlier, found[earlier.number]))
    return found


def _correction(entry: Entry, earlier: Entry, so_far: list[Correction]) -> Correction:
    field = entry.word("field")
    before = next((c.value for c in reversed(so_far) if c.field == field), None)
    return Correction(
        number=entry.number,
        field=field,
        value=put_right(entry),
        reason=entry.text("reason"),
        before=before if before is not None else earlier.text(field) or earlier.word(field),
        by=entry.by,
        at=entry.happened_at,
        moment_before=earlier.happened_at if field == MOMENT else None,
    )


def as_corrected(entry: Entry, made: Iterable[Correction]) -> Entry:
    """The entry as it reads with its corrections; what was erased stays away."""
    for one in made:
        if one.value is None:
            continue
        if one.field == MOMENT:
            entry = replace(entry, happened_at=datetime.fromisoformat(one.value))
        elif one.field in KINDS[entry.kind].personal:
            entry = replace(entry, content={**entry.content, one.field: one.value})
        elif one.field in entry.data:
            entry = replace(entry, data={**entry.data, one.field: one.value})
    return entry


def field_word(name: str) -> str:
    """A field of an entry as people call it."""
    return gettext("When it happened") if name == MOMENT else gettext(name.replace("_", " ").capitalize())
