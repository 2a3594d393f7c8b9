"""A customer reads and writes money in the currency of the procedure that their case is under."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from amends import now
from amends.cases.models import Outgoing
from tests.cast import Cast, cast, days
from tests.portal.negotiating import facts, offer, ready_to_offer
from tests.portal.walk import enter

__all__ = ["cast"]

BEGUN = datetime(2026, 4, 13, 9, 30, tzinfo=UTC)
LATER = BEGUN + days(4)
ELSEWHERE = [("ie-cbi-cpc-2025", "€"), ("us-cfpb-portal", "$"), ("au-asic-rg271", "$")]


def offered(cast: Cast, regime: str) -> str:
    amira = cast.amira.actor()
    reference = ready_to_offer(amira, BEGUN, regime=regime)
    offer(reference, amira, BEGUN + days(3), open_until="2026-05-05")
    return reference


def plain(html: str) -> str:
    """The words of a page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def read(client: Client, address: str) -> str:
    with now.at(LATER):
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("regime", "sign"), ELSEWHERE)
def test_an_offer_is_read_and_answered_in_the_currency_of_the_procedure(
    cast: Cast, client: Client, regime: str, sign: str
) -> None:
    reference = offered(cast, regime)
    with now.at(LATER):
        enter(client, reference)
    page = plain(read(client, "/my/"))
    assert f"What you get {sign}64 Refund" in page
    assert f"We offered: A: Pay back the second charge ({sign}64)" in page
    assert f"{sign}64" in plain(read(client, "/my/offers/1/yes/1/"))
    form = read(client, "/my/offers/1/suggest/")
    assert f'<span class="sign" id="id_pence_sign">{sign}</span>' in form
    assert "For example 80 or 64.50." in form
    with now.at(LATER):
        kept = client.post("/my/offers/1/suggest/", {"message": "For the trouble too.", "pence": f"{sign}80"})
    assert kept.status_code in (302, 303), plain(kept.content.decode())
    assert facts(reference).resolution.offers[1].moves[-1].pence == 8000
    for text in (plain(read(client, kept["Location"])), plain(read(client, "/my/"))):
        assert f"You asked for {sign}80 instead" in text
        assert "£" not in text
    copy = Outgoing.objects.filter(case=reference, entry=0).latest("pk")
    assert f"You asked for {sign}80 instead." in copy.body


def test_pounds_are_no_amount_where_the_case_is_in_euros(cast: Cast, client: Client) -> None:
    reference = offered(cast, "ie-cbi-cpc-2025")
    with now.at(LATER):
        enter(client, reference)
        answer = client.post("/my/offers/1/suggest/", {"message": "For the trouble.", "pence": "£80"})
    assert answer.status_code == 422
    assert "Write an amount, such as 64.50 or 1,250." in answer.content.decode()
    assert facts(reference).resolution.offers[1].moves == ()
