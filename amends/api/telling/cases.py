"""A case as data: its facts, its line in a list, and what came of a step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from amends.api.telling.putting_right import resolution_told
from amends.cases.models import Case
from amends.people.models import Staff
from amends.rules.entries import Entry
from amends.rules.facts import Facts
from amends.rules.next_steps import Next, next_steps
from amends.rules.rulings import Scene
from amends.rules.status import phase, sentence
from amends.rules.words import unpacked
from amends.ui.sentences import words_text

AS_THEY_ARE = (
    "number", "kind", "kind_reason", "limb", "ground", "elsewhere", "regime", "edition", "stage", "channel", "language",
    "product", "external_ref", "subject", "story", "wants", "owner", "team", "about_staff", "erased", "moments",
    "needs", "understanding", "pauses", "extensions", "reported", "reported_inside", "satisfaction",
    "reasons_given_at", "closed", "times_reopened", "links", "took_part", "corrected",
)  # fmt: skip
NUMBERED = ("issues", "promises", "questions", "requests", "evidence")
ROW = (
    "reference", "number", "kind", "regime", "edition", "stage", "phase", "subject", "customer", "customer_name",
    "external_ref", "channel", "product", "owner", "team", "received_at", "closed_at", "is_open", "law_due_on",
    "target_due_on", "has_need", "promises_open", "promises_broken", "last_speaker", "last_at",
)  # fmt: skip
NEXT = ("next_step", "next_words", "next_due_on", "next_whose")


def case_told(reference: str, scene: Scene, entries: Sequence[Entry]) -> dict[str, Any]:
    """All that the entries amount to, and what the caller may decide alone."""
    facts = scene.facts
    return {
        "reference": reference,
        **status_told(scene),
        **{name: getattr(facts, name) for name in AS_THEY_ARE},
        **{name: list(getattr(facts, name).values()) for name in NUMBERED},
        "customer": customer_told(facts),
        "currency": scene.regime.currency,
        **resolution_told(scene, entries),
        "people": names_of(_people(facts)),
    }


def status_told(scene: Scene) -> dict[str, Any]:
    """Where the case is: a word for programs, and the sentence that the customer reads."""
    facts, words = scene.facts, sentence(scene.facts, scene.today)
    return {"phase": phase(facts).value, "status": words_text(words), "is_open": facts.is_open}


def taken_told(reference: str, new: Sequence[Entry], scene: Scene) -> dict[str, Any]:
    """What came of a step: its entries, and what the procedure wants now; for a customer, what it wants of them."""
    return {
        "reference": reference,
        **status_told(scene),
        "number": scene.facts.number,
        "entries": [_entry(entry, scene) for entry in new],
        "next": wanted_told(scene),
    }


def wanted_told(scene: Scene) -> list[dict[str, Any]]:
    """What the procedure wants now. Of a customer's key only what waits for the customer: the rest is among staff."""
    wanted = next_steps(scene)
    return [_next(one) for one in wanted if one.whose == "customer" or not scene.by.is_customer]


def row_told(row: Case) -> dict[str, Any]:
    """A case's line in a list, as the projector wrote it."""
    first = Next(row.next_step, unpacked(row.next_words), row.next_due_on, row.next_whose) if row.next_step else None
    return {**{name: getattr(row, name) for name in ROW}, "next": _next(first) if first else None}


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """The names of those among them who are staff, by their ids."""
    numbers = [actor.removeprefix("staff:") for actor in set(actors) if actor.startswith("staff:")]
    found = Staff.objects.filter(pk__in=[number for number in numbers if number.isdecimal()]) if numbers else ()
    return {person.actor_id: person.name for person in found}


AMONG_STAFF = frozenset({"owner", "team", "sums", "acts_for", "approval"})
"""What the data of a customer's own entry says of staff."""


def _entry(entry: Entry, scene: Scene) -> dict[str, Any]:
    """A new entry, its fields in the order in which the record keeps them, so that it reads alike when told again."""
    hidden = AMONG_STAFF if scene.by.is_customer else frozenset()
    return {
        "number": entry.number,
        "kind": entry.kind,
        "step": entry.step,
        "by": entry.by,
        "at": entry.at,
        "happened_at": entry.happened_at,
        "data": {name: value for name, value in sorted(entry.data.items()) if name not in hidden},
        "content": dict(sorted(entry.content.items())),
    }


def _next(one: Next) -> dict[str, Any]:
    return {
        "step": one.step,
        "what": words_text(one.what),
        "due_on": one.due_on,
        "whose": one.whose,
        "clock": one.clock,
    }


def customer_told(facts: Facts) -> dict[str, str]:
    return {
        "id": facts.customer,
        "name": facts.customer_name,
        "email": facts.customer_email,
        "phone": facts.customer_phone,
        "address": facts.customer_address,
        "representative": facts.representative,
    }


def _people(facts: Facts) -> Iterable[str]:
    yield facts.owner
    yield from facts.about_staff
    yield from (promise.owner for promise in facts.promises.values())
    yield from (person for request in facts.requests.values() for person in (request.of, request.by))
    yield from (person for stage in facts.took_part.values() for person in stage)
    yield from _deciding(facts)


def _deciding(facts: Facts) -> Iterable[str]:
    """Those who weighed, approved, offered, were escalated to, or read a draft."""
    resolution = facts.resolution
    for option in resolution.options.values():
        yield from (option.by, option.weighing.by if option.weighing else "")
    yield from (selection.by for selection in resolution.selected.values())
    for approval in resolution.approvals.values():
        yield from (approval.by, approval.of, approval.decided_by, approval.acts_for)
    yield from (offer.by for offer in resolution.offers.values())
    for escalation in facts.escalations.values():
        yield from (escalation.by, escalation.to, escalation.owner, escalation.settled_by)
    for review in facts.reviews.values():
        yield from (review.by, review.of, review.given_by)
