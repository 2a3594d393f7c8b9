"""The end of a stage and of a case: nothing closes silently."""

from __future__ import annotations

import pytest

from amends.rules.actors import Actor
from amends.rules.facts import CaseKind
from tests.rules.steps.ready import READY
from tests.rules.story import (
    AMIRA,
    BEN,
    CLOSING,
    CUSTOMER,
    REGIMES,
    Story,
    acknowledge,
    close,
    decide,
    report,
    second_stage,
    told,
)

NOT_YET = "The case cannot be closed yet."


def missing(story: Story, because: str = "final_response") -> tuple[str, ...]:
    ruling = story.refused("close", rule="nothing_closes_silently", words=NOT_YET, because=because, **CLOSING)
    return tuple(str(part) for part in ruling.missing)


def query() -> Story:
    story = told()
    story.take("keep_as", kind="query", reason="They only ask.")
    return story


def excluded() -> Story:
    story = told()
    story.take("exclude", **READY["exclude"].fields)
    return story


# close


@pytest.mark.parametrize("regime", REGIMES)
def test_a_complaint_closes_when_everything_is_done(regime: str) -> None:
    story = told("asked", regime)
    entry = close(story)
    assert (entry.kind, entry.data, entry.content) == ("closed", {"because": "final_response"}, CLOSING)
    closed = story.facts.closed
    assert closed
    assert (closed.because, closed.reasons, closed.at, closed.entry) == (
        "final_response",
        "Answered in full.",
        story.at,
        entry.number,
    )
    assert not story.facts.is_open
    assert story.facts.moments["closed"] == story.at
    assert story.wanted() == []


def test_a_complaint_that_was_hardly_begun_is_told_all_that_it_lacks() -> None:
    assert missing(told("recognised")) == (
        "at least one issue, with a finding",
        "the final response to the customer",
        "asking the customer whether it is sorted",
    )


def test_every_open_end_is_named_at_once() -> None:
    story = told("understood")
    story.take("promise", what="Call {name}", due_on="2026-03-06")
    story.take("request_input", of=BEN.id, question="The log?", due_on="2026-03-05")
    assert missing(story) == (
        "promise 1, settled: Call {name}",
        "an answer to request 1 for input",
        "a finding on issue 1: The second charge",
        "the final response to the customer",
        "asking the customer whether it is sorted",
    )


def test_who_says_it_is_not_sorted_is_given_reasons_before_it_closes() -> None:
    story = told("asked")
    story.take("answer_satisfaction", CUSTOMER, answer="partly")
    assert missing(story) == ("reasons to the customer, who says it is not sorted",)
    story.take("give_reasons", message="Because.")
    assert close(story)


def test_a_query_that_is_not_sorted_needs_reasons_too() -> None:
    story = query()
    story.take("answer_satisfaction", CUSTOMER, answer="no")
    assert missing(story, "answered") == ("reasons to the customer, who says it is not sorted",)
    story.take("give_reasons", message="Because.")
    assert story.take("close", because="answered", **CLOSING)


def test_an_open_promise_keeps_even_a_query_open() -> None:
    story = query()
    story.take("promise", what="Send the tariff", due_on="2026-03-06")
    for because in ("answered", "withdrawn", "resolved", "excluded", "final_response"):
        assert missing(story, because) == ("promise 1, settled: Send the tariff",)


def test_an_issue_that_was_added_late_keeps_the_case_open() -> None:
    story = told("closed")
    story.take("reopen", reason="One more point.")
    story.take("add_issue", title="The letter was rude")
    assert "a finding on issue 2: The letter was rude" in missing(story)


def test_it_is_decided_what_it_is_before_it_is_closed() -> None:
    words = "Decide first whether this is a complaint, a problem or a query."
    told().refused("close", rule="kind_decided", words=words, because="answered", **CLOSING)


def test_resolved_is_the_customers_word() -> None:
    story = told("asked")
    words = "Resolved is the customer's word, and they have not said it."
    story.refused("close", rule="resolved_is_the_customers_word", words=words, because="resolved", **CLOSING)
    story.take("answer_satisfaction", CUSTOMER, answer="yes")
    story.take("close", because="resolved", **CLOSING)
    assert story.facts.closed
    assert story.facts.closed.because == "resolved"


FITTING = {
    CaseKind.QUERY: {"answered", "withdrawn"},
    CaseKind.PROBLEM: {"answered", "withdrawn"},
    CaseKind.EXCLUDED: {"excluded", "withdrawn"},
    CaseKind.COMPLAINT: {"final_response", "withdrawn"},
}


@pytest.mark.parametrize("kind", list(FITTING))
@pytest.mark.parametrize("because", ["answered", "excluded", "final_response", "withdrawn"])
def test_a_case_is_closed_for_a_reason_that_fits_what_it_is(kind: CaseKind, because: str) -> None:
    stories = {CaseKind.EXCLUDED: excluded, CaseKind.COMPLAINT: lambda: told("asked")}
    story = stories.get(kind, told)()
    if kind in (CaseKind.QUERY, CaseKind.PROBLEM):
        story.take("keep_as", kind=kind.value, reason="They only ask.")
    story.take("receive_message", CUSTOMER, message="Never mind.")
    if because in FITTING[kind]:
        assert story.take("close", because=because, **CLOSING)
    else:
        words = "A case of this kind is not closed for this reason."
        story.refused("close", rule="closing_fits", words=words, because=because, **CLOSING)


