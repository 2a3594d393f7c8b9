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


SIGNS = {"GBP": "£", "EUR": "€", "USD": "$", "AUD": "$"}
"""How each currency is written by those who use it. All of them have hundredths."""
_OF_PLACE = {"GB": "GBP", "IE": "EUR", "EU": "EUR", "US": "USD", "AU": "AUD"}


def currency_of(jurisdiction: str) -> str:
    """The currency of a place such as «IE» or «GB-ENG,GB-WLS»; that of the house where the place has none."""
    return _OF_PLACE.get(jurisdiction[:2], "GBP")


def money(pence: int, currency: str) -> str:
    """Money, in hundredths of its currency, as an English reader writes it: «£1,250», «€64.50». On a case, its regime
    says in which (`Scene.money`); what belongs to no case is in that of the organisation's usual procedure."""
    whole, rest = divmod(abs(pence), 100)
    sign = ("-" if pence < 0 else "") + SIGNS[currency]
    return f"{sign}{whole:,}.{rest:02d}" if rest else f"{sign}{whole:,}"


_SPACE = r"[ \u00a0\u2009\u202f]"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:\.\d{{1,2}})?"  # 1 250
    r"|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d{1,2})?"  # 1.250,00
    r"|\d[\d,]*(?:\.\d{1,2})?)"  # 1,250.00
)
_TIMES = r"\s?(?:k|thousand|mil|m|mn|million|miliwn)"
_COIN = r"pounds?\b|GBP\b|euros?\b|EUR\b|dollars?\b|USD\b|AUD\b|quid\b|grand\b|punt|bunt|pence\b|p\b|cents?\b"
_SIGN = rf"(?:[£￡₤€$]|(?<![A-Za-z])(?:GBP|EUR|USD|AUD))\s?(?P<signed>{_NUMBER}(?:{_TIMES}\b)?)"
_NAMED = rf"(?<![\d.,])(?P<named>{_NUMBER}(?:{_TIMES})?)\s?(?P<coin>{_COIN})"
_MONEY = re.compile(f"{_SIGN}|{_NAMED}", re.IGNORECASE)
_MANY = {"k": 1000, "thousand": 1000, "mil": 1000, "m": 10**6, "mn": 10**6, "million": 10**6, "miliwn": 10**6}
_SMALL = ("p", "pence", "cent", "cents")


def amounts_in(text: str) -> list[int]:
    """The sums of money that a text names in figures, in the smallest coin, in order: «£1,250», «64.50 pounds», «€ 20»,
    «£5k», «GBP 500», «6400p»."""
    return [_smallest(match["signed"] or match["named"], match["coin"] or "") for match in _MONEY.finditer(text)]


_GIVING = re.compile(
    r"\b(?:pay|paid|payment|repay|refund|credit|compensat|reimburs|giv|gave|send|sent|transfer|reduc|waiv|offer|get|"
    r"receiv|goodwill|cheque|award|settl|owe|cash|voucher|discount|deduct|top(?:ped)?\s+up|off\s+(?:your|the)\b|(?:writ|knock)\w*\s+off|"
    r"(?:in|on|to|into)\s+your\s+(?:bank\s+)?account|you(?:['’]ll|\s+will|\s+shall)\s+have|"
    r"tal(?:u|wn|iad)|dal(?:u|wn|iad)|iawndal|digoll|rho(?:i|wn|dd))",
    re.IGNORECASE,
)


def amounts_given(text: str) -> list[int]:
    """The sums that a text says someone gets. «Call you about the £64» gives none."""
    return amounts_in(text) if _GIVING.search(text) else []


def _smallest(written: str, coin: str) -> int:
    """What was written, in the smallest coin, whichever way its thousands and its fraction are set apart."""
    number = re.match(_NUMBER, written)
    figures = re.sub(_SPACE, "", number[0]).rstrip(",") if number else "0"
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d{2}", figures):
        figures = figures.replace(".", "").replace(",", ".")
    whole, _point, rest = figures.replace(",", "").partition(".")
    smallest = int(whole or 0) * 100 + int(rest.ljust(2, "0") or 0)
    many = _MANY.get(written[len(number[0]) :].strip().lower(), 1) if number else 1
    if coin.lower() in _SMALL:
        return smallest * many // 100
    return smallest * many * (1000 if coin.lower() == "grand" else 1)
