"""What holds for every step alike: who may, on which case, when, and what a refusal says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from amends.rules.actors import CASEWORK, Actor, Role
from amends.rules.choices import choices
from amends.rules.entries import KINDS
from amends.rules.rulings import ROLE_NAMES
from amends.rules.steps import CHAPTERS, STEPS
from tests.rules.steps.ready import READY
from tests.rules.story import CLOSING, DILIP, START, Story, told

CUSTOMERS_TOO = {"accept", "counter", "refuse",
    "receive", "receive_message", "answer", "confirm_understanding", "add_evidence", "release_promise",
    "next_stage", "reopen",
}  # fmt: skip
SYSTEM_TOO = {"receive", "receive_message", "acknowledge", "assign", "check_satisfaction"}
ON_CLOSED_CASES = {
    "answer_satisfaction", "next_stage", "reopen", "receive_message", "note", "link", "correct", "erase",
    "note_moment", "refer",
}  # fmt: skip
EVERY = sorted(STEPS)
OF_A_CASE = [name for name in EVERY if name != "receive"]


def expected_roles(name: str) -> set[Role]:
    if name == "answer_satisfaction":
        return {Role.CUSTOMER}
    if name == "erase":
        return {Role.QUALITY, Role.ADMIN}
    more = ({Role.CUSTOMER} if name in CUSTOMERS_TOO else set()) | ({Role.SYSTEM} if name in SYSTEM_TOO else set())
    return set(CASEWORK) | more


def test_each_step_is_tried_here() -> None:
    assert len(STEPS) == 65
    assert set(READY) == set(STEPS)


WHILE_IT_LASTS = {"take_back", "post_letter"}
"""Steps that hang on a letter which has just been written, whether the case is closed by it or not."""


@pytest.mark.parametrize("name", EVERY)
def test_a_step_is_taken_and_writes_what_it_says(name: str) -> None:
    ready = READY[name]
    story = ready.case()
    before = len(story.entries)
    new = story.took(name, ready.by, **ready.fields)
    assert new[0].kind == STEPS[name].writes[0]
    assert [entry.number for entry in new] == list(range(before + 1, before + 1 + len(new)))
    assert all(entry.step == name and entry.by == ready.by.id for entry in new)
    assert all(entry.at == entry.happened_at == story.at for entry in new)
    assert story.facts.number == len(story.entries)


@pytest.mark.parametrize("name", EVERY)
def test_only_the_roles_that_a_step_names_may_take_it(name: str) -> None:
    ready, may = READY[name], expected_roles(name)
    assert set(STEPS[name].who) == may
    for role in set(Role) - may:
        stranger = Actor("staff:99", frozenset({role}))
        refusal = ready.case().refused(
            name, stranger, rule="role", words="Your role does not include this step.", **ready.fields
        )
        assert refusal.who_could == tuple(ROLE_NAMES[role] for role in Role if role in may)


@pytest.mark.parametrize("name", OF_A_CASE)
def test_nothing_is_done_to_a_case_that_was_never_received(name: str) -> None:
    ready = READY[name]
    Story().refused(name, ready.by, rule="case_begun", words="Nothing has been received yet.", **ready.fields)


def test_a_case_is_received_only_once() -> None:
    ready = READY["receive"]
    told().refused("receive", rule="case_new", words="This case has already been received.", **ready.fields)


@pytest.mark.parametrize("name", [name for name in OF_A_CASE if name not in {*ON_CLOSED_CASES, *WHILE_IT_LASTS}])
def test_a_closed_case_is_reopened_before_anything_else(name: str) -> None:
    ready = READY[name]
    says = "The case was closed on Monday 2 March 2026. Reopen it first."
    told("closed").refused(name, ready.by, rule="case_open", words=says, **ready.fields)


@pytest.mark.parametrize("name", sorted(ON_CLOSED_CASES))
def test_what_the_customer_says_and_what_keeps_the_record_is_possible_after_closing(name: str) -> None:
    ready = READY[name]
    assert told("closed").go_on(1).take(name, ready.by, **ready.fields)


@pytest.mark.parametrize("name", [name for name in OF_A_CASE if name != "answer_satisfaction"])
def test_nobody_handles_a_complaint_about_themselves(name: str) -> None:
    ready = READY[name]
    by = ready.by if ready.by.is_staff else DILIP
    story = ready.case()
    story.facts.about_staff |= {by.id}
    refusal = story.refused(
        name,
        by,
        rule="not_about_oneself",
        words="This complaint is about you, so you cannot work on it.",
        **ready.fields,
    )
    assert refusal.who_could == ("a colleague who is not complained about",)


@pytest.mark.parametrize("name", OF_A_CASE)
def test_nothing_happened_in_the_future(name: str) -> None:
    ready = READY[name]
    story = ready.case()
    later = (story.at + timedelta(minutes=2)).isoformat()
    says = "That time has not come yet."
    story.refused(name, ready.by, rule="not_in_future", words=says, happened_at=later, **ready.fields)


@pytest.mark.parametrize("name", OF_A_CASE)
def test_nothing_happened_before_the_case_was_received(name: str) -> None:
    ready = READY[name]
    says = "It cannot have happened before the case was received on Monday 2 March 2026 at 09:30."
    earlier = (START - timedelta(minutes=1)).isoformat()
    ready.case().refused(name, ready.by, rule="after_receipt", words=says, happened_at=earlier, **ready.fields)


@pytest.mark.parametrize("name", [name for name in EVERY if name not in ("erase", "take_back")])
def test_both_moments_are_kept_when_something_is_written_down_later(name: str) -> None:
    ready = READY[name]
    story = ready.case()
    happened_at = story.at
    entry = story.go_on(hours=5).take(name, ready.by, happened_at=happened_at.isoformat(), **ready.fields)
    assert (entry.happened_at, entry.at) == (happened_at, story.at)


def test_two_clocks_may_differ_by_a_minute() -> None:
    story = told()
    soon = (story.at + timedelta(minutes=1)).isoformat()
    assert story.take("note", note="x", happened_at=soon)


@pytest.mark.parametrize(
    ("name", "point", "earlier", "says"),
    [
        ("report_findings", "decided", 1.5, "2 March 2026 at 11:30, when the complaint was acknowledged."),
        ("check_satisfaction", "answered", 4.5, "2 March 2026 at 14:30, when the final response was sent."),
        ("answer_satisfaction", "asked", 4.5, "2 March 2026 at 14:30, when the final response was sent."),
        ("next_stage", "asked", 4.5, "2 March 2026 at 14:30, when the final response was sent."),
        ("close", "asked", 4.5, "2 March 2026 at 14:30, when the final response was sent."),
        ("reopen", "closed", 6.5, "2 March 2026 at 16:30, when the case was closed."),
    ],
)
def test_what_rests_on_an_earlier_step_cannot_have_happened_before_it(
    name: str, point: str, earlier: float, says: str
) -> None:
    ready, story = READY[name], told(point)
    when = (START + timedelta(hours=earlier)).isoformat()
    whole = f"It cannot have happened before Monday {says}"
    story.refused(name, ready.by, rule="in_order", words=whole, happened_at=when, **ready.fields)


@pytest.mark.parametrize("name", EVERY)
def test_a_field_that_a_step_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        STEPS[name].model_validate({**READY[name].fields, "secret": "x"})


@pytest.mark.parametrize("name", EVERY)
def test_every_required_field_must_be_given(name: str) -> None:
    required = [field for field, info in STEPS[name].model_fields.items() if info.is_required()]
    for field in required:
        left = {key: value for key, value in READY[name].fields.items() if key != field}
        with pytest.raises(ValidationError) as raised:
            STEPS[name].model_validate(left)
        assert [error["loc"] for error in raised.value.errors()] == [(field,)]


@pytest.mark.parametrize("name", EVERY)
def test_a_required_text_cannot_be_blank(name: str) -> None:
    fields = STEPS[name].model_fields
    for field in (key for key, info in fields.items() if info.is_required() and info.annotation is str):
        if "choices" in (fields[field].json_schema_extra or {}) and not fields[field].metadata:
            continue  # the rules say which there are
        for blank in ("", "   ", "\n\t", "\u200b", " \ufeff "):
            with pytest.raises(ValidationError):
                STEPS[name].model_validate({**READY[name].fields, field: blank})


@pytest.mark.parametrize("name", EVERY)
def test_a_step_declares_itself_in_full(name: str) -> None:
    step = STEPS[name]
    assert step.name == name
    assert step.label
    assert step.summary.endswith(".")
    assert step.chapter in {chapter.CHAPTER for chapter in CHAPTERS}
    assert set(step.writes) <= set(KINDS)
    assert step.makes_case is (name == "receive")
    assert all(info.title for info in step.model_fields.values())


@pytest.mark.parametrize("name", EVERY)
def test_what_a_step_asks_and_suggests_are_fields_of_it(name: str) -> None:
    scene = READY[name].case().scene()
    asked = STEPS[name].asks(scene)
    assert set(asked) <= set(STEPS[name].model_fields)
    assert {field for field, info in STEPS[name].model_fields.items() if info.is_required()} <= set(asked)
    assert set(STEPS[name].suggests(scene)) <= set(STEPS[name].model_fields)


def test_every_kind_of_entry_is_written_by_some_step() -> None:
    assert {kind for step in STEPS.values() for kind in step.writes} == set(KINDS)


FROM_THE_ORGANISATION = {"staff", "teams", "staff_and_teams", "regimes", "customers", "cases", "files"}


@pytest.mark.parametrize("name", EVERY)
def test_every_set_of_choices_is_known(name: str) -> None:
    ready = READY[name]
    story = ready.case()
    for info in STEPS[name].model_fields.values():
        of = (info.json_schema_extra or {}).get("choices")
        if of:
            found = choices(str(of), story.scene())
            assert (found is None) is (of in FROM_THE_ORGANISATION), of


def test_a_step_that_may_not_be_opened_says_so_before_any_field_is_filled() -> None:
    story = told("closed")
    ruling = STEPS["find"].opening(story.scene())
    assert (bool(ruling), ruling.rule) == (False, "case_open")
    assert STEPS["reopen"].opening(story.scene())


def test_the_present_moment_is_asked_in_the_zone_of_the_regime() -> None:
    """At 23:30 in London's summer it is still the day before in UTC: a promise for «today» is not past."""
    story = told(at=START.replace(month=6, hour=22, minute=30)).go_on(hours=1)  # 0:30 on the 3rd in London
    story.refused("promise", rule="due_later", what="Call", due_on="2026-06-02", owner="staff:1")
    assert story.take("promise", what="Call", due_on="2026-06-03", owner="staff:1")


def test_closing_is_asked_of_nobody_who_has_no_part_in_casework() -> None:
    story = told("asked")
    machine = Actor("key:9", frozenset())
    story.refused("close", machine, rule="role", because="final_response", **CLOSING)
