"""Ways round authority, separation and promises that somebody inside might try: each is refused, with its words."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from amends.rules.actors import Actor, Role
from amends.rules.authority import Absence, Authority, Limit
from amends.rules.choices import choices
from amends.rules.rulings import Scene
from amends.rules.steps import STEPS
from tests.rules.story import (
    AMIRA,
    BEN,
    CAROL,
    CUSTOMER,
    DILIP,
    EVA,
    LOW,
    POWERS,
    WEIGHED,
    WHOLE_RESPONSE,
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


# words that were put to others


def test_an_option_is_not_reworded_once_someone_was_asked_about_it() -> None:
    story = told("understood")
    selected(story, title="Mend the boiler", kind="repair", pence=6400)
    entry = story.facts.resolution.options[1].entry
    story.take("correct", entry=entry, field="title", value="Repair the boiler", reason="Clearer")
    story.take("offer", options=[1], message="x")
    words = "This was put to others in these words, and they stay. Add a new one."
    fields = {"value": "Send a leaflet", "reason": "x"}
    for field in ("title", "detail"):
        story.refused("correct", rule="as_put_to_others", words=words, entry=entry, field=field, **fields)
    story.take("accept", CUSTOMER, offer=1, option=1)
    promise = story.facts.promises[1]
    story.refused("correct", rule="as_put_to_others", words=words, entry=promise.entry, field="what", **fields)
    assert promise.what == "Repair the boiler"


def test_an_option_is_not_reworded_once_approval_was_asked_for_it() -> None:
    story = told("understood")
    asked_for(story, 90000)
    entry = story.facts.resolution.options[1].entry
    fields = {"entry": entry, "field": "title", "value": "Something else", "reason": "x"}
    story.refused("correct", rule="as_put_to_others", **fields)


def test_a_correction_brings_no_redress_into_a_letter() -> None:
    story = told("answered")
    letter = story.facts.kinds.index("findings_reported") + 1
    words = "A correction cannot bring in £500: that takes an offer."
    fields = {"entry": letter, "field": "redress", "reason": "x"}
    story.refused("correct", rule="money_is_offered", words=words, value="We pay you £500.", **fields)
    assert story.take("correct", value="Nothing is offered.", **fields)


def test_a_correction_brings_no_money_into_an_order() -> None:
    story = with_them()
    story.take("record_third_party", CAROL, **{**DECISION, "decided": "upheld", "ordered": "Pay £500.", "pence": 50000})
    heard = story.facts.kinds.index("third_party_heard") + 1
    words = "A correction cannot bring in £5,000: that takes an offer."
    fields = {"entry": heard, "field": "ordered", "reason": "x"}
    story.refused("correct", rule="money_is_offered", words=words, value="Pay £5,000.", **fields)
    assert story.take("correct", value="Pay £500 by bank transfer.", **fields)


def test_an_answer_to_an_offer_is_not_moved_to_before_the_offer() -> None:
    """An acceptance moved into the first days would open the way to the short answer with fewer rights."""
    story = told("understood")
    offer = offered(story)
    story.go_on(10).take("accept", offer=offer, option=1, channel="phone")
    accepted, made = story.facts.kinds.index("accepted") + 1, story.facts.kinds.index("offered") + 1
    fields = {"field": "happened_at", "reason": "x"}
    words = "It cannot have happened before Monday 2 March 2026 at 12:30, when the offer was made."
    early, late = "2026-03-02T11:00+00:00", "2026-03-12T12:00+00:00"
    story.refused("correct", rule="in_order", words=words, entry=accepted, value=early, **fields)
    words = "It cannot have happened after Thursday 12 March 2026 at 12:30, when it was answered."
    story.take("correct", entry=made, value="2026-03-02T13:00+00:00", **fields)
    story.go_on(3).refused(
        "correct", rule="in_order", words=words, entry=made, value="2026-03-13T12:00+00:00", **fields
    )
    assert story.take("correct", entry=accepted, value=late, **fields)


def test_what_an_independent_body_said_is_not_moved_to_before_it_was_asked() -> None:
    story = told("answered")
    story.take("refer", body="Ombudsman", reason="x")
    story.go_on(2).take("record_third_party", referral=1, what="view", detail="Pay it.")
    heard = story.facts.kinds.index("third_party_heard") + 1
    words = "It cannot have happened before Monday 2 March 2026 at 14:30, when it was referred."
    fields = {"entry": heard, "field": "happened_at", "value": "2026-03-02T11:00+00:00", "reason": "x"}
    story.refused("correct", rule="in_order", words=words, **fields)


# orders


def with_them() -> Story:
    story = told("answered")
    story.take("refer", body="Ombudsman", reason="The refund.")
    return story


DECISION = {"referral": 1, "what": "decision", "detail": "So it is.", "due_on": "2026-04-20", "files": ["f9"]}


def test_money_in_the_words_of_an_order_wants_the_leader_and_the_paper_too() -> None:
    words = "The words name £500, but the amount is £0."
    fields = {**DECISION, "decided": "upheld", "ordered": "Pay £500.", "files": []}
    with_them().refused("record_third_party", rule="words_agree", words=words, **fields)


@pytest.mark.parametrize("decided", ["outside", "withdrawn"])
def test_who_did_not_decide_orders_nothing(decided: str) -> None:
    words = "A body that did not decide orders nothing."
    fields = {**DECISION, "decided": decided, "ordered": "Pay £500.", "pence": 50000}
    with_them().refused("record_third_party", CAROL, rule="decision_whole", words=words, **fields)


def test_what_was_settled_for_is_within_the_authority_of_whoever_records_it() -> None:
    """«Settled» is agreed to by us: it is not a way to give what an offer could not."""
    fields = {**DECISION, "decided": "settled", "ordered": "Pay what was settled.", "pence": 200_000}
    ruling = with_them().refused("record_third_party", CAROL, rule="within_authority", **fields)
    assert ruling.who_could == ("Dilip",)
    assert with_them().take("record_third_party", DILIP, **fields)
    assert with_them().take("record_third_party", CAROL, **{**fields, "pence": 90_000})


def test_a_settlement_at_what_stands_offered_needs_no_other_signature() -> None:
    story = told("decided")
    asked_for(story, 200_000)
    story.take("approve", DILIP, approval=1, reason="x")
    story.take("offer", options=[1], message="x")
    story.take("refer", body="Ombudsman", reason="The refund.")
    fields = {**DECISION, "decided": "settled", "ordered": "Pay what was settled.", "pence": 200_000}
    assert story.take("record_third_party", CAROL, **fields)


# promises


def test_an_answer_to_one_body_does_not_keep_the_promise_to_another() -> None:
    story = with_them()
    story.take("refer", body="Regulator", reason="The same.")
    for referral in (1, 2):
        request = {"what": "request", "detail": "Send the file.", "due_on": "2026-03-20"}
        story.take("record_third_party", referral=referral, **request)
    story.take("record_third_party", referral=2, what="answer", detail="Sent.")
    assert [(one.number, one.referral) for one in story.facts.open_promises()] == [(1, 1)]


def test_what_an_independent_body_waits_for_is_not_the_customers_to_release() -> None:
    story = with_them()
    request = {"what": "request", "detail": "Send the file.", "due_on": "2026-03-20"}
    story.take("record_third_party", referral=1, **request)
    words = "The independent body waits for this: the customer cannot release it."
    fields = {"promise": 1, "reason": "x", "told": "By phone"}
    story.refused("release_promise", rule="theirs_to_release", words=words, **fields)


def agreed(upto: str = "understood") -> Story:
    story = told(upto)
    offer = offered(story)
    story.take("accept", CUSTOMER, offer=offer, option=1)
    return story


def test_what_was_agreed_is_released_by_the_customers_word_and_how_it_reached_us() -> None:
    words = "This was agreed with the customer. Say how they told us."
    agreed().refused("release_promise", rule="told_how", words=words, promise=1, reason="No need any more.")
    assert agreed().take("release_promise", promise=1, reason="No need any more.", told="By phone")
    assert agreed().take("release_promise", CUSTOMER, promise=1, reason="No need any more.")


def test_what_was_agreed_stays_owed_when_it_is_broken() -> None:
    """Breaking it does not end it: it is carried out late, or the customer releases us, before the case can close."""
    story = agreed("decided")
    story.take("report_findings", **WHOLE_RESPONSE)
    story.take("check_satisfaction", message="Sorted?")
    story.take("break_promise", promise=1, reason="The payment run failed.")
    closing = {"because": "final_response", "reasons": "x", "message": "x"}
    ruling = story.refused("close", rule="nothing_closes_silently", **closing)
    assert ruling.missing == ("promise 1, settled: Pay back the second charge (£64)",)
    assert [one.step for one in story.wanted()] == ["escalate", "carry_out"]
    owed = choices("agreed_promises", story.scene())
    assert owed == [("1", "Pay back the second charge (£64) (Monday 16 March 2026)")]
    assert choices("owed_promises", story.scene()) == owed
    released = deepcopy(story)
    story.take("carry_out", promise=1, proof="BACS 12", pence=6400)
    released.take("release_promise", CUSTOMER, promise=1, reason="Keep it.")
    for one in (story, released):
        assert [wanted.step for wanted in one.wanted()] == ["close"]
        assert one.take("close", **closing)


def test_a_promise_that_was_made_while_nobody_owned_the_case_goes_to_its_owner() -> None:
    story = told()
    story.take("keep_as", kind="problem", reason="They want it mended, no more.")
    offer = offered(story)
    story.take("accept", CUSTOMER, offer=offer, option=1)
    assert story.facts.promises[1].owner == ""
    story.take("assign", to=BEN.id)
    assert story.facts.promises[1].owner == BEN.id


# what would wait for ever


class Left(Story):
    """A story in an organisation that Carol has left."""

    def scene(self, by: Actor = AMIRA) -> Scene:
        people = tuple(one for one in POWERS.people if one.id != CAROL.id)
        return replace(super().scene(by), authority=Authority(lambda: replace(POWERS, people=people)))


ESCALATED = {"to": CAROL.id, "cause": "authority", "why": "x", "asked": "Decide.", "due_on": "2026-03-06"}


def test_who_stands_in_answers_an_escalation() -> None:
    story = away()
    story.take("escalate", **ESCALATED)
    story.refused("return", DILIP, rule="escalated_to_you", escalation=1, answer="x")
    assert story.take("take_over", BEN, escalation=1, reason="For Carol.")
    assert story.facts.owner == BEN.id


def test_an_escalation_to_someone_who_has_left_is_answered_by_a_leader() -> None:
    story = told("understood")
    story.take("escalate", **ESCALATED)
    story.__class__ = Left
    story.refused("return", BEN, rule="escalated_to_you", escalation=1, answer="x")
    assert story.take("return", DILIP, escalation=1, answer="Refund it.")


def test_a_case_is_not_escalated_to_someone_who_could_not_answer() -> None:
    words = "They do not work on cases, so they could not answer."
    for to in (EVA.id, "staff:99"):
        told("understood").refused("escalate", rule="works_on_cases", words=words, **{**ESCALATED, "to": to})


def test_who_decided_an_escalation_of_stage_1_has_a_part_in_it() -> None:
    story = told("decided")
    story.take("escalate", **ESCALATED)
    story.take("return", CAROL, escalation=1, answer="Refund it.")
    story.take("report_findings", **WHOLE_RESPONSE)
    story.take("next_stage", CUSTOMER, request="Again, please.")
    assert not story.scene(CAROL).facts.took_part[1].isdisjoint({CAROL.id})


def test_a_letter_that_was_erased_waits_no_more_to_be_posted() -> None:
    story = told("closed")
    story.take("reopen", reason="x")
    story.take("send_update", message="By post.", goes="print")
    story.take("close", because="final_response", reasons="x", message="x")
    story.take("erase", DILIP, ground="request of the customer", sure=True)
    assert story.facts.to_post == ()
    assert story.wanted() == []


# what is wanted


def test_an_offer_that_waits_for_approval_says_so() -> None:
    story = told("decided")
    asked_for(story, 90000)
    assert "Make the offer, once it is approved: Pay back the second charge" in [one.what for one in story.wanted()]


def test_a_case_that_is_with_an_independent_body_waits_for_it() -> None:
    story = told("asked")
    story.take("refer", body="Ombudsman", reason="x")
    wanted = story.wanted()
    assert [(one.step, one.what, one.whose) for one in wanted] == [
        ("record_third_party", "The decision of Ombudsman", "body")
    ]


def test_a_letter_that_closes_has_what_the_procedure_requires() -> None:
    story = told("asked", "iso-10002-2018", at=datetime(2026, 6, 1, 9, 30, tzinfo=UTC))
    closing = {"because": "final_response", "reasons": "Answered.", "message": "We have closed it."}
    ruling = story.refused("close", rule="letter_complete", **closing)
    assert ruling.missing == ("further ways that are open, inside and outside, to a customer who is not satisfied",)
    assert "referral_rights" in STEPS["close"].asks(story.scene())
    entry = story.take("close", **closing, referral_rights="You can still turn to the regulator.")
    assert entry.content == {
        "reasons": "Answered.",
        "message": "We have closed it.",
        "referral_rights": "You can still turn to the regulator.",
    }


def test_a_report_inside_the_organisation_is_no_letter_to_print() -> None:
    story = told("decided")
    entry = story.take("report_findings", audience="internal", goes="print", **WHOLE_RESPONSE)
    assert entry.data == {"audience": "internal", "stage": 1}
    assert story.facts.to_post == ()