def test_who_withdraws_says_so_themselves() -> None:
    story = told("acknowledged")
    assert missing(story, "withdrawn") == ("the customer's own words of withdrawal, as a message",)
    story.take("receive_message", CUSTOMER, message="I withdraw it.")
    assert story.take("close", because="withdrawn", **CLOSING)


def test_the_request_for_the_next_stage_is_no_withdrawal() -> None:
    story = second_stage()
    assert missing(story, "withdrawn") == ("the customer's own words of withdrawal, as a message",)
    story.take("receive_message", CUSTOMER, message="I withdraw it after all.")
    assert story.take("close", because="withdrawn", **CLOSING)


# reopen


@pytest.mark.parametrize("by", [AMIRA, CUSTOMER])
def test_a_closed_case_can_be_opened_again(by: Actor) -> None:
    story = told("closed")
    entry = story.go_on(1).take("reopen", by, reason="It happened again.")
    assert (entry.kind, entry.data, entry.content) == ("reopened", {}, {"reason": "It happened again."})
    facts = story.facts
    assert (facts.closed, facts.times_reopened, facts.last_reopened) == (None, 1, entry.number)
    assert "closed" not in facts.moments
    assert facts.owner == AMIRA.id


def test_an_open_case_is_not_reopened() -> None:
    told().refused("reopen", rule="case_closed", words="The case is open.", reason="x")


def test_a_case_can_be_closed_and_opened_many_times() -> None:
    story = told("closed")
    for times in (1, 2, 3):
        story.go_on(1).take("reopen", reason="Again.")
        assert story.facts.times_reopened == times
        close(story)


# next_stage


@pytest.mark.parametrize("by", [CUSTOMER, AMIRA])
def test_the_next_stage_begins_afresh(by: Actor) -> None:
    story = told("asked").go_on(1)
    story.take("answer_satisfaction", CUSTOMER, answer="no")
    (entry,) = story.took("next_stage", by, request="I want the interest.")
    assert (entry.kind, entry.data, entry.content) == ("stage_begun", {"stage": 2}, {"request": "I want the interest."})
    facts = story.facts
    assert (facts.stage, facts.owner, facts.satisfaction, facts.acknowledged_at) == (2, "", None, None)
    assert facts.moments["stage2_received"] == story.at
    assert facts.last_from_customer == entry.number
    assert [issue.number for issue in facts.undecided_issues()] == [1]
    assert facts.issues[1].findings[1].outcome == "justified", "what the first stage found stays"


def test_a_closed_case_opens_for_its_next_stage() -> None:
    story = told("closed").go_on(1)
    reopened, begun = story.took("next_stage", CUSTOMER, request="I want the interest.")
    assert (reopened.kind, reopened.data) == ("reopened", {"for_stage": 2})
    assert begun.kind == "stage_begun"
    assert story.facts.is_open
    assert story.facts.stage == 2


def test_who_said_it_is_sorted_may_think_again_and_it_is_not_resolved_any_more() -> None:
    story = told("asked")
    story.take("answer_satisfaction", CUSTOMER, answer="yes")
    story.take("next_stage", CUSTOMER, request="It came back.")
    assert "resolved" not in story.facts.moments


def test_the_next_stage_follows_an_answer() -> None:
    words = "The findings have not been reported to the customer yet."
    told("decided").refused("next_stage", CUSTOMER, rule="reported", words=words, request="x")


def test_a_query_has_no_next_stage() -> None:
    words = "This is for complaints. Recognise it as a complaint first."
    query().refused("next_stage", CUSTOMER, rule="is_complaint", words=words, request="x")


def test_after_the_last_stage_there_is_no_other() -> None:
    story = second_stage()
    acknowledge(story, BEN)
    decide(story, BEN)
    report(story, BEN)
    story.refused(
        "next_stage",
        CUSTOMER,
        rule="another_stage",
        words="There is no further stage under this procedure.",
        request="x",
    )


def test_the_second_stage_is_walked_to_its_end() -> None:
    story = second_stage("uk-housing-ombudsman-code-2024")
    acknowledge(story.go_on(1), BEN)
    decide(story.go_on(1), BEN)
    report(story.go_on(1), BEN)
    story.take("check_satisfaction", BEN, message="Sorted?")
    close(story, BEN)
    facts = story.facts
    assert list(facts.reported) == [1, 2]
    assert {"stage2_received", "stage2_acknowledged", "stage2_responded", "closed"} <= set(facts.moments)


def test_a_step_of_the_second_stage_cannot_have_happened_before_it_began() -> None:
    story = second_stage()
    words = "It cannot have happened before Tuesday 3 March 2026 at 15:30, when the request for stage 2 was received."
    earlier = story.facts.reported[1].isoformat()
    parts = [part.id for part in story.scene().stage.acknowledgement_parts]
    story.refused("acknowledge", BEN, rule="in_order", words=words, message="x", says=parts, happened_at=earlier)
