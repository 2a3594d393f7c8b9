"""Ways round authority, separation and promises that somebody inside might try: each is refused, with its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from amends.rules.actors import Actor, Role
from amends.rules.authority import Absence, Authority, Limit
from amends.rules.rulings import Scene
from tests.rules.story import (
    AMIRA,
    BEN,
    CAROL,
    CUSTOMER,
    DILIP,
    LOW,
    POWERS,
    WEIGHED,
    Story,
    asked_for,
    offered,
    selected,
    told,
    weigh,
)

ASKED = {"options": [1], "due_on": "2026-03-06", "message": "More than I may give."}


class Away(Story):
    """A story in which Carol is away and Ben stands in for her."""

    def scene(self, by: Actor = AMIRA) -> Scene:
        absences = (Absence(CAROL.id, date(2026, 3, 1), date(2026, 3, 31), BEN.id),)
        return replace(super().scene(by), authority=Authority(lambda: replace(POWERS, absences=absences)))


def away(**received: Any) -> Story:
    story = told("understood", **received)
    story.__class__ = Away
    return story


# amounts


def test_what_is_done_is_not_made_cheaper_to_stay_below_a_limit() -> None:
    """A boiler for £3,000 offered «for £1» would still be the boiler."""
    story = told("understood")
    selected(story, kind="replace", title="A new boiler", pence=300_000)
    words = "This is done, not paid. Make money in its place an option of its own."
    story.refused("offer", rule="amount_fits", words=words, options=[1], pence=100, message="x")
    story.refused("seek_approval", rule="amount_fits", words=words, pence=100, **ASKED)
    story.take("seek_approval", **ASKED)
    story.take("approve", DILIP, approval=1, reason="It is broken.")
    story.take("offer", options=[1], message="A new boiler.")
    story.take("counter", offer=1, channel="phone", message="Ten pounds will do.", pence=1000)
    story.refused("agree_counter", rule="amount_fits", words=words, option=1, message="x")


def test_an_offer_is_not_below_what_its_own_words_name() -> None:
    """Otherwise the customer would read £5,000 and authority £1."""
    story = told("understood")
    selected(story, title="Refund of £5,000", pence=500_000)
    words = "The words name £5,000, but the amount is £1."
    story.refused("offer", rule="words_agree", words=words, options=[1], pence=100, message="x")


def test_money_is_not_offered_as_nothing() -> None:
    story = told("understood")
    selected(story, title="Refund the whole bill", pence=500_000)
    words = "Say how much it is, or what it is worth."
    story.refused("offer", rule="amount_fits", words=words, options=[1], pence=0, message="x")


@pytest.mark.parametrize("written", ["£5k", "GBP 5000", "5 000 pounds", "€5.000,00", "£0.005m", "500000p", "5 grand"])
def test_however_money_is_written_it_counts(written: str) -> None:
    words = "The words name £5,000, but the amount is £1."
    fields = {"kind": "refund", "title": f"Refund of {written}", "pence": 100}
    if written == "£0.005m":
        words = "The words name £10,000, but the amount is £1."  # a fraction of a coin is left out
        fields["title"] = "Refund of £0.01m"
    told("understood").refused("identify_option", rule="words_agree", words=words, **fields)


@pytest.mark.parametrize(
    "what",
    ["£5,000 in your account on Friday", "You will have £5,000 by Friday", "Take £500 off the bill", "Talu £500 i chi"],
)
def test_money_is_not_promised_past_an_offer(what: str) -> None:
    words = "A promise of money is an offer. Make it as one, within your authority."
    story = told("understood")
    story.refused("promise", rule="money_is_offered", words=words, what=what, due_on="2026-03-06")


# approval


def test_what_was_approved_for_one_option_is_not_given_for_another() -> None:
    story = told("understood")
    asked_for(story, 90000)
    story.take("approve", CAROL, approval=1, reason="It is what they lost.")
    weigh(story, title="Pay for a new phone", pence=90000)
    ruling = story.refused("offer", rule="within_authority", options=[3], message="x")
    assert ruling.who_could == ("Carol", "Dilip")
    story.refused("offer", rule="within_authority", options=[1, 3], message="x")
    assert story.take("offer", options=[1], message="We would pay it back.")


def test_nobody_signs_in_place_of_someone_who_had_a_part_in_it() -> None:
    """Carol weighed it. Ben, who stands in for her, cannot approve it with her limits."""
    story = away()
    selected(story, pence=90000)
    story.take("weigh_option", CAROL, option=1, **{**WEIGHED, "benefits_us": "None."})
    story.take("seek_approval", **ASKED)
    words = "It is beyond your authority, too."
    ruling = story.refused("approve", BEN, rule="within_authority", words=words, approval=1, reason="x")
    assert ruling.who_could == ("Dilip",)


def test_nobody_signs_in_place_of_someone_who_is_complained_about() -> None:
    story = away(about_staff=[CAROL.id])
    selected(story, pence=90000)
    words = "They cannot approve this: it is beyond their authority, they are away, or had a part in it."
    story.refused("seek_approval", rule="asked_who_could", words=words, of=CAROL.id, **ASKED)
    story.take("seek_approval", **ASKED)
    story.refused("approve", BEN, rule="within_authority", approval=1, reason="x")
    assert story.take("approve", DILIP, approval=1, reason="x")


def test_who_assessed_a_risk_has_a_part_in_it() -> None:
    story = told("understood")
    selected(story, pence=90000)
    story.take("assess_risk", CAROL, option=1, **LOW)
    story.take("seek_approval", **ASKED)
    ruling = story.refused("approve", CAROL, rule="not_involved", approval=1, reason="x")
    assert ruling.who_could == ("Dilip",)


def test_a_key_that_is_nobodys_approves_nothing() -> None:
    story = told("understood")
    asked_for(story, 90000)
    machine = Actor("key:9", frozenset({Role.LEADER}))
    words = "A person approves: sign in, or use a key that is your own."
    for name in ("approve", "decline"):
        story.refused(name, machine, rule="by_a_person", words=words, approval=1, reason="x")


def test_approval_that_nobody_could_give_is_not_asked_for() -> None:
    """It would wait for ever, and the case with it."""
    story = told("understood")
    selected(story, DILIP, pence=10**9)
    ruling = story.refused("seek_approval", rule="asked_who_could", words="Nobody here could approve this.", **ASKED)
    assert ruling.who_could == ("nobody here: an administrator would have to raise a limit",)


def test_approval_is_not_given_before_it_was_asked_for() -> None:
    story = told("understood")
    asked_for(story, 90000)
    earlier = (story.at - timedelta(minutes=30)).isoformat()
    words = "It cannot have happened before Monday 2 March 2026 at 12:30, when it was asked for."
    story.refused("approve", CAROL, rule="in_order", words=words, approval=1, reason="x", happened_at=earlier)


def test_a_day_on_which_a_limit_was_higher_does_not_help() -> None:
    """What counts is the day on which it is recorded, not the day on which it is said to have happened."""
    story = told("understood").go_on(10)
    selected(story, pence=90000)

    class Lower(Story):
        def scene(self, by: Actor = AMIRA) -> Scene:
            high = Limit("handler", "refund", None, date(2026, 1, 1), date(2026, 3, 10))
            everything = Limit("handler", "all", None, date(2026, 1, 1), date(2026, 3, 10))
            powers = replace(POWERS, limits=(*POWERS.limits, high, everything))
            return replace(super().scene(by), authority=Authority(lambda: powers))

    story.__class__ = Lower
    fields = {"options": [1], "message": "x", "open_until": "2026-04-01", "happened_at": "2026-03-09T10:00+00:00"}
    story.refused("offer", rule="within_authority", **fields)


# what an offer's letters say


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("offer", {"options": [1], "message": "x"}),
        ("send_update", {"message": "x"}),
        ("signpost", {"elsewhere": "x", "message": "x"}),
    ],
)
def test_a_letter_names_no_redress_that_nobody_signed_for(name: str, fields: dict[str, Any]) -> None:
    story = told("understood")
    selected(story)
    words = "The redress names £500, which has not been offered or agreed."
    story.refused(name, rule="money_is_offered", words=words, redress="We pay you £500.", **fields)
    if name == "offer":
        assert story.take(name, redress="We pay you £64.", **fields)


# answers


def test_what_is_said_on_the_customers_page_is_said_now() -> None:
    """An offer that has lapsed is not taken by saying that it was taken in time."""
    story = told("understood")
    selected(story)
    story.take("offer", options=[1], open_until="2026-03-10", message="x")
    in_time = (story.at + timedelta(days=2)).isoformat()
    story.go_on(20)
    words = "On their own page it happens now: it has no other moment."
    story.refused("accept", CUSTOMER, rule="answered_now", words=words, offer=1, option=1, happened_at=in_time)
    assert story.take("accept", offer=1, option=1, channel="phone", happened_at=in_time)


def test_an_offer_that_has_lapsed_can_be_withdrawn() -> None:
    """Or it would stand on the lists for as long as the case."""
    story = told("understood")
    selected(story)
    story.take("offer", options=[1], open_until="2026-03-10", message="x")
    story.go_on(20)
    assert "accept" in [one.step for one in story.wanted()]
    story.take("withdraw_offer", offer=1, message="You did not want it.")
    assert "accept" not in [one.step for one in story.wanted()]


def test_an_offer_is_not_withdrawn_before_it_was_made() -> None:
    story = told("understood")
    offered(story)
    earlier = (story.at - timedelta(minutes=30)).isoformat()
    words = "It cannot have happened before Monday 2 March 2026 at 12:30, when the offer was made."
    story.refused("withdraw_offer", rule="in_order", words=words, offer=1, message="x", happened_at=earlier)
