"""`fold`: entries in, facts out. Corrections are laid over what they correct before it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from amends.rules.entries import KINDS, Entry
from amends.rules.facts import Facts, LastStep
from amends.rules.folding import ON

_NO_PART = frozenset(
    {
        "received",
        "acknowledged",
        "assigned",
        "noted",
        "linked",
        "stage_begun",
        "reopened",
        "message_received",
        "erased",
        "corrected",
        "escalated",
        "not_escalated",
        "taken_over",
        "referred",
        "bundle_made",
        "third_party_heard",
        "moment_noted",
        "taken_back",
        "letter_posted",
    }
)
"""Kinds by which a member of staff takes no part in deciding a stage. Who only gave the case to someone has none."""


def fold(entries: Sequence[Entry]) -> Facts:
    """The facts that these entries, in order of number, amount to. Raises KeyError for a kind nobody declared."""
    facts = Facts()
    corrections, void = _corrections(entries), _taken_back(entries)
    gaps = bool(entries) and entries[-1].number > len(entries)
    for entry in entries:
        if gaps:
            _fill(facts, entry)
        if entry.number in void:
            _pass_over(facts, entry)
        else:
            _fold_one(facts, _corrected(entry, corrections.get(entry.number)) if corrections else entry)
    facts.last_step = _last_step(facts, [entry for entry in entries if entry.number not in void] if void else entries)
    return facts


def fold_more(facts: Facts, entries: Sequence[Entry]) -> Facts:
    """The facts as they would be with these entries after the rest; the facts given stay as they are."""
    more = deepcopy(facts)
    for entry in entries:
        _fold_one(more, entry)
    more.last_step = _last_step(more, entries)
    return more


def _taken_back(entries: Sequence[Entry]) -> frozenset[int]:
    """Entries that were taken back before the customer had them: they tell nothing any more but that they were."""
    return frozenset(number for entry in entries if entry.kind == "taken_back" for number in entry.numbers("entries"))


def _pass_over(facts: Facts, entry: Entry) -> None:
    facts.number = entry.number
    facts.kinds.append("taken_back")
    facts.happened.append(entry.happened_at)


def _fill(facts: Facts, entry: Entry) -> None:
    """Entries that were left out, since they were taken back, keep their place: what is looked up goes by number."""
    missing = entry.number - 1 - len(facts.kinds)
    facts.kinds += ["taken_back"] * missing
    facts.happened += [entry.happened_at] * missing


def _fold_one(facts: Facts, entry: Entry) -> None:
    facts.number = entry.number
    facts.kinds.append(entry.kind)
    facts.happened.append(entry.happened_at)
    ON[entry.kind](facts, entry)
    kind = KINDS[entry.kind]
    if kind.from_customer:
        facts.last_from_customer = entry.number
    if kind.to_customer and entry.data.get("audience") != "internal":
        facts.last_to_customer = entry.number
        if entry.data.get("goes") == "print":
            facts.to_post = (*facts.to_post, entry.number)
        facts.moments["last_contact"] = max(entry.happened_at, facts.moments.get("last_contact", entry.happened_at))
    if entry.by.startswith(("staff:", "key:")):
        if not kind.from_customer:
            facts.last_from_us = entry.number
        if _takes_part(entry):
            facts.took_part.setdefault(facts.stage, set()).add(entry.by)


def _last_step(facts: Facts, entries: Sequence[Entry]) -> LastStep | None:
    """What was done last: the entries at the end that the same person wrote by the same step at the same moment."""
    if not entries:
        return facts.last_step
    last = entries[-1]
    same = [*takewhile(lambda entry: (entry.step, entry.by, entry.at) == (last.step, last.by, last.at), entries[::-1])]
    kinds, numbers = tuple(entry.kind for entry in same[::-1]), tuple(entry.number for entry in same[::-1])
    return LastStep(last.step, last.by, last.at, facts.happened[last.number - 1], kinds, numbers)


def _takes_part(entry: Entry) -> bool:
    """Whether who wrote this takes part in deciding. A leader who moves a case between others does not, nor who
    writes down what ends a pause by itself."""
    if entry.kind == "handed_over":
        return entry.by == entry.word("from")
    return entry.kind not in _NO_PART and not entry.data.get("by_itself")


def put_right(correction: Entry) -> str | None:
    """The value that a correction gives; None where it was erased."""
    if correction.data.get("blank"):
        return ""
    return correction.word("moment") or correction.word("plain") or correction.text("value") or None


def _corrections(entries: Sequence[Entry]) -> dict[int, dict[str, str]]:
    """What later entries put right: entry number -> field -> the value that holds."""
    found: dict[int, dict[str, str]] = {}
    for entry in entries:
        value = put_right(entry) if entry.kind == "corrected" else None
        if value is not None:
            found.setdefault(entry.number_of("entry"), {})[entry.word("field")] = value
    return found


def _corrected(entry: Entry, changes: Mapping[str, str] | None) -> Entry:
    if not changes:
        return entry
    content = {
        **entry.content,
        **{name: value for name, value in changes.items() if name in KINDS[entry.kind].personal},
    }
    data = {**entry.data, **{name: value for name, value in changes.items() if name in entry.data}}
    moved = changes.get("happened_at")
    happened_at = datetime.fromisoformat(moved) if moved else entry.happened_at
    return replace(entry, content=content, data=data, happened_at=happened_at)
