"""Absences: days, and who decides in someone's place."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from amends.people.acts import What
from amends.people.authority import authority, set_absence, withdraw_absence
from amends.people.models import Absence, AdminAct, Staff
from amends.rules.authority import EVERYTHING
from tests.cast import START, Cast, cast, days

__all__ = ["cast"]

TODAY = START.date()
LARGE = {"refund": 2_000_00, EVERYTHING: 2_000_00}
"""More than a handler may decide, and less than a leader."""


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def away(person: Staff, delegate: Staff | None = None, first: int = 0, last: int = 4, **more: Any) -> Absence:
    said = {"from_on": day(first), "until_on": day(last), "by": person.actor_id, "at": START, **more}
    return set_absence(person.actor_id, delegate=delegate.actor_id if delegate else "", **said)


def test_a_delegate_decides_with_the_limits_of_whoever_is_away_on_these_days_only(cast: Cast) -> None:
    away(cast.carol, cast.amira, 1, 3)
    allowed = [authority().allows(cast.amira.actor(), LARGE, day(number)) for number in range(5)]
    assert allowed == [False, True, True, True, False]


def test_a_delegate_of_a_delegate_does_not_reach_further(cast: Cast) -> None:
    away(cast.dilip, cast.carol)
    away(cast.carol, cast.amira)
    huge = {"refund": 10**7, EVERYTHING: 10**7}
    assert authority().allows(cast.carol.actor(), huge, TODAY)
    assert authority().allows(cast.amira.actor(), LARGE, TODAY)
    assert not authority().allows(cast.amira.actor(), huge, TODAY)


def test_nobody_acts_for_someone_who_named_nobody(cast: Cast) -> None:
    away(cast.carol)
    assert authority().away(cast.carol.actor_id, TODAY)
    assert authority().delegate_of(cast.carol.actor_id, TODAY) == ""


def test_once_withdrawn_the_person_is_there(cast: Cast) -> None:
    absence = away(cast.carol, cast.amira)
    withdraw_absence(absence.pk, by=cast.carol.actor_id, at=START)
    assert not authority().away(cast.carol.actor_id, TODAY)
    assert not authority().allows(cast.amira.actor(), LARGE, TODAY)
    row = Absence.objects.get()
    assert (row.withdrawn_by, row.withdrawn_at, row.until_on) == (cast.carol.actor_id, START, day(4))


def test_it_is_withdrawn_once_and_not_when_it_is_over(cast: Cast) -> None:
    absence = away(cast.carol)
    with pytest.raises(ValueError, match=r"^This absence is over, or was withdrawn already\.$"):
        withdraw_absence(absence.pk, by="staff:99", at=START + days(5))
    withdraw_absence(absence.pk, by="staff:99", at=START)
    with pytest.raises(ValueError, match=r"^This absence is over, or was withdrawn already\.$"):
        withdraw_absence(absence.pk, by="staff:99", at=START)


def test_both_are_noted(cast: Cast) -> None:
    absence = away(cast.carol, cast.amira)
    withdraw_absence(absence.pk, by="staff:99", at=START)
    acts = AdminAct.objects.filter(what__startswith="absence").order_by("pk")
    told = {"from_on": "2026-03-02", "until_on": "2026-03-06", "delegate": cast.amira.actor_id}
    assert [(act.what, act.subject, act.before, act.after) for act in acts] == [
        (What.ABSENCE_SET, cast.carol.actor_id, {}, told),
        (What.ABSENCE_WITHDRAWN, cast.carol.actor_id, told, {}),
    ]


@pytest.mark.parametrize(
    ("delegate", "more", "words"),
    [
        ("", {"last": -1}, "The last day cannot be before the first."),
        ("", {"first": -1}, "An absence can begin today or later."),
        ("carol", {}, "Nobody can stand in for themselves: choose someone else, or nobody."),
        ("eva", {}, "Eva has no role that works on cases, so cannot stand in."),
        ("ben", {}, "Whoever decides in someone's place must be able to sign in."),
        ("amira", {"by": "amira"}, "Nobody makes themselves stand in for another: someone else must name them."),
    ],
)
def test_nonsense_is_refused_in_words(cast: Cast, delegate: str, more: dict[str, Any], words: str) -> None:
    Staff.objects.filter(pk=cast.ben.pk).update(is_active=False)
    if "by" in more:
        more = {"by": cast.amira.actor_id}
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        away(cast.carol, getattr(cast, delegate, None), **more)
    assert not Absence.objects.exists()


def test_nobody_is_away_twice_on_one_day(cast: Cast) -> None:
    away(cast.carol, None, 2, 4)
    with pytest.raises(ValueError, match=r"^Carol is away on some of these days already: withdraw that first\.$"):
        away(cast.carol, None, 4, 6)
    away(cast.carol, None, 5, 6)
    away(cast.ben, None, 2, 4)


def test_someone_who_does_not_exist_is_not_away(cast: Cast) -> None:
    with pytest.raises(ValueError, match=r"^There is nobody with this id who may sign in: staff:0\.$"):
        set_absence("staff:0", from_on=TODAY, until_on=TODAY, by="staff:99", at=START)


def test_absences_that_are_over_can_be_left_out(cast: Cast) -> None:
    away(cast.carol)
    assert len(authority(since=day(4)).powers.absences) == 1
    assert len(authority(since=day(5)).powers.absences) == 0
    assert len(authority().powers.absences) == 1
