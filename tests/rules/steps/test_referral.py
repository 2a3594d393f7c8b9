"""Referred to an independent body: what it asks, our answers, what it decides and orders."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from amends.rules.facts import PromiseState
from amends.rules.referring import Decided
from amends.rules.steps import STEPS
from tests.rules.story import AMIRA, CAROL, CUSTOMER, DILIP, Story, referred, told

REQUEST = {"referral": 1, "what": "request", "detail": "Send the file.", "due_on": "2026-03-20"}
ORDER = {
    "referral": 1,
    "what": "decision",
    "detail": "We uphold it.",
    "decided": "upheld",
    "ordered": "Pay £500 and apologise.",
    "pence": 50000,
    "due_on": "2026-04-20",
    "files": ["f9"],
}


def with_them(upto: str = "answered") -> Story:
    story = told(upto)
    referred(story)
    return story


# refer


def test_a_referral_names_the_body_who_referred_and_what_is_asked() -> None:
    story = told("answered")
    entry = story.take("refer", body="The Ombudsman", reason="The refund.", reference="O-1")
    assert entry.data == {"referral": 1, "body": "The Ombudsman", "by_whom": "customer", "reference": "O-1"}
    assert entry.content == {"reason": "The refund."}
    assert [one.body for one in story.facts.open_referrals()] == ["The Ombudsman"]


def test_a_closed_case_opens_again_when_it_is_referred() -> None:
    story = told("closed").go_on(30)
    kinds = [entry.kind for entry in story.took("refer", body="The Ombudsman", reason="x")]
    assert kinds == ["reopened", "referred"]
    assert story.facts.is_open


def test_the_form_names_the_body_of_the_regime() -> None:
    body = STEPS["refer"].suggests(told("answered", "uk-fca-disp").scene())["body"]
    assert body == "Financial Ombudsman Service"


def test_a_case_is_with_one_body_once() -> None:
    story = with_them()
    words = "The case is with this body already."
    story.refused("refer", rule="referred_once", words=words, body="OMBUDSMAN", reason="x")
    assert story.take("refer", body="The court", reason="x")


# make_bundle


def test_the_bundle_is_kept_with_its_pages_and_what_was_removed() -> None:
    story = with_them()
    fields = {"referral": 1, "title": "Bundle", "files": ["f5"], "pages": 12, "removed": 3}
    entry = story.take("make_bundle", **fields)
    assert entry.data == {"referral": 1, "files": ["f5"], "pages": 12, "removed": 3}
    assert story.facts.referrals[1].bundles == (entry.number,)
    story.refused(
        "make_bundle", rule="bundle_is_kept", words="The bundle itself is missing.", **{**fields, "files": []}
    )
    words = "Referral 4 is not open."
    story.refused("make_bundle", rule="has_referral", words=words, **{**fields, "referral": 4})


def test_there_is_no_bundle_without_a_referral() -> None:
    words = "The case is not with an independent body."
    fields = {"referral": 1, "title": "Bundle", "files": ["f5"], "pages": 12}
    told("answered").refused("make_bundle", rule="has_referral", words=words, **fields)
    told("answered").refused("record_third_party", rule="has_referral", words=words, **REQUEST)


# record_third_party


def test_what_it_asks_is_a_promise_and_a_moment_and_our_answer_keeps_it() -> None:
    story = with_them()
    heard, promised = story.go_on(1).took("record_third_party", **REQUEST)
    assert heard.data["what"] == "request"
    assert promised.data == {
        "promise": 1,
        "due_on": "2026-03-20",
        "owner": AMIRA.id,
        "pence": None,
        "request": True,
        "referral": 1,
    }
    assert promised.content == {"what": "Send the file."}
    assert story.facts.moments["adr_asked"] == story.at
    kinds = [e.kind for e in story.go_on(1).took("record_third_party", referral=1, what="answer", detail="Sent.")]
    assert kinds == ["third_party_heard", "promise_kept"]
    assert story.facts.promises[1].state is PromiseState.KEPT
    assert story.facts.moments["adr_answered"] == story.at
    story.take("record_third_party", **REQUEST)
    assert "adr_answered" not in story.facts.moments, "a new request waits for its own answer"


def test_what_it_orders_is_a_promise_with_its_amount_carried_out_with_proof() -> None:
    story = with_them()
    heard, promised = story.took("record_third_party", CAROL, **ORDER)
    assert heard.data["decided"] == "upheld"
    assert (promised.data["order"], promised.data["pence"], promised.data["due_on"]) == (1, 50000, "2026-04-20")
    referral = story.facts.referrals[1]
    assert (referral.decided, referral.ordered, referral.is_open) == (
        Decided.UPHELD,
        "Pay £500 and apologise.",
        False,
    )
    story.take("carry_out", promise=1, proof="BACS 13", pence=50000)
    assert story.facts.open_promises() == []


@pytest.mark.parametrize(
    ("ordered", "what"),
    [
        ("Pay £500 and apologise.", "Pay £500 and apologise."),
        ("Pay for the worry, too", "Pay for the worry, too (£500)"),
        ("x" * 300, f"{'x' * 280} (£500)"),
    ],
)
def test_the_promise_of_what_was_ordered_names_its_amount(ordered: str, what: str) -> None:
    _heard, promised = with_them().took("record_third_party", CAROL, **{**ORDER, "ordered": ordered})
    assert promised.content == {"what": what}


@pytest.mark.parametrize(("days", "kind"), [(1, "promise_released"), (30, "promise_broken")])
def test_a_decision_leaves_nothing_to_answer_and_keeps_no_promise_for_us(days: int, kind: str) -> None:
    story = with_them()
    story.take("record_third_party", **REQUEST)
    fields = {"referral": 1, "what": "decision", "detail": "Not upheld.", "decided": "not_upheld"}
    heard, ended = story.go_on(days).took("record_third_party", **fields)
    assert (heard.kind, ended.kind) == ("third_party_heard", kind)
    assert ended.content == {"reason": "It was decided before we had answered."}
    assert story.facts.open_promises() == []
    words = "The case is not with an independent body."
    story.refused("record_third_party", rule="has_referral", words=words, **REQUEST)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"decided": None}, "Say how it decided."),
        ({"what": "view"}, "Only a decision decides or orders something."),
        ({"ordered": ""}, "Say what was ordered, with the amount."),
    ],
)
def test_a_decision_is_whole(fields: dict[str, Any], words: str) -> None:
    with_them().refused("record_third_party", CAROL, rule="decision_whole", words=words, **{**ORDER, **fields})


def test_an_amount_that_was_ordered_is_recorded_by_a_leader_with_the_paper() -> None:
    words = "An amount that was ordered is recorded by a leader."
    ruling = with_them().refused("record_third_party", rule="order_recorded_by", words=words, **ORDER)
    assert ruling.who_could == ("a team leader", "someone in quality or compliance")
    words = "Attach the decision that orders the amount."
    with_them().refused("record_third_party", DILIP, rule="order_on_paper", words=words, **{**ORDER, "files": []})


@pytest.mark.parametrize("fields", [{**REQUEST, "due_on": None}, {**ORDER, "due_on": None}])
def test_what_is_owed_has_a_date(fields: dict[str, Any]) -> None:
    with_them().refused("record_third_party", CAROL, rule="due_given", words="Say by when it is owed.", **fields)


def test_the_date_is_not_past() -> None:
    fields = {**REQUEST, "due_on": date(2026, 3, 1)}
    with_them().refused("record_third_party", rule="due_later", words="The date is already past.", **fields)


def test_nothing_was_heard_before_it_was_referred() -> None:
    story = with_them()
    earlier = (story.at - timedelta(minutes=30)).isoformat()
    words = "It cannot have happened before Monday 2 March 2026 at 14:30, when it was referred."
    story.refused("record_third_party", rule="in_order", words=words, happened_at=earlier, **REQUEST)


def test_the_customer_goes_to_the_ombudsman_themselves_and_we_write_it_down() -> None:
    words = "Your role does not include this step."
    told("answered").refused("refer", CUSTOMER, rule="role", words=words, body="Ombudsman", reason="x")
