"""Offers, and what the customer says to them; what was agreed is carried out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from amends.rules.choices import choices
from amends.rules.facts import PromiseState
from amends.rules.resolution import OfferState
from amends.rules.steps import STEPS
from amends.rules.steps.response import redress_told
from tests.rules.story import (
    ALL_PARTS,
    AMIRA,
    CAROL,
    CUSTOMER,
    DILIP,
    WEIGHED,
    WHOLE_RESPONSE,
    Story,
    asked_for,
    offered,
    selected,
    told,
    weigh,
)

# offer


def test_an_offer_has_terms_a_last_day_and_who_signed_for_it() -> None:
    story = told("understood")
    selected(story)
    entry = story.take("offer", options=[1], open_until="2026-03-30", message="We would pay it back.")
    assert entry.data == {
        "offer": 1,
        "terms": [{"option": 1, "kind": "refund", "pence": 6400}],
        "open_until": "2026-03-30",
        "within_days": 14,
        "without_liability": False,
        "sums": {"refund": 6400, "all": 6400},
        "acts_for": AMIRA.id,
        "approval": 0,
    }
    assert story.facts.last_to_customer == entry.number
    assert story.facts.resolution.committed(story.at.date()) == {"refund": 6400, "all": 6400}


def test_an_offer_is_within_authority_or_names_what_is_too_much_and_who_could() -> None:
    story = told("understood")
    selected(story, pence=90000)
    words = "It is beyond your authority. Seek approval, or offer less."
    ruling = story.refused("offer", rule="within_authority", words=words, options=[1], message="x")
    assert ruling.missing == (
        "authority for £900: Refund, where you may decide up to £250 on one case",
        "authority for £900: everything on this case together, where you may decide up to £300 on one case",
    )
    assert ruling.who_could == ("Carol", "Dilip")
    assert story.take("offer", options=[1], pence=25000, message="The part I may give.")


def test_a_kind_that_one_has_no_authority_for_says_so() -> None:
    story = told("understood")
    selected(story, kind="change", title="Change the retry", pence=None)
    ruling = story.refused("offer", rule="within_authority", options=[1], message="x")
    assert ruling.missing == ("authority for this kind: Change of practice",)


def test_an_offer_cannot_be_split_to_stay_below_a_limit() -> None:
    """£200 and £100 are within Amira's £250, one after the other they are not; nor by going over to another kind."""
    story = told("understood")
    offered(story, pence=20000)
    story.take("accept", CUSTOMER, offer=1, option=1)
    weigh(story, title="And the fee", pence=10000)
    weigh(story, kind="compensation", title="For the phone bill", pence=10000)
    weigh(story, kind="goodwill", title="For the trouble", pence=5000)
    for option, left in ((3, 5000), (4, 10000)):
        story.refused("offer", rule="within_authority", options=[option], pence=left + 1, message="x")
        story.take("offer", options=[option], pence=left, message="x")
    story.take("accept", CUSTOMER, offer=3, option=4)
    ruling = story.refused("offer", rule="within_authority", options=[5], message="x")
    assert ruling.missing == (
        "authority for £350: everything on this case together, where you may decide up to £300 on one case",
    )


def test_of_alternatives_only_the_larger_counts() -> None:
    story = told("understood")
    selected(story, pence=25000)
    weigh(story, kind="repair", title="Mend it", pence=25000)
    entry = story.take("offer", options=[1, 3], message="One of these.")
    assert entry.data["sums"] == {"refund": 25000, "repair": 25000, "all": 25000}
    weigh(story, kind="goodwill", title="For the trouble", pence=5000)
    story.take("accept", CUSTOMER, offer=1, option=3)
    assert story.facts.resolution.agreed() == {"repair": 25000, "all": 25000}
    assert story.take("offer", options=[4], message="And this.")


def test_a_new_offer_takes_the_place_of_the_one_before() -> None:
    story = told("understood")
    offered(story)
    story.take("offer", options=[1], pence=7000, message="A little more.")
    assert [offer.state for offer in story.facts.resolution.offers.values()] == [OfferState.REPLACED, OfferState.OPEN]
    words = "Offer 1 is not open."
    story.refused("accept", CUSTOMER, rule="has_open_offer", words=words, offer=1, option=1)


@pytest.mark.parametrize(
    ("options", "rule", "words"),
    [
        ([], "some_option", "Choose at least one option."),
        ([9], "known_option", "There is no option 9 in this stage."),
        ([2], "something_to_offer", "Doing nothing is not an offer. Tell the customer why in the answer."),
        ([3], "option_weighed", "Option 3 has not been weighed yet."),
    ],
)
def test_what_can_be_offered(options: list[int], rule: str, words: str) -> None:
    story = told("understood")
    selected(story)
    story.take("identify_option", kind="apology", title="Say sorry")
    story.refused("offer", rule=rule, words=words, options=options, message="x")


