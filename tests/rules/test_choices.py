"""The choices of a field are those that the rules accept."""

from __future__ import annotations

from datetime import date

import pytest

from amends.rules.choices import CHOICES, choices
from amends.rules.steps import STEPS
from amends.rules.steps.base import A_PERSON, Step
from tests.rules.steps.ready import READY
from tests.rules.story import BEN, REGIMES, Story, second_stage, told


def whole() -> Story:
    story = told("understood")
    story.take("add_evidence", title="Ledger {x}", source="our records")
    story.take("ask", message="Which account? " * 20)
    story.take("request_input", of=BEN.id, question="What does the log say? " * 20, due_on="2026-03-05")
    story.take("promise", what="Call you", due_on="2026-03-06")
    return story


def test_each_set_has_values_and_labels() -> None:
    scene = whole().scene()
    assert choices("issues", scene) == [("1", "1. The second charge")]
    assert choices("evidence", scene) == [("1", "E-1 Ledger {x}")]
    assert choices("open_promises", scene) == [("1", "Call you (Friday 6 March 2026)")]
    assert choices("limbs", scene)[0] == (
        "service",
        "Dissatisfaction, however it is said, about a product or a service of ours.",
    )
    assert dict(choices("extendable_clocks", scene) or []) == {"response": "Answer at stage 1"}
    assert dict(choices("extension_grounds", scene) or []).keys() == {"complexity", "customer_asked"}
    assert dict(choices("pause_reasons", scene) or []).keys() == {"waiting_for_customer", "waiting_for_third_party"}
    assert dict(choices("acknowledgement_parts", scene) or []).keys() == {"received", "next"}
    for name in ("open_questions", "open_requests"):
        ((value, label),) = choices(name, scene) or []
        assert value == "1"
        assert len(label) == 80


def test_what_is_settled_is_no_choice_any_more() -> None:
    story = whole()
    story.take("answer", question=1, message="x")
    story.take("receive_input", request=1, answer="x")
    story.take("keep_promise", promise=1, proof="x")
    for name in ("open_questions", "open_requests", "open_promises"):
        assert choices(name, story.scene()) == []


def test_what_only_the_organisation_knows_is_not_answered_here() -> None:
    for name in ("staff", "teams", "staff_and_teams", "regimes", "customers", "cases", "files", "moon"):
        assert choices(name, told().scene()) is None


def test_the_choices_are_those_of_the_present_stage() -> None:
    scene = second_stage().scene()
    assert choices("acknowledgement_parts", scene) == [
        (part.id, part.text) for part in scene.regime.stage(2).acknowledgement_parts
    ]
    assert [value for value, _ in choices("extendable_clocks", scene) or []] == ["s2_response"]


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize(("step", "field"), [("recognise", "limb"), ("exclude", "ground")])
def test_every_choice_is_accepted(regime: str, step: str, field: str) -> None:
    of = {"limb": "limbs", "ground": "exclusions"}[field]
    story = told(regime=regime)
    for value, label in choices(of, story.scene()) or []:
        assert label
        assert STEPS[step].model_validate({**READY[step].fields, field: value}).ruling(story.scene())


def fields_with_choices() -> list[tuple[type[Step], str, str]]:
    found = []
    for step in STEPS.values():
        for name, info in step.model_fields.items():
            of = (info.json_schema_extra or {}).get("choices")
            if of:
                found.append((step, name, str(of)))
    return found


def test_every_set_is_used_and_every_one_that_a_case_has_is_made_here() -> None:
    used = {of for _step, _name, of in fields_with_choices()}
    assert set(CHOICES) <= used


def test_whoever_is_given_something_to_do_is_a_member_of_staff() -> None:
    for step, name, of in fields_with_choices():
        if of.startswith("staff") and name != "about_staff":
            schema = step.model_json_schema()["properties"][name]
            assert A_PERSON in schema.get("items", schema)["pattern"], (step.name, name)


def test_dates_in_labels_are_written_out() -> None:
    story = told("recognised")
    story.take("promise", what="x", due_on=date(2026, 12, 1).isoformat())
    assert choices("open_promises", story.scene()) == [("1", "x (Tuesday 1 December 2026)")]
