"""What a message to the customer says: parts by their titles, money as the procedure writes it, nothing among us."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from amends.cases.letters import paragraphs
from amends.rules.entries import Entry
from amends.rules.facts import Facts
from tests.rules.story import ALL_PARTS, selected, told

AT = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


def test_a_closing_letter_has_its_parts_and_not_our_reasons() -> None:
    said = {"reasons": "They stopped calling.", "message": "We have closed it.", "referral_rights": "Go to them."}
    entry = Entry(1, "closed", "close", "staff:1", AT, AT, {"because": "final_response"}, said)
    assert paragraphs(entry, Facts()) == [
        "We have closed it.",
        "Your right to turn to the independent body: Go to them.",
    ]


@pytest.mark.parametrize(
    ("regime", "amount"), [("general", "£64"), ("ie-cbi-cpc-2025", "€64"), ("us-cfpb-portal", "$64")]
)
def test_an_offer_is_told_in_the_currency_of_the_procedure(regime: str, amount: str) -> None:
    story = told("understood", regime, at=AT)
    entry = story.take("offer", options=[selected(story)], message="Please think about it.", **ALL_PARTS)
    assert f"Pay back the second charge: {amount}" in paragraphs(entry, story.facts)
