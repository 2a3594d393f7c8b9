"""What is chosen for a bundle: which documents by rule, which names are removed, what is suggested to begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from amends.cases.bundling.candidates import EVIDENCE, SEEN, Candidate
from amends.cases.told.opened import Opened
from amends.letters.items import Upload
from amends.record.attachments import File, open_file

USUAL_RULE = "both"
RULES: Mapping[str, frozenset[str]] = {
    USUAL_RULE: frozenset({SEEN, EVIDENCE}),
    "seen": frozenset({SEEN}),
    "evidence": frozenset({EVIDENCE}),
    "none": frozenset(),
}
"""The groups of documents that a rule takes. Notes are in none: they go in only when somebody says so."""
LONGEST_TITLE = 200
MOST_TERMS = 200
SHORTEST_TERM = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. The sets hold keys of candidates: those that are `chosen`; of them, those `listed` without
    their pages, and those that a person has `checked` for data of others."""

    referral: int
    title: str
    terms: tuple[str, ...]
    chosen: frozenset[str]
    listed: frozenset[str]
    checked: frozenset[str]
    copies: Mapping[str, Upload]


class BadTerms(ValueError):
    """A sentence that says what is wrong with the terms."""


def by_rule(found: Iterable[Candidate], rule: str) -> list[str]:
    """The keys of what a rule takes; of one that is none, what the usual rule takes."""
    groups = RULES.get(rule, RULES[USUAL_RULE])
    return [one.key for one in found if one.group in groups]


def suggested_title(case: Opened) -> str:
    """Named after the body that has the case, if any has."""
    referrals = case.facts.open_referrals()
    body = referrals[0].body if referrals else ""
    return gettext("Bundle for {body}").format(body=body)[:LONGEST_TITLE]


def suggested_terms(case: Opened) -> str:
    """Who is not the customer and is named all over the case; "" where nobody is."""
    return case.facts.representative


def terms_of(lines: Iterable[str]) -> tuple[str, ...]:
    """The terms to remove, each on one line. Raises BadTerms for too many, and for one too short to look for."""
    terms = tuple(" ".join(line.split()) for line in lines if line.strip())
    if len(terms) > MOST_TERMS:
        raise BadTerms(gettext("That is too much to look for at once: at most {n} lines.").format(n=MOST_TERMS))
    for term in terms:
        if len(re.findall(r"[^\W_]", term)) < SHORTEST_TERM:
            raise BadTerms(gettext("“{term}” is too short to look for.").format(term=term))
    return terms


def read_copies(reference: str, copies: Mapping[str, File]) -> dict[str, Upload]:
    """The bytes of redacted copies, by the key of the document that each is bound in for."""
    opened = ((key, open_file(reference, file.id)) for key, file in copies.items())
    return {key: Upload(found[0].filename, found[1].read_bytes()) for key, found in opened if found}