def test_an_apology_is_not_turned_into_money() -> None:
    story = told("understood")
    selected(story, kind="apology", title="Say sorry", pence=None)
    words = "This option has no amount. Make the money an option of its own."
    story.refused("offer", rule="amount_fits", words=words, options=[1], pence=100, message="x")


def test_an_offer_is_not_open_until_a_day_that_is_past() -> None:
    story = told("understood")
    selected(story)
    words = "The date is already past."
    fields = {"options": [1], "message": "x", "open_until": "2026-03-01"}
    story.refused("offer", rule="due_later", words=words, **fields)


def test_the_form_begins_with_what_was_selected_and_a_month() -> None:
    story = told("understood")
    selected(story)
    begun = STEPS["offer"].suggests(story.scene())
    assert (begun["options"], begun["open_until"]) == ([1], date(2026, 3, 30))


# accept, counter, refuse


def test_what_is_accepted_becomes_a_promise_with_an_owner_and_a_date() -> None:
    story = told("understood")
    offered(story)
    accepted, promised = story.go_on(1).took("accept", CUSTOMER, offer=1, option=1, comment="Thank you.")
    assert accepted.data == {"offer": 1, "option": 1, "channel": "portal"}
    assert promised.data == {
        "promise": 1,
        "due_on": "2026-03-17",
        "owner": AMIRA.id,
        "offer": 1,
        "option": 1,
        "pence": 6400,
    }
    assert promised.content == {"what": "Pay back the second charge (£64)"}
    assert story.facts.moments["resolved"] == story.at
    assert "carry_out" in [one.step for one in story.wanted()]


def test_what_is_done_is_promised_without_a_sum() -> None:
    story = told("understood")
    offered(story, kind="repair", title="Mend the meter", pence=9000)
    story.take("accept", CUSTOMER, offer=1, option=1)
    promise = story.facts.promises[1]
    assert (promise.what, promise.pence, promise.agreed) == ("Mend the meter", None, True)


def test_staff_say_how_the_customer_told_them() -> None:
    story = told("understood")
    offered(story)
    words = "Say how the customer told us: by phone, letter, email or in person."
    story.refused("accept", rule="their_own_words", words=words, offer=1, option=1)
    entry = story.take("accept", offer=1, option=1, channel="phone")
    assert (entry.by, entry.data["channel"]) == (AMIRA.id, "phone")


def test_an_option_that_was_not_offered_cannot_be_taken() -> None:
    story = told("understood")
    offered(story)
    words = "Option 2 is not part of the offer."
    story.refused("accept", CUSTOMER, rule="known_option", words=words, offer=1, option=2)


@pytest.mark.parametrize(
    ("name", "fields"),
    [("accept", {"option": 1}), ("counter", {"message": "More."}), ("refuse", {"why": "No."})],
)
def test_an_offer_is_answered_by_its_last_day(name: str, fields: dict[str, Any]) -> None:
    story = told("understood")
    selected(story)
    story.take("offer", options=[1], open_until="2026-03-10", message="x")
    in_time = (story.at + timedelta(days=2)).isoformat()
    story.go_on(20)
    words = "The offer was open until Tuesday 10 March 2026. It would have to be made again."
    story.refused(name, CUSTOMER, rule="has_open_offer", words=words, offer=1, **fields)
    assert [(one.due_on, one.whose) for one in story.wanted() if one.step == "accept"] == [
        (date(2026, 3, 10), "customer")
    ]
    posted = story.take(name, offer=1, channel="letter", happened_at=in_time, **fields)
    assert posted.kind in ("accepted", "countered", "refused"), "a letter posted in time counts when it arrives"


def test_an_answer_does_not_come_before_the_offer() -> None:
    story = told("understood")
    before = story.at.isoformat()
    offered(story.go_on(1))
    words = "It cannot have happened before Tuesday 3 March 2026 at 12:30, when the offer was made."
    fields = {"offer": 1, "option": 1, "channel": "phone", "happened_at": before}
    story.refused("accept", rule="in_order", words=words, **fields)


def test_a_counter_offer_leaves_the_offer_open_and_waits_for_us() -> None:
    story = told("understood")
    offered(story)
    entry = story.take("counter", CUSTOMER, offer=1, message="Make it 80.", pence=8000)
    assert entry.data == {"offer": 1, "pence": 8000, "channel": "portal"}
    offer = story.facts.resolution.offers[1]
    assert (offer.state, offer.countered and offer.countered.pence) == (OfferState.OPEN, 8000)
    wanted = next(one for one in story.wanted() if one.step == "agree_counter")
    assert (wanted.what, wanted.whose) == ("Answer the counter-offer: Make it 80.", "us")
    assert story.take("accept", CUSTOMER, offer=1, option=1)


