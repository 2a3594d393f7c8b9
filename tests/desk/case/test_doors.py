"""Who gets a page of a case: those who work on it. Everyone else hears that there is no such page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from amends import now
from amends.record.attachments import keep
from tests.cast import START, Cast, received, take_step
from tests.desk.case.asking import Asking

PAGES = [
    ("case",), ("evidence",), ("issues",), ("timeline",), ("history",), ("why", "response"), ("step", "note"),
    ("step", "close"), ("bundle",),
]  # fmt: skip
PEOPLE = {
    "amira": 200,
    "ben": 200,
    "carol": 200,
    "dilip": 200,
    "eva": 404,  # an assessor
    "frank": 404,  # an administrator
    "gita": 404,  # of another team
}


@pytest.mark.parametrize("page", PAGES, ids="/".join)
@pytest.mark.parametrize("name", PEOPLE)
def test_a_case_opens_for_those_who_work_on_it_and_is_not_there_for_others(
    asking: Asking, cast: Cast, name: str, page: tuple[str, ...]
) -> None:
    asking.turn_to(getattr(cast, name))
    assert asking.get(*page).status_code == PEOPLE[name]


@pytest.mark.parametrize("name", [name for name, status in PEOPLE.items() if status == 404])
def test_those_who_may_not_see_a_case_cannot_take_a_step_on_it_either(asking: Asking, cast: Cast, name: str) -> None:
    asking.turn_to(getattr(cast, name))
    assert asking.post("note", note="Let me in").status_code == 404
    assert asking.facts.number == 1


@pytest.mark.parametrize("page", PAGES, ids="/".join)
def test_whoever_is_not_signed_in_is_asked_to(cast: Cast, page: tuple[str, ...]) -> None:
    stranger = Asking(received(cast.amira.actor()).reference, None)
    answer = stranger.get(*page)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_nobody_sees_a_complaint_about_themselves(cast: Cast) -> None:
    about_ben = Asking(received(cast.amira.actor(), about_staff=[cast.ben.actor_id]).reference, cast.ben)
    assert about_ben.get("case").status_code == 404


def test_whoever_is_asked_for_something_may_open_the_case_as_long_as_they_are_asked(asking: Asking, cast: Cast) -> None:
    by = cast.amira.actor()
    asked = {"of": cast.gita.actor_id, "question": "What does the meter say?", "due_on": "2026-03-05"}
    take_step(asking.reference, "request_input", by, START, **asked)
    asking.turn_to(cast.gita)
    assert asking.get("options").status_code == 200
    assert asking.post("receive_input", request="1", answer="Nothing.").status_code == 303
    assert asking.get("options").status_code == 404


@pytest.mark.parametrize("what", [("step", "no_such_step"), ("step", "receive"), ("why", "no_such_clock")])
def test_what_does_not_exist_is_not_found(asking: Asking, what: tuple[str, ...]) -> None:
    assert asking.get(*what).status_code == 404


def test_a_step_is_not_taken_by_a_link(asking: Asking) -> None:
    asking.get("step", "note", query="?note=Hello&seen=1")
    assert asking.facts.number == 1
    with now.at(START):
        assert asking.client.put(asking.url("step", "note")).status_code == 405
        assert asking.client.post(asking.url("case")).status_code == 405


def test_no_browser_keeps_a_page_of_a_case(asking: Asking) -> None:
    assert "no-store" in asking.get("case")["Cache-Control"]


def test_a_file_is_handed_out_as_a_download_that_no_browser_runs(begun: Asking, cast: Cast) -> None:
    file = keep(begun.reference, "<b>bill</b>.html", [b"<script>alert(1)</script>"], START)
    answer = begun.get("file", file.id)
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_file_of_one_case_does_not_open_at_another(begun: Asking, cast: Cast) -> None:
    other = received(cast.amira.actor(), START).reference
    file = keep(other, "bill.pdf", [b"%PDF-1.7"], START)
    assert begun.get("file", file.id).status_code == 404
    assert begun.get("file", "0" * 32).status_code == 404


def test_a_case_given_to_another_team_leaves_with_a_word(begun: Asking, cast: Cast) -> None:
    answer = begun.post(
        "hand_over", to=cast.gita.actor_id, team="meters", reason="A meter", next_steps="Look at the meter"
    )
    assert answer.status_code == 303
    assert answer["Location"] == reverse("desk:work")
    assert begun.get("case").status_code == 404


def test_a_link_shows_the_subject_only_of_a_case_that_one_may_see(begun: Asking, cast: Cast) -> None:
    theirs = received(cast.gita.actor(), START, team="meters", subject="Secret of the meters").reference
    refused = begun.post("link", reference=theirs, relation="same event")
    assert refused.status_code == 422
    assert "There is no case with this reference" in refused.content.decode()
    link_unseen(begun, cast, theirs)
    page = begun.text("case")
    assert theirs in page
    assert "Secret of the meters" not in page


def link_unseen(begun: Asking, cast: Cast, reference: str) -> None:
    """Dilip sees every case, and links them."""
    begun.turn_to(cast.dilip)
    begun.take("link", reference=reference, relation="same event")
    begun.turn_to(cast.amira)


def test_other_cases_of_the_customer_are_shown_but_not_those_of_other_teams(begun: Asking, cast: Cast) -> None:
    received(cast.amira.actor(), START, subject="Late bill")
    received(cast.gita.actor(), START, subject="Secret of the meters", team="meters")
    page = begun.text("case")
    assert "Late bill" in page
    assert "Secret of the meters" not in page
