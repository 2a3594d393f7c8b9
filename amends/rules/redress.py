"""Redress: the kinds there are, money in pence, and what a case has offered and agreed so far."""

from __future__ import annotations

import re
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


_SIGN = r"[£€$]\s?(?P<signed>\d[\d,]*(?:\.\d{1,2})?)"
_NAMED = r"(?P<named>\d[\d,]*(?:\.\d{1,2})?)\s?(?:pounds?\b|GBP\b|euros?\b|EUR\b|dollars?\b|USD\b|quid\b|punt|bunt)"
_MONEY = re.compile(f"{_SIGN}|{_NAMED}", re.IGNORECASE)


def amounts_in(text: str) -> list[int]:
    """The sums of money that a text names, in the smallest coin, in order: «£1,250», «64.50 pounds», «€ 20»."""
    found = (match["signed"] or match["named"] for match in _MONEY.finditer(text))
    return [_smallest(written) for written in found]


_GIVING = re.compile(
    r"\b(?:pay|paid|payment|repay|refund|credit|compensat|reimburs|giv|gave|send|sent|transfer|reduc|waiv|offer|get|"
    r"receiv|goodwill|cheque|award|settl)",
    re.IGNORECASE,
)


def amounts_given(text: str) -> list[int]:
    """The sums that a text says someone gets. «Call you about the £64» gives none."""
    return amounts_in(text) if _GIVING.search(text) else []


def _smallest(written: str) -> int:
    whole, _point, rest = written.replace(",", "").partition(".")
    return int(whole or 0) * 100 + int(rest.ljust(2, "0") or 0)
