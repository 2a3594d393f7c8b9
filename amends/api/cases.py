"""From an address to a case: only through the doors, and with the entry that the caller has seen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from amends.api.caller import Caller
from amends.api.problems import broken, moved_on, not_found, staff_only
from amends.cases.doors import visible
from amends.cases.post import take_back
from amends.cases.take import Taken, facts_of, scene_of, take
from amends.cases.told.opened import Opened
from amends.record.read import read
from amends.rules.entries import Entry
from amends.rules.facts import Facts
from amends.rules.fold import fold
from amends.rules.inflight import delivered
from amends.rules.rulings import Scene
from amends.rules.steps.base import Step

_REFERENCE = re.compile(r"[A-Z]-\d{2}-\d{6,12}", re.ASCII)
_SEEN = re.compile(r'"(\d{1,9})"', re.ASCII)


def must_see(caller: Caller, reference: str) -> None:
    """Raise Problem 404 unless this caller may see the case: the same for what is not there and for what is not theirs.

    The row itself is not read: what a case is, its record says.
    """
    if not _REFERENCE.fullmatch(reference) or not visible(caller.actor).filter(reference=reference).exists():
        raise not_found()


@dataclass(frozen=True, slots=True)
class Looked:
    """A case as this caller may know it: for one that speaks for customers, what has reached the customer."""

    scene: Scene
    entries: list[Entry]


def look(caller: Caller, reference: str) -> Looked:
    """The case as it is now. Raises Problem 404; for a customer also once it was erased, as their page does."""
    must_see(caller, reference)
    facts, entries = facts_of(reference)
    if caller.for_customers:
        if facts.erased:
            raise not_found()
        facts, entries = known(entries, caller)
    return Looked(scene_of(facts, caller.actor, caller.at), entries)


def opened(caller: Caller, reference: str) -> Opened:
    """A case that this caller may see, with all that staff may know of it: its rulings keep customers out."""
    entries, tip = read(reference)
    return Opened(reference, caller.actor, caller.at, fold(entries), entries, tip)


def known(entries: list[Entry], caller: Caller) -> tuple[Facts, list[Entry]]:
    """What the customer knows, and the entries it comes from: nothing that staff may still take back."""
    there = delivered(entries, caller.at, take_back())
    return fold(there), there


def must_be_staff(caller: Caller) -> None:
    """Raise Problem 403 for a key that speaks for customers."""
    if caller.for_customers:
        raise staff_only()


def seen_in(request: HttpRequest) -> int | None:
    """The entry that If-Match names, if any. Raises Problem where it cannot be read."""
    said = request.headers.get("If-Match", "*")
    if said == "*":
        return None
    found = _SEEN.fullmatch(said)
    if not found:
        raise broken(_('If-Match is the number of the last entry you have seen, in quotes: "12".'))
    return int(found[1])


def take_as_seen(reference: str, step: Step, caller: Caller, seen: int | None) -> Taken:
    """Take the step; where the caller has seen another state of the case, nothing is done.

    Raises Problem 412 then, and Refused where the rules say no anyway.
    """
    if seen is None:
        return take(reference, step, by=caller.actor, at=caller.at)
    with transaction.atomic():
        taken = take(reference, step, by=caller.actor, at=caller.at, seen=seen)
        before = taken.entries[0].number - 1
        if before != seen:
            raise moved_on(before)
    return taken
