"""The conversation and the history: who said what, what was put right, what was erased, and nothing that runs."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends import now
from amends.cases.models import Outgoing
from amends.record.attachments import keep
from tests.cast import START, Cast, customer, days, received, take_step
from tests.desk.case.asking import Asking, plain

BAD = "<script>alert('x')</script><img src=x onerror=alert(1)>"


def test_each_voice_has_its_side(begun: Asking, cast: Cast) -> None:
    take_step(begun.reference, "note", cast.ben.actor(), START, note="Mind the tone")
    page = begun.text("case")
    assert re.search(r'class="msg customer" id="entry-1".*?<b>Jo Marsh</b>.*?written down by Amira', page, re.DOTALL)
    assert re.search(r'class="msg us" id="entry-4".*?<b>Amira</b>.*?We have it\.', page, re.DOTALL)
    assert re.search(
        r'class="msg note" id="entry-5".*?Only staff see this.*?<b>Ben</b>.*?Mind the tone', page, re.DOTALL
    )


def test_what_happened_between_two_messages_is_folded_into_one_line(begun: Asking) -> None:
    page = begun.text("case")
    assert re.search(r'<details class="msg event"><summary>2 changes</summary>.*?Assigned: Amira', page, re.DOTALL)


def test_an_answer_of_the_customer_speaks_in_their_name(begun: Asking, cast: Cast) -> None:
    take_step(begun.reference, "ask", cast.amira.actor(), START, message="When?")
    take_step(begun.reference, "answer", customer(begun.reference), START, question=1, message="At noon")
    page = begun.text("case")
    assert re.search(
        r'<article class="msg customer".*?<b>Jo Marsh</b><span>Question 1 answered</span>', page, re.DOTALL
    )


def test_a_correction_shows_on_the_entry_and_the_earlier_words_stay(begun: Asking, cast: Cast) -> None:
    begun.take("correct", entry="1", field="story", value="I was charged once.", reason="Misheard")
    page = begun.text("case")
    assert "I was charged once." in page
    assert "Corrected by entry 5" in page
    assert "told it was my fault" in page
    history = begun.text("history")
    assert "Corrected by entry 5" in history
    assert "told it was my fault" in history
    assert 'href="#entry-1"' in history


def test_a_moment_is_corrected_as_people_write_it(begun: Asking) -> None:
    begun.take("correct", entry="4", field="happened_at", value="2026-03-02 09:31", reason="Called first")
    assert begun.facts.moments["acknowledged"].isoformat() == "2026-03-02T09:31:00+00:00"
    assert "When it happened: before" in plain(begun.get("case"))


def test_the_form_of_a_correction_shows_what_the_entry_says_now_and_which_fields_it_has(begun: Asking) -> None:
    page = begun.text("step", "correct", query="?entry=1")
    assert "Entry 1 says now" in page
    assert 'value="story"' in page
    assert 'value="channel"' in page
    assert 'value="reasons"' not in page


def test_erased_words_are_shown_as_erased(asking: Asking, cast: Cast) -> None:
    by = cast.amira.actor()
    keep(asking.reference, "bill.pdf", [b"%PDF"], START)
    take_step(asking.reference, "keep_as", by, START, kind="query", reason="asks only")
    take_step(asking.reference, "send_update", by, START, message="The answer is in the post.")
    take_step(asking.reference, "close", by, START, because="answered", reasons="Answered", message="Done")
    take_step(asking.reference, "erase", cast.dilip.actor(), START, ground="end of retention", sure=True)
    for page in ("case", "history"):
        text = asking.text(page)
        assert "Erased: personal data." in text
        assert "Jo Marsh" not in text
        assert "in the post" not in text
    assert "(words erased)" in asking.text("issues")
    assert "Their details were erased." in asking.text("evidence")
    assert asking.get("timeline").status_code == 200


@pytest.mark.parametrize("page", ["case", "evidence", "issues", "timeline", "history"])
def test_what_people_write_never_runs(cast: Cast, page: str) -> None:
    by = cast.amira.actor()
    bad = dict.fromkeys(("subject", "story", "wants", "customer_name", "need", "product", "representative"), BAD)
    asking = Asking(received(by, **bad).reference, cast.amira)
    for step, fields in {
        "recognise": {"limb": "service", "reason": BAD},
        "assign": {"to": by.id, "reason": BAD},
        "note": {"note": BAD},
        "add_issue": {"title": BAD, "detail": BAD, "about": BAD},
        "promise": {"what": BAD, "due_on": "2026-03-09"},
        "add_evidence": {"title": BAD, "detail": BAD, "source": "our records", "issues": [1]},
        "note_need": {"need": BAD, "adjustment": BAD},
        "correct": {"entry": 1, "field": "story", "value": BAD, "reason": BAD},
        "request_input": {"of": "team:meters", "question": BAD, "due_on": "2026-03-09"},
    }.items():
        take_step(asking.reference, step, by, START, **fields)
    text = asking.text(page)
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("step", ["find", "keep_promise", "correct", "confirm_understanding"])
def test_what_people_write_never_runs_on_a_form_either(cast: Cast, step: str) -> None:
    by = cast.amira.actor()
    asking = Asking(received(by, story=BAD, wants=BAD).reference, cast.amira)
    take_step(asking.reference, "recognise", by, START, limb="service")
    take_step(asking.reference, "add_issue", by, START, title=BAD)
    take_step(asking.reference, "promise", by, START, what=BAD, due_on="2026-03-09")
    take_step(asking.reference, "confirm_understanding", by, START, nature=BAD, cause=BAD, implications=BAD, wants=BAD,
              confirmed="not yet confirmed")  # fmt: skip
    assert "<script>alert" not in asking.text("step", step, query="?entry=1")


def test_the_page_has_a_message_when_a_step_is_taken(begun: Asking) -> None:
    begun.take("send_update", message="On our way")
    assert "Update sent. Mail to the customer goes in 20 seconds." in plain(begun.get("case"))


def test_without_an_address_the_page_says_that_nothing_was_sent(cast: Cast) -> None:
    asking = Asking(received(cast.amira.actor(), customer_email="").reference, cast.amira)
    asking.take("keep_as", kind="query", reason="Asks only")
    assert "There is no email address: nothing is sent." in plain(asking.get("case"))
    asking.take("send_update", message="On our way")
    assert "There is no email address, so nothing was sent: tell the customer in another way." in plain(
        asking.get("case")
    )


def test_what_became_of_the_mail_is_shown(begun: Asking) -> None:
    assert "waits to be mailed" in begun.text("case")
    Outgoing.objects.update(sent_at=START + days(1), next_try_at=None)
    assert "mailed" in begun.text("case")
    Outgoing.objects.update(sent_at=None)
    assert "could not be mailed" in begun.text("case")


def test_what_was_written_down_later_says_so(begun: Asking) -> None:
    begun.take("receive_message", message="They called", happened_at="2026-03-02T09:45")
    page = plain(begun.get("case"))
    assert "Mon 2 March, 09:45" in page
    assert "recorded Mon 2 March, 11:30" in page


def test_the_foot_of_the_conversation_keeps_drafts_apart_by_person_and_case(begun: Asking, cast: Cast) -> None:
    page = begun.text("case")
    for step in ("send_update", "note"):
        assert f'data-draft="{begun.reference}-{step}-{cast.amira.actor_id}"' in page
    assert "Send to the customer" in page
    assert "Save note" in page


def test_a_closed_case_says_why_nothing_can_be_sent(asking: Asking) -> None:
    asking.take("keep_as", kind="query", reason="Asks only")
    asking.take("close", because="answered", reasons="Answered", message="Done")
    page = plain(asking.get("case"))
    assert "Send to the customer: The case was closed on Monday 2 March 2026. Reopen it first." in page
    assert "Save note" in page


@pytest.mark.parametrize("page", ["case", "history", "evidence", "issues", "timeline"])
def test_the_number_of_queries_does_not_grow_with_the_case(begun: Asking, cast: Cast, page: str) -> None:
    few = _queries(begun, page)
    for number in range(12):
        for step, fields in (
            ("note", {"note": f"Note {number}"}),
            ("send_update", {"message": f"Update {number}"}),
            ("receive_message", {"message": f"Message {number}"}),
            ("add_issue", {"title": f"Issue {number}"}),
        ):
            take_step(begun.reference, step, (cast.amira, cast.ben)[number % 2].actor(), START, **fields)
    assert begun.facts.number > 50
    assert _queries(begun, page) == few <= 12


def _queries(asking: Asking, page: str) -> int:
    with now.at(START + days(1)), CaptureQueriesContext(connection) as queries:
        assert asking.client.get(asking.url(page)).status_code == 200
    return len(queries)
