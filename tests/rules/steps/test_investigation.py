"""Investigate: the owner, colleagues' input, evidence, and a finding for each issue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from amends.rules.actors import SYSTEM, Actor
from amends.rules.facts import Outcome
from amends.rules.steps import STEPS
from tests.rules.steps.ready import READY
from tests.rules.story import AMIRA, BEN, CAROL, CUSTOMER, DILIP, GITA, JUSTIFIED, told

HAND = {"reason": "Leave from Monday", "next_steps": "Call on Friday; the customer expects it."}
PROMISE = {"what": "Call you", "due_on": "2026-03-06"}

# assign


def test_a_case_is_given_an_owner() -> None:
    story = told()
    entry = story.take("assign", SYSTEM, to=BEN.id, team="meters", reason="Knows meters")
    assert (entry.kind, entry.data, entry.content) == (
        "assigned",
        {"to": BEN.id, "team": "meters"},
        {"reason": "Knows meters"},
    )
    assert (story.facts.owner, story.facts.team) == (BEN.id, "meters")


def test_assigning_keeps_the_team_unless_another_is_named() -> None:
    story = told()
    story.take("assign", to=BEN.id)
    assert story.facts.team == "payments"


@pytest.mark.parametrize("to", ["", " ", "7", "team:payments", "customer:C-26-000001", "key:3", "system", "staff:x"])
@pytest.mark.parametrize("name", ["assign", "hand_over"])
def test_a_case_is_owned_by_a_member_of_staff(name: str, to: str) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        STEPS[name].model_validate({**READY[name].fields, "to": to})


@pytest.mark.parametrize("by", [GITA, SYSTEM])
def test_nobody_takes_a_colleagues_case_but_its_owner_or_a_leader(by: Actor) -> None:
    story = told("recognised")
    words = "Someone else owns this case. They can hand it over, or a team leader can move it."
    ruling = story.refused("assign", by, rule="owner_or_leader", words=words, to=GITA.id)
    assert ruling.who_could == ("the owner", "a team leader")


@pytest.mark.parametrize("by", [AMIRA, CAROL, DILIP])
def test_the_owner_a_leader_and_quality_move_a_case(by: Actor) -> None:
    story = told("recognised")
    assert story.take("assign", by, to=GITA.id)


def test_a_case_with_open_promises_is_handed_over_not_just_given() -> None:
    story = told("recognised")
    story.take("promise", **PROMISE)
    words = "There are open promises: hand the case over, so that they go along."
    story.refused("assign", CAROL, rule="promises_go_along", words=words, to=BEN.id)


@pytest.mark.parametrize("name", ["assign", "hand_over"])
def test_a_case_is_not_given_to_someone_it_is_about(name: str) -> None:
    story = told("recognised")
    story.take("add_issue", title="Ben was rude", about_staff=[BEN.id])
    words = "The complaint is about this person, so it cannot be theirs."
    fields = {**READY[name].fields, "to": BEN.id}
    story.refused(name, CAROL, rule="not_about_oneself", words=words, **fields)


# hand_over


def test_handing_over_loses_nothing() -> None:
    story = told("recognised")
    story.take("promise", **PROMISE)
    story.take("promise", what="Send a form", due_on="2026-03-09", owner=GITA.id)
    entry = story.take("hand_over", to=BEN.id, team="meters", **HAND)
    assert (entry.kind, entry.content) == ("handed_over", HAND)
    assert entry.data == {"to": BEN.id, "from": AMIRA.id, "team": "meters", "promises": [1]}
    facts = story.facts
    assert (facts.owner, facts.team) == (BEN.id, "meters")
    assert [promise.owner for promise in facts.promises.values()] == [BEN.id, GITA.id]


def test_a_settled_promise_stays_with_who_settled_it() -> None:
    story = told("recognised")
    story.take("promise", **PROMISE)
    story.take("keep_promise", promise=1, proof="Called")
    assert story.take("hand_over", to=BEN.id, **HAND).data["promises"] == []
    assert story.facts.promises[1].owner == AMIRA.id


def test_only_the_owner_or_a_leader_hands_a_case_over() -> None:
    story = told("recognised")
    words = "Only the owner or a team leader hands a case over."
    for by in (BEN, DILIP):
        ruling = story.refused("hand_over", by, rule="owner_or_leader", words=words, to=GITA.id, **HAND)
        assert ruling.who_could == ("the owner", "a team leader")
    assert story.take("hand_over", CAROL, to=GITA.id, **HAND)


def test_a_case_is_handed_to_someone_else() -> None:
    words = "The case is already theirs."
    told("recognised").refused("hand_over", rule="another_owner", words=words, to=AMIRA.id, **HAND)


def test_a_case_without_an_owner_is_assigned_first() -> None:
    words = "Nobody owns this case yet. Assign it first."
    told().refused("hand_over", CAROL, rule="has_owner", words=words, to=BEN.id, **HAND)


# request_input, receive_input


def test_a_colleague_is_asked_and_answers() -> None:
    story = told()
    asked = story.take("request_input", of="team:it", question="What does the log say?", due_on="2026-03-05")
    assert asked.data == {"request": 1, "of": "team:it", "due_on": "2026-03-05"}
    assert asked.content == {"question": "What does the log say?"}
    request = story.facts.requests[1]
    assert (request.of, request.by, request.at, request.received_at) == ("team:it", AMIRA.id, story.at, None)
    came = story.go_on(1).take("receive_input", request=1, answer="Two charges.", files=["f"])
    assert (came.kind, came.data, came.content) == (
        "input_received",
        {"request": 1, "files": ["f"]},
        {"answer": "Two charges."},
    )
    assert (story.facts.requests[1].answer, story.facts.requests[1].received_at) == ("Two charges.", story.at)
    assert story.facts.open_requests() == []


def test_input_is_wanted_by_a_day_that_is_not_past() -> None:
    story = told()
    ask = {"of": BEN.id, "question": "The log?"}
    story.refused("request_input", rule="due_later", words="The date is already past.", due_on="2026-03-01", **ask)
    assert story.take("request_input", due_on="2026-03-02", **ask)


def test_nobody_asks_themselves() -> None:
    words = "Ask someone other than yourself."
    told().refused("request_input", rule="someone_else", words=words, of=AMIRA.id, question="?", due_on="2026-03-05")


@pytest.mark.parametrize("of", ["", "nobody", "customer:x", "team:"])
def test_input_is_asked_of_a_colleague_or_a_team(of: str) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        STEPS["request_input"].model_validate({"of": of, "question": "?", "due_on": "2026-03-05"})


def test_input_answers_an_open_request() -> None:
    words = "No colleague has been asked for input that is still awaited."
    told().refused("receive_input", rule="has_open_request", words=words, request=1, answer="x")
    story = told()
    story.take("request_input", of=BEN.id, question="The log?", due_on="2026-03-05")
    story.refused("receive_input", rule="has_open_request", words="Request 7 is not open.", request=7, answer="x")


def test_input_does_not_come_before_it_was_asked_for() -> None:
    story = told().go_on(1)
    story.take("request_input", of=BEN.id, question="The log?", due_on="2026-03-05")
    words = "It cannot have happened before Tuesday 3 March 2026 at 09:30, when it was asked for."
    earlier = (story.at - timedelta(hours=1)).isoformat()
    story.refused("receive_input", rule="in_order", words=words, request=1, answer="x", happened_at=earlier)


# add_evidence


def test_evidence_is_numbered_and_tied_to_issues() -> None:
    story = told("understood")
    entry = story.take("add_evidence", **READY["add_evidence"].fields)
    assert entry.data == {"evidence": 1, "source": "our records", "issues": [1], "files": ["f3"]}
    assert entry.content == {"title": "Ledger", "detail": "Two lines"}
    evidence = story.facts.evidence[1]
    assert (evidence.title, evidence.source, evidence.issues, evidence.files) == (
        "Ledger",
        "our records",
        (1,),
        ("f3",),
    )


def test_evidence_bears_on_issues_that_there_are() -> None:
    words = "There is no issue 4 in this case."
    fields = {"title": "Ledger", "source": "customer", "issues": [1, 4]}
    told("understood").refused("add_evidence", CUSTOMER, rule="known_issue", words=words, **fields)


# find


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_issue_is_decided_with_reasons_evidence_and_cause(outcome: Outcome) -> None:
    story = told("understood")
    story.take("add_evidence", title="Ledger", source="our records")
    entry = story.take("find", issue=1, evidence=[1], **{**JUSTIFIED, "outcome": outcome.value})
    assert entry.kind == "found"
    assert entry.data == {"issue": 1, "stage": 1, "outcome": outcome.value, "evidence": [1], "let_down_by": "systems"}
    assert entry.content == {"reasons": JUSTIFIED["reasons"], "cause": JUSTIFIED["cause"]}
    finding = story.facts.issues[1].findings[1]
    assert (finding.outcome, finding.by, finding.evidence, finding.entry) == (outcome, AMIRA.id, (1,), entry.number)
    assert story.facts.undecided_issues() == []


def test_one_issue_is_right_and_another_wrong() -> None:
    story = told("understood")
    story.take("add_issue", title="Told it was my fault")
    story.take("add_evidence", title="Ledger and call", source="our records")
    story.take("find", issue=1, evidence=[1], **JUSTIFIED)
    assert [issue.number for issue in story.facts.undecided_issues()] == [2]
    story.take("find", issue=2, evidence=[1], outcome="unjustified", reasons="The call shows otherwise.")
    outcomes = [issue.findings[1].outcome for issue in story.facts.issues.values()]
    assert outcomes == [Outcome.JUSTIFIED, Outcome.UNJUSTIFIED]


def test_a_finding_can_be_made_anew_until_it_is_reported() -> None:
    story = told("decided")
    story.take("find", issue=1, evidence=[1], **{**JUSTIFIED, "outcome": "partly"})
    assert story.facts.issues[1].findings[1].outcome is Outcome.PARTLY


def test_there_must_be_an_issue_to_decide() -> None:
    words = "No issue has been added yet. Add each point complained of."
    fields = {"issue": 1, "evidence": [1], **JUSTIFIED}
    told("acknowledged").refused("find", rule="has_issue", words=words, **fields)


def test_a_finding_rests_on_an_understanding_that_was_put_to_the_customer() -> None:
    story = told("acknowledged")
    story.take("add_issue", title="The second charge")
    words = "Confirm the understanding of the complaint first: nature, cause, implications and what they want."
    story.refused("find", rule="understood", words=words, issue=1, evidence=[1], **JUSTIFIED)


@pytest.mark.parametrize(
    ("fields", "rule", "words"),
    [
        ({"issue": 2}, "known_issue", "There is no issue 2 in this case."),
        ({"evidence": [1, 9]}, "known_evidence", "There is no evidence E-9 in this case."),
        ({"evidence": []}, "rests_on_evidence", "Name the evidence that the finding rests on."),
        ({"cause": ""}, "cause_given", "Say what caused it: that is what can be put right for others."),
        (
            {"cause": "", "outcome": "partly"},
            "cause_given",
            "Say what caused it: that is what can be put right for others.",
        ),
    ],
)
def test_a_finding_that_rests_on_nothing_is_refused(fields: dict[str, Any], rule: str, words: str) -> None:
    story = told("understood")
    story.take("add_evidence", title="Ledger", source="our records")
    story.refused("find", rule=rule, words=words, **{"issue": 1, "evidence": [1], **JUSTIFIED, **fields})


def test_where_nothing_can_be_found_no_evidence_is_needed() -> None:
    story = told("understood")
    assert story.take("find", issue=1, outcome="unable", reasons="The call was not recorded.")


def test_what_is_not_justified_needs_no_cause() -> None:
    story = told("understood")
    story.take("add_evidence", title="Ledger", source="our records")
    assert story.take("find", issue=1, evidence=[1], outcome="unjustified", reasons="One charge only.")
