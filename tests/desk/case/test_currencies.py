"""On a case, money is in the currency of its procedure: what was offered, what is asked for, who may decide it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from amends.people.models import Staff
from amends.rules.steps import STEPS
from tests.cast import Cast, days
from tests.desk.case.asking import Asking, plain
from tests.portal.negotiating import offer as offer_made
from tests.portal.negotiating import ready_to_offer

BEGUN = datetime(2026, 4, 13, 9, 30, tzinfo=UTC)
ELSEWHERE = [("ie-cbi-cpc-2025", "€"), ("us-cfpb-portal", "$"), ("au-asic-rg271", "$")]


def case_under(cast: Cast, regime: str) -> Asking:
    """Amira's case with a refund of 64 selected."""
    return Asking(ready_to_offer(cast.amira.actor(), BEGUN, regime=regime), cast.amira, at=BEGUN + days(3))


def offered(case: Asking) -> None:
    said = {"options": [1], "open_until": "2026-05-05"}
    offer_made(case.reference, Staff.objects.get(name="Amira").actor(), BEGUN + days(3), **said)


@pytest.mark.parametrize(("regime", "sign"), ELSEWHERE)
def test_the_options_page_and_its_negotiation_are_in_the_currency_of_the_procedure(
    cast: Cast, regime: str, sign: str
) -> None:
    case = case_under(cast, regime)
    assert f"Chosen: Pay back the second charge ({sign}64). Yours" in plain(case.get("options"))
    offered(case)
    case.take("counter", offer="1", message="Make it 80.", pence=f"{sign}80", channel="phone")
    page = plain(case.get("options"))
    assert f"Offered: {sign}64" in page
    assert f"Pay back the second charge ({sign}64)" in page
    assert f"Asked for: {sign}80" in page
    assert "£" not in page


@pytest.mark.parametrize(("regime", "sign"), ELSEWHERE)
def test_the_form_of_an_offer_asks_in_that_currency_and_says_how_far_one_reaches_in_it(
    cast: Cast, regime: str, sign: str
) -> None:
    case = case_under(cast, regime)
    page = case.text("step", "offer")
    assert f'<span class="sign" id="id_pence_sign">{sign}</span>' in page
    assert 'aria-describedby="id_pence_sign id_pence_helptext"' in page
    assert f"up to {sign}250 of this kind on this case" in plain(case.get("step", "offer"))
    assert "£" not in page


def test_an_amount_in_another_currency_is_no_amount(cast: Cast) -> None:
    case = case_under(cast, "ie-cbi-cpc-2025")
    answer = case.post("identify_option", kind="refund", title="Pay it back", pence="£64")
    assert answer.status_code == 422
    assert "Write an amount, such as 64.50 or 1,250." in plain(answer)
    case.take("identify_option", kind="refund", title="Pay it back", pence="64 euros")
    assert case.facts.resolution.options[3].pence == 6400


def test_what_is_asked_to_be_approved_is_in_that_currency_for_whoever_decides(cast: Cast) -> None:
    case = case_under(cast, "ie-cbi-cpc-2025")
    asked = {"of": cast.carol.actor_id, "due_on": "2026-05-05", "message": "The bank took more."}
    case.take("seek_approval", options=["1"], pence="€900", **asked)
    assert "Refund: up to €900" in plain(case.get("options"))
    case.turn_to(cast.carol)
    work = plain(case.client.get(reverse("desk:work")))
    assert "Approve it or send it back: Refund: up to €900" in work


def test_every_box_for_money_has_its_sign(cast: Cast) -> None:
    case = case_under(cast, "ie-cbi-cpc-2025")
    offered(case)
    asked = [
        name
        for name, step in STEPS.items()
        if any((info.json_schema_extra or {}).get("kind") == "money" for info in step.model_fields.values())  # type: ignore[union-attr]
    ]
    assert len(asked) > 5
    for name in asked:
        answer = case.get("step", name)
        if answer.status_code == 200 and 'name="pence"' in answer.content.decode():
            assert '<span class="sign" id="id_pence_sign">€</span>' in answer.content.decode(), name
