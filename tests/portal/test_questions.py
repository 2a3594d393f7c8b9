"""The questions: one a page, none asked twice, nothing lost when something is wrong."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from amends import now
from amends.cases.models import Case
from amends.portal.questions import QUESTIONS
from tests.cast import START, Cast, cast
from tests.portal.walk import ANSWERS, answer_all, answer_until, file, send, text_of, token_of

__all__ = ["cast"]


@pytest.mark.parametrize("slug", [question.slug for question in QUESTIONS[1:]])
def test_a_jump_ahead_leads_to_the_first_question_that_is_open(cast: Cast, client: Client, slug: str) -> None:
    client.post("/complain/what-happened/", {"story": "It broke."})
    response = client.get(f"/complain/{slug}/")
    if slug != "when":
        assert response["Location"] == "/complain/when/"


def test_the_last_page_wants_every_answer_first(cast: Cast, client: Client) -> None:
    assert client.get("/complain/check/")["Location"] == "/complain/what-happened/"
    assert client.post("/complain/check/", {"token": "x"})["Location"] == "/complain/what-happened/"


def test_a_question_that_does_not_exist_is_not_found(cast: Cast, client: Client) -> None:
    assert client.get("/complain/colour/").status_code == 404


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("what-happened", {"story": ""}, "Please write something here."),
    (
        "what-happened",
        {"story": "x" * 14_001},
        "This is too long: it has 14001 characters, and there is room for 14000.",
    ),
    ("what-happened", {"story": "before\x00after"}, "There is a character here that cannot be kept."),
    ("when", {}, "Give a day, or tick «I am not sure»."),
    ("when", {"day": "30", "month": "2", "year": "2026"}, "This is not a day that exists."),
    ("when", {"day": "x", "month": "2", "year": "2026"}, "This is not a day that exists."),
    ("when", {"day": "2", "month": "2", "year": "2099"}, "This day has not come yet."),
    ("when", {"day": "2", "month": "2", "year": "26"}, "Write the year with four digits"),
    ("in-short", {"subject": " "}, "Please write something here."),
    ("effect", {"chosen": ["everything"]}, "Select a valid choice."),
    ("for-whom", {}, "Choose one."),
    ("for-whom", {"who": "other"}, "Tell us how you may act for them."),
    ("you", {"name": ""}, "Please write something here."),
    ("reach", {}, "Give an email address, a telephone number or a postal address."),
    ("reach", {"email": "a@example.org,b@example.org"}, "Write one email address, like name@example.com."),
    ("reach", {"email": "a" * 300 + "@example.org"}, "at most 254 characters"),
]


@pytest.mark.parametrize(("slug", "said", "words"), WRONG, ids=lambda value: str(value)[:30])
def test_a_wrong_answer_is_said_in_words_and_kept(
    cast: Cast, client: Client, slug: str, said: dict[str, Any], words: str
) -> None:
    with now.at(START):
        answer_until(client, slug)
        response = client.post(f"/complain/{slug}/", said)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "<title>Error:" in page
    assert 'class="error-summary"' in page


def test_what_was_typed_is_there_again_with_a_mark_for_what_cannot_be_kept(cast: Cast, client: Client) -> None:
    page = client.post("/complain/what-happened/", {"story": "before\x00after"}).content.decode()
    assert "before�after" in page
    assert "\x00" not in page


def test_a_long_text_that_is_refused_is_shown_whole(cast: Cast, client: Client) -> None:
    page = client.post("/complain/what-happened/", {"story": "x" * 14_500}).content.decode()
    assert "x" * 14_500 in page


def test_half_a_character_never_reaches_the_record(cast: Cast, client: Client) -> None:
    body = "story=before%ED%A0%80after"
    response = client.post("/complain/what-happened/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (303, 422)


def test_an_answer_can_be_changed_from_the_last_page_and_leads_back_to_it(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_all(client)
        assert 'href="/complain/in-short/"' in text_of(client, "/complain/check/")
        page = text_of(client, "/complain/in-short/")
        assert 'value="Charged twice"' in page
        assert 'href="/complain/check/"' in page  # back
        assert client.post("/complain/in-short/", {"subject": "Charged three times"})["Location"] == "/complain/check/"
        assert "Charged three times" in text_of(client, "/complain/check/")


def test_names_are_asked_again_when_the_complaint_turns_out_to_be_for_someone_else(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_all(client)
        response = client.post("/complain/for-whom/", {"who": "other", "authority": "Power of attorney"})
        assert response["Location"] == "/complain/you/"
        page = text_of(client, "/complain/you/")
    assert "What are your names?" in page
    assert 'value="Jo Marsh"' in page


def test_going_back_keeps_what_was_said(cast: Cast, client: Client) -> None:
    answer_until(client, "effect")
    assert "My card was charged twice" in text_of(client, "/complain/what-happened/")


def test_everything_can_be_deleted_before_it_is_sent(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_all(client, files={"attached": [file()], "continue": "yes"})
        assert client.post("/complain/forget/")["Location"] == "/"
        assert client.get("/complain/check/")["Location"] == "/complain/what-happened/"


def test_one_press_and_two_presses_make_one_case(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_all(client)
        token = token_of(client)
        first = client.post("/complain/check/", {"token": token})
        second = client.post("/complain/check/", {"token": token})
        assert (first.status_code, second.status_code) == (303, 303)
        assert "C-26-000001" in text_of(client, second["Location"])
    assert Case.objects.count() == 1


def test_a_press_that_comes_in_while_the_first_is_at_work_makes_no_second_case(cast: Cast, client: Client) -> None:
    """The session still holds the complaint then; only the database knows that it was sent."""
    with now.at(START):
        answer_all(client)
        token, kept = token_of(client), dict(client.session)
        client.post("/complain/check/", {"token": token})
        session = client.session
        session.update(kept)
        session.save()
        again = client.post("/complain/check/", {"token": token})
        assert "C-26-000001" in text_of(client, again["Location"])
    assert Case.objects.count() == 1


def test_a_second_complaint_may_follow_the_first(cast: Cast, client: Client) -> None:
    with now.at(START):
        assert send(client) != send(client)


def test_a_machine_that_fills_every_field_is_not_taken_and_a_person_is_told_why(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_all(client)
        response = client.post("/complain/check/", {"token": token_of(client), "website": "http://spam.example"})
    assert response.status_code == 422
    assert "Leave this box empty, then send again." in response.content.decode()
    assert not Case.objects.exists()


def test_a_forged_token_sends_nothing(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_all(client)
        assert client.post("/complain/check/", {"token": "forged"}).status_code == 422
    assert not Case.objects.exists()


def test_a_refusal_of_the_rules_is_shown_in_words_and_loses_nothing(cast: Cast, client: Client) -> None:
    """The day is fine where they live, and has not begun where the regime counts."""
    with now.at(START):
        answer_all(client)
        session = client.session
        session["portal_draft"]["answers"]["when"]["on"] = "2026-03-09"
        session.save()
        response = client.post("/complain/check/", {"token": token_of(client)})
    page = response.content.decode()
    assert response.status_code == 409
    assert "cannot have happened after it was received" in page
    assert "My card was charged twice" in page
    assert not Case.objects.exists()


def test_what_is_being_written_stays_out_of_every_cache(cast: Cast, client: Client) -> None:
    client.post("/complain/what-happened/", {"story": "Private."})
    assert "no-store" in client.get("/complain/what-happened/")["Cache-Control"]
    assert "no-store" in client.get("/complain/when/")["Cache-Control"]


def test_the_questions_say_where_one_is(cast: Cast, client: Client) -> None:
    assert f"Question 1 of {len(QUESTIONS)}" in text_of(client, "/complain/what-happened/")


def test_every_form_is_guarded_against_forged_requests(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in ("/complain/what-happened/", "/complain/forget/", "/follow/", "/my/leave/"):
        assert strict.post(address, {}).status_code == 403, address


def test_the_forms_with_files_are_guarded_too_and_work_with_their_token(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    with now.at(START):
        for slug, said in ANSWERS.items():
            page = strict.get(f"/complain/{slug}/").content.decode()
            found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
            assert found
            assert strict.post(f"/complain/{slug}/", said).status_code == 403
            answer = strict.post(f"/complain/{slug}/", {**said, "csrfmiddlewaretoken": found[1]})
            assert answer.status_code == 303, slug