def test_what_is_refused_is_committed_no_longer() -> None:
    story = told("understood")
    offered(story)
    entry = story.take("refuse", CUSTOMER, offer=1, why="Too little.")
    assert entry.content == {"why": "Too little."}
    assert story.facts.resolution.committed(story.at.date()) == {}
    words = "There is no open offer."
    story.refused("accept", CUSTOMER, rule="has_open_offer", words=words, offer=1, option=1)


# agree_counter


def countered(pence: int | None = 8000) -> Story:
    story = told("understood")
    offered(story)
    story.take("counter", CUSTOMER, offer=1, message="Make it more.", pence=pence)
    return story


def test_a_counter_offer_is_agreed_within_authority_and_becomes_a_promise() -> None:
    story = countered()
    kinds = [entry.kind for entry in story.took("agree_counter", option=1, message="Yes.")]
    assert kinds == ["offered", "accepted", "promised"]
    assert [offer.state for offer in story.facts.resolution.offers.values()] == [
        OfferState.REPLACED,
        OfferState.ACCEPTED,
    ]
    assert story.facts.promises[1].pence == 8000
    assert story.facts.resolution.agreed() == {"refund": 8000, "all": 8000}


def test_a_counter_offer_beyond_authority_is_not_agreed() -> None:
    story = countered(25001)
    words = "It is beyond your authority. Seek approval, or offer less."
    story.refused("agree_counter", rule="within_authority", words=words, option=1, message="x")
    story.take("seek_approval", options=[1], pence=25001, due_on="2026-03-06", message="They ask for more.")
    story.take("approve", CAROL, approval=1, reason="Fair.")
    assert story.take("agree_counter", option=1, message="Yes.")


def test_what_can_be_agreed_to() -> None:
    words = "The customer has not answered with a counter-offer."
    story = told("understood")
    offered(story)
    story.refused("agree_counter", rule="has_counter", words=words, option=1, message="x")
    words = "They named no amount. Make a new offer of what they ask for."
    countered(None).refused("agree_counter", rule="counter_names_amount", words=words, option=1, message="x")
    words = "Option 2 is not part of the offer."
    countered().refused("agree_counter", rule="known_option", words=words, option=2, message="x")


def test_a_counter_offer_of_money_to_an_apology_is_a_new_option() -> None:
    story = told("understood")
    offered(story, kind="apology", title="Say sorry", pence=None)
    story.take("counter", CUSTOMER, offer=1, message="And 20.", pence=2000)
    words = "This option has no amount. Make the money an option of its own."
    story.refused("agree_counter", rule="amount_fits", words=words, option=1, message="x")


# withdraw_offer, signpost


def test_an_offer_is_withdrawn_with_a_message() -> None:
    story = told("understood")
    offered(story)
    entry = story.take("withdraw_offer", offer=1, message="It was a mistake.")
    assert story.facts.last_to_customer == entry.number
    assert story.facts.resolution.offers[1].state is OfferState.WITHDRAWN
    story.refused("withdraw_offer", rule="has_open_offer", words="There is no open offer.", offer=1, message="x")


def test_pointing_to_other_ways_is_a_moment() -> None:
    story = told("recognised")
    entry = story.take("signpost", elsewhere="The county court.", message="We cannot decide that.")
    assert entry.content == {"elsewhere": "The county court.", "message": "We cannot decide that."}
    assert story.facts.moments["signposted"] == story.at


# carry_out


def agreed(**option: Any) -> Story:
    story = told("understood")
    offered(story, **option)
    story.take("accept", CUSTOMER, offer=1, option=1)
    return story


def test_what_was_agreed_is_carried_out_with_proof() -> None:
    story = agreed()
    entry = story.go_on(20).take("carry_out", promise=1, proof="BACS 12", pence=6400, files=["f1"])
    assert entry.data == {"promise": 1, "pence": 6400, "files": ["f1"], "late": True}
    promise = story.facts.promises[1]
    assert (promise.state, promise.told) == (PromiseState.KEPT, "BACS 12")


@pytest.mark.parametrize("pence", [None, 6399, 6401])
def test_what_is_paid_is_what_was_agreed(pence: int | None) -> None:
    words = "£64 was agreed. Pay that, and say so."
    agreed().refused("carry_out", rule="amount_agreed", words=words, promise=1, proof="x", pence=pence)


def test_nothing_is_paid_where_no_money_was_agreed() -> None:
    words = "No money was agreed. Leave the amount empty."
    story = agreed(kind="apology", title="Say sorry", pence=None)
    story.refused("carry_out", rule="amount_agreed", words=words, promise=1, proof="x", pence=1)
    assert story.take("carry_out", promise=1, proof="The letter of today.")


