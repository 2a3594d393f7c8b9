"""What a case is made of, as data for the case map: issues, what was found on each, on what, and what is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from amends.cases.told.labels import readable
from amends.desk.case.matrix import title_of
from amends.desk.case.negotiation import term_words
from amends.desk.case.opened import Opened
from amends.rules.facts import Finding, Issue, Outcome
from amends.rules.resolution import OfferState
from amends.ui.pictures import case_map
from amends.ui.pictures.case_map import CaseMap

SIGNS: dict[Outcome, Literal["full", "half", "empty", "unknown"]] = {
    Outcome.JUSTIFIED: "full",
    Outcome.PARTLY: "half",
    Outcome.UNJUSTIFIED: "empty",
    Outcome.UNABLE: "unknown",
}
RIGHT = (Outcome.JUSTIFIED, Outcome.PARTLY)


def map_of(case: Opened) -> CaseMap:
    """The issues in the order in which they were added, each as it was decided last."""
    return CaseMap(tuple(_issue(case, issue) for issue in case.facts.issues.values()))


def _issue(case: Opened, issue: Issue) -> case_map.Issue:
    """Evidence speaks for the issue where a finding that it is right rests on it, and against it where one that it is
    not does. What no finding rests on yet is on neither side."""
    finding = issue.findings[max(issue.findings)] if issue.findings else None
    rests_on = tuple(_evidence(case, finding)) if finding else ()
    return case_map.Issue(
        label=f"{issue.number}. {issue.title}",
        supports=rests_on if finding and finding.outcome in RIGHT else (),
        against=rests_on if finding and finding.outcome is Outcome.UNJUSTIFIED else (),
        finding=readable(finding.outcome) if finding else "",
        sign=SIGNS[finding.outcome] if finding else "unknown",
        remedies=tuple(_remedies(case)) if finding and finding.outcome in RIGHT else (),
    )


def _evidence(case: Opened, finding: Finding) -> Iterator[str]:
    known = case.facts.evidence
    return (f"E-{number} {known[number].title}" for number in finding.evidence if number in known)


def _remedies(case: Opened) -> Iterator[str]:
    """What was agreed; before that, what stands offered; before that, what was selected."""
    resolution = case.facts.resolution
    agreed = [one for one in resolution.offers.values() if one.state is OfferState.ACCEPTED]
    standing = resolution.open_offer(case.scene.today)
    selected = resolution.selected.get(case.facts.stage)
    if agreed:
        taken = (offer.term(offer.taken) for offer in agreed)
        yield from (term_words(case.scene, term) for term in taken if term)
    elif standing:
        yield from (term_words(case.scene, term) for term in standing.terms)
    elif selected:
        yield title_of(resolution.options[selected.option])
