"""What staff can still take back is not on the customer's page, nor is anything that follows from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from amends import now
from amends.cases.take import facts_of
from amends.people.access import new_link
from amends.rules.rulings import TAKE_BACK
from tests.cast import Cast, cast, customer, received, take_step
from tests.portal.negotiating import LATER, offer, ready_to_offer
from tests.portal.walk import enter, send, text_of

__all__ = ["cast"]
SOON = LATER + TAKE_BACK - timedelta(seconds=1)
GONE = LATER + TAKE_BACK


def both(reference: str, address: str = "/my/") -> list[str]:
    """The page a second before the message has gone, and when it has."""
    found = []
    for at in (SOON, GONE):
        client = Client()
        with now.at(at):
            enter(client, reference)
            found.append(text_of(client, address))
    return found


@pytest.mark.parametrize("address", ["/my/", "/my/copy/"])
def test_a_message_is_shown_once_it_cannot_be_taken_back(cast: Cast, address: str) -> None:
    reference = received(cast.amira.actor()).reference
    take_step(reference, "send_update", cast.amira.actor(), LATER, message="ON-ITS-WAY")
    assert ["ON-ITS-WAY" in page for page in both(reference, address)] == [False, True]


def test_nor_is_what_follows_from_it(cast: Cast) -> None:
    reference = ready_to_offer(cast.amira.actor())
    offer(reference, cast.amira.actor(), LATER)
    soon, gone = both(reference)
    for words in (
        "We have made you an offer",
        "Our offers to you",
        "You answer our offer",
        "Pay back the second charge",
    ):
        assert words not in soon
        assert words in gone


def test_an_offer_on_its_way_cannot_be_opened(cast: Cast, client: Client) -> None:
    reference = ready_to_offer(cast.amira.actor())
    offer(reference, cast.amira.actor(), LATER)
    with now.at(SOON):
        enter(client, reference)
        assert client.get("/my/offers/1/yes/1/").status_code == 404
    with now.at(GONE):
        assert client.get("/my/offers/1/yes/1/").status_code == 200


def test_what_was_taken_back_is_never_shown(cast: Cast, client: Client) -> None:
    reference = ready_to_offer(cast.amira.actor())
    offer(reference, cast.amira.actor(), LATER, message="TAKEN-BACK")
    take_step(reference, "take_back", cast.amira.actor(), SOON)
    with now.at(LATER + timedelta(days=1)):
        enter(client, reference)
        assert "TAKEN-BACK" not in text_of(client, "/my/") + text_of(client, "/my/copy/")
        assert "We have made you an offer" not in text_of(client, "/my/")
        assert client.get("/my/offers/1/yes/1/").status_code == 404


def test_an_answer_to_what_is_being_replaced_is_refused_and_keeps_the_newer_offer_unseen(
    cast: Cast, client: Client
) -> None:
    """A step is ruled on with everything that is so; only what is shown waits."""
    reference = ready_to_offer(cast.amira.actor())
    offer(reference, cast.amira.actor(), LATER - timedelta(days=1))
    offer(reference, cast.amira.actor(), LATER, options=[2], message="NEWER-OFFER")
    with now.at(SOON):
        enter(client, reference)
        seen = facts_of(reference)[0].number - 1
        response = client.post("/my/offers/1/yes/1/", {"seen": str(seen)})
    assert response.status_code == 409
    assert "The case moved on while you were writing. Offer 1 is not open." in response.content.decode()
    assert "NEWER-OFFER" not in response.content.decode()
    assert "accepted" not in facts_of(reference)[0].kinds


def test_findings_told_before_something_was_taken_back_stay_as_they_were_told(cast: Cast, client: Client) -> None:
    """An entry's number is not its place where one before it is left out."""
    amira = cast.amira.actor()
    reference = ready_to_offer(amira)
    take_step(reference, "send_update", amira, LATER, message="TAKEN-BACK")
    take_step(reference, "take_back", amira, SOON)
    at = LATER + timedelta(days=1)
    take_step(reference, "acknowledge", amira, at, message="We have it.", says=["received", "next"])
    found = {"issue": 1, "outcome": "unable", "reasons": "AS-TOLD", "let_down_by": "none"}
    take_step(reference, "find", amira, at, **found)
    said = {"message": "Our answer.", "reasons": "R", "redress": "Words", "next_stage_how": "Write to us"}
    take_step(reference, "report_findings", amira, at, **said)
    take_step(reference, "answer_satisfaction", customer(reference), at + timedelta(hours=1), answer="no")
    take_step(reference, "find", amira, at + timedelta(hours=2), **{**found, "reasons": "FOUND-SINCE"})
    with now.at(at + timedelta(hours=3)):
        enter(client, reference)
        page = text_of(client, "/my/")
    assert "AS-TOLD" in page
    assert "FOUND-SINCE" not in page


CONFIRMATIONS: list[Callable[[str], str]] = [lambda t: f"/complain/sent/{t}/", lambda t: f"/complain/sent/{t}/copy/"]


@pytest.mark.parametrize("address", CONFIRMATIONS)
def test_nor_by_the_link_of_a_confirmation(cast: Cast, client: Client, address: Callable[[str], str]) -> None:
    with now.at(LATER - timedelta(days=1)):
        reference = send(client)
    take_step(reference, "ask", cast.amira.actor(), LATER, message="ON-ITS-WAY?")
    words = "Please answer our question."
    pages = []
    for at in (SOON, GONE):
        with now.at(at):
            pages.append(text_of(Client(), address(new_link(reference, at))))
    assert [("ON-ITS-WAY?" in page) or (words in page) for page in pages] == [False, True]
