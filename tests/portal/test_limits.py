"""A script that fills the form meets a limit in words; people do not."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client, RequestFactory
from pytest_django import Settings

from amends import now
from amends.cases.models import Case, Outgoing
from amends.portal import limits
from tests.cast import START, Cast, cast, received
from tests.portal.walk import answer_all, send, text_of, token_of

__all__ = ["cast"]


def test_the_fourth_complaint_within_an_hour_waits_and_nothing_is_lost(cast: Cast, client: Client) -> None:
    with now.at(START):
        for n in range(3):
            send(client, reach={"email": f"jo{n}@example.org"})
        answer_all(client)
        response = client.post("/complain/check/", {"token": token_of(client)})
        assert response.status_code == 429
        assert response["Retry-After"]
        assert "Please wait a little" in response.content.decode()
        assert "My card was charged twice" in text_of(client, "/complain/check/")
    with now.at(START + timedelta(hours=1)):
        assert client.post("/complain/check/", {"token": token_of(client)}).status_code == 303


def test_nobody_can_flood_a_mailbox_that_is_not_theirs(cast: Cast) -> None:
    with now.at(START):
        for _ in range(12):
            client = Client()
            answer_all(client)
            client.post("/complain/check/", {"token": token_of(client)})
    assert Case.objects.count() == 3
    assert Outgoing.objects.filter(to="jo@example.org").count() == 3


def test_at_most_ten_a_day_go_to_one_mailbox(cast: Cast) -> None:
    for hour in range(12):
        with now.at(START + timedelta(hours=hour)):
            client = Client()
            answer_all(client)
            client.post("/complain/check/", {"token": token_of(client)})
    assert Outgoing.objects.filter(to="jo@example.org").count() == 10


def test_one_address_sends_at_most_twenty_an_hour(cast: Cast) -> None:
    with now.at(START):
        for n in range(22):
            client = Client()
            answer_all(client, reach={"email": f"jo{n}@example.org"})
            client.post("/complain/check/", {"token": token_of(client)})
    assert Case.objects.count() == 20


def test_guessing_codes_meets_a_limit(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    with now.at(START):
        asked = [Client().post("/follow/", {"reference": reference, "email": "eve@example.org"}) for _ in range(21)]
        assert asked[-1].status_code == 429
        client = Client()
        cache_free = Client(REMOTE_ADDR="192.0.2.7")
        cache_free.post("/follow/", {"reference": reference, "email": "eve@example.org"})
        tried = [cache_free.post("/follow/code/", {"code": f"{n:06d}"}) for n in range(31)]
    assert tried[-1].status_code == 429
    assert client.get("/follow/").status_code == 200


def test_a_forged_address_header_does_not_help(cast: Cast, settings: Settings) -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
    assert limits.address_of(request) == "127.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert limits.address_of(request) == "203.0.113.9"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    assert limits.address_of(request) == "127.0.0.1"


def test_uploads_meet_a_limit(cast: Cast, client: Client) -> None:
    with now.at(START):
        answered = [client.post("/complain/files/", {}).status_code for _ in range(limits.UPLOADS.most + 1)]
    assert answered[-1] == 429
    assert 429 not in answered[:-1]


def test_a_limit_counts_each_by_themselves_and_begins_anew() -> None:
    limit = limits.Limit("test", 1, timedelta(minutes=1))
    assert [limit.passed("a", START), limit.passed("a", START), limit.passed("b", START)] == [False, True, False]
    assert not limit.passed("a", START + timedelta(minutes=1))
