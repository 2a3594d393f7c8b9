"""Drafts: kept while something is written, dropped once it can no longer be taken back, erased with the case."""

from __future__ import annotations

from datetime import timedelta

from amends.cases.drafts import back, discard, draft_of, drafts_by, drafts_on, save, sent
from amends.cases.models import Draft
from amends.cases.sweep import sweep
from amends.rules.rulings import TAKE_BACK
from amends.rules.steps.base import LONG
from tests.cast import START, Cast, cast, received, take_step

__all__ = ["cast"]
SECOND = timedelta(seconds=1)


def test_a_draft_is_one_for_each_person_case_and_step_and_the_latest_stands(cast: Cast) -> None:
    by, other = cast.amira.actor(), cast.ben.actor()
    reference = received(by).reference
    save(reference, "send_update", by, {"message": ["We are"]}, START)
    save(reference, "send_update", by, {"message": ["We are looking"]}, START + SECOND)
    save(reference, "send_update", other, {"message": ["Mine"]}, START)
    draft = draft_of(reference, "send_update", by.id)
    assert draft
    assert (draft.fields, draft.saved_at) == ({"message": ["We are looking"]}, START + SECOND)
    assert Draft.objects.count() == 2


def test_a_draft_holds_no_more_than_a_form(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    draft = save(reference, "send_update", cast.amira.actor(), {"message": ["x" * (LONG + 9)]}, START)
    assert len(draft.fields["message"][0]) == LONG


def test_drafts_are_listed_for_who_writes_them_as_long_as_they_may_see_the_case(cast: Cast) -> None:
    by = cast.amira.actor()
    reference = received(by).reference
    save(reference, "close", by, {}, START)
    save(reference, "send_update", by, {}, START + SECOND)
    assert [draft.step for draft in drafts_on(reference, by)] == ["send_update", "close"]
    assert [(draft.step, subject) for draft, subject in drafts_by(by)] == [
        ("send_update", "Charged twice"),
        ("close", "Charged twice"),
    ]
    assert drafts_by(cast.ben.actor()) == []
    take_step(reference, "assign", cast.carol.actor(), START, to=cast.gita.actor_id, team="meters")
    assert drafts_by(by) == []


def test_what_is_discarded_is_gone(cast: Cast) -> None:
    by = cast.amira.actor()
    reference = received(by).reference
    save(reference, "send_update", by, {}, START)
    assert discard(reference, "send_update", by)
    assert not discard(reference, "send_update", by)
    assert draft_of(reference, "send_update", by.id) is None


def test_what_was_sent_is_no_draft_and_comes_back_as_it_was(cast: Cast) -> None:
    by = cast.amira.actor()
    reference = received(by).reference
    sent(reference, "send_update", by, {"message": ["Here"]}, START)
    assert draft_of(reference, "send_update", by.id) is None
    assert drafts_by(by) == drafts_on(reference, by) == []
    assert back(reference, ["send_update"], by) == "send_update"
    draft = draft_of(reference, "send_update", by.id)
    assert draft
    assert draft.fields == {"message": ["Here"]}
    assert back(reference, ["send_update"], by) == ""


def test_the_sweep_drops_what_can_no_longer_be_taken_back(cast: Cast) -> None:
    by = cast.amira.actor()
    reference = received(by).reference
    sent(reference, "send_update", by, {}, START)
    save(reference, "close", by, {}, START)
    sweep(START + TAKE_BACK - SECOND)
    assert Draft.objects.count() == 2
    sweep(START + TAKE_BACK)
    assert [draft.step for draft in Draft.objects.all()] == ["close"]


def test_with_a_case_its_drafts_are_erased(cast: Cast) -> None:
    by = cast.amira.actor()
    reference = received(by).reference
    take_step(reference, "keep_as", by, START, kind="query", reason="asks only")
    take_step(reference, "close", by, START, because="answered", reasons="Answered", message="Done")
    save(reference, "send_update", by, {"message": ["About Jo Marsh"]}, START)
    take_step(reference, "erase", cast.dilip.actor(), START, ground="end of retention", sure=True)
    assert not Draft.objects.exists()
