"""A case in Welsh through offers, answers and referral: pages, forms, confirmations and letters hold no English."""

from __future__ import annotations

import pytest
from django.test import Client

from amends import now
from amends.cases.models import Outgoing
from amends.cases.take import take
from amends.rules.steps.referral import Refer
from tests.cast import START, Cast, cast, customer, days, received, take_step
from tests.languages.english import english_in
from tests.portal.negotiating import APOLOGY, LATER, offer, offered, ready_to_offer
from tests.portal.walk import answered, enter, text_of

__all__ = ["cast"]

WELSH = {"language": "cy"}
WRITTEN = ("Is it sorted?", "Refund", "Our answer.")
"""What staff wrote in these tests that is also a text of ours."""


def page(reference: str, client: Client, address: str = "/my/", at: int = 4) -> str:
    with now.at(START + days(at)):
        enter(client, reference)
        return text_of(client, address)


def english_of_letters(reference: str) -> list[str]:
    bodies = Outgoing.objects.filter(case=reference).values_list("subject", "body")
    assert bodies
    lines = [line for subject, body in bodies for line in (subject, *body.splitlines())]
    return [text for line in lines for text in left(line)]


def left(html: str) -> list[str]:
    """What is left in English that nobody wrote in these tests."""
    return english_in(html.replace(APOLOGY["title"], ""), but=WRITTEN)


@pytest.mark.parametrize("options", [(1, 2), (1,)])
def test_an_offer_is_put_in_welsh(cast: Cast, client: Client, options: tuple[int, ...]) -> None:
    reference = offered(cast, options=options, received=WELSH, without_liability=True)
    assert left(page(reference, client)) == []
    assert english_of_letters(reference) == []


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("yes/1/", {}),
        ("suggest/", {"message": "Mwy, os gwelwch yn dda.", "pence": "120"}),
        ("suggest/", {"message": "Ymddiheuriad."}),
        ("no/", {"why": "Nid yw'n ddigon."}),
    ],
)
def test_an_answer_to_an_offer_is_given_and_confirmed_in_welsh(
    cast: Cast, client: Client, way: str, said: dict[str, str]
) -> None:
    reference = offered(cast, received=WELSH)
    address = f"/my/offers/1/{way}"
    assert left(page(reference, client, address)) == []
    with now.at(LATER):
        response = client.post(address, said)
        assert response.status_code == 303, response.content.decode()
        assert left(client.get(response["Location"]).content.decode()) == []
    assert left(page(reference, client)) == []
    assert english_of_letters(reference) == []


@pytest.mark.parametrize("way", ["suggest/", "no/", "ask/"])
def test_an_answer_without_words_is_refused_in_welsh(cast: Cast, client: Client, way: str) -> None:
    reference = offered(cast, received=WELSH)
    assert left(page(reference, client, f"/my/offers/1/{way}")) == []
    with now.at(LATER):
        assert left(client.post(f"/my/offers/1/{way}", {"pence": "x"}).content.decode()) == []


def test_an_offer_that_was_taken_back_lapsed_or_replaced_says_so_in_welsh(cast: Cast, client: Client) -> None:
    amira = cast.amira.actor()
    reference = offered(cast, received=WELSH)
    assert left(page(reference, client, at=30)) == []
    offer(reference, amira, at=START + days(31), open_until="2026-04-20")
    assert left(page(reference, client, at=32)) == []
    take_step(reference, "withdraw_offer", amira, START + days(32), offer=2, message="Ni allwn.")
    assert left(page(reference, client, at=33)) == []


@pytest.mark.parametrize("regime", ["general", "uk-fca-disp", "uk-housing-ombudsman-code-2024", "gb-ofgem-2008"])
def test_what_was_found_is_told_in_welsh_under_each_procedure_of_wales(cast: Cast, client: Client, regime: str) -> None:
    cast.organisation.regime, cast.organisation.regimes = regime, [regime]
    cast.organisation.save()
    reference = received(cast.amira.actor(), **WELSH).reference
    assert left(page(reference, client, at=1)) == []
    assert left(page(reference, client, at=200)) == []  # late in everything


def test_an_answer_and_the_question_whether_it_is_sorted_are_in_welsh(cast: Cast, client: Client) -> None:
    reference = received(cast.amira.actor(), **WELSH).reference
    answered(reference, cast)
    assert left(page(reference, client)) == []
    for said in ("partly", "no", "yes"):
        take_step(reference, "answer_satisfaction", customer(reference), START + days(5), answer=said)
        for address in ("/my/", "/my/sorted/", "/my/next-stage/"):
            assert left(page(reference, client, address, at=6)) == [], address


DECIDED = ["upheld", "partly", "not_upheld", "settled", "outside", "withdrawn"]


@pytest.mark.parametrize("decided", DECIDED)
def test_a_referral_is_told_in_welsh(cast: Cast, client: Client, decided: str) -> None:
    reference = ready_to_offer(cast.amira.actor(), **WELSH)
    step = Refer(body="Ombwdsmon Ynni", reference="EO-77", reason="R")
    take(reference, step, by=cast.amira.actor(), at=START + days(2))
    for n, (what, fields) in enumerate(
        [("request", {"due_on": "2026-03-12"}), ("answer", {}), ("view", {}), ("decision", {"decided": decided})]
    ):
        said = {"referral": 1, "what": what, "detail": "D", **fields}
        take_step(reference, "record_third_party", cast.carol.actor(), START + days(3 + n), **said)
        assert left(page(reference, client, at=4 + n)) == [], what
