"""The history: every entry as it was recorded, with what it says, who recorded it, and when it happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from amends.cases.told.corrections import Correction, corrections, field_word
from amends.cases.told.sayings import said, texts
from amends.desk.case.opened import Opened
from amends.record.attachments import File
from amends.rules.entries import KINDS, Entry
from amends.rules.steps.keeping import correctable_fields


@dataclass(frozen=True, slots=True)
class Recorded:
    """`happened_at` only where that was not when it was recorded; `corrects`, the entry that this one puts right."""

    number: int
    line: str
    step: str
    who: str
    at: datetime
    happened_at: datetime | None
    texts: tuple[tuple[str, str], ...]
    files: tuple[File, ...]
    corrected: tuple[Correction, ...]
    corrects: int
    erased: bool
    correctable: bool


def records(case: Opened, files: Mapping[str, File]) -> list[Recorded]:
    made = corrections(case.entries)
    return [_recorded(case, entry, tuple(made.get(entry.number, ())), files) for entry in case.entries]


def _recorded(case: Opened, entry: Entry, made: tuple[Correction, ...], files: Mapping[str, File]) -> Recorded:
    return Recorded(
        number=entry.number,
        line=said(entry, case.scene.regime, case.names),
        step=entry.step,
        who=case.names.who(entry.by),
        at=entry.at,
        happened_at=entry.happened_at if entry.happened_at != entry.at else None,
        texts=tuple((field_word(name), text) for name, text in texts(entry)),
        files=tuple(files[one] for one in entry.words("files") if one in files),
        corrected=made,
        corrects=entry.number_of("entry") if entry.kind == "corrected" else 0,
        erased=bool(KINDS[entry.kind].personal) and entry.number <= case.facts.erased_up_to and not entry.content,
        correctable=bool(correctable_fields(entry.kind)),
    )
