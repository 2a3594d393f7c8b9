"""What is owed on a case besides the answer, and what stands between the findings and putting it right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from amends.rules.escalating import BY_THE_RECORD, proposed
from amends.rules.facts import Facts, Outcome
from amends.rules.resolution import Offer, OfferState
from amends.rules.rulings import Scene
from amends.rules.words import Words, say

SHORT = 60
"""Characters of a person's words that a list shows."""


def shortened(text: str) -> str:
    """The beginning of a person's words, cut between words."""
    return shorten(text, SHORT, placeholder=" …")


@dataclass(frozen=True, slots=True)
class Next:
    """One thing to do. `whose` is `us`, `customer`, `colleague` or `body` (an independent one): who the case waits
    for."""

    step: str
    what: Words
    due_on: date | None = None
    whose: str = "us"
    clock: str = ""


def towards_resolution(facts: Facts) -> tuple[str, Words] | None:
    """The step, and its words, between a finding that something went wrong and the offer that puts it right."""
    if facts.stage in facts.reported:
        return None  # what has changed since is told first
    found = [issue.findings.get(facts.stage) for issue in facts.issues.values()]
    if not any(one and one.outcome in (Outcome.JUSTIFIED, Outcome.PARTLY) for one in found):
        return None
    options, selected = facts.resolution.of_stage(facts.stage), facts.resolution.selected.get(facts.stage)
    if not options:
        return "identify_option", say("Look for the ways to put it right")
    if selected is None:
        weighed = all(option.weighing for option in options)
        return ("select_option", say("Select an option")) if weighed else ("weigh_option", say("Weigh the options"))
    option = facts.resolution.options[selected.option]
    offered = any(offer.entry > selected.entry for offer in facts.resolution.offers.values())
    if option.sums and not offered:
        if any(option.number in one.options for one in facts.resolution.open_approvals()):
            return "offer", say("Make the offer, once it is approved: {what}", what=shortened(option.title))
        return "offer", say("Make the offer: {what}", what=shortened(option.title))
    return None


def owed(scene: Scene) -> Iterator[Next]:
    """Everything that somebody was promised or asked for, or that is proposed."""
    yield from _promises(scene.facts)
    yield from _asked(scene.facts)
    yield from _offers(scene)
    for referral in scene.facts.open_referrals():
        yield Next("record_third_party", say("The decision of {body}", body=referral.body), None, "body")
    yield from unposted(scene)
    yield from _proposals(scene)


def _proposals(scene: Scene) -> Iterator[Next]:
    """Escalating, where something that happened speaks for it. What only time brings about is not among these: what is
    wanted follows from the record alone, and is the same whenever it is asked."""
    for one in proposed(scene):
        if one.cause in BY_THE_RECORD:
            day = scene.day(scene.facts.happened[one.since - 1])
            yield Next("escalate", say("Escalating is proposed: {why}", why=one.why), day)


def _promises(facts: Facts) -> Iterator[Next]:
    for promise in facts.owed_promises():
        if promise.agreed:
            yield Next("carry_out", say("Carry out what was agreed: {what}", what=promise.what), promise.due_on)
        else:
            yield Next("keep_promise", say("Keep the promise: {what}", what=promise.what), promise.due_on)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a colleague was asked for: the step by which they give it, who («» is whoever can), by when."""

    step: str
    of: str
    due_on: date


def asked_of_colleagues(facts: Facts) -> list[Asked]:
    """What colleagues were asked for and have not given, most pressing first."""
    requests = (
        Asked("identify_option" if one.about == "options" else "receive_input", one.of, one.due_on)
        for one in facts.open_requests()
    )
    approvals = (Asked("approve", one.of, one.due_on) for one in facts.resolution.open_approvals())
    escalations = (Asked("return", one.to, one.due_on) for one in facts.open_escalations())
    reviews = (Asked("give_review", one.of, one.due_on) for one in facts.open_reviews())
    return sorted([*requests, *approvals, *escalations, *reviews], key=lambda one: one.due_on)


def _asked(facts: Facts) -> Iterator[Next]:
    """What waits for a colleague, or for the customer."""
    for request in facts.open_requests():
        what = say("Input from a colleague: {what}", what=shortened(request.question))
        yield Next("receive_input", what, request.due_on, "colleague")
    for approval in facts.resolution.open_approvals():
        what = say("Approval: {what}", what=shortened(approval.message))
        yield Next("approve", what, approval.due_on, "colleague")
    for escalation in facts.open_escalations():
        what = say("The answer to the escalation: {what}", what=shortened(escalation.asked))
        yield Next("return", what, escalation.due_on, "colleague")
    for review in facts.open_reviews():
        what = say("A colleague's view of the draft: {what}", what=shortened(review.draft))
        yield Next("give_review", what, review.due_on, "colleague")
    for question in facts.open_questions():
        yield Next("answer", say("The customer's answer: {what}", what=shortened(question.asked)), None, "customer")


def _offers(scene: Scene) -> Iterator[Next]:
    """An offer waits for the customer, also past its last day; a counter-offer for us."""
    for offer in scene.facts.resolution.offers.values():
        if offer.state is OfferState.OPEN:
            yield _offer(offer)


def _offer(offer: Offer) -> Next:
    counter = offer.countered
    if counter:
        return Next(
            "agree_counter", say("Answer the counter-offer: {what}", what=shortened(counter.words)), offer.open_until
        )
    return Next("accept", say("The customer's answer to the offer"), offer.open_until, "customer")


def unposted(scene: Scene) -> Iterator[Next]:
    """Letters that were made to be printed, and that nobody has posted."""
    for number in scene.facts.to_post:
        yield Next("post_letter", say("Print and post the letter"), scene.day(scene.facts.happened[number - 1]))
