"""An amount is written in pounds and kept in pence; nonsense is refused in words."""

from __future__ import annotations

from typing import Any

import pytest

from amends.cases.take import facts_of, scene_of
from amends.desk.forms import Options, StepForm, form_for
from amends.rules.rulings import Scene
from amends.rules.steps import STEPS
from tests.cases.agreeing import begun as complaint
from tests.cast import START, Cast


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return scene_of(facts_of(complaint(cast, about="charge"))[0], cast.amira.actor(), START)


def option(scene: Scene, written: str) -> StepForm:
    said = {"kind": "refund", "title": "Pay it back", "pence": written}
    return form_for(STEPS["identify_option"], scene, Options(scene.by), said)


@pytest.mark.parametrize(
    ("written", "pence"),
    [
        ("64", 6400),
        ("64.50", 6450),
        ("64.5", 6450),
        ("£64", 6400),
        ("£ 1,250", 125000),
        ("1,250.05", 125005),
        ("64 pounds", 6400),
        ("1 pound", 100),
        ("12 GBP", 1200),
        (" 0 ", 0),
        ("-0", 0),
        ("", None),
    ],
)
def test_pounds_are_read_as_people_write_them(scene: Scene, written: str, pence: int | None) -> None:
    made = option(scene, written)
    assert made.is_valid(), made.errors
    assert made.step is not None
    assert made.step.model_dump()["pence"] == pence


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("lots", "Write an amount, such as 64.50 or 1,250."),
        ("64.505", "Write an amount, such as 64.50 or 1,250."),
        ("1,25", "Write an amount, such as 64.50 or 1,250."),
        ("64 euros", "Write an amount, such as 64.50 or 1,250."),
        ("64 or 70", "Write an amount, such as 64.50 or 1,250."),
        ("1e3", "Write an amount, such as 64.50 or 1,250."),
        ("٦٤", "Write an amount, such as 64.50 or 1,250."),
        ("-5", "An amount cannot be less than nothing."),
        ("−5", "An amount cannot be less than nothing."),
        ("£1,000,000,001", "That is more than one amount may be. Check the number."),
    ],
)
def test_what_is_no_amount_is_refused_in_words(scene: Scene, written: str, words: str) -> None:
    assert option(scene, written).errors["pence"] == [words]


@pytest.mark.parametrize(("pence", "shown"), [(6400, "64"), (6450, "64.50"), (5, "0.05"), (None, "")])
def test_pence_stand_in_the_box_as_pounds(scene: Scene, pence: int | None, shown: str) -> None:
    made = form_for(STEPS["identify_option"], scene, Options(scene.by), initial={"pence": pence})
    assert (made["pence"].value() or "") == shown


def test_what_was_typed_stays_as_it_was_typed(scene: Scene) -> None:
    assert option(scene, "£64 or so")["pence"].value() == "£64 or so"


def test_a_risk_that_was_not_assessed_is_an_answer_like_the_others(scene: Scene) -> None:
    made = form_for(STEPS["assess_risk"], scene, Options(scene.by))
    assert made.fields["legal_impact"].choices == [
        ("", "Not assessed"), ("low", "Low"), ("medium", "Medium"), ("high", "High")
    ]  # fmt: skip
    assert not made.fields["legal_impact"].required
    assert [str(risk) for risk, _line in made.risk_lines] == [
        "Cost", "Regulatory", "Legal", "Precedent", "Reputation", "Safety"
    ]  # fmt: skip
    assert [bound.name for bound in made.shown_fields] == ["option"]


def test_an_answer_that_may_be_left_out_can_be_taken_back(scene: Scene) -> None:
    found: Any = form_for(STEPS["record_third_party"], scene, Options(scene.by)).fields["decided"]
    assert found.choices[0] == ("", "Not said")


def test_whole_numbers_begin_with_what_the_step_has(scene: Scene) -> None:
    made = form_for(STEPS["offer"], scene, Options(scene.by))
    assert made["within_days"].value() == 14
