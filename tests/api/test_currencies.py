"""Programs are told which currency a case's amounts are in, and sentences about money say it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from amends import now
from amends.api.customer_shapes import CustomersCase
from amends.api.shapes import CaseFacts
from tests.api.machines import key_of_person, machine
from tests.cast import Cast, days
from tests.portal.negotiating import offer, ready_to_offer

BEGUN = datetime(2026, 4, 13, 9, 30, tzinfo=UTC)
LATER = BEGUN + days(4)


@pytest.mark.parametrize(
    ("regime", "currency", "sign"),
    [
        ("general", "GBP", "£"),
        ("ie-cbi-cpc-2025", "EUR", "€"),
        ("us-cfpb-portal", "USD", "$"),
        ("au-asic-rg271", "AUD", "$"),
    ],
)
def test_a_case_says_its_currency_and_what_is_too_much_is_said_in_it(
    cast: Cast, regime: str, currency: str, sign: str
) -> None:
    reference = ready_to_offer(cast.amira.actor(), BEGUN, regime=regime)
    amira = key_of_person(cast.amira)
    with now.at(LATER):
        told = amira.get(f"/cases/{reference}").json()
        assert CaseFacts.model_validate(told).currency == currency
        offered = next(one for one in amira.get(f"/cases/{reference}/next").json()["steps"] if one["name"] == "offer")
        assert f"Pay back the second charge ({sign}64)" in offered["choices"]["options"][0]["label"]
        refused = amira.refused(reference, "offer", options=[1], pence=900_00, message="We would pay.", within_days=14)
    assert f"{sign}900" in refused["missing"][0]
    assert f"up to {sign}250" in refused["missing"][0]


def test_customers_are_told_it_too_with_words_in_it(cast: Cast) -> None:
    portal = machine("customer")
    reference = ready_to_offer(cast.amira.actor(), BEGUN, regime="ie-cbi-cpc-2025")
    offer(reference, cast.amira.actor(), BEGUN + days(3), options=[1], open_until="2026-05-05")
    with now.at(LATER):
        told = portal.get(f"/cases/{reference}").json()
    assert CustomersCase.model_validate(told).currency == "EUR"
    said = next(one for one in told["messages"] if one["kind"] == "offered")
    assert "€64" in " ".join(said["paragraphs"])
