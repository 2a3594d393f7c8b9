"""Authority: by kind, sum, role, person and day; those who are away and those who stand in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.rules.actors import Actor, Role
from amends.rules.authority import EVERYTHING, Absence, Authority, Colleague, Limit, Powers, added

ALWAYS, DAY = date(2000, 1, 1), date(2026, 3, 2)
AMIRA = Colleague("staff:1", "Amira", frozenset({Role.HANDLER}))
CAROL = Colleague("staff:3", "Carol", frozenset({Role.LEADER}))
DILIP = Colleague("staff:4", "Dilip", frozenset({Role.QUALITY}))
PEOPLE = (DILIP, CAROL, AMIRA)
NOBODY = Actor("staff:9", frozenset())


def authority(*limits: Limit, absences: tuple[Absence, ...] = ()) -> Authority:
    return Authority(lambda: Powers(limits, PEOPLE, absences))


def refund(holder: str, pence: int | None, from_on: date = ALWAYS, until_on: date | None = None) -> Limit:
    return Limit(holder, "refund", pence, from_on, until_on)


def test_nothing_laid_down_is_no_authority() -> None:
    assert not authority().allows(AMIRA.actor, {"refund": 0}, DAY)
    assert authority().most(AMIRA.actor, "refund", DAY) == -1
    assert authority().most(AMIRA.actor, EVERYTHING, DAY) is None


def test_asking_for_nothing_needs_none() -> None:
    assert authority().allows(NOBODY, {}, DAY)


@pytest.mark.parametrize(("pence", "allowed"), [(0, True), (100, True), (101, False)])
def test_a_limit_includes_its_own_amount(pence: int, allowed: bool) -> None:
    assert authority(refund("handler", 100)).allows(AMIRA.actor, {"refund": pence}, DAY) is allowed


def test_of_several_roles_the_largest_limit_holds() -> None:
    both = Actor("staff:5", frozenset({Role.HANDLER, Role.LEADER}))
    laid = authority(refund("handler", 100), refund("leader", 500))
    assert laid.most(both, "refund", DAY) == 500
    assert authority(refund("handler", 100), refund("leader", None)).most(both, "refund", DAY) is None


@pytest.mark.parametrize("own", [50, 5000])
def test_a_limit_of_ones_own_takes_the_place_of_those_of_roles(own: int) -> None:
    assert authority(refund("handler", 100), refund("staff:1", own)).most(AMIRA.actor, "refund", DAY) == own


def test_a_limit_is_in_force_from_its_first_day_to_the_day_before_its_last() -> None:
    laid = authority(refund("handler", 100, DAY, DAY + timedelta(days=2)))
    held = [laid.most(AMIRA.actor, "refund", DAY + timedelta(days=days)) for days in (-1, 0, 1, 2)]
    assert held == [-1, 100, 100, -1]


def test_a_newer_limit_takes_the_place_of_an_older_even_when_it_is_smaller() -> None:
    laid = authority(refund("handler", 100), refund("handler", 40, DAY))
    assert laid.most(AMIRA.actor, "refund", DAY - timedelta(days=1)) == 100
    assert laid.most(AMIRA.actor, "refund", DAY) == 40


def test_all_kinds_together_have_a_limit_of_their_own() -> None:
    laid = authority(refund("handler", 100), Limit("handler", EVERYTHING, 120, ALWAYS))
    assert laid.exceeded(AMIRA.actor, {"refund": 90, EVERYTHING: 121}, DAY) == [EVERYTHING]


def test_a_role_without_a_limit_for_all_kinds_together_does_not_bind_another() -> None:
    both = Actor("staff:5", frozenset({Role.HANDLER, Role.QUALITY}))
    limits = (Limit("handler", EVERYTHING, 120, ALWAYS), refund("handler", 100), refund("quality", None))
    assert authority(*limits).most(both, EVERYTHING, DAY) is None
    assert authority(*limits[:2]).most(both, EVERYTHING, DAY) == 120, "a role that decides nothing frees nobody"


def test_who_is_away_too_does_not_stand_in() -> None:
    away = (Absence(CAROL.id, DAY, DAY, AMIRA.id), Absence(AMIRA.id, DAY, DAY))
    assert authority(absences=away).delegate_of(CAROL.id, DAY) == ""


def test_nobody_in_particular_stands_in_for_nobody() -> None:
    away = (Absence(CAROL.id, DAY, DAY),)
    laid = authority(refund("leader", 500), absences=away)
    assert not laid.allows(Actor("", frozenset()), {"refund": 1}, DAY)


def test_who_could_is_by_name_without_those_who_are_away() -> None:
    limits = (refund("leader", 500), refund("quality", None))
    assert [one.name for one in authority(*limits).who_could({"refund": 400}, DAY)] == ["Carol", "Dilip"]
    assert [one.name for one in authority(*limits).who_could({"refund": 600}, DAY)] == ["Dilip"]
    gone = (Absence(CAROL.id, DAY, DAY),)
    assert [one.name for one in authority(*limits, absences=gone).who_could({"refund": 400}, DAY)] == ["Dilip"]
    assert authority(*limits).who_could({"refund": 600}, DAY, without=[DILIP.id]) == []


def test_who_stands_in_has_the_limits_of_whom_they_stand_in_for_on_those_days_only() -> None:
    away = (Absence(CAROL.id, DAY, DAY + timedelta(days=1), AMIRA.id),)
    laid = authority(refund("handler", 100), refund("leader", 500), absences=away)
    held = [laid.most(AMIRA.actor, "refund", DAY + timedelta(days=days)) for days in (-1, 0, 1, 2)]
    assert held == [100, 500, 500, 100]
    assert laid.acts_for(AMIRA.actor, {"refund": 90}, DAY) == AMIRA.id, "their own where that is enough"
    assert laid.acts_for(AMIRA.actor, {"refund": 400}, DAY) == CAROL.id
    assert laid.acts_for(AMIRA.actor, {"refund": 600}, DAY) == ""
    assert (laid.delegate_of(CAROL.id, DAY), laid.delegate_of(AMIRA.id, DAY)) == (AMIRA.id, "")


def test_standing_in_is_not_handed_on() -> None:
    away = (Absence(DILIP.id, DAY, DAY, CAROL.id), Absence(CAROL.id, DAY, DAY, AMIRA.id))
    laid = authority(refund("leader", 500), refund("quality", None), absences=away)
    assert laid.most(AMIRA.actor, "refund", DAY) == 500


def test_two_peoples_limits_are_not_mixed_kind_by_kind() -> None:
    """Amira may give goodwill, Carol refunds: together they would allow what neither could."""
    away = (Absence(CAROL.id, DAY, DAY, AMIRA.id),)
    limits = (Limit("handler", "goodwill", 100, ALWAYS), refund("leader", 100))
    assert not authority(*limits, absences=away).allows(AMIRA.actor, {"goodwill": 50, "refund": 50}, DAY)


def test_it_is_loaded_once_and_only_when_asked() -> None:
    loads: list[int] = []

    def load() -> Powers:
        loads.append(1)
        return Powers((refund("handler", 100),), PEOPLE)

    laid = Authority(load)
    assert loads == []
    for _ in range(3):
        laid.allows(AMIRA.actor, {"refund": 1}, DAY)
    assert loads == [1]


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_more_is_never_allowed_where_less_is_not(limit: int, asked: int) -> None:
    laid = authority(refund("handler", limit))
    if not laid.allows(AMIRA.actor, {"refund": asked}, DAY):
        assert not laid.allows(AMIRA.actor, {"refund": asked + 1}, DAY)


@given(
    st.one_of(st.none(), st.integers(0, 500)),
    st.one_of(st.none(), st.integers(0, 500)),
    st.integers(0, 400),
    st.integers(0, 400),
    st.integers(1, 900),
)
def test_the_room_left_is_exactly_what_is_allowed(
    kind: int | None, together: int | None, before: int, others: int, asked: int
) -> None:
    laid = authority(refund("handler", kind), Limit("handler", EVERYTHING, together, ALWAYS))
    was = {"refund": before, "goodwill": others, EVERYTHING: before + others}
    room = laid.room(AMIRA.actor, "refund", was, DAY)
    allowed = laid.allows(AMIRA.actor, added(was, {"refund": asked, EVERYTHING: asked}), DAY)
    assert allowed is (room is None or asked <= room)


def test_the_room_of_who_stands_in_is_the_larger_of_both() -> None:
    away = (Absence(CAROL.id, DAY, DAY, AMIRA.id),)
    laid = authority(refund("handler", 100), refund("leader", 500), absences=away)
    assert laid.room(AMIRA.actor, "refund", {"refund": 30}, DAY) == 470
    assert laid.room(NOBODY, "refund", {}, DAY) == -1
