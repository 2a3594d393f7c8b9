"""Where a case is, in a word for lists and in a sentence for the customer."""

from __future__ import annotations

from enum import StrEnum

from amends.rules.facts import CaseKind, Facts
from amends.rules.words import Words, say


class Phase(StrEnum):
    NEW = "new"  # received, nobody has said what it is
    OPEN = "open"  # being looked into
    ANSWERED = "answered"  # the customer has our answer; not closed
    CLOSED = "closed"


def phase(facts: Facts) -> Phase:
    if facts.closed:
        return Phase.CLOSED
    if facts.kind is CaseKind.UNDECIDED:
        return Phase.NEW
    return Phase.ANSWERED if facts.stage in facts.reported or facts.kind is CaseKind.EXCLUDED else Phase.OPEN


def sentence(facts: Facts) -> Words:
    """The status as a sentence to the customer, never a status word."""
    if facts.closed:
        return _closed(facts)
    if facts.kind is CaseKind.UNDECIDED:
        return say("We have received what you told us. Someone will read it.")
    if facts.kind is CaseKind.EXCLUDED:
        return say("We cannot look into this here. We have told you where else you can turn.")
    if facts.paused:
        return say("We are waiting, and have told you what for.")
    if any(question.entry > facts.last_report.get(facts.stage, 0) for question in facts.open_questions()):
        return say("We have a question for you.")
    if facts.is_complaint:
        return _complaint(facts)
    return _answered(facts) if facts.satisfaction else say("We are dealing with what you raised.")


def _closed(facts: Facts) -> Words:
    if facts.satisfaction and facts.satisfaction.answer == "yes":
        return say("You told us that it is sorted, and we have closed it.")
    return say("We have closed this. You can still tell us if it is not sorted.")


def _complaint(facts: Facts) -> Words:
    if facts.stage in facts.reported:
        return _answered(facts)
    if facts.stage > 1:
        return say("Someone new is looking into your complaint again.")
    if facts.acknowledged_at is None:
        return say("We have your complaint and will confirm it to you.")
    if facts.issues and not facts.undecided_issues():
        return say("We have looked into your complaint and are writing our answer.")
    return say("We are looking into your complaint.")


def _answered(facts: Facts) -> Words:
    if facts.satisfaction and not facts.satisfaction.answer:
        return say("You have our answer. Please tell us: is it sorted?")
    if facts.dissatisfied and facts.reasons_given_at:
        return say("You told us it is not sorted. We have given you our reasons, and what you can do next.")
    if facts.dissatisfied:
        return say("You told us it is not sorted. We are reading what you said.")
    if facts.satisfaction:
        return say("You told us that it is sorted.")
    return say("You have our answer.")
