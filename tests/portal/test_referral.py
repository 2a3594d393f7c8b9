"""Rights and referral on the customer's page: the next stage, the independent body, other ways, what was decided."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from amends.cases.take import take
from amends.record.attachments import keep
from amends.rules.steps.referral import Refer
from tests.cast import START, Cast, cast, days, received, take_step
from tests.portal.negotiating import ready_to_offer
from tests.portal.test_offers import page, plain

__all__ = ["cast"]
BODY = "Energy Ombudsman"


@pytest.fixture
def referred(cast: Cast) -> str:
    reference = ready_to_offer(cast.amira.actor())
    step = Refer(body=BODY, reference="EO-77", reason="OUR-OWN-WORDS")
    take(reference, step, by=cast.amira.actor(), at=START + days(2))
    return reference


def heard(reference: str, cast: Cast, day: int, what: str, **fields: Any) -> None:
    said = {"referral": 1, "what": what, "detail": "INTERNAL-DETAIL", **fields}
    take_step(reference, "record_third_party", cast.carol.actor(), START + days(day), **said)


def told(reference: str, day: int) -> str:
    return plain(page(reference, Client(), START + days(day)))


def test_the_page_says_where_the_complaint_is_now_and_what_happens(referred: str) -> None:
    text = told(referred, 3)
    assert "Your complaint is with Energy Ombudsman. They are looking at it." in text
    assert "Energy Ombudsman looks into it now. If it asks us for something, we answer it." in text
    assert "It has been with them since Wednesday 4 March 2026 . Their reference: EO-77" in text
    assert "OUR-OWN-WORDS" not in text


def test_what_passes_between_us_is_told_with_its_dates_and_without_the_words(cast: Cast, referred: str) -> None:
    heard(referred, cast, 3, "request", due_on="2026-03-12")
    text = told(referred, 4)
    assert "asked us for something on Thursday 5 March 2026 . We answer by Thursday 12 March 2026 ." in text
    assert "INTERNAL-DETAIL" not in text
    heard(referred, cast, 5, "answer")
    heard(referred, cast, 6, "view")
    text = told(referred, 7)
    assert "We answered Energy Ombudsman on Saturday 7 March 2026 ." in text
    assert "Energy Ombudsman told us its first view on Sunday 8 March 2026 ." in text
    assert "We answer by" not in text
    assert "INTERNAL-DETAIL" not in text


DECISIONS = [
    ("upheld", "decided on Thursday 12 March 2026 that you are right."),
    ("partly", "that you are right in part."),
    ("not_upheld", "that it does not uphold your complaint."),
    ("settled", "you and we came to an agreement on Thursday 12 March 2026"),
    ("outside", "that it cannot look at this complaint."),
    ("withdrawn", "You took the complaint back from Energy Ombudsman"),
]


@pytest.mark.parametrize(("decided", "words"), DECISIONS)
def test_what_it_decided_is_told_in_a_sentence(cast: Cast, referred: str, decided: str, words: str) -> None:
    heard(referred, cast, 10, "decision", decided=decided)
    text = told(referred, 11)
    assert words in text
    assert "What Energy Ombudsman decided" in text


def test_what_was_ordered_is_a_promise_with_its_date(cast: Cast, referred: str) -> None:
    paper = keep(referred, "decision.pdf", [b"%PDF-1.7"], START).id
    order = {"ordered": "Pay back £64", "pence": 6400, "due_on": "2026-03-26", "files": [paper]}
    heard(referred, cast, 10, "decision", decided="upheld", **order)
    text = told(referred, 11)
    assert "What was ordered or agreed there: To come Pay back £64 By Thursday 26 March 2026 ." in text
    assert "We do what was agreed: Pay back £64. By Thursday 26 March 2026 ." in text
    assert "Late Pay back £64" in told(referred, 30)
    assert "decision.pdf" not in text


def test_an_answer_that_we_owe_the_body_is_no_promise_to_the_customer(cast: Cast, referred: str) -> None:
    heard(referred, cast, 3, "request", due_on="2026-03-12")
    assert "We have not promised you anything else yet." in told(referred, 4)


def test_the_right_to_go_there_is_told_with_when_and_why(cast: Cast) -> None:
    cast.organisation.regime = "uk-fca-disp"
    cast.organisation.save()
    reference = ready_to_offer(cast.amira.actor())
    html = page(reference, Client(), START + days(3))
    text = plain(html)
    assert "You can go to them from Tuesday 28 April 2026 , also if you have no final answer from us by then." in text
    assert "How to reach them:" in text
    assert "Why this date?" in text[text.index("The independent body") :]


def test_once_it_is_there_the_days_of_the_right_are_no_question(cast: Cast) -> None:
    cast.organisation.regime = "uk-fca-disp"
    cast.organisation.save()
    reference = ready_to_offer(cast.amira.actor())
    take_step(reference, "refer", cast.amira.actor(), START + days(2), body=BODY, reason="The refund.")
    assert "You can go to them" not in told(reference, 3)


def test_other_ways_that_we_pointed_to_stay_on_the_page(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    take_step(reference, "recognise", cast.amira.actor(), START, limb="service")
    fields = {"elsewhere": "Citizens Advice, 0808 223 1133, free.", "message": "We cannot help with the tariff."}
    take_step(reference, "signpost", cast.amira.actor(), START + days(1), **fields)
    text = told(reference, 2)
    assert "Where else you can turn" in text
    assert "Other ways to get it resolved Citizens Advice, 0808 223 1133, free." in text
