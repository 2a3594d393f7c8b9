"""Cases in which something is offered, told step by step."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from amends.cases.regimes import regime_for
from amends.cases.take import facts_of
from amends.rules.actors import Actor
from amends.rules.facts import Facts
from tests.cast import START, Cast, days, received, take_step
from tests.portal.walk import UNDERSTOOD

OFFERED = START + days(3)
LATER = OFFERED + timedelta(hours=1)
OPEN_UNTIL = "2026-03-20"
REFUND = {"kind": "refund", "title": "Pay back the second charge", "pence": 6400}
APOLOGY = {"kind": "apology", "title": "A letter of apology"}
WEIGHED = {
    "benefits_customer": "It is over.",
    "drawbacks_customer": "The week is not undone.",
    "benefits_us": "A SECRET OF OURS",
    "drawbacks_us": "It costs something.",
    "meets": "fully",
}
LOW = {"cost_likelihood": "low", "cost_impact": "low", "why_cost": "A small sum."}


def ready_to_offer(by: Actor, start: datetime = START, **fields: Any) -> str:
    """A case with a refund (option 1) and an apology (option 2) weighed, of which the refund is selected."""
    reference = received(by, start, **fields).reference
    at = start + days(1)
    take_step(reference, "recognise", by, at, limb=_limb(reference))
    take_step(reference, "assign", by, at, to=by.id)
    take_step(reference, "add_issue", by, at, title="Charged twice")
    take_step(reference, "confirm_understanding", by, at, **UNDERSTOOD)
    for option, said in enumerate((REFUND, APOLOGY), start=1):
        take_step(reference, "identify_option", by, at, **said)
        take_step(reference, "weigh_option", by, at, option=option, **WEIGHED)
        take_step(reference, "assess_risk", by, at, option=option, **LOW)
    take_step(reference, "select_option", by, at, option=1, rationale="It is what they lost.")
    return reference


def _limb(reference: str) -> str:
    return regime_for(facts_of(reference)[0]).definition[0].id


def offer(reference: str, by: Actor, at: datetime = OFFERED, **fields: Any) -> None:
    said = {"options": [1, 2], "open_until": OPEN_UNTIL, "message": "We would like to put this right."}
    take_step(reference, "offer", by, at, **{**said, **fields})


def offered(
    cast: Cast, *, options: tuple[int, ...] = (1, 2), received: dict[str, Any] | None = None, **fields: Any
) -> str:
    """A case with an open offer; its reference."""
    amira = cast.amira.actor()
    reference = ready_to_offer(amira, **(received or {}))
    offer(reference, amira, options=list(options), **fields)
    return reference


def facts(reference: str) -> Facts:
    return facts_of(reference)[0]
