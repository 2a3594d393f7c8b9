"""Beside the amount, before anything is sent: how much one may offer, and whom more needs."""

from __future__ import annotations

import re

import pytest

from amends.people.authority import set_absence
from amends.people.models import Staff
from tests.cases.agreeing import agreed, weighed
from tests.cases.agreeing import begun as complaint
from tests.cast import START, Cast, days, take_step
from tests.desk.case.asking import Asking, plain


def selected(cast: Cast, reference: str, number: int) -> Asking:
    said = {"option": number, "rationale": "It fits", "why_only": "Plain"}
    take_step(reference, "select_option", cast.amira.actor(), START, **said)
    return Asking(reference, cast.amira, START + days(1))


def away(someone: Staff, case: Asking, delegate: str = "") -> None:
    day, who = case.at.date(), someone.actor_id
    set_absence(who, from_on=day, until_on=day, delegate=delegate, by=who, at=case.at)


@pytest.fixture
def case(cast: Cast) -> Asking:
    """A goodwill payment is selected that is beyond Amira."""
    reference = complaint(cast, about="charge")
    weighed(cast, reference, kind="goodwill", pence=45000, title="A payment for the trouble")
    return selected(cast, reference, 1)


@pytest.mark.parametrize("step", ["offer", "seek_approval"])
def test_what_is_too_much_says_how_much_would_be_allowed_and_who_could(case: Asking, step: str) -> None:
    words = "A payment for the trouble: you may offer up to £50 of this kind on this case; £450 needs Carol or Dilip."
    assert words in plain(case.get("step", step))


def test_what_is_ones_own_says_how_much_more_it_could_be(cast: Cast) -> None:
    reference = complaint(cast, about="charge")
    weighed(cast, reference, kind="refund", pence=6400, title="Pay it back")
    page = plain(selected(cast, reference, 1).get("step", "offer"))
    assert "1. Pay it back: you may offer up to £250 of this kind on this case." in page


def test_what_was_agreed_before_counts_and_the_form_says_so(cast: Cast) -> None:
    reference = agreed(cast, 20000, about="charge")
    weighed(cast, reference, kind="refund", pence=6400, title="A second payment")
    page = plain(selected(cast, reference, 2).get("step", "offer"))
    assert (
        "2. A second payment: you may offer up to £50 more of this kind on this case, as £200 was agreed before; "
        "£64 needs Carol or Dilip." in page
    )


def test_the_form_follows_the_approval(case: Asking, cast: Cast) -> None:
    case.take("seek_approval", options=["1"], of=cast.carol.actor_id, due_on="2026-03-09", message="Nine calls.")
    assert "; £450 is asked of Carol." in plain(case.get("step", "offer"))
    case.turn_to(cast.carol)
    case.take("approve", approval="1", reason="Nine calls are too many.")
    case.turn_to(cast.amira)
    assert "; £450 is approved by Carol." in plain(case.get("step", "offer"))


def test_asked_of_nobody_in_particular_says_so(case: Asking) -> None:
    case.take("seek_approval", options=["1"], due_on="2026-03-09", message="Nine calls.")
    assert "; £450 is asked of whoever can." in plain(case.get("step", "offer"))


def test_a_kind_that_is_not_ones_own_is_named_though_it_costs_nothing(cast: Cast) -> None:
    reference = complaint(cast, about="charge")
    weighed(cast, reference, kind="change", title="Two people check")
    weighed(cast, reference, kind="apology", title="Say sorry")
    page = plain(selected(cast, reference, 2).get("step", "offer"))
    assert "1. Two people check: you may not offer this kind yourself; it needs Carol or Dilip." in page
    assert "Say sorry: you may" not in page


def test_only_those_who_could_approve_are_offered_to_be_asked_also_when_they_are_away(case: Asking, cast: Cast) -> None:
    away(cast.carol, case)
    page = case.text("step", "seek_approval")
    whom = page[page.index('name="of"') :].partition("</select>")[0]
    assert re.findall(r'value="([^"]*)"', whom) == ["", cast.carol.actor_id, cast.dilip.actor_id]


def test_who_stands_in_reads_the_limits_of_both(case: Asking, cast: Cast) -> None:
    away(cast.carol, case, cast.amira.actor_id)
    assert "up to £500 of this kind on this case." in plain(case.get("step", "offer"))


def test_quality_may_offer_any_amount(case: Asking, cast: Cast) -> None:
    case.turn_to(cast.dilip)
    assert "A payment for the trouble: you may offer any amount of this kind." in plain(case.get("step", "offer"))


def test_beyond_everyone_is_said(cast: Cast) -> None:
    reference = complaint(cast, about="charge")
    weighed(cast, reference, kind="goodwill", pence=45000, title="A payment")
    case = selected(cast, reference, 1)
    for someone in (cast.carol, cast.dilip):
        away(someone, case)
    assert "£450 is beyond everyone here." in plain(case.get("step", "offer"))
