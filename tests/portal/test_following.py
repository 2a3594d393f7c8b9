"""Getting in without an account, and out; and that nothing tells a stranger whether a case exists."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amends import now
from amends.cases.models import Outgoing
from amends.people.models import Access
from amends.portal import codes
from tests.cast import PASSWORD, START, Cast, cast, days, received, take_step
from tests.portal.walk import enter, send, text_of

__all__ = ["cast"]


def ask(client: Client, reference: str, email: str) -> str:
    """Ask for a code, and read it in the mail; nothing when no mail went."""
    before = Outgoing.objects.count()
    assert client.post("/follow/", {"reference": reference, "email": email})["Location"] == "/follow/code/"
    if Outgoing.objects.count() == before:
        return ""
    found = re.search(r"Your code is (\d{6})", Outgoing.objects.latest("pk").body)
    assert found
    return found[1]


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


@pytest.fixture
def reference(cast: Cast) -> str:
    return received(cast.amira.actor()).reference


def test_a_code_by_mail_opens_the_case(reference: str, client: Client) -> None:
    with now.at(START + days(1)):
        code = ask(client, reference, "jo@example.org")
        assert client.post("/follow/code/", {"code": code})["Location"] == "/my/"
        assert reference in text_of(client, "/my/")


def test_reference_and_address_may_be_typed_as_people_type_them(reference: str, client: Client) -> None:
    with now.at(START + days(1)):
        code = ask(client, f"  {reference.lower()} ", "JO@Example.org ")
        assert client.post("/follow/code/", {"code": f" {code[:3]} {code[3:]} "})["Location"] == "/my/"


STRANGERS = [("C-26-000001", "eve@example.org"), ("C-26-999999", "jo@example.org"), ("nonsense", "jo@example.org")]


@pytest.mark.parametrize(("guess", "email"), STRANGERS)
def test_a_stranger_gets_the_same_answer_as_the_customer_and_no_mail(reference: str, guess: str, email: str) -> None:
    customer, stranger = Client(), Client()
    with now.at(START + days(1)):
        first = customer.post("/follow/", {"reference": reference, "email": "jo@example.org"})
        queued = Outgoing.objects.count()
        second = stranger.post("/follow/", {"reference": guess, "email": email})
        assert Outgoing.objects.count() == queued
        assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
        pages = [without_tokens(who.get("/follow/code/").content.decode()) for who in (customer, stranger)]
        assert pages[0] == pages[1]
        wrong = [
            without_tokens(who.post("/follow/code/", {"code": "x"}).content.decode()) for who in (customer, stranger)
        ]
        assert wrong[0] == wrong[1]


def test_asking_in_vain_costs_the_database_as_much_as_asking_rightly(
    reference: str,
) -> None:
    counts = []
    for email in ("jo@example.org", "eve@example.org"):
        with now.at(START + days(1)), CaptureQueriesContext(connection) as asked:
            codes.ask(reference, email, now.now())
        counts.append([query["sql"].split()[0] for query in asked if "SAVEPOINT" not in query["sql"]])
    assert counts[0] == counts[1]


@pytest.mark.parametrize("asked", ["C-26-000001", "C-26-999999"])
def test_asking_takes_the_same_time_whatever_there_is_to_read(
    reference: str, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(codes, "TAKES", 60)
    monkeypatch.setattr("amends.portal.codes.time.sleep", waited.append)
    codes.ask(asked, "jo@example.org", START)
    assert 50 < waited[0] < 60


def test_a_stranger_cannot_use_up_the_customers_codes(reference: str) -> None:
    with now.at(START + days(1)):
        for _ in range(8):
            ask(Client(), reference, "eve@example.org")
        assert ask(Client(), reference, "jo@example.org")


def test_the_sixth_code_within_the_hour_is_not_sent_and_the_answer_is_the_same(reference: str) -> None:
    with now.at(START + days(1)):
        sent = [ask(Client(), reference, "jo@example.org") for _ in range(6)]
    assert [bool(code) for code in sent] == [True] * 5 + [False]


def test_five_wrong_tries_end_a_code(reference: str, client: Client) -> None:
    with now.at(START + days(1)):
        code = ask(client, reference, "jo@example.org")
        for _ in range(5):
            assert client.post("/follow/code/", {"code": "000000" if code != "000000" else "111111"}).status_code == 422
        assert client.post("/follow/code/", {"code": code}).status_code == 422
        assert client.get("/my/").status_code == 303


def test_a_code_works_once_and_for_twenty_minutes(reference: str) -> None:
    with now.at(START + days(1)):
        first, second = Client(), Client()
        code = ask(first, reference, "jo@example.org")
        second.post("/follow/", {"reference": reference, "email": "eve@example.org"})
        first.post("/follow/code/", {"code": code})
        assert second.post("/follow/code/", {"code": code}).status_code == 422
    with now.at(START + days(2)):
        late = ask(first, reference, "jo@example.org")
    with now.at(START + days(2) + timedelta(minutes=21)):
        assert first.post("/follow/code/", {"code": late}).status_code == 422


def test_an_empty_code_opens_nothing(reference: str, client: Client) -> None:
    with now.at(START + days(1)):
        ask(client, reference, "jo@example.org")
        for blank in ("", " ", "\x00"):
            assert client.post("/follow/code/", {"code": blank}).status_code == 422


def test_even_a_right_guess_of_a_code_that_nobody_got_opens_nothing(reference: str) -> None:
    with now.at(START):
        name = codes.ask(reference, "eve@example.org", now.now())
        assert name.startswith(codes.NOBODY)
        Access.objects.filter(case=name).update(sha256=hashlib.sha256(f"{name}123456".encode()).hexdigest())
        assert not codes.is_right(name, "123456", now.now())


def test_a_case_without_an_address_cannot_be_opened_by_an_empty_one(cast: Cast, client: Client) -> None:
    case = received(cast.amira.actor(), customer_email="").reference
    with now.at(START):
        assert client.post("/follow/", {"reference": case, "email": ""}).status_code == 422
        assert codes.ask(case, "", now.now()).startswith(codes.NOBODY)


def test_without_asking_there_is_no_page_for_a_code(cast: Cast, client: Client) -> None:
    assert client.get("/follow/code/")["Location"] == "/follow/"


def test_a_link_opens_the_case_under_a_new_session_key_and_leaves_the_address(reference: str, client: Client) -> None:
    with now.at(START):
        client.post("/complain/what-happened/", {"story": "Something else."})
        planted = client.session.session_key
        enter(client, reference)
        assert client.session.session_key != planted
        assert reference in text_of(client, "/my/")


def test_a_link_that_never_was_or_has_ended_leads_to_the_code_page(reference: str, client: Client) -> None:
    with now.at(START):
        response = client.get("/my/link/nonsense", follow=True)
    assert response.redirect_chain == [("/follow/", 303)]
    assert "This link has ended." in response.content.decode()


def test_leaving_closes_the_case_at_once(reference: str, client: Client) -> None:
    with now.at(START):
        enter(client, reference)
        assert client.post("/my/leave/")["Location"] == "/"
        assert client.get("/my/")["Location"] == "/follow/"


def test_nothing_is_changed_by_opening_an_address(reference: str, client: Client) -> None:
    with now.at(START):
        enter(client, reference)
        assert client.get("/my/leave/").status_code == 405
        assert client.get("/complain/forget/").status_code == 405
        assert client.get("/my/").status_code == 200


def test_leaving_does_not_sign_staff_out(cast: Cast, reference: str, client: Client) -> None:
    assert client.login(email=cast.amira.email, password=PASSWORD)
    with now.at(START):
        enter(client, reference)
        client.post("/my/leave/")
        assert client.get("/my/").status_code == 303
    assert "_auth_user_id" in client.session


def test_a_visit_ends_after_an_hour_without_a_page(reference: str, client: Client) -> None:
    with now.at(START):
        enter(client, reference)
    with now.at(START + timedelta(minutes=55)):
        assert client.get("/my/").status_code == 200
    with now.at(START + timedelta(minutes=110)):
        assert client.get("/my/").status_code == 200
    with now.at(START + timedelta(minutes=171)):
        assert client.get("/my/")["Location"] == "/follow/"


def test_what_was_being_written_when_a_visit_ended_is_there_again(reference: str, client: Client) -> None:
    with now.at(START):
        enter(client, reference)
    with now.at(START + timedelta(hours=2)):
        assert client.post("/my/message/", {"message": "A long message."})["Location"] == "/follow/"
        assert "You were away for a while" in text_of(client, "/follow/")
        enter(client, reference)
        assert "A long message." in text_of(client, "/my/")
        assert "A long message." not in text_of(client, "/my/")  # given back once


def test_what_was_being_written_is_given_back_on_the_same_case_only(cast: Cast, reference: str, client: Client) -> None:
    other = received(cast.amira.actor(), customer_email="other@example.org").reference
    with now.at(START):
        enter(client, reference)
    with now.at(START + timedelta(hours=2)):
        client.post("/my/message/", {"message": "A long message."})
        enter(client, other)
        assert "A long message." not in text_of(client, "/my/")


MINE = [
    "",
    "copy/",
    "answer/1/",
    "message/",
    "understanding/",
    "next-stage/",
    "reopen/",
    "sorted/",
    "sorted/missing/",
    "sorted/more/",
    "offers/1/yes/1/",
    "offers/1/ask/",
    "offers/1/suggest/",
    "offers/1/no/",
    "files/x/",
]


@pytest.mark.parametrize("page", MINE)
def test_every_page_of_ones_own_is_closed_to_others(cast: Cast, client: Client, page: str) -> None:
    with now.at(START):
        assert client.get(f"/my/{page}")["Location"] == "/follow/"


@pytest.mark.parametrize("page", MINE)
def test_no_page_of_ones_own_stays_in_a_cache(reference: str, client: Client, page: str) -> None:
    with now.at(START):
        enter(client, reference)
        response = client.get(f"/my/{page}")
    if response.status_code != 404:
        assert "no-store" in response["Cache-Control"]


def test_an_erased_case_is_nobodys_to_open(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference = send(client)
        enter(client, reference)
    amira, at = cast.amira.actor(), START + timedelta(minutes=1)
    take_step(reference, "keep_as", amira, at, kind="query", reason="A question")
    take_step(reference, "close", amira, at, because="answered", reasons="Done", message="Done.")
    take_step(reference, "erase", cast.dilip.actor(), at, ground="should not have been kept", sure=True)
    with now.at(START + timedelta(minutes=10)):
        assert client.get("/my/")["Location"] == "/follow/"
