"""What can be told of a letter by reading its text: how hard it is, how it sounds, what is unfinished, what it admits.

These are hints for a person, never a bar: what they rest on is returned with them. They read English; of a Welsh letter
they say only what is unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from amends.letters.phrases import PHRASES

SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bNo)(?<![.!?…])[.!?…]+[\"'”’)]*\s+(?=[^\sa-z])|\n+"
)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[aeiou]l|[^aeiouly])e$|[^aeioutd]ed$|[^aeiouszcgx]es$")
YOUNGEST = 5.0  # years: nobody is expected to read earlier

# Bounded, so that a text made of opening braces takes no longer to read than another.
UNFILLED = re.compile(
    r"""\{\{.{0,80}?\}\} | \{%.{0,80}?%\} | \{[A-Za-z_][\w .-]{0,80}\}   # fields of templates
    | «[^»\n]{0,80}» | <<[^>\n]{0,80}>>                                # fields of Word and of older systems
    | \[[A-Z][A-Z0-9 _/'’-]{1,80}\]                                  # [NAME], [INSERT DATE]; not [name removed]
    | \bX{3,}\b | _{3,}                                                # a blank to be filled in by hand""",
    re.VERBOSE,
)

_BETWEEN = r"(?:(?!not\b|never\b|no\b|cannot\b|neither\b)\w+\s+)"  # other words between, but no denial
ADMISSION = re.compile(
    rf"""\b(?:we|I)\s+{_BETWEEN}{{0,2}}(?:am|are|was|were)\s+{_BETWEEN}{{0,3}}
            (?:liable|negligent|legally\s+(?:responsible|at\s+fault)|in\s+breach\s+of)\b
    | \b(?:we|I)\s+{_BETWEEN}{{0,2}}(?:accept|admit|acknowledge|concede)(?:ed|ted|d)?\s+{_BETWEEN}{{0,4}}
            (?:liability|negligence|legal\s+responsibility|breach(?:es)?\s+of)\b
    | \b(?:we|I)\s+{_BETWEEN}{{0,2}}breached\s+(?:our|the|your|a)\b
    | \b(?:because\s+of|due\s+to|through|caused\s+by|result\s+of)\s+our\s+{_BETWEEN}{{0,1}}negligence\b""",
    re.VERBOSE | re.IGNORECASE,
)
NOT_SAID = re.compile(r"\b(?:if|whether|deny|denies|dispute|not\s+\w+)(?:\s+that)?\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tone:
    """Words as they stand in the text, why they grate, and what could stand instead."""

    word: str
    why: str
    instead: str


def reading_age(text: str, language: str = "en-gb") -> float | None:
    """The age in years at which a pupil usually reads this: the Flesch-Kincaid grade and five, to one decimal.

    None where there is nothing to read, and for Welsh: the measure was made for English.
    """
    words = WORD.findall(text)
    if not words or not language.startswith("en"):
        return None
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences(text)) + 11.8 * syllables / len(words) - 15.59
    return max(YOUNGEST, round(grade + 5, 1))


def tone(text: str) -> list[Tone]:
    """Words that blame, that are stiff, or that are said too often; each phrase once, in the order of the text."""
    found: list[tuple[int, Tone]] = []
    for phrase in PHRASES:
        matches = list(phrase.pattern.finditer(text))
        if len(matches) >= phrase.from_times:
            first = matches[0]
            found.append((first.start(), Tone(first[0], gettext(phrase.why), gettext(phrase.instead))))
    return [said for _, said in sorted(found, key=lambda it: it[0])]


def unfilled(text: str) -> list[str]:
    """What looks like a field that nobody filled in, each once."""
    return list(dict.fromkeys(match[0] for match in UNFILLED.finditer(text)))


def admits(text: str) -> list[str]:
    """The sentences that admit legal liability.

    An apology is none: "An apology, an offer of treatment or other redress, shall not of itself amount to an admission
    of negligence or breach of statutory duty" (Compensation Act 2006, section 2; England and Wales).
    """
    return [sentence for sentence in sentences(text) if any(_admissions(sentence))]


def sentences(text: str) -> list[str]:
    """Sentences, and the lines of lists and addresses, which end without a full stop."""
    starts = [0, *(match.end() for match in SENTENCE_END.finditer(text))]
    pieces = (text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True))
    return [piece for piece in pieces if WORD.search(piece)]


def _admissions(sentence: str) -> Iterator[str]:
    for match in ADMISSION.finditer(sentence):
        if not NOT_SAID.search(sentence[: match.start()]):
            yield match[0]


def _syllables(word: str) -> int:
    """Groups of vowels, without an e that is not spoken: near enough over a letter."""
    lower = word.lower()
    return max(1, len(VOWELS.findall(lower)) - len(SILENT.findall(lower)))
