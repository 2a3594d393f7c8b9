"""Authority laid out for people says what the rules say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.people.authority import KINDS, ROLES
from amends.people.overview import answer, changes_after, held, own_limits, standing
from amends.rules.actors import Actor, Role
from amends.rules.authority import EVERYTHING, Absence, Authority, Colleague, Limit, Powers

DAY = date(2026, 3, 2)
AMIRA = Colleague("staff:1", "Amira", frozenset({Role.HANDLER}))
CAROL = Colleague("staff:2", "Carol", frozenset({Role.LEADER}))


def powers(*limits: Limit, absences: tuple[Absence, ...] = ()) -> Authority:
    usual = (Limit("handler", "refund", 250_00, DAY), Limit("leader", "refund", 2_500_00, DAY))
    everything = Limit("handler", EVERYTHING, 300_00, DAY)
    laid = Powers((*usual, everything, *limits), (AMIRA, CAROL), absences)
    return Authority(lambda: laid)


days = st.integers(-40, 40).map(lambda number: DAY + timedelta(days=number))
limits = st.builds(
    Limit,
    st.sampled_from([*(role.value for role in ROLES), "staff:1"]),
    st.sampled_from(KINDS),
    st.none() | st.integers(0, 10**6),
    days,
    st.none() | days,
)


@given(st.lists(limits, max_size=12), days)
def test_what_stands_for_a_role_is_the_most_that_the_rules_allow_it(some: list[Limit], day: date) -> None:
    laid = Authority(lambda: Powers(tuple(some)))
    for role in ROLES:
        for kind in KINDS:
            limit = standing(some, role.value, kind, day)
            nothing_laid_down = None if kind == EVERYTHING else -1
            most = laid.most(Actor("staff:9", frozenset({role})), kind, day)
            assert most == (limit.pence if limit else nothing_laid_down)


@given(st.lists(limits, max_size=12), st.sets(st.sampled_from(ROLES)), days)
def test_what_someone_holds_is_the_most_that_the_rules_allow_them(
    some: list[Limit], roles: set[Role], day: date
) -> None:
    who = Actor("staff:1", frozenset(roles))
    laid = Authority(lambda: Powers(tuple(some)))
    for kind in KINDS:
        limit = held(some, who, kind, day)
        nothing_laid_down = None if kind == EVERYTHING else -1
        assert laid.most(who, kind, day) == (limit.pence if limit else nothing_laid_down)


@given(st.lists(limits, max_size=12), days)
def test_following_the_changes_leads_to_what_stands_on_every_later_day(some: list[Limit], day: date) -> None:
    laid = Authority(lambda: Powers(tuple(some)))
    held = {(one.holder, one.kind): standing(some, one.holder, one.kind, day) for one in some}
    changes = changes_after(laid, day)
    assert [one.on for one in changes] == sorted(one.on for one in changes)
    for change in changes:
        assert change.on > day
        assert held[change.holder, change.kind] == change.before
        held[change.holder, change.kind] = change.after
    last = DAY + timedelta(days=100)
    assert held == {(holder, kind): standing(some, holder, kind, last) for holder, kind in held}


def test_own_limits_are_those_of_people_that_hold_today() -> None:
    own = Limit("staff:1", "refund", 600_00, DAY)
    past = Limit("staff:1", "repair", 1, DAY, DAY)
    assert own_limits(powers(own, past), DAY) == [own]


@pytest.mark.parametrize(
    ("pence", "allowed", "why", "could"),
    [
        (250_00, True, ["Refund: up to £250, by role.", "All together on one case: up to £300, by role."], ["Carol"]),
        (250_01, False, ["Refund: up to £250, by role."], ["Carol"]),
        (
            300_01,
            False,
            ["Refund: up to £250, by role.", "All together on one case: up to £300, by role."],
            ["Carol"],
        ),
        (2_500_01, False, ["Refund: up to £250, by role.", "All together on one case: up to £300, by role."], []),
    ],
)
def test_the_answer_says_yes_or_no_why_and_who_could(
    pence: int, allowed: bool, why: list[str], could: list[str]
) -> None:
    found = answer(powers(), AMIRA.actor, "refund", pence, DAY, "GBP")
    assert (found.allowed, list(found.why), list(found.who_could)) == (allowed, why, could)


def test_the_answer_names_a_limit_of_ones_own() -> None:
    own = Limit("staff:1", "refund", 100_00, DAY)
    assert answer(powers(own), AMIRA.actor, "refund", 200_00, DAY, "GBP").why == (
        "Refund: up to £100, by a limit of their own.",
    )


def test_the_answer_says_where_nothing_is_laid_down() -> None:
    assert answer(powers(), AMIRA.actor, "repair", 1, DAY, "GBP").why == ("Repair: not at all.",)
    assert answer(powers(), CAROL.actor, "refund", 1, DAY, "GBP").why[1] == "All together on one case: no limit."


def test_over_the_sum_of_all_kinds_a_role_without_such_a_limit_binds_nobody_who_has_it() -> None:
    both = Actor("staff:3", frozenset({Role.HANDLER, Role.LEADER}))
    assert held(powers().powers.limits, both, EVERYTHING, DAY) is None
    assert held(powers(Limit("leader", EVERYTHING, 100_00, DAY)).powers.limits, both, EVERYTHING, DAY) == Limit(
        "handler", EVERYTHING, 300_00, DAY
    )


def test_the_answer_names_whoever_is_away() -> None:
    away = Absence("staff:2", DAY, DAY, "staff:1")
    found = answer(powers(absences=(away,)), AMIRA.actor, "refund", 2_000_00, DAY, "GBP")
    assert (found.allowed, found.why, found.who_could) == (True, ("In place of Carol, who is away.",), ())
