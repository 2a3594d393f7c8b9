"""Letters that wait to be printed and posted, case by case."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from amends.cases.doors import visible
from amends.cases.letters import purpose_of
from amends.cases.models import Case
from amends.rules.actors import Actor
from amends.rules.entries import Entry
from amends.rules.rulings import Scene


def waiting(scene: Scene, entries: list[Entry]) -> dict[str, Any]:
    """The columns that say which letters of this case wait to be posted. What was erased cannot be printed."""
    facts = scene.facts
    there = [] if facts.erased else [_letter(entries[number - 1], scene) for number in facts.to_post]
    return {"has_post": bool(there), "to_post": there}


def _letter(entry: Entry, scene: Scene) -> dict[str, Any]:
    return {
        "entry": entry.number,
        "kind": entry.kind,
        "purpose": purpose_of(entry),
        "file": next(iter(entry.words("files")), ""),
        "large_print": bool(entry.data.get("large_print")),
        "on": scene.day(entry.happened_at).isoformat(),
    }


def to_post(actor: Actor) -> QuerySet[Case]:
    """The cases that this actor may see in which letters wait, the oldest case first."""
    return visible(actor).filter(has_post=True).order_by("id")
