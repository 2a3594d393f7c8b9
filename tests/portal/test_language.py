"""The customer chooses the language; the pages, the letters and the links keep to it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.translation import get_language, override
from pytest_django import Settings

from amends import now
from amends.cases.models import Case, Outgoing
from amends.cases.take import facts_of
from amends.people.access import new_link
from amends.rules.words import say
from amends.ui.dates import day_text, until_text
from amends.ui.sentences import words_text
from tests.cast import Cast, cast, customer, take_step
from tests.languages.english import english_in
from tests.portal.walk import ANSWERS, answer_until, answered, enter, send, text_of

__all__ = ["cast"]

WELSH = {
    "what-happened": {"story": "Codwyd tâl arnaf ddwywaith ar 2 Chwefror."},
    "in-short": {"subject": "Codwyd tâl ddwywaith"},
    "effect": {"chosen": ["money"], "words": "Ni allwn dalu fy rhent."},
    "put-right": {"chosen": ["apology"], "words": "Y 64 punt yn ôl."},
    "product": {"product": "Mesurydd"},
    "needs": {"need": "Ni allaf ddefnyddio'r ffôn."},
}


@pytest.fixture
def cymraeg(client: Client) -> Client:
    choose(client, "cy")
    return client


def choose(client: Client, language: str, to: str = "/") -> str:
    response = client.post("/language/", {"language": language, "next": to})
    assert response.status_code == 303
    return response["Location"]


def in_welsh(client: Client, **changed: dict[str, str]) -> str:
    said = {slug.replace("-", "_"): answer for slug, answer in WELSH.items()}
    return send(client, **{**said, **changed})


def test_a_page_says_in_which_language_it_is_and_what_that_depends_on(cast: Cast, client: Client) -> None:
    for language, name in (("en-gb", "Cymraeg"), ("cy", "English")):
        choose(client, language)
        response = client.get("/")
        text = response.content.decode()
        assert f'<html lang="{language}"' in text
        assert response["Content-Language"] == language
        assert {"Cookie", "Accept-Language"} <= set(response["Vary"].split(", "))
        assert re.search(rf'<button [^>]*name="language" [^>]*lang="[a-z-]+">{name}</button>', text)


def test_the_choice_leads_back_to_where_it_was_made_and_is_kept(cast: Cast, client: Client) -> None:
    answer_until(client, "effect")
    assert choose(client, "cy", "/complain/effect/") == "/complain/effect/"
    assert "Sut yr effeithiodd arnoch?" in text_of(client, "/complain/effect/")
    assert client.get("/complain/").headers["Location"] == "/complain/effect/"  # what was written is still there
    kept = client.cookies["amends_language"]
    assert (kept.value, kept["samesite"], kept["httponly"]) == ("cy", "Lax", True)


@pytest.mark.parametrize("to", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:x", "my"])
def test_the_choice_leads_nowhere_else(cast: Cast, client: Client, to: str) -> None:
    assert choose(client, "cy", to) == "/"


@pytest.mark.parametrize("language", ["fr", "", "cy'\"><script>", "x" * 5000])
def test_a_language_that_we_do_not_speak_is_english(cast: Cast, client: Client, language: str) -> None:
    choose(client, language)
    assert '<html lang="en-gb"' in text_of(client, "/")


def test_where_one_language_is_spoken_there_is_no_choice(cast: Cast, client: Client, settings: Settings) -> None:
    settings.LANGUAGES = [("en-gb", "English")]
    text = client.get("/", HTTP_ACCEPT_LANGUAGE="cy").content.decode()
    assert 'name="language"' not in text
    choose(client, "cy")
    assert '<html lang="en-gb"' in text_of(client, "/")


def test_choosing_is_an_act_and_not_an_address(cast: Cast, client: Client) -> None:
    assert client.get("/language/?language=cy").status_code == 405


def test_a_browser_that_asks_for_welsh_has_it_at_once(cast: Cast, client: Client) -> None:
    asked = client.get("/", HTTP_ACCEPT_LANGUAGE="cy-GB,en;q=0.5").content.decode()
    assert '<html lang="cy"' in asked
    choose(client, "en-gb")
    asked = client.get("/", HTTP_ACCEPT_LANGUAGE="cy-GB,en;q=0.5").content.decode()
    assert '<html lang="en-gb"' in asked


def test_every_question_is_asked_in_welsh(cast: Cast, cymraeg: Client) -> None:
    assert english_in(text_of(cymraeg, "/")) == []
    for slug, said in {**ANSWERS, **WELSH}.items():
        page = f"/complain/{slug}/"
        assert english_in(text_of(cymraeg, page)) == [], slug
        empty = cymraeg.post(page, {"month": "x"})
        assert empty.status_code in (303, 422)
        if empty.status_code == 422:
            assert english_in(empty.content.decode()) == [], slug
        cymraeg.post(page, said)
    assert english_in(text_of(cymraeg, "/complain/check/")) == []


def test_a_complaint_in_welsh_is_confirmed_in_welsh(cast: Cast, cymraeg: Client) -> None:
    reference = in_welsh(cymraeg)
    assert facts_of(reference)[0].language == "cy"
    said = Outgoing.objects.get(case=reference)
    assert said.subject == f"Eich cwyn {reference} – Northern Energy"
    assert "Rydym wedi derbyn yr hyn a ddywedoch wrthym." in said.body
    assert english_in(said.body) == []
    sent = cymraeg.get(f"/complain/sent/{new_link(reference, now.now())}/").content.decode()
    assert "Mae eich cwyn gennym" in sent
    assert english_in(sent) == []


def test_letters_keep_to_the_language_of_the_complaint_whoever_writes_them(cast: Cast, cymraeg: Client) -> None:
    reference = in_welsh(cymraeg)
    amira = cast.amira.actor()
    take_step(reference, "ask", amira, now.now(), message="Pa ddiwrnod oedd hi?")
    said = Outgoing.objects.filter(case=reference).latest("id")
    assert said.subject.startswith("Eich cwyn")
    assert english_in(said.body) == []


def test_a_customer_who_wrote_in_english_is_answered_in_english(cast: Cast, client: Client) -> None:
    reference = send(client)
    assert facts_of(reference)[0].language == "en-gb"
    assert Outgoing.objects.get(case=reference).subject.startswith("Your complaint")


def test_a_link_from_a_letter_opens_in_its_language_where_nothing_was_chosen(cast: Cast, cymraeg: Client) -> None:
    reference = in_welsh(cymraeg)
    elsewhere = Client()
    enter(elsewhere, reference)
    assert '<html lang="cy"' in text_of(elsewhere, "/my/")
    chosen = Client()
    choose(chosen, "en-gb")
    enter(chosen, reference)
    assert '<html lang="en-gb"' in text_of(chosen, "/my/")


def test_ones_own_page_is_in_welsh_at_every_turn(cast: Cast, cymraeg: Client) -> None:
    reference = in_welsh(cymraeg)
    enter(cymraeg, reference)
    assert english_in(text_of(cymraeg, "/my/")) == []
    for page in ("/follow/", "/my/message/", "/my/next-stage/", "/my/reopen/", "/my/sorted/"):
        assert english_in(cymraeg.get(page).content.decode()) == [], page
    refused = cymraeg.post("/my/message/", {"message": ""}).content.decode()
    assert english_in(refused) == []


def test_an_answered_case_is_in_welsh_but_for_what_staff_wrote(cast: Cast, client: Client) -> None:
    reference = send(client)
    answered(reference, cast)
    choose(client, "cy")
    enter(client, reference)
    page = text_of(client, "/my/")
    wrote = ("Is it sorted?", "Charged twice", "How it affected me:", "Our answer.")
    assert [text for text in english_in(page, but=wrote) if text in NOT_WRITTEN] == []
    assert "A yw wedi'i ddatrys?" in page.replace("&#x27;", "'")
    take_step(reference, "answer_satisfaction", customer(reference), now.now(), answer="no")
    assert "Dywedoch wrthym nad yw" in text_of(client, "/my/")


NOT_WRITTEN = ("Is it sorted", "Our answer", "Where we are", "Our promises to you", "What happens next", "Messages")
"""What the page says by itself beside what people wrote."""


def test_pages_that_are_not_there_are_missed_in_welsh(cast: Cast, cymraeg: Client) -> None:
    response = cymraeg.get("/nowhere/")
    assert response.status_code == 404
    assert english_in(response.content.decode()) == []
    assert Case.objects.count() == 0


def test_a_language_ends_with_its_request(cast: Cast, cymraeg: Client) -> None:
    assert english_in(text_of(cymraeg, "/")) == []
    assert get_language() == "en-gb"


def test_dates_are_written_out_in_the_language_of_the_page() -> None:
    words = say("Due by the end of {day}.", day=date(2027, 1, 8))
    assert words_text(words) == "Due by the end of Friday 8 January 2027."
    with override("cy"):
        assert words_text(words) == "I'w wneud erbyn diwedd dydd Gwener 8 Ionawr 2027."
        assert day_text(date(2027, 1, 8), year=True) == "Gwe 8 Ionawr 2027"
        assert until_text(now.now().date()) == "heddiw"
