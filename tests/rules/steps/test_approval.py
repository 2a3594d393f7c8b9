"""Approval: by someone else, who has the authority and had no part in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from amends.rules.authority import Absence, Authority
from amends.rules.resolution import ApprovalState
from amends.rules.rulings import Scene
from tests.rules.story import AMIRA, BEN, CAROL, DILIP, EVA, POWERS, Story, asked_for, selected, told, weigh


class Away(Story):
    """A story in which Carol is away and Ben stands in for her."""

    def scene(self, by: object = AMIRA) -> Scene:
        absence = Absence(CAROL.id, date(2026, 3, 1), date(2026, 3, 31), BEN.id)
        powers = replace(POWERS, absences=(absence,))
        return replace(super().scene(by), authority=Authority(lambda: powers))  # type: ignore[arg-type]


def away() -> Story:
    story = told("understood")
    story.__class__ = Away
    return story


FIELDS = {"options": [1], "due_on": "2026-03-06", "message": "More than I may give."}

# seek_approval


def test_approval_is_sought_for_what_the_case_would_come_to() -> None:
    story = told("understood")
    selected(story, pence=90000)
    entry = story.take("seek_approval", of=CAROL.id, **FIELDS)
    assert entry.data == {
        "approval": 1,
        "options": [1],
        "sums": {"refund": 90000, "all": 90000},
        "of": CAROL.id,
        "asked_of": CAROL.id,
        "able": [],
        "due_on": "2026-03-06",
    }
    assert story.facts.resolution.approvals[1].state is ApprovalState.ASKED
    wanted = next(one for one in story.wanted() if one.step == "approve")
    assert (wanted.whose, wanted.due_on) == ("colleague", date(2026, 3, 6))


def test_what_is_asked_anew_takes_the_place_of_what_was_asked_before() -> None:
    story = told("understood")
    asked_for(story, 90000)
    story.take("seek_approval", pence=100000, **FIELDS)
    states = [approval.state for approval in story.facts.resolution.approvals.values()]
    assert states == [ApprovalState.OVERTAKEN, ApprovalState.ASKED]
    words = "Approval 1 is not being asked for."
    story.refused("approve", CAROL, rule="has_open_approval", words=words, approval=1, reason="x")


@pytest.mark.parametrize("of", [BEN, EVA])
def test_only_who_could_say_yes_is_asked(of: object) -> None:
    story = told("understood")
    selected(story, pence=90000)
    words = "They cannot approve this: it is beyond their authority, they are away, or had a part in it."
    ruling = story.refused("seek_approval", rule="asked_who_could", words=words, of=of.id, **FIELDS)  # type: ignore[attr-defined]
    assert ruling.who_could == ("Carol", "Dilip")


def test_nobody_asks_themselves() -> None:
    story = told("understood")
    selected(story, CAROL, pence=90000)
    words = "Ask someone other than yourself."
    story.refused("seek_approval", CAROL, rule="someone_else", words=words, of=CAROL.id, **FIELDS)


def test_who_is_away_is_asked_through_whoever_stands_in() -> None:
    story = away()
    selected(story, pence=90000)
    entry = story.take("seek_approval", of=CAROL.id, **FIELDS)
    assert (entry.data["of"], entry.data["asked_of"]) == (BEN.id, CAROL.id)
    given = story.take("approve", BEN, approval=1, reason="As Carol would.")
    assert given.data["acts_for"] == CAROL.id


def test_approval_is_wanted_by_a_day_to_come() -> None:
    story = told("understood")
    selected(story, pence=90000)
    fields = {**FIELDS, "due_on": "2026-03-01"}
    story.refused("seek_approval", rule="due_later", words="The date is already past.", **fields)


def test_approval_comes_after_a_selection() -> None:
    words = "No option has been selected yet. Weigh the options, and select one."
    told("understood").refused("seek_approval", rule="has_selection", words=words, **FIELDS)


def test_another_amount_is_for_one_option() -> None:
    story = told("understood")
    selected(story, pence=90000)
    weigh(story, kind="goodwill", title="A gesture", pence=1000)
    words = "Another amount is for a single option. Leave it empty, or name one option."
    fields = {**FIELDS, "options": [1, 3], "pence": 5}
    story.refused("seek_approval", rule="one_amount", words=words, **fields)
    story.refused("offer", rule="one_amount", words=words, options=[1, 3], pence=5, message="x")


# approve, decline


def test_what_is_approved_can_be_offered_up_to_that_amount() -> None:
    story = told("understood")
    number = asked_for(story, 90000)
    given = story.take("approve", CAROL, approval=number, reason="It is what they lost.")
    assert given.data == {"approval": 1, "sums": {"refund": 90000, "all": 90000}, "acts_for": CAROL.id}
    approval = story.facts.resolution.approvals[1]
    assert (approval.state, approval.decided_by, approval.reason) == (
        ApprovalState.APPROVED,
        CAROL.id,
        "It is what they lost.",
    )
    entry = story.take("offer", options=[1], message="We would pay it back.")
    assert (entry.data["approval"], entry.data["acts_for"]) == (1, "")
    story.refused("offer", rule="within_authority", options=[1], pence=90001, message="A penny more.")


def test_what_is_declined_cannot() -> None:
    story = told("understood")
    asked_for(story, 90000)
    story.take("decline", CAROL, approval=1, reason="Half would do.")
    assert story.facts.resolution.approvals[1].state is ApprovalState.DECLINED
    story.refused("offer", rule="within_authority", options=[1], message="x")


def test_nobody_approves_what_they_had_a_part_in() -> None:
    words = "You have worked on this decision, so someone else must approve it."
    story = told("understood")
    selected(story, pence=90000)
    weigh(story, CAROL, kind="apology", title="Say sorry", pence=None)
    story.take("seek_approval", **FIELDS)
    for by in (AMIRA, CAROL):
        ruling = story.refused("approve", by, rule="not_involved", words=words, approval=1, reason="x")
        assert ruling.who_could == ("Dilip",)
        story.refused("decline", by, rule="not_involved", words=words, approval=1, reason="x")
    assert story.take("approve", DILIP, approval=1, reason="x")


def test_nobody_approves_beyond_their_own_authority() -> None:
    story = told("understood")
    asked_for(story, 90000)
    words = "It is beyond your authority, too."
    ruling = story.refused("approve", BEN, rule="within_authority", words=words, approval=1, reason="x")
    assert ruling.missing == (
        "authority for £900: Refund, where you may decide up to £250 on one case",
        "authority for £900: everything on this case together, where you may decide up to £300 on one case",
    )
    assert ruling.who_could == ("Carol", "Dilip")
    story.refused("decline", BEN, rule="within_authority", words=words, approval=1, reason="x")


def test_an_approval_that_nobody_asked_for_is_none() -> None:
    words = "No approval has been asked for."
    told("understood").refused("approve", CAROL, rule="has_open_approval", words=words, approval=1, reason="x")


def test_where_nobody_is_named_all_who_could_are_asked() -> None:
    story = told("understood")
    selected(story, pence=90000)
    entry = story.take("seek_approval", **FIELDS)
    assert entry.data["able"] == [CAROL.id, DILIP.id]
    assert story.facts.resolution.approvals[1].able == (CAROL.id, DILIP.id)
