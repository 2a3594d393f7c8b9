"""The one projector: facts in, the rows for lists out. It looks at nothing else, so what is rebuilt equals it."""

from __future__ import annotations

from datetime import date
from typing import Any

from amends.cases.leading import for_leaders
from amends.cases.like import keep, redressed
from amends.cases.models import Case
from amends.cases.posting import waiting
from amends.cases.search import index, words_of
from amends.rules.clocks import Reckoning
from amends.rules.deadlines import reckonings
from amends.rules.entries import Entry
from amends.rules.facts import Facts, PromiseState
from amends.rules.next_steps import next_steps
from amends.rules.regimes import ClockKind
from amends.rules.rulings import Scene
from amends.rules.status import phase
from amends.rules.wanting import asked_of_colleagues
from amends.rules.words import Words, packed

PEOPLE = ("customer_name", "customer_email", "customer_phone", "customer_address", "representative")


def project(reference: str, scene: Scene, entries: list[Entry]) -> None:
    """Write the rows of this case, inside the caller's transaction."""
    row = columns(scene, entries)
    pk = Case.objects.filter(reference=reference).values_list("pk", flat=True).first()
    if pk is None:
        pk = Case.objects.create(reference=reference, **row).pk
    else:  # not through an instance: nobody else writes this row, and it saves reading it
        Case.objects.filter(pk=pk).update(**row)
    index(pk, words_of(reference, scene.facts, entries))
    if scene.facts.resolution.offers:  # without an offer nothing was ever agreed, and there is nothing to look for
        keep(pk, redressed(scene))


def columns(scene: Scene, entries: list[Entry]) -> dict[str, Any]:
    """The columns of the row, as the facts have them."""
    facts = scene.facts
    running = [
        r for r in reckonings(facts, scene.regime, scene.calendar) if r.clock.kind is ClockKind.ACT_BY and not r.met_at
    ]
    return {
        **_what(facts),
        **_whose(facts),
        **waiting(scene, entries),
        **_when(facts, entries),
        **_due(scene, running),
        **for_leaders(scene),
    }


def _what(facts: Facts) -> dict[str, Any]:
    return {
        "number": facts.number,
        "kind": facts.kind.value,
        "regime": facts.regime,
        "edition": facts.edition,
        "stage": facts.stage,
        "phase": phase(facts).value,
        "subject": facts.subject,
        "external_ref": facts.external_ref,
        "channel": facts.channel,
        "product": facts.product,
        "has_need": any(need.need for need in facts.needs),
        "promises_open": len(facts.open_promises()),
        "promises_broken": sum(p.state is PromiseState.BROKEN for p in facts.promises.values()),
    }


def _whose(facts: Facts) -> dict[str, Any]:
    return {
        "customer": facts.customer,
        "customer_name": facts.customer_name,
        "owner": facts.owner,
        "team": facts.team,
        "about_staff": "".join(f" {person} " for person in sorted(facts.about_staff)),
        "invited": "".join(f" {person} " for person in invited(facts)),
        "is_asked": bool(invited(facts) or (facts.is_open and facts.resolution.open_approvals())),
        "asked_due_on": _asked_due_on(facts),
    }


def _asked_due_on(facts: Facts) -> date | None:
    days = (one.due_on for one in asked_of_colleagues(facts))
    return min(days, default=None) if facts.is_open else None


MOST_INVITED = 60
"""People of whom something may be asked on one case at the same time."""


def invited(facts: Facts) -> list[str]:
    """Members of staff who are asked for something: input, an approval, a decision, a view of a draft. They may open
    the case though it is another team's, as long as they are asked."""
    if not facts.is_open:
        return []
    asked = {request.of for request in facts.open_requests()}
    asked |= {one for approval in facts.resolution.open_approvals() for one in (approval.of, *approval.able)}
    asked |= {escalation.to for escalation in facts.open_escalations()}
    asked |= {review.of for review in facts.open_reviews()}
    return sorted(one for one in asked if one.startswith("staff:"))[:MOST_INVITED]


def _when(facts: Facts, entries: list[Entry]) -> dict[str, Any]:
    return {
        "received_at": facts.received_at,
        "closed_at": facts.closed.at if facts.closed else None,
        "last_speaker": "customer" if facts.last_from_customer > facts.last_to_customer else "us",
        "last_at": entries[-1].at,
    }


def _due(scene: Scene, running: list[Reckoning]) -> dict[str, Any]:
    wanted = next_steps(scene)
    first = wanted[0] if wanted else None
    return {
        # A closed case to which the customer has written wants someone: it stands on the lists again.
        "is_open": scene.facts.is_open or bool(wanted),
        "next_step": first.step if first else "",
        "next_words": packed(first.what if first else Words()),
        "next_whose": first.whose if first else "",
        "next_due_on": first.due_on if first else None,
        "law_due_on": _earliest(running, own=False) if scene.facts.is_open else None,
        "target_due_on": _earliest(running, own=True) if scene.facts.is_open else None,
    }


def _earliest(running: list[Reckoning], *, own: bool) -> Any:
    return min((r.due_on for r in running if r.due_on and r.clock.own_target is own), default=None)