def test_a_promise_that_was_agreed_needs_proof_and_others_do_not() -> None:
    story = agreed()
    words = "This was agreed with the customer. Carry it out, with the proof."
    story.refused("keep_promise", rule="carried_out", words=words, promise=1, proof="x")
    story.take("promise", what="Call you", due_on="2026-03-06")
    words = "Promise 2 is not one that was agreed."
    story.refused("carry_out", rule="has_agreed_promise", words=words, promise=2, proof="x")
    story.take("carry_out", promise=1, proof="x", pence=6400)
    words = "Nothing that was agreed or ordered is still to be done."
    story.refused("carry_out", rule="has_agreed_promise", words=words, promise=1, proof="x")


# around them


def test_nothing_closes_while_someone_else_has_to_say_something() -> None:
    story = told("asked")
    story.take("escalate", to=CAROL.id, cause="other", why="x", asked="x", due_on="2026-03-20")
    story.take("ask_review", step="close", of=CAROL.id, draft="x", due_on="2026-03-20")
    story.take("refer", body="The Ombudsman", reason="x")
    asked_for(story, 90000)
    story.take("offer", options=[1], pence=100, message="x")
    ruling = story.refused("close", rule="nothing_closes_silently", because="final_response", reasons="x", message="x")
    assert ruling.missing == (
        "an answer to offer 1, or its withdrawal",
        "a decision on approval 1",
        "an answer to escalation 1",
        "a view of the draft of review 1",
        "the decision of The Ombudsman",
    )


def test_a_letter_is_no_way_around_authority() -> None:
    story = told("decided")
    words = "The redress names £500, which has not been offered or agreed."
    fields = {**WHOLE_RESPONSE, "redress": "We pay you £500."}
    ruling = story.refused("report_findings", rule="money_is_offered", words=words, **fields)
    assert ruling.missing == ("an offer of £500, within someone's authority",)
    offered(story)
    assert story.take("report_findings", **{**WHOLE_RESPONSE, "redress": "We pay you £64."})


def test_a_promise_of_money_is_an_offer() -> None:
    words = "A promise of money is an offer. Make it as one, within your authority."
    story = told("recognised")
    for what in ("Pay you £500", "Refund of 20 pounds", "You get 1,000 euros"):
        story.refused("promise", rule="money_is_offered", words=words, what=what, due_on="2026-03-06")
    assert story.take("promise", what="Call you about the £64", due_on="2026-03-06")


def test_everyone_with_authority_can_offer_what_a_handler_cannot() -> None:
    for by, most in ((AMIRA, 25000), (CAROL, 250000), (DILIP, 10**9)):
        story = told("understood")
        selected(story, by, pence=most)
        assert story.take("offer", by, options=[1], message="x")


def test_weighing_it_again_leaves_the_offer_as_it_was() -> None:
    story = told("understood")
    offered(story)
    story.take("weigh_option", option=1, **{**WEIGHED, "meets": "not"})
    assert story.facts.resolution.offers[1].terms[0].pence == 6400


# currency


@pytest.mark.parametrize(("regime", "sign"), [("ie-cbi-cpc-2025", "€"), ("au-asic-rg271", "$"), ("general", "£")])
def test_money_is_in_the_currency_of_the_procedure(regime: str, sign: str) -> None:
    story = told("understood", regime, at=datetime(2026, 6, 1, 9, 30, tzinfo=UTC))
    selected(story, pence=90000)
    ruling = story.refused("offer", rule="within_authority", options=[1], message="x", **ALL_PARTS)
    assert f"authority for {sign}900: Refund, where you may decide up to {sign}250 on one case" in ruling.missing
    assert choices("options", story.scene())[0] == ("1", f"1. Pay back the second charge ({sign}900)")  # type: ignore[index]
    story.take("offer", options=[1], pence=6400, message="x", **ALL_PARTS)
    story.take("accept", CUSTOMER, offer=1, option=1)
    assert story.facts.promises[1].what == f"Pay back the second charge ({sign}64)"
    assert redress_told(story.scene()) == f"Pay back the second charge ({sign}64)"
    words = f"{sign}64 was agreed. Pay that, and say so."
    story.refused("carry_out", rule="amount_agreed", words=words, promise=1, pence=1, proof="x")


def test_an_apology_needs_no_approval_because_much_was_agreed_before() -> None:
    story = told("understood")
    asked_for(story, 85000)
    story.take("approve", CAROL, approval=1, reason="x")
    story.take("offer", options=[1], message="x")
    story.take("accept", CUSTOMER, offer=1, option=1)
    apology = weigh(story, kind="apology", title="Say sorry", pence=None)
    assert story.take("offer", options=[apology], message="And we are sorry.")
