"""Refusals are told before anything is written, in words; and whatever was written is still there after one."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amends.record.attachments import files_of
from tests.cast import START, Cast, customer, take_step
from tests.desk.case.asking import Asking, plain

LONG_STORY = "Dear Jo,\n\nwe are still looking into it.\n<b>Not bold</b>"


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("recognise", "It has already been recognised as a complaint."),
        ("acknowledge", "It was acknowledged on Monday 2 March 2026."),
        ("find", "No issue has been added yet. Add each point complained of."),
        ("answer", "No question to the customer is open."),
        ("reopen", "The case is open."),
        ("answer_satisfaction", "Your role does not include this step. Who could: the customer"),
        ("erase", "Who could: someone in quality or compliance, an administrator"),
        ("next_stage", "The findings have not been reported to the customer yet."),
        ("resume_clock", "No clock is paused."),
    ],
)
def test_a_closed_step_says_why_and_shows_no_form(begun: Asking, step: str, words: str) -> None:
    answer = begun.get("step", step)
    assert answer.status_code == 200
    assert words in plain(answer)
    assert f'action="{begun.url("step", step)}"' not in answer.content.decode()


def test_closing_names_all_that_is_missing_before_anything_is_written(begun: Asking, cast: Cast) -> None:
    take_step(begun.reference, "add_issue", cast.amira.actor(), START, title="Charged twice")
    take_step(begun.reference, "promise", cast.amira.actor(), START, what="Call", due_on="2026-03-09")
    for page in (begun.get("step", "close"), begun.get("case")):
        words = " ".join(page.content.decode().split())
        assert "The case cannot be closed yet." in words
        assert "promise 1, settled: Call" in words
        assert "a finding on issue 1: Charged twice" in words
        assert "asking the customer whether it is sorted" in words


def test_the_case_page_lists_every_step_open_or_closed_with_its_reason(begun: Asking) -> None:
    page = begun.text("case")
    assert f'href="{begun.url("step", "add_issue")}"' in page
    assert "No question to the customer is open." in page
    assert "Who could:" in page


def test_a_handler_who_does_not_own_the_case_is_told_so_before_choosing_anyone(begun: Asking, cast: Cast) -> None:
    begun.turn_to(cast.ben)
    assert "Someone else owns this case." in plain(begun.get("step", "assign"))
    assert "Only the owner or a team leader hands a case over." in plain(begun.get("step", "hand_over"))


def test_who_may_not_own_a_case_is_not_on_the_list_and_the_form_says_why(begun: Asking, cast: Cast) -> None:
    take_step(begun.reference, "add_issue", cast.amira.actor(), START, title="Rude", about_staff=[cast.ben.actor_id])
    page = begun.text("step", "hand_over")
    assert "Not listed: Ben. The complaint is about them." in page
    assert f'value="{cast.ben.actor_id}"' not in page
    assert f'value="{cast.eva.actor_id}"' not in page


def test_an_incomplete_acknowledgement_is_refused_with_what_it_must_say(asking: Asking, cast: Cast) -> None:
    asking.take("recognise", limb="service")
    answer = asking.post("acknowledge", message=LONG_STORY, says=["received"])
    assert answer.status_code == 409
    assert "The acknowledgement does not say all that it must." in plain(answer)
    assert "what happens next, and by when" in plain(answer)
    assert 'href="#id_says_0"' in answer.content.decode()
    assert "&lt;b&gt;Not bold&lt;/b&gt;</textarea>" in answer.content.decode()
    assert answer.content.decode().count("checked") == 1
    assert asking.facts.acknowledged_at is None


def test_an_incomplete_response_is_refused_part_by_part_each_linked_to_its_field(begun: Asking, cast: Cast) -> None:
    by = cast.amira.actor()
    take_step(begun.reference, "add_issue", by, START, title="Charged twice")
    take_step(begun.reference, "confirm_understanding", by, START, nature="a", cause="b", implications="c", wants="d",
              confirmed="by the customer")  # fmt: skip
    take_step(begun.reference, "find", by, START, issue=1, outcome="unable", reasons="No log")
    assert "how to ask for stage 2" in plain(begun.get("step", "report_findings"))
    answer = begun.post("report_findings", audience="customer", message=LONG_STORY, reasons="As found")
    assert answer.status_code == 409
    assert "what we do to put it right, or that we offer nothing" in plain(answer)
    assert 'href="#id_redress"' in answer.content.decode()
    assert 'id="id_redress"' in answer.content.decode()


def test_a_field_left_empty_is_named_on_top_and_the_rest_is_kept(begun: Asking) -> None:
    answer = begun.post("add_evidence", title="", detail=LONG_STORY, source="our records")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_title"' in page
    assert "Not bold" in page
    assert page.count("checked") == 1
    assert begun.facts.evidence == {}


def test_text_that_no_page_can_show_is_refused_at_its_field(begun: Asking) -> None:
    answer = begun.post("note", note="bell \x07")
    assert answer.status_code == 422
    assert "This text holds a character that cannot be kept." in plain(answer)


def test_a_step_that_closed_meanwhile_keeps_what_was_typed(begun: Asking, cast: Cast) -> None:
    seen = begun.facts.number
    take_step(begun.reference, "ask", cast.ben.actor(), START, message="When?")
    take_step(begun.reference, "answer", customer(begun.reference), START, question=1, message="At noon")
    answer = begun.post("answer", seen=seen, question="1", message=LONG_STORY)
    assert answer.status_code == 409
    assert "No question to the customer is open." in plain(answer)
    assert "Not bold" in answer.content.decode()
    assert "At noon" in plain(answer)


def test_files_outlive_an_error_and_go_along_with_the_next_try(begun: Asking) -> None:
    photo = SimpleUploadedFile("meter.jpg", b"\xff\xd8\xff meter")
    failed = begun.post("add_evidence", title="", source="customer", files=[photo])
    assert failed.status_code == 422
    assert "meter.jpg" in plain(failed)
    kept = list(files_of(begun.reference))
    assert len(kept) == 1
    begun.take("add_evidence", title="The meter", source="customer", kept_files=kept)
    assert begun.facts.evidence[1].files == tuple(kept)
    assert "meter.jpg" in begun.text("evidence")


def test_several_files_come_with_one_step(begun: Asking) -> None:
    two = [SimpleUploadedFile("a.pdf", b"%PDF-1.7 a"), SimpleUploadedFile("b.txt", b"b")]
    begun.take("note", note="Two papers", files=two)
    assert sorted(file.filename for file in files_of(begun.reference).values()) == ["a.pdf", "b.txt"]
    assert "a.pdf" in begun.text("case")


def test_a_file_that_is_too_large_is_refused_by_name_and_the_rest_is_kept(
    begun: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("amends.record.attachments.MOST", 4)
    answer = begun.post("note", note=LONG_STORY, files=[SimpleUploadedFile("film.mov", b"too long")])
    assert answer.status_code == 422
    assert "film.mov is larger than 25 MB." in plain(answer)
    assert "Not bold" in answer.content.decode()


def test_a_file_id_of_another_case_is_passed_over(begun: Asking) -> None:
    begun.take("note", note="Nothing", kept_files=["f" * 80])
    assert files_of(begun.reference) == {}
