"""`take`: a step is ruled on, recorded, projected and followed up in one transaction. Nothing else changes a case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from amends.cases.erasing import erase
from amends.cases.follow import follow, let_back
from amends.cases.lettercheck import refused
from amends.cases.paper import with_letters
from amends.cases.post import take_back
from amends.cases.project import project
from amends.cases.references import new_reference
from amends.cases.refusing import Refused
from amends.cases.regimes import calendar_for, regime_for, registry
from amends.people.authority import authority
from amends.people.customers import customer_of
from amends.people.models import Organisation
from amends.record.append import EMPTY, Moved, append
from amends.record.attachments import unknown_files
from amends.record.read import hold, read
from amends.rules.actors import Actor
from amends.rules.entries import Draft, Entry
from amends.rules.facts import Facts
from amends.rules.fold import fold
from amends.rules.packfiles import UnknownRegime
from amends.rules.regimes import Regime
from amends.rules.rulings import Ruling, Scene, no
from amends.rules.steps.base import Step
from amends.rules.steps.intake import Receive
from amends.rules.words import say

__all__ = ["Refused", "Taken", "facts_of", "open_case", "scene_of", "take"]

TRIES = 5
"""How often a step is ruled on again when others act on the same case at the same moment."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a step: the case, the new entries, and the facts after them."""

    reference: str
    entries: tuple[Entry, ...]
    facts: Facts


def take(reference: str, step: Step, *, by: Actor, at: datetime, seen: int | None = None) -> Taken:
    """Take a step on a case. `seen` is the last entry that the actor had before their eyes, if they say.

    Raises Refused. When someone else acts at the same moment, the step is ruled on again on the new facts.
    """
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return _take(reference, step, by=by, at=at, seen=seen)
        except Moved:
            continue
    raise Refused(no("case_moved_on", say("The case moved on: others are working on it at this moment. Try again.")))


def _take(reference: str, step: Step, *, by: Actor, at: datetime, seen: int | None) -> Taken:
    hold([reference])
    entries, tip = read(reference)
    facts = fold(entries)
    ruled = scene_of(facts, by, at)
    ruling = step.ruling(ruled) and refused(step, ruled)
    if not ruling:
        raise Refused(_moved_on(ruling, facts, seen))
    drafts = with_letters(reference, step.entries(ruled), ruled)
    _refuse_unknown_files(reference, drafts)
    new, _ = append(reference, drafts, step=step.name, by=by.id, at=at, after=tip)
    now_there = [*entries, *new]
    if any(entry.kind == "erased" for entry in new):
        erase(reference, facts)
        now_there = read(reference)[0]
    return _settle(reference, new, now_there, by, at)


def _refuse_unknown_files(reference: str, drafts: list[Draft]) -> None:
    """An entry names only files that this case has: anything else could never be verified."""
    named = [str(file) for draft in drafts for file in _as_list(draft.data.get("files"))]
    if named and unknown_files(reference, named):
        raise Refused(no("known_file", say("One of the files is not among those of this case. Add it again.")))


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _moved_on(ruling: Ruling, facts: Facts, seen: int | None) -> Ruling:
    """Say that the case moved on, when the actor was looking at an earlier state of it."""
    if seen is None or seen >= facts.number:
        return ruling
    reason = say("The case moved on while you were writing. {reason}", reason=ruling.reason)
    return replace(ruling, reason=reason)


def scene_of(facts: Facts, by: Actor, at: datetime) -> Scene:
    """What a ruling on this case looks at."""
    regime = regime_for(facts)
    return Scene(facts, by, at, regime, calendar_for(regime), authority(), take_back())


def open_case(step: Receive, *, by: Actor, at: datetime) -> Taken:
    """Take in a new case: its reference, its customer, its first entry. Raises Refused."""
    regime = _regime_of(step, at)
    ruled = Scene(Facts(), by, at, regime, calendar_for(regime), authority())
    ruling = step.ruling(ruled)
    if not ruling:
        raise Refused(ruling)
    with transaction.atomic():
        reference = new_reference(at)
        known = step.model_copy(update={"customer": customer_of(step)})
        new, _ = append(reference, known.entries(ruled), step=step.name, by=by.id, at=at, after=EMPTY)
        return _settle(reference, new, new, by, at)


def _regime_of(step: Receive, at: datetime) -> Regime:
    """The edition in force on the day it was received, as that place's calendar has it; where the pack begins later,
    the one in force now."""
    regime = step.regime or Organisation.here().regime
    try:
        return registry().pinned(regime, {"received": step.happened_at or at})
    except UnknownRegime:
        pass
    try:
        return registry().pinned(regime, {"received": at})
    except UnknownRegime as error:
        raise Refused(no("regime_in_force", say("{why}", why=str(error)))) from error


def _settle(reference: str, new: list[Entry], entries: list[Entry], by: Actor, at: datetime) -> Taken:
    """What follows an append in the same transaction: rows for lists, and what is to be sent."""
    facts = fold(entries)
    scene = scene_of(facts, by, at)
    project(reference, scene, entries)
    let_back(reference, new)
    follow(reference, new, scene)
    return Taken(reference, tuple(new), facts)


def facts_of(reference: str) -> tuple[Facts, list[Entry]]:
    """The facts of a case and the entries they come from. Two queries."""
    entries, _ = read(reference)
    return fold(entries), entries
