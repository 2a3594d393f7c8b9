"""Terms that must not leave the house: found in a text however they are written, and taken out of it.

A term is a name, an address, a telephone number. It is found as whole words, whatever the case and the accents, over
line breaks, hyphenated or letter-spaced, and a number however its digits are grouped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ʼ": "'", "ʻ": "'"}
)
_LEAST_DIGITS = 6
"""A term of at least so many digits, and no letters, is looked for as a number."""
_LONG = 3
"""Letters of a word that is found run together with its neighbour; shorter ones would be found within others."""
_MASK = "■" * 9
"""Stands for what may stay. Longer than any gap within a term, so that no term is found across it."""


class Terms:
    """Terms as one search. `marker` is what stands in the place of a term; it is never mistaken for one."""

    def __init__(self, terms: Iterable[str], marker: str) -> None:
        self.marker = marker
        wanted = sorted({folded(term)[0] for term in terms}, key=lambda term: (-len(term), term))
        patterns = [pattern for term in wanted if (pattern := _pattern(term))]
        self._search = re.compile("|".join(patterns)) if patterns else None

    def __bool__(self) -> bool:
        return self._search is not None

    def clean(self, text: str) -> tuple[str, int]:
        """The text without the terms, and how many were taken out."""
        spots = list(self._spots(text, (self.marker,)))
        for start, end in reversed(spots):
            text = text[:start] + self.marker + text[end:]
        return text, len(spots)

    def found_in(self, text: str, besides: Iterable[str] = ()) -> bool:
        """Whether any term is still there. Phrases in `besides` may be, and so may the marker."""
        return next(self._spots(text, (self.marker, *besides)), None) is not None

    def _spots(self, text: str, besides: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Where terms stand in the text, as offsets into it."""
        if self._search is None:
            return
        plain, origin = folded(text)
        for found in self._search.finditer(_masked(plain, origin, besides)):
            yield origin[found.start()], origin[found.end()]


def folded(text: str) -> tuple[str, list[int]]:
    """The text without case, accents and invisible characters; and for each character of it, and its end, where it
    came from."""
    plain: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        for part in _plain(char):
            plain.append(part)
            origin.append(at)
    return "".join(plain), [*origin, len(text)]


def _plain(char: str) -> str:
    if char.isascii():
        return char.lower()
    kept = (part for part in unicodedata.normalize("NFKD", char) if unicodedata.category(part) not in ("Mn", "Cf"))
    return "".join(kept).casefold().translate(_LETTERS)


def _masked(plain: str, origin: list[int], besides: Iterable[str]) -> str:
    """The folded text with what may stay hidden. Its length, and so its offsets, change: `origin` follows."""
    words = [r"\s+".join(map(re.escape, folded(phrase)[0].split())) for phrase in besides if phrase.strip()]
    if not words:
        return plain
    for found in reversed(list(re.finditer("|".join(sorted(words, key=len, reverse=True)), plain))):
        start, end = found.span()
        plain = plain[:start] + _MASK + plain[end:]
        origin[start:end] = [origin[start]] * len(_MASK)
    return plain


def _pattern(term: str) -> str:
    """The folded term as a search over folded text; nothing for a term without letters and digits."""
    words = re.findall(r"[^\W_]+", term)
    digits = "".join(words)
    if digits.isdecimal() and len(digits) >= _LEAST_DIGITS:
        return rf"(?<![^\W_]){_number(digits)}(?![^\W_])"
    gaps = re.findall(r"(?<=[^\W_])[\W_]+(?=[^\W_])", term)
    after = [_gap(gap, *two) for gap, two in zip(gaps, pairwise(words), strict=True)]
    parts = [_word(word) + gap for word, gap in zip(words, [*after, ""], strict=False)]
    return rf"(?<![^\W_]){''.join(parts)}(?![^\W_])" if words else ""


def _gap(between: str, before: str, after: str) -> str:
    """What may stand between two words. It may be nothing where the term has no space there, or both are long."""
    spaced = any(char.isspace() for char in between)
    return rf"[\W_]{{{int(spaced and min(len(before), len(after)) < _LONG)},6}}"


def _word(word: str) -> str:
    """A word as it is, broken at the end of a line, or set with a space after each letter."""
    letters = [re.escape(letter) for letter in word]
    broken = r"(?:[-‐]\s*\n\s*)?".join(letters)
    return rf"(?:{broken}|{r'[ ]'.join(letters)})" if len(letters) > 3 else f"(?:{broken})"


def _number(digits: str) -> str:
    """Digits however they are grouped; a British number with or without its country code."""
    gap = r"[\s().\-–/]{0,3}"
    if digits.startswith("44"):
        digits = "0" + digits[2:].removeprefix("0")
    rest = gap.join(digits[1:])
    first = rf"(?:\+?44{gap}0?|00{gap}44{gap}0?|0)" if digits.startswith("0") else digits[0]
    return rf"{first}{gap}{rest}"
