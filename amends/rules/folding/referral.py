"""Escalations, referrals to an independent body, reviews of drafts, and moments that staff write down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from amends.rules.entries import Entry
from amends.rules.facts import Facts
from amends.rules.folding.promises import go_along
from amends.rules.referring import Cause, Decided, Escalation, EscalationState, Heard, Referral, Review


def escalated(facts: Facts, entry: Entry) -> None:
    number = entry.number_of("escalation")
    facts.escalations[number] = Escalation(
        number=number,
        to=entry.word("to"),
        cause=Cause(entry.word("cause")),
        why=entry.text("why"),
        asked=entry.text("asked"),
        due_on=date.fromisoformat(entry.word("due_on")),
        owner=facts.owner,
        by=entry.by,
        at=entry.happened_at,
        entry=entry.number,
    )


def not_escalated(facts: Facts, entry: Entry) -> None:
    facts.kept_here[entry.word("cause")] = entry.number


def taken_over(facts: Facts, entry: Entry) -> None:
    """Whoever takes it over owns the case, and the promises that its owner still owed."""
    _settle(facts, entry, EscalationState.TAKEN_OVER, entry.text("reason"))
    before, facts.owner = facts.owner, entry.by
    go_along(facts, before, facts.owner)


def returned(facts: Facts, entry: Entry) -> None:
    """The owner at the time of escalating has it again, with the promises of whoever had taken it over."""
    escalation = facts.escalations[entry.number_of("escalation")]
    was_taken = escalation.state is EscalationState.TAKEN_OVER
    _settle(facts, entry, EscalationState.RETURNED, entry.text("answer"))
    if not (was_taken and escalation.owner):
        return
    before, facts.owner = facts.owner, escalation.owner
    go_along(facts, before, facts.owner)


def _settle(facts: Facts, entry: Entry, state: EscalationState, answer: str) -> None:
    escalation = facts.escalations[entry.number_of("escalation")]
    facts.escalations[escalation.number] = replace(
        escalation, state=state, answer=answer, settled_by=entry.by, settled_at=entry.happened_at
    )


def referred(facts: Facts, entry: Entry) -> None:
    number = entry.number_of("referral")
    facts.referrals[number] = Referral(
        number=number,
        body=entry.word("body"),
        reference=entry.word("reference"),
        by_whom=entry.word("by_whom"),
        reason=entry.text("reason"),
        at=entry.happened_at,
        entry=entry.number,
    )


def bundle_made(facts: Facts, entry: Entry) -> None:
    referral = facts.referrals[entry.number_of("referral")]
    facts.referrals[referral.number] = replace(referral, bundles=(*referral.bundles, entry.number))


_MOMENTS = {"request": "adr_asked", "answer": "adr_answered"}


def third_party_heard(facts: Facts, entry: Entry) -> None:
    """A request starts the time for our answer, and our answer ends it; a decision ends the referral."""
    referral, what = facts.referrals[entry.number_of("referral")], entry.word("what")
    if moment := _MOMENTS.get(what):
        facts.moments[moment] = entry.happened_at
    if what == "request":
        facts.moments.pop("adr_answered", None)
    heard = Heard(what, entry.text("detail"), entry.happened_at, entry.number, entry.day("due_on"))
    referral = replace(referral, heard=(*referral.heard, heard))
    if what == "decision":
        referral = replace(
            referral,
            decided=Decided(entry.word("decided")),
            decided_at=entry.happened_at,
            ordered=entry.text("ordered"),
        )
    facts.referrals[referral.number] = referral


def moment_noted(facts: Facts, entry: Entry) -> None:
    facts.moments[entry.word("moment")] = datetime.fromisoformat(entry.word("moment_at"))


def review_asked(facts: Facts, entry: Entry) -> None:
    number = entry.number_of("review")
    facts.reviews[number] = Review(
        number=number,
        step=entry.word("step"),
        of=entry.word("of"),
        draft=entry.text("draft"),
        message=entry.text("message"),
        due_on=date.fromisoformat(entry.word("due_on")),
        by=entry.by,
        at=entry.happened_at,
        entry=entry.number,
    )


def review_given(facts: Facts, entry: Entry) -> None:
    review = facts.reviews[entry.number_of("review")]
    facts.reviews[review.number] = replace(
        review,
        verdict=entry.word("verdict"),
        comments=entry.text("comments"),
        given_by=entry.by,
        given_at=entry.happened_at,
    )


def letter_posted(facts: Facts, entry: Entry) -> None:
    posted = entry.number_of("entry")
    facts.to_post = tuple(number for number in facts.to_post if number != posted)


def taken_back(facts: Facts, entry: Entry) -> None:
    """What was taken back is not folded at all (see `amends.rules.fold`); here only that it was."""
    facts.taken_back |= frozenset(entry.numbers("entries"))


ON = {
    "escalated": escalated,
    "not_escalated": not_escalated,
    "taken_over": taken_over,
    "returned": returned,
    "referred": referred,
    "bundle_made": bundle_made,
    "third_party_heard": third_party_heard,
    "moment_noted": moment_noted,
    "review_asked": review_asked,
    "review_given": review_given,
    "letter_posted": letter_posted,
    "taken_back": taken_back,
}
