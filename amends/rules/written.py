"""Money as people write it into a box, read in the currency that the box is for."""

from __future__ import annotations

import re

_NAMES = {
    "GBP": r"£|GBP|pounds?|punt|bunt",
    "EUR": r"€|EUR|euros?|ewros?",
    "USD": r"(?:US)?\$|USD|(?:US )?dollars?|doler",
    "AUD": r"(?:AU?)?\$|AUD|(?:Australian )?dollars?|doler",
}
"""Its sign, its code, and what it is called in English and Welsh."""
_NUMBER = r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<rest>[0-9]{1,2}))?"


def amount_of(written: str, currency: str) -> int | None:
    """«64.50», «€1,250», «64 euros» and «EUR 64» in hundredths; None for what is no amount of this currency."""
    name = rf"(?:{_NAMES[currency]})"
    found = re.fullmatch(rf"(?:{name}\s?)?{_NUMBER}(?:\s?{name})?", written.strip(), re.IGNORECASE)
    if found is None:
        return None
    return int(found["whole"].replace(",", "")) * 100 + int((found["rest"] or "0").ljust(2, "0"))
