"""Does the letter answer every issue? An issue is answered where its number stands, or most words of its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _

from amends.cases.checks.check import Check
from amends.cases.checks.written import Written
from amends.rules.facts import Issue
from amends.rules.steps.closing import Close
from amends.rules.steps.informing import SendUpdate
from amends.rules.steps.offers import AgreeCounter, MakeOffer
from amends.rules.steps.response import ReportFindings, SendSummary
from amends.rules.steps.satisfaction import GiveReasons

ANSWERING = (ReportFindings, SendSummary, MakeOffer, AgreeCounter, GiveReasons, Close)
"""Steps that answer the complaint. Others tell where it stands."""
SHARE = 0.6
"""How much of a title's words must be there."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_SAYS_NOTHING = frozenset(
    ["about", "after", "also", "and", "are", "been", "before", "but", "did", "does", "for", "from", "had", "has",
     "have", "her", "him", "his", "into", "its", "not", "our", "out", "she", "that", "the", "their", "them", "then",
     "they", "this", "too", "was", "were", "what", "when", "which", "who", "with", "you", "your"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """An issue, and the numbers of the paragraphs that answer it, from 1."""

    number: int
    title: str
    paragraphs: tuple[int, ...]


def is_answer(letter: Written) -> bool:
    """Whether this letter is one that answers the issues."""
    step = letter.step
    return isinstance(step, ANSWERING) or (isinstance(step, SendUpdate) and step.purpose == "deadlock")


def answered(letter: Written) -> tuple[Answered, ...]:
    """Each issue with the paragraphs that answer it; none for a letter that answers no issues."""
    if letter.inside or not is_answer(letter):
        return ()
    return tuple(_answered(issue, letter.paragraphs) for issue in letter.scene.facts.issues.values())


def _answered(issue: Issue, paragraphs: tuple[str, ...]) -> Answered:
    found = (place for place, text in enumerate(paragraphs, start=1) if speaks_of(issue, text))
    return Answered(issue.number, issue.title, tuple(found))


def speaks_of(issue: Issue, text: str) -> bool:
    number = rf"\b(?:issue|point|pwynt)\s+{issue.number}\b"
    return bool(re.search(number, text, re.IGNORECASE)) or shares(issue.title, text)


def shares(title: str, text: str) -> bool:
    """Whether most words of a title stand in a text, whatever their endings."""
    wanted = {_stem(word) for word in _words(title)}
    if not wanted:
        return title.strip().casefold() in text.casefold() if title.strip() else False
    return len(wanted & {_stem(word) for word in _words(text)}) >= ceil(SHARE * len(wanted))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _SAYS_NOTHING]


def _stem(word: str) -> str:
    """Its first letters: «charged» and «charges» are one."""
    return word[: max(4, len(word) - 3)][:6]


def checks(letter: Written) -> Iterator[Check]:
    for one in answered(letter):
        label = _("Issue {number}").format(number=one.number)
        if not one.paragraphs:
            words = _("Not answered: {title}. Name its number, or say it in its words.").format(title=one.title)
            yield Check(f"issue-{one.number}", "warn", label, words, "message")
        elif isinstance(letter.step, ReportFindings):
            words = _("{title}: the finding on it follows by itself.").format(title=one.title)
            yield Check(f"issue-{one.number}", "ok", label, words)
        else:
            words = _("{title}: answered.").format(title=one.title)
            yield Check(f"issue-{one.number}", "ok", label, words)
