"""The language of the search box: words, and `field:value` with an optional `-` before it to leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

FIELDS = (
    "owner", "team", "phase", "stage", "kind", "regime", "channel", "due", "received", "closed", "is", "promise", "ref",
)  # fmt: skip
ALIASES = {"status": "phase", "who": "owner", "what": "kind", "procedure": "regime"}
_PART = re.compile(r'(-?)(\w+):("[^"]*"|\S+)|"([^"]*)"|(\S+)')
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Term:
    """One `field:value`. `without` when it says what to leave out."""

    field: str
    value: str
    without: bool = False

    def __str__(self) -> str:
        value = f'"{self.value}"' if " " in self.value else self.value
        return f"{'-' if self.without else ''}{self.field}:{value}"


@dataclass(slots=True)
class Asked:
    """What was typed, read: plain words, terms, and what looks like a term of a field that does not exist."""

    text: str
    words: str = ""
    terms: list[Term] = field(default_factory=list)
    unknown: list[Term] = field(default_factory=list)


def read(typed: str) -> Asked:
    """Read what was typed. What is not understood is kept as words, so that nothing is silently dropped."""
    text = typed.replace("\x00", " ")[:LONGEST].strip()
    asked, words = Asked(text), []
    for minus, name, value, quoted, word in _PART.findall(text):
        term = Term(ALIASES.get(name.lower(), name.lower()), value.strip('"'), bool(minus))
        if name and term.field in FIELDS:
            asked.terms.append(term)
            continue
        if name:
            asked.unknown.append(term)
        words.append(f"{name} {value}" if name else quoted or word)
    asked.words = " ".join(words)
    return asked


def nearest(word: str, known: list[str]) -> str:
    """The known word that was probably meant, or nothing."""
    return next(iter(get_close_matches(word.lower(), known, n=1, cutoff=0.5)), "")


def corrected(asked: Asked, wrong: Term, right: Term) -> str:
    """What was typed, with one term put right."""
    name = re.escape(wrong.field) if wrong.field in FIELDS else wrong.field
    aliases = [alias for alias, meant in ALIASES.items() if meant == wrong.field]
    names = "|".join([name, *aliases])
    pattern = re.compile(rf'-?(?:{names}):"?{re.escape(wrong.value)}"?', re.IGNORECASE)
    return pattern.sub(lambda _found: str(right), asked.text, count=1)
