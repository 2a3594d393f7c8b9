"""What a step would write to the customer, before it does: its checks, as text, as PDF and for Word."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from amends.api.letter_shapes import LetterChecked
from amends.cases.paper import TITLES
from amends.record.attachments import files_of
from amends.rules.actors import Role
from amends.rules.steps import STEPS
from amends.rules.steps.letter import Letter
from tests.api.machines import Machine, errors, key_of_person, machine, problem
from tests.api.test_resolution_walk import LOW, SAID, WEIGHED
from tests.cast import START, Cast, take_step

UPDATE = {"message": "We have asked the bank, and write again on Friday."}


@pytest.fixture
def begun(handler: Machine, cast: Cast) -> str:
    """A complaint with one issue, acknowledged."""
    case, by = handler.receive(), cast.amira.actor()
    take_step(case, "recognise", by, START, limb="service")
    take_step(case, "assign", by, START, to=by.id)
    take_step(case, "acknowledge", by, START, message="We have it.", says=["received", "next"])
    take_step(case, "add_issue", by, START, title="Charged twice", about="charge")
    return case


@pytest.fixture
def selected(begun: str, cast: Cast) -> str:
    """The same, where the options are weighed and an apology is selected."""
    by = cast.amira.actor()
    take_step(begun, "confirm_understanding", by, START, **SAID, confirmed="by the customer")
    take_step(begun, "add_evidence", by, START, title="Ledger", source="our records", issues=[1])
    take_step(begun, "find", by, START, issue=1, outcome="justified", evidence=[1], reasons="The ledger shows it.",
              cause="A retry.", let_down_by="systems")  # fmt: skip
    for option, kind in enumerate(("apology", "nothing"), 1):
        take_step(begun, "identify_option", by, START, kind=kind, title=f"As {kind}")
        take_step(begun, "weigh_option", by, START, option=option, **WEIGHED)
        take_step(begun, "assess_risk", by, START, option=option, **LOW)
    take_step(begun, "select_option", by, START, option=1, rationale="It is what they want.")
    return begun


def look(by: Machine, case: str, step: str, as_: str = "checks", /, **fields: Any) -> Any:
    return by.post(f"/cases/{case}/steps/{step}/preview?as={as_}", fields)


def checked(by: Machine, case: str, step: str, /, **fields: Any) -> dict[str, Any]:
    answer = by.post(f"/cases/{case}/steps/{step}/preview", fields)
    assert answer.status_code == 200, answer.content.decode()
    told: dict[str, Any] = answer.json()
    LetterChecked.model_validate(told)
    return told


# --- checks ---


def test_the_checks_of_a_letter_are_told_and_nothing_is_kept(handler: Machine, begun: str) -> None:
    before = handler.get(f"/cases/{begun}")
    told = checked(handler, begun, "send_update", **UPDATE)
    assert (told["reference"], told["step"], told["stopped"]) == (begun, "send_update", False)
    assert told["paragraphs"] == [UPDATE["message"]]
    assert told["issues"] == []
    assert {one["state"] for one in told["checks"]} <= {"ok", "warn"}
    after = handler.get(f"/cases/{begun}")
    assert (after["ETag"], files_of(begun)) == (before["ETag"], {})


def test_what_would_stop_it_is_named_with_the_field_that_it_is_about(handler: Machine, begun: str) -> None:
    told = checked(handler, begun, "send_update", message="Dear {nobody}, we have asked the bank.")
    bad = [one for one in told["checks"] if one["state"] == "bad"]
    assert told["stopped"]
    assert any("{nobody}" in one["sentence"] for one in bad)
    refused = handler.refused(begun, "send_update", message="Dear {nobody}, we have asked the bank.")
    assert refused["rule"] == "fields_filled"


def test_the_issues_that_a_letter_answers_are_told_with_its_paragraphs(handler: Machine, selected: str) -> None:
    told = checked(handler, selected, "offer", options=[1], message="Charged twice: we are sorry.\n\nPlease tell us.")
    assert [(one["number"], one["title"]) for one in told["issues"]] == [(1, "Charged twice")]
    assert told["issues"][0]["paragraphs"] == [1]


# --- on paper ---


def test_a_letter_can_be_read_as_text(handler: Machine, begun: str) -> None:
    answer = look(handler, begun, "send_update", "text", **UPDATE)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    text = answer.content.decode()
    assert "Dear Jo Marsh" in text
    assert UPDATE["message"] in text
    assert f"{begun} An update on your complaint 2026-03-02.txt" in answer["Content-Disposition"]


def test_a_letter_can_be_looked_at_as_it_would_be_sent(handler: Machine, begun: str) -> None:
    answer = look(handler, begun, "send_update", "pdf", goes="letter", **UPDATE)
    assert answer["Content-Type"] == "application/pdf"
    taken = handler.takes(begun, "send_update", goes="letter", **UPDATE)
    sent = handler.get(f"/cases/{begun}/files/{taken['entries'][0]['data']['files'][0]}")
    assert answer.content == b"".join(sent.streaming_content), "the same letter, to the byte"


def test_large_print_is_larger(handler: Machine, begun: str) -> None:
    said = {"message": "We have asked the bank. " * 40}
    usual, large = (
        len(PdfReader(BytesIO(look(handler, begun, "send_update", "pdf", large_print=one, **said).content)).pages)
        for one in (False, True)
    )
    assert large > usual


def test_a_letter_can_be_had_for_word(handler: Machine, begun: str) -> None:
    answer = look(handler, begun, "send_update", "docx", **UPDATE)
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert ".docx" in answer["Content-Disposition"]
    assert UPDATE["message"] in ZipFile(BytesIO(answer.content)).read("word/document.xml").decode()


def test_a_template_that_cannot_be_filled_in_is_said(
    handler: Machine, begun: str, settings: Any, tmp_path: Path
) -> None:
    settings.AMENDS_HOME = tmp_path
    own = tmp_path / "letters" / "letter.docx"
    own.parent.mkdir()
    own.write_bytes(b"no Word document")
    said = problem(look(handler, begun, "send_update", "docx", **UPDATE), 409)
    assert said["type"] == "urn:amends:problem:template"
    assert look(handler, begun, "send_update", "pdf", **UPDATE).status_code == 200


# --- refusals ---


def test_a_letter_about_nothing_yet_cannot_be_looked_at(handler: Machine, selected: str) -> None:
    said = errors(look(handler, selected, "offer", "pdf", options=[], message="Please choose."))
    assert said[""] == "Choose first what the letter is about; then it can be looked at."


def test_what_the_case_does_not_have_is_named(handler: Machine, selected: str) -> None:
    for as_ in ("checks", "text", "pdf", "docx"):
        said = errors(look(handler, selected, "offer", as_, options=[1, 7], message="Please choose."))
        assert said == {"options": "There is no such choice: 7."}


def test_a_step_that_is_closed_is_refused_as_the_step_itself_is(handler: Machine, begun: str) -> None:
    said = problem(look(handler, begun, "withdraw_offer", offer=1, message="We withdraw it."), 409)
    assert said["reason"] == handler.refused(begun, "withdraw_offer", offer=1, message="We withdraw it.")["reason"]


def test_a_form_that_is_none_is_refused(handler: Machine, begun: str) -> None:
    said = errors(look(handler, begun, "send_update", "rtf", **UPDATE))
    assert said == {"as": "One of: 'checks', 'text', 'pdf' or 'docx'."}


def test_a_step_that_does_not_write_to_the_customer_has_nothing_to_look_at(handler: Machine, begun: str) -> None:
    problem(look(handler, begun, "note", note="Mine."), 404)


LETTERS = sorted(name for name, step in STEPS.items() if issubclass(step, Letter))


@pytest.mark.parametrize("step", LETTERS)
def test_a_key_that_speaks_for_customers_looks_at_none(begun: str, step: str) -> None:
    """Not even where a body is whole: whoever answers for customers writes them no letters."""
    assert Role.CUSTOMER not in STEPS[step].who
    fields = {name: _some(info.annotation) for name, info in STEPS[step].model_fields.items() if info.is_required()}
    said = problem(look(machine("customer"), begun, step, **fields), 409)
    assert said["rule"] == "role"


def _some(kind: Any) -> Any:
    return {int: 1, list[int]: [1], list[str]: ["x"]}.get(kind, "resolved" if "resolved" in str(kind) else "x")


def test_of_a_case_that_is_not_theirs_nobody_sees_a_letter(begun: str, cast: Cast) -> None:
    problem(look(key_of_person(cast.gita), begun, "send_update", **UPDATE), 404)


def test_every_letter_has_a_title_to_be_looked_at_by() -> None:
    written = {kind for name in LETTERS for kind in STEPS[name].writes[:1]}
    assert written <= TITLES.keys()
