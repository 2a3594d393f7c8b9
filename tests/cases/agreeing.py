"""Cases that have come as far as an offer, or an agreement."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.cast import START, Cast, customer, days, received, take_step

WEIGHED = {
    "benefits_customer": "The money is back",
    "drawbacks_customer": "It took a week",
    "benefits_us": "It is over",
    "drawbacks_us": "The sum",
    "meets": "fully",
}
LOW = {"cost_likelihood": "low", "cost_impact": "low", "why_cost": "A small sum"}
UNDERSTOOD = {
    "nature": "A double charge",
    "cause": "The reader",
    "implications": "Short of money",
    "wants": "The money back",
    "confirmed": "by the customer",
}


def begun(cast: Cast, *, about: str, and_about: str = "", offered: int | None = None, kind: str = "refund") -> str:
    """A complaint of Amira's with an issue or two; with an offer of so many pence, where one is given."""
    by = cast.amira.actor()
    reference = received(by).reference
    take_step(reference, "recognise", by, START, limb="service")
    take_step(reference, "assign", by, START, to=by.id)
    for number, word in enumerate(filter(None, (about or "-", and_about))):
        take_step(reference, "add_issue", by, START, title=f"Issue {number}", about=word.removeprefix("-"))
    take_step(reference, "confirm_understanding", by, START, **UNDERSTOOD)
    if offered is not None:
        weighed(cast, reference, kind=kind, pence=offered or None, title="Pay it back")
        take_step(reference, "select_option", by, START, option=1, rationale="It fits", why_only="Plain")
        take_step(reference, "offer", by, START, options=[1], message="We would pay it back")
    return reference


def weighed(cast: Cast, reference: str, **option: Any) -> int:
    """An option with all that selecting it wants; its number."""
    by, at = cast.amira.actor(), START + timedelta(minutes=1)
    entry = take_step(reference, "identify_option", by, at, **option).entries[0]
    number = entry.number_of("option")
    take_step(reference, "weigh_option", by, at, option=number, **WEIGHED)
    take_step(reference, "assess_risk", by, at, option=number, **LOW)
    return number


def agreed(cast: Cast, pence: int, *, about: str, and_about: str = "", kind: str = "refund") -> str:
    """A case in which the customer has taken such an offer; its reference."""
    reference = begun(cast, about=about, and_about=and_about, offered=pence, kind=kind)
    take_step(reference, "accept", customer(reference), START + days(1), offer=1, option=1)
    return reference
