"""How the values of a choice read. What is not listed here is its own word with a capital."""

from __future__ import annotations

from enum import Enum

from django.utils.translation import gettext

from amends.rules.facts import OUTCOME_WORDS
from amends.rules.steps.closing import CLOSING
from amends.rules.words import Words, say

NOT_SAID = say("Not said")

READABLE: dict[str, Words] = {
    **{outcome.value: words for outcome, words in OUTCOME_WORDS.items()},
    **CLOSING,
    "": NOT_SAID,
    "customer": say("The customer"),
    "internal": say("Inside the organisation only"),
    "query": say("A query: they want to know something"),
    "problem": say("A problem: they want something put right, and do not complain"),
    "none": say("Nobody and nothing: no failing"),
}


def readable(value: object) -> str:
    """The label of one value, in the reader's language."""
    word = str(value.value) if isinstance(value, Enum) else str(value)
    known = READABLE.get(word)
    if known is not None:
        return gettext(known)
    return gettext((word[:1].upper() + word[1:]).replace("_", " "))


def within(value: object) -> str:
    """The label of one value as it stands within a sentence."""
    label = readable(value)
    return label[:1].lower() + label[1:]
