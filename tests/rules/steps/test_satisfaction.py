"""Is it sorted? Only the customer says."""

from __future__ import annotations

import pytest

from amends.rules.actors import SYSTEM, Actor
from amends.rules.steps import STEPS
from tests.rules.story import AMIRA, CAROL, CUSTOMER, DILIP, MACHINE, report, second_stage, told

# check_satisfaction


@pytest.mark.parametrize("by", [AMIRA, SYSTEM])
def test_the_customer_is_asked_whether_it_is_sorted(by: Actor) -> None:
    story = told("answered").go_on(1)
    entry = story.take("check_satisfaction", by, message="Is it sorted?")
    assert (entry.kind, entry.data, entry.content) == ("satisfaction_asked", {}, {"message": "Is it sorted?"})
    asked = story.facts.satisfaction
    assert asked
    assert (asked.asked_at, asked.entry, asked.answer) == (story.at, entry.number, "")
    assert not story.facts.dissatisfied


@pytest.mark.parametrize("upto", ["received", "recognised", "decided"])
def test_nobody_is_asked_before_they_have_an_answer(upto: str) -> None:
    words = "This is for when the customer has our answer."
    story = told(upto)
    story.refused("check_satisfaction", rule="something_to_say_about", words=words, message="Sorted?")
    story.refused("answer_satisfaction", CUSTOMER, rule="something_to_say_about", words=words, answer="yes")


@pytest.mark.parametrize("kind", ["query", "problem"])
def test_who_had_a_query_or_a_problem_is_asked_too(kind: str) -> None:
    story = told()
    story.take("keep_as", kind=kind, reason="They only ask.")
    assert story.take("check_satisfaction", message="Sorted?")
    assert story.take("answer_satisfaction", CUSTOMER, answer="yes")


def test_the_question_suggests_itself() -> None:
    assert "Is it sorted for you?" in STEPS["check_satisfaction"].suggests(told("answered").scene())["message"]


# answer_satisfaction


@pytest.mark.parametrize("by", [AMIRA, CAROL, DILIP, MACHINE, SYSTEM])
def test_staff_never_answer_for_the_customer(by: Actor) -> None:
    words = "Your role does not include this step."
    ruling = told("asked").refused("answer_satisfaction", by, rule="role", words=words, answer="yes")
    assert ruling.who_could == ("the customer",)


@pytest.mark.parametrize("answer", ["yes", "partly", "no"])
def test_the_customers_answer_is_kept_in_their_words(answer: str) -> None:
    story = told("asked").go_on(1)
    (entry,) = story.took("answer_satisfaction", CUSTOMER, answer=answer, comment="Not the interest.")
    assert (entry.kind, entry.data, entry.content) == (
        "satisfaction_answered",
        {"answer": answer},
        {"comment": "Not the interest."},
    )
    given = story.facts.satisfaction
    assert given
    assert (given.answer, given.comment, given.answered_at) == (answer, "Not the interest.", story.at)
    assert story.facts.dissatisfied is (answer != "yes")
    assert ("resolved" in story.facts.moments) is (answer == "yes")


def test_the_customer_may_say_so_without_being_asked() -> None:
    story = told("answered")
    story.take("answer_satisfaction", CUSTOMER, answer="yes")
    assert story.facts.moments["resolved"] == story.at


def test_the_customer_may_change_their_mind() -> None:
    story = told("asked")
    story.take("answer_satisfaction", CUSTOMER, answer="yes")
    story.go_on(1).take("answer_satisfaction", CUSTOMER, answer="no")
    assert "resolved" not in story.facts.moments
    assert story.facts.dissatisfied


@pytest.mark.parametrize("answer", ["partly", "no"])
def test_a_closed_case_that_is_not_sorted_opens_again(answer: str) -> None:
    story = told("closed").go_on(1)
    said, reopened = story.took("answer_satisfaction", CUSTOMER, answer=answer, comment="It came back.")
    assert said.kind == "satisfaction_answered"
    assert (reopened.kind, reopened.data, reopened.content) == (
        "reopened",
        {"by_itself": True},
        {"reason": "It came back."},
    )
    assert story.facts.is_open
    assert story.wanted()[0].step == "give_reasons"


def test_a_closed_case_that_is_sorted_stays_closed() -> None:
    story = told("closed").go_on(1)
    assert [entry.kind for entry in story.took("answer_satisfaction", CUSTOMER, answer="yes")] == [
        "satisfaction_answered"
    ]
    assert story.facts.closed
    assert story.wanted() == []


def test_each_stage_asks_anew() -> None:
    story = second_stage()
    assert story.facts.satisfaction is None
    words = "This is for when the customer has our answer."
    story.refused("answer_satisfaction", CUSTOMER, rule="something_to_say_about", words=words, answer="yes")


# give_reasons


def test_who_is_not_satisfied_is_given_reasons() -> None:
    story = told("asked")
    story.take("answer_satisfaction", CUSTOMER, answer="no")
    entry = story.go_on(1).take("give_reasons", message="The tariff says so. You can turn to the ombudsman.")
    assert (entry.kind, entry.data) == ("reasons_given", {})
    assert story.facts.reasons_given_at == story.at
    assert story.facts.last_to_customer == entry.number


@pytest.mark.parametrize("answer", ["", "yes"])
def test_reasons_answer_a_customer_who_says_it_is_not_sorted(answer: str) -> None:
    story = told("asked")
    if answer:
        story.take("answer_satisfaction", CUSTOMER, answer=answer)
    words = "The customer has not said that it is not sorted."
    story.refused("give_reasons", rule="dissatisfied", words=words, message="x")


def test_a_new_no_wants_new_reasons() -> None:
    story = told("asked")
    story.take("answer_satisfaction", CUSTOMER, answer="no")
    story.take("give_reasons", message="Because.")
    story.take("answer_satisfaction", CUSTOMER, answer="no", comment="Why?")
    assert story.facts.reasons_given_at is None


def test_reasons_suggest_where_else_to_turn() -> None:
    suggests = STEPS["give_reasons"].suggests
    assert "Housing Ombudsman" in suggests(told(regime="uk-housing-ombudsman-code-2024").scene())["message"]
    assert suggests(told().scene()) == {}


def test_an_answer_that_is_told_anew_is_asked_about_anew() -> None:
    story = told("closed")
    story.take("reopen", reason="A mistake in the letter.")
    report(story.go_on(1))
    assert story.facts.satisfaction is None
