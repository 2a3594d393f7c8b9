"""Whoever looks for something in the demonstration finds it three times: every state of putting it right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from amends.cases.models import Case
from amends.cases.take import facts_of
from amends.demo.build import build
from amends.demo.playing import to_play
from amends.record.attachments import files_of
from amends.record.read import chains, read
from amends.rules.facts import CaseKind, Facts, Outcome
from amends.rules.redress import REDRESS_WORDS, Redress
from amends.rules.referring import EscalationState
from amends.rules.resolution import ApprovalState, Offer, OfferState

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CASES = 135
TODAY = NOON.date()


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Facts]]:
    """The facts of every case of a small demonstration."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(now=NOON, seed=7, cases=CASES, address="http://127.0.0.1:8400")
        yield [facts_of(case)[0] for case in chains()]
        transaction.set_rollback(True)


def state_of(offer: Offer) -> str:
    lapsed = offer.state is OfferState.OPEN and not offer.open_on(TODAY)
    return "lapsed" if lapsed else offer.state.value


def test_offers_are_in_every_state(told: list[Facts]) -> None:
    offers = [offer for facts in told for offer in facts.resolution.offers.values()]
    found = Counter(state_of(offer) for offer in offers)
    assert {state: n for state, n in found.items() if n < 3} == {}
    assert found.keys() == {"lapsed", *OfferState}
    assert sum(move.kind == "countered" for offer in offers for move in offer.moves) >= 6
    assert sum(offer.countered is not None and state_of(offer) == "open" for offer in offers) >= 3
    assert sum(len(offer.terms) > 1 for offer in offers) >= 3
    assert sum(offer.without_liability for offer in offers) >= 3


def test_approvals_are_asked_for_now_approved_and_declined(told: list[Facts]) -> None:
    approvals = [one for facts in told for one in facts.resolution.approvals.values()]
    found = Counter(one.state for one in approvals)
    assert min(found[state] for state in (ApprovalState.ASKED, ApprovalState.APPROVED, ApprovalState.DECLINED)) >= 3
    assert all(one.decided_by != one.by for one in approvals)


def test_most_of_what_was_justified_has_options_weighed_for_both_sides(told: list[Facts]) -> None:
    wrong = [facts for facts in told if _went_wrong(facts) and facts.reported]
    solved = [facts for facts in wrong if facts.resolution.options]
    assert len(solved) > len(wrong) / 2
    options = [option for facts in solved for option in facts.resolution.options.values()]
    kinds = Counter(option.kind for option in options)
    assert kinds[Redress.NOTHING] >= 3
    assert kinds.keys() <= REDRESS_WORDS.keys()
    assert {2, 3, 4} <= {len(facts.resolution.of_stage(1)) for facts in solved}
    for facts in solved:
        chosen = facts.resolution.options[facts.resolution.selected[1].option]
        assert chosen.weighing
        assert chosen.risks


def _went_wrong(facts: Facts) -> bool:
    findings = [one for issue in facts.issues.values() for one in issue.findings.values()]
    return any(one.outcome in (Outcome.JUSTIFIED, Outcome.PARTLY) for one in findings)


def test_cases_are_escalated_taken_over_returned_and_left_where_they_are(told: list[Facts]) -> None:
    found = Counter(one.state for facts in told for one in facts.escalations.values())
    assert min(found[state] for state in EscalationState) >= 3
    assert sum("promise" in facts.kept_here for facts in told) >= 3


def test_cases_are_with_the_ombudsman_or_were_and_what_was_ordered_is_done_or_to_do(told: list[Facts]) -> None:
    referrals = [one for facts in told for one in facts.referrals.values()]
    assert sum(one.is_open and one.heard[-1].what == "request" for one in referrals) >= 3
    ordered = [facts for facts in told if any(one.ordered for one in facts.referrals.values())]
    waiting = [facts for facts in ordered if any(promise.agreed for promise in facts.open_promises())]
    assert len(waiting) >= 3
    assert len(ordered) - len(waiting) >= 3
    assert sum(bool(one.bundles) for one in referrals) >= 3


def test_what_was_agreed_is_carried_out_or_to_be_carried_out(told: list[Facts]) -> None:
    agreed = [promise for facts in told for promise in facts.promises.values() if promise.agreed]
    assert sum(promise.settled_at is None for promise in agreed) >= 6
    assert sum(promise.settled_at is not None for promise in agreed) >= 3


def test_drafts_are_to_be_read_and_were_read_with_either_view(told: list[Facts]) -> None:
    found = Counter(review.verdict for facts in told for review in facts.reviews.values())
    assert min(found[verdict] for verdict in ("", "fine", "change")) >= 3


def test_some_letters_are_kept_as_pdf_also_in_large_print_and_some_wait_to_be_posted(told: list[Facts]) -> None:
    entries = [entry for case in chains() for entry in read(case)[0] if entry.data.get("goes")]
    found = Counter(str(entry.data["goes"]) for entry in entries)
    assert found["letter"] >= 3
    assert found["print"] >= 3
    assert sum(entry.data["large_print"] is True for entry in entries) >= 3
    assert sum(bool(facts.to_post) for facts in told) >= 3
    named = [file for case in chains() for file in files_of(case).values() if file.filename.endswith(".pdf")]
    assert len(entries) <= 40
    assert len(named) >= len(entries)
    assert all(file.media_type == "application/pdf" for file in named)


def test_moments_of_a_purchase_are_there_and_something_was_taken_back(told: list[Facts]) -> None:
    assert sum({"contracted", "delivered"} <= facts.moments.keys() for facts in told) >= 3
    assert sum(bool(facts.taken_back) for facts in told) >= 3


def test_somebody_is_asked_for_something_today(told: list[Facts]) -> None:
    assert Case.objects.filter(is_asked=True).count() >= 9
    invited = [facts for facts in told for request in facts.open_requests() if request.about == "options"]
    assert len(invited) >= 3


def test_amounts_are_of_a_size_that_such_things_have(told: list[Facts]) -> None:
    sums = [sum(term.pence for term in offer.terms) for facts in told for offer in facts.resolution.offers.values()]
    assert max(sums) <= 3_000_00
    assert sum(1_00 <= pence <= 250_00 for pence in sums) > len(sums) / 4


def test_nothing_is_offered_beyond_what_was_signed_for(told: list[Facts]) -> None:
    """A complaint that was closed has nothing open, and no case has a sum that nobody could give."""
    for facts in told:
        if facts.closed and facts.kind is CaseKind.COMPLAINT:
            assert not facts.resolution.open_approvals()
            assert not facts.open_promises()


def test_a_visitor_is_told_where_to_play_handler_approver_and_customer(told: list[Facts]) -> None:
    lines = to_play("http://127.0.0.1:8400", NOON)
    assert [line.partition(":")[0] for line in lines] == ["handler", "approver", "customer"]
    assert all("http://127.0.0.1:8400/desk/" in line for line in lines)
    handler, approver, _customer = lines
    assert "@fernhill.example answers the counter-offer" in handler
    assert "@fernhill.example decides what is asked for" in approver
