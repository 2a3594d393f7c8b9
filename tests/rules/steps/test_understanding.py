"""Understand: issues, questions and answers, the understanding that the customer confirms."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from amends.rules.actors import Actor
from amends.rules.steps import STEPS
from tests.rules.steps.ready import PAUSE, READY
from tests.rules.story import AMIRA, BEN, CUSTOMER, UNDERSTANDING, told

ISSUE = {"title": "The second charge", "about": "charge", "detail": "On 2 February."}

# add_issue


def test_each_point_complained_of_is_an_issue_of_its_own() -> None:
    story = told("recognised")
    first = story.take("add_issue", **ISSUE)
    second = story.take("add_issue", title="Told it was my fault")
    assert first.data == {"issue": 1, "about": "charge", "about_staff": []}
    assert first.content == {"title": "The second charge", "detail": "On 2 February."}
    assert second.data["issue"] == 2
    issues = story.facts.issues
    assert [(i.number, i.title, i.about, i.entry, i.findings) for i in issues.values()] == [
        (1, "The second charge", "charge", first.number, {}),
        (2, "Told it was my fault", "", second.number, {}),
    ]


def test_an_issue_about_someone_takes_the_case_from_them() -> None:
    story = told("recognised")
    story.take("add_issue", BEN, title="Amira was rude", about_staff=[AMIRA.id])
    assert story.facts.about_staff == {AMIRA.id}
    story.refused("note", AMIRA, rule="not_about_oneself", note="x")


@pytest.mark.parametrize("name", ["add_issue", "confirm_understanding", "find", "report_findings", "extend_clock"])
def test_only_a_complaint_has_issues_findings_and_an_answer(name: str) -> None:
    story = told()
    words = "This is for complaints. Recognise it as a complaint first."
    story.refused(name, rule="is_complaint", words=words, **READY[name].fields)
    story.take("keep_as", kind="query", reason="They only ask.")
    story.refused(name, rule="is_complaint", words=words, **READY[name].fields)


@pytest.mark.parametrize("name", ["add_issue", "confirm_understanding", "find", "report_findings"])
def test_what_the_customer_was_told_is_not_changed_behind_their_back(name: str) -> None:
    words = (
        "The findings of stage 1 went to the customer on Monday 2 March 2026. "
        "They can be changed when the customer says it is not sorted, or after reopening."
    )
    told("answered").refused(name, rule="may_still_decide", words=words, **READY[name].fields)


# ask, answer


def test_a_question_stays_open_until_it_is_answered() -> None:
    story = told()
    asked = story.take("ask", message="Which account was charged?")
    assert (asked.kind, asked.data, asked.content) == (
        "asked",
        {"question": 1},
        {"message": "Which account was charged?"},
    )
    assert [q.number for q in story.facts.open_questions()] == [1]
    assert story.facts.last_to_customer == asked.number
    answered = story.go_on(1).take("answer", CUSTOMER, question=1, message="The current account.", files=["f1"])
    assert (answered.kind, answered.data) == ("answered", {"question": 1, "files": ["f1"]})
    question = story.facts.questions[1]
    assert (question.answer, question.answered_at) == ("The current account.", story.at)
    assert story.facts.open_questions() == []
    assert story.facts.last_from_customer == answered.number


def test_staff_write_down_an_answer_that_came_by_telephone() -> None:
    story = told()
    story.take("ask", message="Which account?")
    assert story.take("answer", AMIRA, question=1, message="The current account.").by == AMIRA.id


def test_nothing_is_answered_that_was_not_asked() -> None:
    words = "No question to the customer is open."
    told().refused("answer", CUSTOMER, rule="has_open_question", words=words, question=1, message="x")


def test_an_answer_is_to_an_open_question() -> None:
    story = told()
    story.take("ask", message="Which account?")
    words = "Question 2 is not open."
    story.refused("answer", CUSTOMER, rule="has_open_question", words=words, question=2, message="x")


def test_an_answer_does_not_come_before_the_question() -> None:
    story = told().go_on(1)
    story.take("ask", message="Which account?")
    words = "It cannot have happened before Tuesday 3 March 2026 at 09:30, when the question was asked."
    earlier = (story.at - timedelta(hours=1)).isoformat()
    story.refused("answer", rule="in_order", words=words, question=1, message="x", happened_at=earlier)


# confirm_understanding


@pytest.mark.parametrize("confirmed", ["by the customer", "not yet confirmed", "customer disagrees"])
def test_the_understanding_is_written_down_and_whether_it_is_shared(confirmed: str) -> None:
    story = told("recognised")
    entry = story.take("confirm_understanding", **{**UNDERSTANDING, "confirmed": confirmed})
    assert (entry.kind, entry.data) == ("understanding_confirmed", {"confirmed": confirmed})
    assert entry.content == {name: UNDERSTANDING[name] for name in ("nature", "cause", "implications", "wants")}
    known = story.facts.understanding
    assert known
    assert (known.nature, known.cause, known.implications, known.wants, known.confirmed) == (
        *entry.content.values(),
        confirmed,
    )
    assert story.facts.wants == "The money back."


def test_the_customer_confirms_or_disagrees_but_does_not_put_it_off() -> None:
    story = told("recognised")
    words = "Please say whether we have understood you."
    later = {**UNDERSTANDING, "confirmed": "not yet confirmed"}
    story.refused("confirm_understanding", CUSTOMER, rule="customer_confirms", words=words, **later)
    assert story.take("confirm_understanding", CUSTOMER, **UNDERSTANDING)


def test_the_form_begins_with_what_is_known() -> None:
    story = told("recognised")
    suggests = STEPS["confirm_understanding"].suggests
    assert suggests(story.scene()) == {"wants": "The money back and an apology."}
    story.take("confirm_understanding", **UNDERSTANDING)
    assert suggests(story.scene()) == {
        name: UNDERSTANDING[name] for name in ("nature", "cause", "implications", "wants")
    }


# a pause that waits for the customer


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("answer", {"question": 1, "message": "The current account."}),
        ("receive_message", {"message": "Here I am."}),
        ("add_evidence", {"title": "Bank statement", "source": "customer"}),
        ("confirm_understanding", UNDERSTANDING),
    ],
)
@pytest.mark.parametrize("by", [CUSTOMER, AMIRA])
def test_a_pause_that_waits_for_the_customer_ends_when_they_speak(name: str, fields: dict[str, Any], by: Actor) -> None:
    story = told("recognised")
    story.take("ask", message="Which account?")
    story.take("pause_clock", **PAUSE)
    spoke, resumed = story.go_on(3).took(name, by, **fields)
    assert (resumed.kind, resumed.data) == ("clock_resumed", {"reason": "waiting_for_customer", "by_itself": True})
    assert resumed.happened_at == spoke.happened_at == story.at
    assert story.facts.paused is None
    assert story.facts.pauses[0].until_at == story.at


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("add_evidence", {"title": "The log", "source": "our records"}),
        ("confirm_understanding", {**UNDERSTANDING, "confirmed": "not yet confirmed"}),
        ("note", {"note": "Nothing yet."}),
    ],
)
def test_it_does_not_end_while_the_customer_is_silent(name: str, fields: dict[str, str]) -> None:
    story = told("recognised")
    story.take("pause_clock", **PAUSE)
    story.go_on(3).take(name, **fields)
    assert story.facts.paused


def test_a_pause_that_waits_for_someone_else_does_not_end_when_the_customer_speaks() -> None:
    story = told("recognised")
    story.take("pause_clock", reason="waiting_for_third_party", explanation="The network's log.")
    story.go_on(1).take("receive_message", CUSTOMER, message="Any news?")
    assert story.facts.paused


def test_a_letter_from_before_the_pause_does_not_end_it() -> None:
    story = told("recognised")
    story.go_on(2).take("pause_clock", **PAUSE)
    story.go_on(1)
    earlier = (story.at - timedelta(days=2)).isoformat()
    story.take("receive_message", message="A letter of last week.", happened_at=earlier)
    assert story.facts.paused
