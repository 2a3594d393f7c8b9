"""Answer: the final response, refused until it has all that the regime requires."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from amends.rules.regimes import Part
from amends.rules.steps import STEPS
from amends.rules.steps.response import PART_FIELDS, required_parts
from tests.rules.story import (
    ALL_PARTS,
    AMIRA,
    BEN,
    CAROL,
    CUSTOMER,
    JUSTIFIED,
    REGIMES,
    START,
    WHOLE_RESPONSE,
    Story,
    acknowledge,
    decide,
    offered,
    registry,
    report,
    second_stage,
    told,
)

TWO_STAGES = ("general", "uk-housing-ombudsman-code-2024")
EDITIONS = [(regime, edition.edition) for regime in REGIMES for edition in registry().editions(regime)]


def decided(regime: str, edition: str) -> Story:
    """Received on the day the edition came into force, or for the oldest ones on the usual day."""
    at = max(START, START.combine(date.fromisoformat(edition), START.timetz()))
    story = told("decided", regime, at=at)
    if story.regime.edition != edition:
        assert edition < story.regime.edition or at == START
    return story


def parts_with_a_field(story: Story) -> list[Part]:
    return [part for part in required_parts(story.scene()) if part.field != "findings"]


def stage_two(regime: str) -> Story:
    story = second_stage(regime)
    acknowledge(story, BEN)
    decide(story, BEN)
    return story


CASES = [
    *(
        pytest.param(lambda r=regime, e=edition: decided(r, e), AMIRA, id=f"{regime}-{edition}")
        for regime, edition in EDITIONS
    ),
    *(pytest.param(lambda r=regime: stage_two(r), BEN, id=f"{regime}-stage-2") for regime in TWO_STAGES),
]


@pytest.mark.parametrize(("case", "by"), CASES)
def test_each_missing_part_of_the_response_is_named(case: Any, by: Any) -> None:
    story = case()
    words = f"The response does not have all that {story.regime.name} requires."
    parts = parts_with_a_field(story)
    assert parts
    for part in parts:
        fields = {**WHOLE_RESPONSE, part.field: ""}
        ruling = story.refused("report_findings", by, rule="response_complete", words=words, **fields)
        assert ruling.missing == tuple(one.text for one in parts if one.field == part.field)


@pytest.mark.parametrize(("case", "by"), CASES)
def test_an_empty_response_is_told_all_that_it_lacks(case: Any, by: Any) -> None:
    story = case()
    ruling = story.refused("report_findings", by, rule="response_complete", message="Here it is.")
    assert ruling.missing == tuple(part.text for part in parts_with_a_field(story))


@pytest.mark.parametrize(("case", "by"), CASES)
def test_a_response_with_all_its_parts_and_no_other_goes_out(case: Any, by: Any) -> None:
    story = case()
    stage = story.facts.stage
    needed = {part.field: "Said." for part in parts_with_a_field(story)}
    entry = story.take("report_findings", by, message="Here it is.", **needed)
    assert (entry.kind, entry.data) == ("findings_reported", {"audience": "customer", "stage": stage})
    assert entry.content == {"message": "Here it is.", **needed}
    facts = story.facts
    assert facts.reported == {**({1: facts.reported[1]} if stage == 2 else {}), stage: story.at}
    assert facts.moments[facts.moment_of_stage("responded")] == story.at
    assert facts.last_to_customer == entry.number


@pytest.mark.parametrize(("case", "by"), CASES)
def test_the_form_asks_for_what_the_regime_requires(case: Any, by: Any) -> None:
    story = case()
    asked = STEPS["report_findings"].asks(story.scene())
    wanted = {part.field for part in parts_with_a_field(story)} | {"redress"}
    assert asked[:2] == ("audience", "message")
    assert asked[-3:] == ("goes", "large_print", "happened_at")
    assert list(asked[2:-3]) == [name for name in PART_FIELDS if name in wanted]


@pytest.mark.parametrize("regime", REGIMES)
def test_every_part_that_a_regime_requires_is_a_field(regime: str) -> None:
    for edition in registry().editions(regime):
        for stage in edition.stages:
            assert {part.field for part in stage.response_parts} <= {"findings", *PART_FIELDS}


@pytest.mark.parametrize("blank", ["", "  ", "\u200b", "\n"])
def test_a_part_that_shows_nothing_is_missing(blank: str) -> None:
    story = told("decided")
    story.refused("report_findings", rule="response_complete", **{**WHOLE_RESPONSE, "redress": blank})


# what must come first


def test_every_issue_is_decided_before_anything_is_reported() -> None:
    story = told("decided")
    story.take("add_issue", title="Told it was {my} fault")
    words = "Some issues have no finding yet."
    for audience in ("customer", "internal"):
        fields = {**WHOLE_RESPONSE, "audience": audience}
        ruling = story.refused("report_findings", rule="every_issue_decided", words=words, **fields)
        assert ruling.missing == ("a finding on issue 2: Told it was {my} fault",)


def test_there_is_something_to_report() -> None:
    words = "No issue has been added yet. Add each point complained of."
    told("acknowledged").refused("report_findings", rule="has_issue", words=words, **WHOLE_RESPONSE)


def unacknowledged(regime: str) -> Story:
    story = told("recognised", regime)
    story.take("add_issue", title="The second charge")
    story.take("confirm_understanding", nature="n", cause="c", implications="i", wants="w", confirmed="by the customer")
    decide(story)
    return story


@pytest.mark.parametrize("regime", [regime for regime in REGIMES if regime != "us-cfpb-portal"])
def test_it_is_acknowledged_before_it_is_answered(regime: str) -> None:
    words = "It has not been acknowledged to the customer yet."
    unacknowledged(regime).refused("report_findings", rule="acknowledged", words=words, **WHOLE_RESPONSE)


def test_the_bureau_acknowledges_so_we_need_not() -> None:
    assert report(unacknowledged("us-cfpb-portal"))


def test_the_organisation_can_be_told_before_the_acknowledgement() -> None:
    story = unacknowledged("general")
    entry = story.take("report_findings", audience="internal", message="For the board.")
    assert entry.data == {"audience": "internal", "stage": 1}
    facts = story.facts
    assert (facts.reported, list(facts.reported_inside)) == ({}, [1])
    assert "responded" not in facts.moments
    assert facts.last_to_customer == 0


# the form


def test_the_form_begins_with_the_findings_and_the_ombudsman() -> None:
    story = told("understood", "uk-fca-disp")
    story.take("add_issue", title="Told {0} it was my fault")
    decide(story)
    story.take("find", issue=2, evidence=[1], outcome="unjustified", reasons="The call {shows} otherwise.")
    suggests = STEPS["report_findings"].suggests(story.scene())
    assert suggests["stage_named"] == "Final response"
    assert suggests["complaint_definition"] == "The second charge\nTold {0} it was my fault"
    assert suggests["reasons"] == (
        f"1. The second charge: justified. {JUSTIFIED['reasons']}\n"
        "2. Told {0} it was my fault: not justified. The call {shows} otherwise."
    )
    assert "Financial Ombudsman Service" in suggests["referral_rights"]
    assert suggests["contact"] == "www.financial-ombudsman.org.uk"


# separation


@pytest.mark.parametrize("regime", TWO_STAGES)
@pytest.mark.parametrize("name", ["find", "report_findings"])
def test_the_second_stage_is_decided_by_fresh_eyes(regime: str, name: str) -> None:
    story = stage_two(regime)
    fields = {
        "find": {"issue": 1, "evidence": [1], **JUSTIFIED},
        "report_findings": WHOLE_RESPONSE,
    }[name]
    words = "Stage 2 is for someone who had no part in stage 1."
    ruling = story.refused(name, AMIRA, rule="fresh_eyes", words=words, **fields)
    assert ruling.who_could == ("a handler or team leader who did not work on stage 1",)
    assert story.take(name, BEN, **fields)


@pytest.mark.parametrize("name", ["assign", "hand_over"])
def test_the_second_stage_is_not_given_to_who_decided_the_first(name: str) -> None:
    story = second_stage()
    fields = {"to": AMIRA.id, "reason": "x", **({"next_steps": "x"} if name == "hand_over" else {})}
    words = "Stage 2 is for someone who had no part in stage 1."
    story.refused(name, CAROL, rule="fresh_eyes", words=words, **fields)


NO_PART = [
    ("receive_message", {"message": "Any news?"}),
    ("note", {"note": "Called back."}),
    ("link", {"reference": "C-26-000009", "relation": "same event"}),
    ("correct", {"entry": 1, "field": "subject", "value": "Charged", "reason": "x"}),
    ("assign", {"to": AMIRA.id}),
    ("hand_over", {"to": AMIRA.id, "reason": "x", "next_steps": "x"}),
]


@pytest.mark.parametrize(("name", "fields"), NO_PART)
def test_who_only_kept_the_record_or_moved_the_case_has_fresh_eyes(name: str, fields: dict[str, Any]) -> None:
    story = told("acknowledged")
    if name in ("assign", "hand_over"):
        story.take("hand_over", to=BEN.id, reason="x", next_steps="x")
    story.take(name, CAROL, **fields)
    assert CAROL.id not in story.facts.took_part.get(1, set())


def test_who_writes_down_the_answer_that_ends_a_pause_takes_no_part_by_it() -> None:
    story = told("acknowledged")
    story.take("pause_clock", reason="waiting_for_customer", explanation="x")
    story.take("receive_message", CAROL, message="Here I am.")
    assert story.facts.paused is None
    assert CAROL.id not in story.facts.took_part[1]


def test_who_writes_down_the_request_for_the_next_stage_takes_no_part_in_the_one_before() -> None:
    story = told("closed")
    story.take("next_stage", CAROL, request="They rang: they want the interest.")
    assert story.facts.kinds[-2:] == ["reopened", "stage_begun"]
    assert CAROL.id not in story.facts.took_part[1]
    assert story.take("assign", CAROL, to=CAROL.id)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("ask", {"message": "Which account?"}),
        ("add_evidence", {"title": "Log", "source": "our records"}),
        ("send_update", {"message": "Still looking."}),
        ("promise", {"what": "Call", "due_on": "2026-03-09"}),
    ],
)
def test_who_worked_on_the_first_stage_does_not_decide_the_second(name: str, fields: dict[str, Any]) -> None:
    story = told("acknowledged")
    story.take(name, CAROL, **fields)
    assert CAROL.id in story.facts.took_part[1]


def test_a_later_stage_may_be_worked_on_by_who_decides_it() -> None:
    story = stage_two("general")
    assert BEN.id not in story.facts.took_part[1]
    assert story.facts.took_part[2] == {BEN.id}


@pytest.mark.parametrize("regime", [regime for regime in REGIMES if regime not in TWO_STAGES])
def test_where_there_is_one_stage_nobody_needs_fresh_eyes(regime: str) -> None:
    story = told("asked", regime)
    words = f"There is no further stage here. The customer can turn to {story.regime.third_party.name}."
    story.refused("next_stage", CUSTOMER, rule="another_stage", words=words, request="More.")
    assert all(not stage.fresh_eyes for stage in story.regime.stages)


# an answer that is followed by another


def answered_again(story: Story) -> None:
    story.take("add_evidence", title="The second ledger", source="customer")
    story.take("find", issue=1, evidence=[2], **{**JUSTIFIED, "outcome": "partly"})


@pytest.mark.parametrize("why", ["reopened", "not sorted"])
def test_a_finding_is_changed_after_the_answer_and_told_to_the_customer(why: str) -> None:
    story = told("closed" if why == "reopened" else "asked").go_on(1)
    if why == "reopened":
        story.take("reopen", reason="The customer sent another ledger.")
    else:
        story.take("answer_satisfaction", CUSTOMER, answer="no")
    answered_again(story)
    assert [finding.issue for finding in story.facts.unreported_findings()] == [1]
    assert story.wanted()[0].step == "report_findings"
    ruling = story.refused("close", rule="nothing_closes_silently", because="final_response", reasons="x", message="x")
    assert "a response with the findings that have changed" in ruling.missing
    first = story.facts.reported[1]
    report(story.go_on(1))
    assert (story.facts.reported[1], story.facts.moments["responded"]) == (first, first), (
        "the clock stopped at the first"
    )
    assert story.facts.unreported_findings() == []
    assert story.facts.satisfaction is None, "what was said was about the earlier answer"
    assert story.wanted()[0].step == "check_satisfaction"
    story.refused("find", rule="may_still_decide", issue=1, evidence=[1], **JUSTIFIED)


def test_the_response_may_be_dated_when_it_was_posted() -> None:
    story = told("decided").go_on(2)
    posted = story.at - timedelta(days=1)
    story.take("report_findings", **WHOLE_RESPONSE, happened_at=posted.isoformat())
    assert story.facts.moments["responded"] == posted


# send_summary


def early() -> Story:
    story = told("understood", "uk-fca-disp")
    story.take("accept", CUSTOMER, offer=offered(story), option=1)
    return story


def test_a_summary_takes_the_place_of_the_response_where_it_was_accepted_early() -> None:
    story = early()
    entry = story.take("send_summary", message="It is resolved.", **ALL_PARTS)
    assert entry.kind == "summary_sent"
    assert story.facts.reported == {1: story.at}
    assert story.facts.moments["responded"] == story.at


def test_a_summary_is_for_those_who_accepted_and_in_time() -> None:
    words = "The customer has not accepted that it is resolved."
    fields = {"message": "x", **ALL_PARTS}
    told("understood", "uk-fca-disp").refused("send_summary", rule="accepted_early", words=words, **fields)
    late = told("understood", "uk-fca-disp").go_on(10)
    late.take("accept", CUSTOMER, offer=offered(late), option=1)
    words = "It was too late for that: it had to be accepted by Thursday 5 March 2026."
    late.refused("send_summary", rule="accepted_early", words=words, **fields)


def test_only_some_regimes_know_a_summary() -> None:
    story = told("understood")
    story.take("accept", CUSTOMER, offer=offered(story), option=1)
    words = f"{story.regime.name} knows no summary resolution."
    story.refused("send_summary", rule="regime_summarises", words=words, message="x")
