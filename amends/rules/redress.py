"""Redress: the kinds there are, money in pence, and what a case has offered and agreed so far."""

from __future__ import annotations

from enum import StrEnum

from amends.rules.words import Words, say


class Redress(StrEnum):
    """What is done to put things right. The order is that of the ladder from words to money."""

    NOTHING = "nothing"
    APOLOGY = "apology"
    EXPLANATION = "explanation"
    PUT_RIGHT = "put_right"
    REPAIR = "repair"
    REPLACE = "replace"
    REFUND = "refund"
    PRICE_REDUCTION = "price_reduction"
    COMPENSATION = "compensation"
    GOODWILL = "goodwill"
    CHANGE = "change"
    OTHER = "other"


REDRESS_WORDS: dict[Redress, Words] = {
    Redress.NOTHING: say("Do nothing"),
    Redress.APOLOGY: say("Apology"),
    Redress.EXPLANATION: say("Explanation"),
    Redress.PUT_RIGHT: say("Put it right"),
    Redress.REPAIR: say("Repair"),
    Redress.REPLACE: say("Replacement"),
    Redress.REFUND: say("Refund"),
    Redress.PRICE_REDUCTION: say("Price reduction"),
    Redress.COMPENSATION: say("Compensation for loss"),
    Redress.GOODWILL: say("Goodwill for distress or inconvenience"),
    Redress.CHANGE: say("Change of practice"),
    Redress.OTHER: say("Something else"),
}

IN_MONEY = frozenset({Redress.REFUND, Redress.PRICE_REDUCTION, Redress.COMPENSATION, Redress.GOODWILL})
"""Kinds whose amount goes to the customer as money or as a lower price."""


def pounds(pence: int) -> str:
    """Money as a British reader writes it: «£1,250», «£64.50»."""
    whole, rest = divmod(abs(pence), 100)
    sign = "-" if pence < 0 else ""
    return f"{sign}£{whole:,}.{rest:02d}" if rest else f"{sign}£{whole:,}"
