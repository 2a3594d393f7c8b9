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
    CUSTOMER,
    UNDERSTANDING,
    Story,
    acknowledge,
    close,
    decide,
    report,
    second_stage,
    told,
)


def after(story: Story, *steps: tuple[str, dict[str, object]]) -> Story:
    for name, fields in steps:
        by = CUSTOMER if name in ("answer_satisfaction", "answer", "next_stage") else AMIRA
        story.go_on(hours=1).take(name, by, **fields)
    return story


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
    "second answer": (second_answer, Phase.ANSWERED, "You have our answer."),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_customer_reads_where_their_case_is(situation: str) -> None:
    make, expected, words = SITUATIONS[situation]
    facts = make().facts
    assert sentence(facts) == words
    assert phase(facts) is expected


OURS = re.compile(
    r"complainant|upheld|justified|stage \d|status|regime|escalat|final response|pending|redress|handler|case\b|"
    r"undecided|clock|deadlock",
    re.IGNORECASE,
)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_sentence_is_short_and_in_the_customers_words(situation: str) -> None:
    words = str(sentence(SITUATIONS[situation][0]().facts))
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
    assert str(sentence(story.facts)).startswith("We have closed this.")


def test_a_sentence_can_be_translated() -> None:
    assert sentence(told().facts).template == "We have received what you told us. Someone will read it."


def test_before_anyone_confirmed_it_the_second_stage_is_not_the_first() -> None:
    story = second_stage()
    story.take("confirm_understanding", BEN, **UNDERSTANDING)
    assert "again" in sentence(story.facts)
