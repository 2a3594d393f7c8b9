"""What a step came to: told the first time from what was taken, and again from the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse

from amends.api.answers import answer
from amends.api.caller import Caller
from amends.api.once import Done, Kept
from amends.api.telling.cases import taken_told
from amends.cases.take import Taken, scene_of
from amends.record.read import read
from amends.rules.entries import Entry
from amends.rules.facts import Facts
from amends.rules.fold import fold


def done(taken: Taken, caller: Caller) -> Done:
    """The response to a step just taken, and what it takes to tell it again."""
    first, last = taken.entries[0].number, taken.entries[-1].number
    kept: Kept = {"case": taken.reference, "first": first, "last": last, "at": caller.at.isoformat()}
    return Done(_told(taken.reference, list(taken.entries), taken.facts, caller, caller.at), kept)


def retell(caller: Caller) -> Callable[[Kept], HttpResponse]:
    """Tells what a step came to as it was then: the later entries are left out, and what was erased stays erased."""

    def told(kept: Kept) -> HttpResponse:
        reference, first, last = str(kept["case"]), int(kept["first"]), int(kept["last"])
        entries = read(reference)[0][:last]
        at = datetime.fromisoformat(str(kept["at"]))
        return _told(reference, entries[first - 1 :], fold(entries), caller, at)

    return told


def _told(reference: str, new: list[Entry], facts: Facts, caller: Caller, at: datetime) -> HttpResponse:
    told = taken_told(reference, new, scene_of(facts, caller.actor, at))
    headers = {"Location": f"/api/v1/cases/{reference}", "ETag": f'"{facts.number}"'}
    return answer(told, 201, headers=headers)
