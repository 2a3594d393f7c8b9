"""A form is made from a step: every field of every step is asked in a fitting way."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django import forms

from amends import desk
from amends.cases.take import facts_of, scene_of
from amends.desk.forms import Options, StepForm, form_for
from amends.desk.forms.inputs import Day, ManyFiles, Moment
from amends.rules.rulings import Scene
from amends.rules.steps import STEPS
from tests.cast import START, Cast
from tests.desk.case.asking import Asking


@pytest.fixture
def scene(begun: Asking, cast: Cast) -> Scene:
    return scene_of(facts_of(begun.reference)[0], cast.amira.actor(), START)


def form(scene: Scene, step: str, data: dict[str, Any] | None = None) -> StepForm:
    return form_for(STEPS[step], scene, Options(scene.by), data)


@pytest.mark.parametrize("step", STEPS)
def test_every_step_has_a_form_that_asks_what_the_step_asks(scene: Scene, step: str) -> None:
    made = form(scene, step)
    assert set(made.fields) == set(STEPS[step].asks(scene))
    assert all(field.label for field in made.fields.values())
    assert made.when is None or list(made.fields)[-1] == "happened_at"  # asked apart, after the rest


@pytest.mark.parametrize(
    ("step", "field", "kind"),
    [
        ("promise", "due_on", Day),
        ("note", "happened_at", Moment),
        ("note", "files", ManyFiles),
        ("extend_clock", "agreed", forms.BooleanField),
        ("correct", "entry", forms.IntegerField),
    ],
)
def test_fields_are_asked_by_their_type(scene: Scene, step: str, field: str, kind: type) -> None:
    assert isinstance(form(scene, step).fields[field], kind)


@pytest.mark.parametrize(
    ("step", "field", "widget"),
    [
        ("note", "note", forms.Textarea),
        ("add_issue", "title", forms.TextInput),
        ("find", "outcome", forms.RadioSelect),
        ("assign", "to", forms.Select),
        ("acknowledge", "says", forms.CheckboxSelectMultiple),
        ("receive", "customer_email", forms.EmailInput),
    ],
)
def test_fields_look_by_what_they_hold(scene: Scene, step: str, field: str, widget: type) -> None:
    assert isinstance(form(scene, step).fields[field].widget, widget)


def test_labels_of_choices_are_words(scene: Scene) -> None:
    outcomes = dict(form(scene, "find").fields["outcome"].choices)
    assert outcomes["unable"] == "Unable to reach a finding"
    assert dict(form(scene, "note_need").fields["mood"].choices)[""] == "Not said"


def test_only_those_who_work_on_cases_can_be_given_one_but_anyone_can_be_complained_about(
    scene: Scene, cast: Cast
) -> None:
    assert cast.frank.actor_id not in dict(form(scene, "assign").fields["to"].choices)
    assert cast.frank.actor_id in dict(form(scene, "add_issue").fields["about_staff"].choices)


def test_two_people_of_one_name_are_told_apart(scene: Scene, cast: Cast) -> None:
    cast.ben.name = "Amira"
    cast.ben.save()
    names = dict(form(scene, "assign").fields["to"].choices)
    assert names[cast.ben.actor_id] == "Amira (ben@northern.example)"


def test_a_form_begins_with_what_the_step_suggests(scene: Scene) -> None:
    assert form(scene, "confirm_understanding")["wants"].value() == "The money back and an apology."


def test_an_empty_field_leaves_the_step_its_default(scene: Scene) -> None:
    made = form(scene, "promise", {"what": "Call", "due_on": "2026-03-09", "owner": "", "happened_at": ""})
    assert made.is_valid(), made.errors
    assert made.step is not None
    assert made.step.model_dump(exclude_unset=True) == {"what": "Call", "due_on": date(2026, 3, 9)}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-07-01T09:00", "2026-07-01T08:00:00+00:00"),  # summer time
        ("2026-10-25T01:30", "2026-10-25T00:30:00+00:00"),  # comes twice: the first is meant
        ("2026-11-01T09:00", "2026-11-01T09:00:00+00:00"),
    ],
)
def test_a_moment_is_read_as_the_clock_on_our_wall_shows_it(scene: Scene, written: str, meant: str) -> None:
    made = form(scene, "note", {"note": "x", "happened_at": written})
    assert made.is_valid(), made.errors
    assert made.step is not None
    assert made.step.happened_at == datetime.fromisoformat(meant)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-03-29T01:30", "That time did not exist: the clocks went forward over it."),
        ("yesterday", "Write a date and a time."),
    ],
)
def test_a_moment_that_cannot_be_is_refused_in_words(scene: Scene, written: str, words: str) -> None:
    made = form(scene, "note", {"note": "x", "happened_at": written})
    assert made.errors["happened_at"] == [words]


def test_line_ends_of_browsers_do_not_make_a_text_too_long(scene: Scene) -> None:
    made = form(scene, "note", {"note": "a\r\n" * 9_999 + "b"})
    assert made.is_valid(), made.errors
    assert made.step is not None
    assert "\r" not in str(made.step.model_dump()["note"])
    assert not form(scene, "note", {"note": "a" * 20_001}).is_valid()


def test_what_is_no_longer_on_a_list_is_refused_in_words(scene: Scene) -> None:
    made = form(scene, "find", {"issue": "9", "outcome": "unable", "reasons": "x"})
    assert made.errors["issue"] == ["Choose from the list. What you had chosen is not on it any more."]


def test_a_correction_of_an_entry_that_is_not_there_is_left_to_the_rules(scene: Scene) -> None:
    assert form(scene, "correct", {"entry": "99", "field": "story", "value": "x", "reason": "y"}).is_valid()
    refused = form(scene, "correct", {"entry": "0", "field": "story", "value": "x", "reason": "y"})
    assert "entry" in refused.errors


def test_a_choice_that_is_made_from_the_start_is_not_called_optional_and_may_be_left_out(scene: Scene) -> None:
    made = form(scene, "report_findings", {"message": "For the board"})
    assert made.fields["audience"].required
    assert made.is_valid(), made.errors


def test_no_field_hides_what_a_page_asks_of_its_form() -> None:
    """In a template the name of a field comes before everything else of that name that a form has."""
    folder = Path(desk.__file__).parent / "templates" / "desk" / "case"
    pages = [(folder / name).read_text() for name in ("step.html", "risks.html")]
    asked_of_forms = {name for page in pages for name in re.findall(r"\bform\.(\w+)", page)}
    assert {"shown_fields", "risk_lines", "when"} <= asked_of_forms
    assert {(step, name) for step in STEPS for name in STEPS[step].model_fields if name in asked_of_forms} == set()
