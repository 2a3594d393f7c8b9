"""Where a case is: a word for lists, a sentence for the customer."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from amends.rules.status import Phase, phase, sentence
from tests.rules.steps.ready import PAUSE, READY
from tests.rules.story import (
    AMIRA,
    BEN,
    CAROL,
    CUSTOMER,
    START,
    UNDERSTANDING,
    Story,
    acknowledge,
    asked_for,
    close,
    decide,
    report,
    second_stage,
    selected,
    told,
)

BY_THEM = ("answer_satisfaction", "answer", "next_stage", "accept", "counter", "refuse")


def after(story: Story, *steps: tuple[str, dict[str, object]]) -> Story:
    for name, fields in steps:
        by = CUSTOMER if name in BY_THEM else AMIRA
        story.go_on(hours=1).take(name, by, **fields)
    return story


def said(story: Story) -> str:
    return str(sentence(story.facts, story.scene().today))


def answered(answer: str) -> Story:
    return after(told("asked"), ("answer_satisfaction", {"answer": answer}))


def query() -> Story:
    return after(told(), ("keep_as", {"kind": "query", "reason": "x"}))


def second_answer() -> Story:
    story = second_stage()
    acknowledge(story, BEN)
    decide(story, BEN)
    report(story, BEN)
    return story


def sorted_and_closed() -> Story:
    return after(answered("yes"), ("close", {"because": "resolved", "reasons": "x", "message": "x"}))


ESCALATED = {"to": CAROL.id, "why": "x", "asked": "Decide.", "due_on": "2026-03-20"}


def with_offer(upto: str = "understood", **terms: object) -> Story:
    story = told(upto)
    chosen = selected(story)
    return after(story, ("offer", {"options": [chosen], "message": "We would pay it back.", **terms}))


def accepted() -> Story:
    return after(with_offer(), ("accept", {"offer": 1, "option": 1}))


def with_ombudsman() -> Story:
    return after(told("answered"), ("refer", {"body": "The Ombudsman", "reason": "The refund."}))


def decision(decided: str, **fields: object) -> Story:
    said = {"referral": 1, "what": "decision", "detail": "So it is.", "decided": decided, **fields}
    return after(with_ombudsman(), ("record_third_party", said))


def given_back(story: Story) -> Story:
    story.take("return", CAROL, escalation=1, answer="Go on.")
    return story


SITUATIONS: dict[str, tuple[Callable[[], Story], Phase, str]] = {
    "received": (told, Phase.NEW, "We have received what you told us. Someone will read it."),
    "a query": (query, Phase.OPEN, "We are dealing with what you raised."),
    "a query that was asked about": (
        lambda: after(query(), ("check_satisfaction", {"message": "Sorted?"})),
        Phase.OPEN,
        "You have our answer. Please tell us: is it sorted?",
    ),
    "outside": (
        lambda: after(told(), ("exclude", READY["exclude"].fields)),
        Phase.ANSWERED,
        "We cannot look into this here. We have told you where else you can turn.",
    ),
    "recognised": (
        lambda: told("recognised"),
        Phase.OPEN,
        "We have your complaint and will confirm it to you.",
    ),
    "acknowledged": (lambda: told("acknowledged"), Phase.OPEN, "We are looking into your complaint."),
    "a question": (
        lambda: after(told("acknowledged"), ("ask", {"message": "Which account?"})),
        Phase.OPEN,
        "We have a question for you.",
    ),
    "an answered question": (
        lambda: after(
            told("acknowledged"), ("ask", {"message": "Which?"}), ("answer", {"question": 1, "message": "This."})
        ),
        Phase.OPEN,
        "We are looking into your complaint.",
    ),
    "paused": (
        lambda: after(told("acknowledged"), ("pause_clock", PAUSE)),
        Phase.OPEN,
        "We are waiting, and have told you what for.",
    ),
    "decided": (
        lambda: told("decided"),
        Phase.OPEN,
        "We have looked into your complaint and are writing our answer.",
    ),
    "answered": (lambda: told("answered"), Phase.ANSWERED, "You have our answer."),
    "answered with a question left open": (
        lambda: (story := after(told("decided"), ("ask", {"message": "Which?"}))) and report(story) and story,
        Phase.ANSWERED,
        "You have our answer.",
    ),
    "a question after the answer": (
        lambda: after(told("answered"), ("ask", {"message": "Which account shall we pay?"})),
        Phase.ANSWERED,
        "We have a question for you.",
    ),
    "asked": (lambda: told("asked"), Phase.ANSWERED, "You have our answer. Please tell us: is it sorted?"),
    "sorted": (lambda: answered("yes"), Phase.ANSWERED, "You told us that it is sorted."),
    "partly": (
        lambda: answered("partly"),
        Phase.ANSWERED,
        "You told us it is not sorted. We are reading what you said.",
    ),
    "not sorted": (
        lambda: answered("no"),
        Phase.ANSWERED,
        "You told us it is not sorted. We are reading what you said.",
    ),
    "reasons given": (
        lambda: after(answered("no"), ("give_reasons", {"message": "Because."})),
        Phase.ANSWERED,
        "You told us it is not sorted. We have given you our reasons, and what you can do next.",
    ),
    "closed": (
        lambda: told("closed"),
        Phase.CLOSED,
        "We have closed this. You can still tell us if it is not sorted.",
    ),
    "sorted and closed": (
        sorted_and_closed,
        Phase.CLOSED,
        "You told us that it is sorted, and we have closed it.",
    ),
    "closed, then not sorted": (
        lambda: after(told("closed"), ("answer_satisfaction", {"answer": "no"})),
        Phase.ANSWERED,
        "You told us it is not sorted. We are reading what you said.",
    ),
    "reopened": (
        lambda: after(told("closed"), ("reopen", {"reason": "x"})),
        Phase.ANSWERED,
        "You have our answer. Please tell us: is it sorted?",
    ),
    "second stage": (
        second_stage,
        Phase.OPEN,
        "Someone new is looking into your complaint again.",
    ),
    "an offer": (
        lambda: with_offer(open_until="2026-03-10"),
        Phase.OPEN,
        "We have made you an offer. It is open until Tuesday 10 March 2026.",
    ),
    "an offer without a last day": (
        with_offer,
        Phase.OPEN,
        "We have made you an offer. Please tell us what you think.",
    ),
    "an offer that has lapsed": (
        lambda: with_offer(open_until="2026-03-10").go_on(9),
        Phase.OPEN,
        "Our offer was open until Tuesday 10 March 2026. Tell us if you still want it.",
    ),
    "an offer that lapsed before the answer": (
        lambda: (story := with_offer("decided", open_until="2026-03-10").go_on(9)) and report(story) and story,
        Phase.ANSWERED,
        "You have our answer.",
    ),
    "an offer and a question": (
        lambda: after(with_offer(), ("ask", {"message": "Which account?"})),
        Phase.OPEN,
        "We have made you an offer. Please tell us what you think.",
    ),
    "a counter-offer": (
        lambda: after(with_offer(), ("counter", {"offer": 1, "message": "90", "pence": 9000})),
        Phase.OPEN,
        "You have told us what you would accept. We will answer you.",
    ),
    "an offer that was refused": (
        lambda: after(with_offer(), ("refuse", {"offer": 1, "why": "Too little."})),
        Phase.OPEN,
        "You said no to our offer. We are reading what you said.",
    ),
    "an offer that was withdrawn": (
        lambda: after(with_offer(), ("withdraw_offer", {"offer": 1, "message": "A mistake."})),
        Phase.OPEN,
        "We are looking into your complaint.",
    ),
    "an offer that was accepted": (
        accepted,
        Phase.OPEN,
        "You have accepted our offer. We are doing what we agreed.",
    ),
    "what was agreed is done": (
        lambda: after(accepted(), ("carry_out", {"promise": 1, "pence": 6400, "proof": "BACS"})),
        Phase.OPEN,
        "You have accepted our offer. We have done what we agreed.",
    ),
    "what was agreed was not done": (
        lambda: after(accepted(), ("break_promise", {"promise": 1, "reason": "Forgotten."})),
        Phase.OPEN,
        "You have accepted our offer. We have not done all that we agreed.",
    ),
    "what was agreed is not wanted any more": (
        lambda: after(accepted(), ("release_promise", {"promise": 1, "reason": "No need", "told": "By phone"})),
        Phase.OPEN,
        "We are looking into your complaint.",
    ),
    "with an independent body": (
        with_ombudsman,
        Phase.ANSWERED,
        "Your complaint is with The Ombudsman. They are looking at it.",
    ),
    "with an independent body, and a question": (
        lambda: after(with_ombudsman(), ("ask", {"message": "May we send your letter?"})),
        Phase.ANSWERED,
        "We have a question for you.",
    ),
    "an independent body has decided": (
        lambda: decision("not_upheld"),
        Phase.ANSWERED,
        "The Ombudsman has decided on your complaint.",
    ),
    "an independent body has ordered something": (
        lambda: decision("upheld", ordered="Say sorry.", due_on="2026-04-01"),
        Phase.ANSWERED,
        "The Ombudsman has decided. We are doing what it asked for.",
    ),
    "an independent body cannot look at it": (
        lambda: decision("outside"),
        Phase.ANSWERED,
        "The Ombudsman has told us that it cannot look at your complaint.",
    ),
    "the customer went back on it": (lambda: decision("withdrawn"), Phase.ANSWERED, "You have our answer."),
    "an independent body decided, and we asked whether it is sorted": (
        lambda: after(decision("not_upheld"), ("check_satisfaction", {"message": "Sorted?"})),
        Phase.ANSWERED,
        "You have our answer. Please tell us: is it sorted?",
    ),
    "approval is asked for, which is among colleagues": (
        lambda: (story := told("understood")) and asked_for(story, 90000) and story,
        Phase.OPEN,
        "We are looking into your complaint.",
    ),
    "escalated among colleagues": (
        lambda: after(told("acknowledged"), ("escalate", {**ESCALATED, "cause": "clock"})),
        Phase.OPEN,
        "We are looking into your complaint.",
    ),
    "escalated since the customer asked": (
        lambda: after(told("acknowledged"), ("escalate", {**ESCALATED, "cause": "customer"})),
        Phase.OPEN,
        "Someone more senior is looking at your complaint, as you asked.",
    ),
    "escalated since the customer asked, and given back": (
        lambda: given_back(after(told("acknowledged"), ("escalate", {**ESCALATED, "cause": "customer"}))),
        Phase.OPEN,
        "We are looking into your complaint.",
    ),
    "second answer": (second_answer, Phase.ANSWERED, "You have our answer."),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_customer_reads_where_their_case_is(situation: str) -> None:
    make, expected, words = SITUATIONS[situation]
    story = make()
    facts = story.facts
    assert sentence(facts, story.scene().today) == words
    assert phase(facts) is expected


OURS = re.compile(
    r"complainant|upheld|justified|stage \d|status|regime|escalat|final response|pending|redress|handler|case\b|"
    r"undecided|clock|deadlock",
    re.IGNORECASE,
)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_sentence_is_short_and_in_the_customers_words(situation: str) -> None:
    words = said(SITUATIONS[situation][0]())
    assert not OURS.search(words)
    sentences = [one for one in re.split(r"(?<=[.?!])\s+", words) if one]
    assert all(len(one.split()) <= 17 for one in sentences)
    assert len(sentences) <= 2
    assert words.endswith((".", "?"))
    longest = max((word.strip(".,?:") for word in words.split()), key=len)
    assert len(longest) <= 9, longest


def test_closing_is_said_before_anything_else() -> None:
    story = after(told("asked"), ("ask", {"message": "Which account shall we pay?"}))
    close(story)
    assert said(story).startswith("We have closed this.")


def test_a_sentence_can_be_translated() -> None:
    assert sentence(told().facts, START.date()).template == "We have received what you told us. Someone will read it."


def test_before_anyone_confirmed_it_the_second_stage_is_not_the_first() -> None:
    story = second_stage()
    story.take("confirm_understanding", BEN, **UNDERSTANDING)
    assert "again" in said(story)
