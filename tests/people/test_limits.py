"""Limits of authority: laid down from a day on, ended, never overwritten."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.people.acts import What
from amends.people.authority import (
    KINDS,
    MOST,
    authority,
    end_limit,
    lay_down_usual,
    set_limit,
    usual_limits,
)
from amends.people.models import AdminAct, AuthorityLimit, Staff
from amends.rules.actors import Actor, Role
from amends.rules.authority import EVERYTHING
from amends.rules.redress import Redress
from tests.cast import START, Cast, cast, days

__all__ = ["cast"]

TODAY = START.date()
HANDLER = Actor("staff:0", frozenset({Role.HANDLER}))
"""Nobody of the cast, so that only the limits of the role count."""


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def laid(holder: str = "handler", kind: str = "refund", pence: int | None = 400_00, **more: Any) -> AuthorityLimit:
    said = {"from_on": TODAY, "by": "staff:99", "at": START, "reason": "Prices rose.", **more}
    return set_limit(holder, kind, pence, **said)


def ended(limit: AuthorityLimit, **more: Any) -> None:
    end_limit(limit.pk, **{"until_on": day(1), "by": "staff:99", "at": START, "reason": "A mistake.", **more})


def may(number: int, who: Actor = HANDLER, kind: str = "refund") -> int | None:
    return authority().most(who, kind, day(number))


# --- what a new organisation begins with -------------------------------------------------------------------------


def test_a_handler_begins_with_small_sums_and_a_leader_with_ten_times_as_much(cast: Cast) -> None:
    leader = Actor("staff:0", frozenset({Role.LEADER}))
    for kind in ("put_right", "repair", "replace", "refund", "price_reduction"):
        assert (may(0, kind=kind), may(0, leader, kind)) == (250_00, 2_500_00)
    assert (may(0, kind="compensation"), may(0, leader, "compensation")) == (100_00, 1_000_00)
    assert (may(0, kind="goodwill"), may(0, leader, "goodwill")) == (50_00, 500_00)
    assert (may(0, kind=EVERYTHING), may(0, leader, EVERYTHING)) == (300_00, 3_000_00)
    assert (may(0, kind="apology"), may(0, kind="explanation")) == (0, 0)
    assert (may(0, kind="change"), may(0, leader, "change")) == (-1, 2_500_00)


def test_for_every_amount_there_is_someone_in_quality(cast: Cast) -> None:
    sums = {**dict.fromkeys(KINDS, 10**9), EVERYTHING: 10**10}
    assert [one.name for one in authority().who_could(sums, TODAY)] == ["Dilip"]


@pytest.mark.parametrize("roles", [["handler", "quality"], ["admin", "leader", "handler", "quality"]])
def test_a_second_role_never_takes_away_from_the_first(cast: Cast, roles: list[str]) -> None:
    Staff.objects.filter(pk=cast.amira.pk).update(roles=roles)
    amira = Staff.objects.get(pk=cast.amira.pk).actor()
    assert {kind: may(0, amira, kind) for kind in KINDS} == dict.fromkeys(KINDS)


@pytest.mark.parametrize("person", ["eva", "frank"])
def test_assessors_and_administrators_decide_no_redress(cast: Cast, person: str) -> None:
    who = getattr(cast, person).actor()
    assert {may(0, who, kind) for kind in KINDS if kind != EVERYTHING} == {-1}


def test_the_usual_limits_are_laid_down_once(cast: Cast) -> None:
    assert AuthorityLimit.objects.count() == len(usual_limits(TODAY))
    with pytest.raises(ValueError, match=r"^Limits are laid down already\. Change them one by one\.$"):
        lay_down_usual(from_on=TODAY, by="system", at=START)


# --- changed from a day on ---------------------------------------------------------------------------------------


def test_a_change_holds_from_its_day_and_the_old_row_stays(cast: Cast) -> None:
    before = AuthorityLimit.objects.get(holder="handler", kind="refund")
    laid(from_on=day(3))
    assert [may(number) for number in (0, 2, 3, 30)] == [250_00, 250_00, 400_00, 400_00]
    assert AuthorityLimit.objects.get(pk=before.pk).pence == 250_00


def test_a_limit_for_a_while_gives_way_to_the_one_before(cast: Cast) -> None:
    laid(from_on=day(3), until_on=day(5))
    assert [may(number) for number in (2, 3, 4, 5)] == [250_00, 400_00, 400_00, 250_00]


def test_a_second_change_from_the_same_day_takes_the_place_of_the_first(cast: Cast) -> None:
    first = laid(from_on=day(3))
    laid(pence=350_00, from_on=day(3), reason="Too much after all.")
    assert may(3) == 350_00
    row = AuthorityLimit.objects.get(pk=first.pk)
    assert (row.until_on, row.ended_by, row.ended_why) == (day(3), "staff:99", "Too much after all.")


def test_a_limit_of_ones_own_takes_the_place_of_those_of_ones_roles(cast: Cast) -> None:
    laid(cast.amira.actor_id, pence=100_00)
    assert (may(0, cast.amira.actor()), may(0, cast.ben.actor())) == (100_00, 250_00)


def test_without_limit_is_without_limit(cast: Cast) -> None:
    laid(pence=None)
    assert may(0) is None


def test_what_was_set_is_noted_with_the_reason_in_the_history(cast: Cast) -> None:
    limit = laid(until_on=day(9))
    assert (limit.set_by, limit.set_at, limit.reason) == ("staff:99", START, "Prices rose.")
    act = AdminAct.objects.latest("pk")
    assert (act.what, act.by, act.subject, act.before) == (What.LIMIT_SET, "staff:99", f"limit:{limit.pk}", {})
    holds = {"from_on": "2026-03-02", "until_on": "2026-03-11"}
    assert act.after == {"holder": "handler", "kind": "refund", "pence": 400_00, **holds}


# --- ended -------------------------------------------------------------------------------------------------------


def test_an_ended_limit_leaves_the_role_with_none_and_brings_nothing_older_back(cast: Cast) -> None:
    limit = laid()
    ended(limit, until_on=day(4))
    assert [may(number) for number in (0, 3, 4)] == [400_00, 400_00, -1]
    row = AuthorityLimit.objects.get(pk=limit.pk)
    assert (row.until_on, row.ended_by, row.ended_at, row.ended_why) == (day(4), "staff:99", START, "A mistake.")
    acts = AdminAct.objects.filter(what=What.LIMIT_ENDED)
    assert {act.after["until_on"] for act in acts} == {"2026-03-06"}
    assert acts.count() == 2


def test_a_limit_that_has_not_begun_never_does_and_the_one_before_goes_on(cast: Cast) -> None:
    limit = laid(from_on=day(3))
    ended(limit, until_on=day(3))
    assert [may(number) for number in (2, 3, 30)] == [250_00] * 3


def test_without_a_limit_of_ones_own_those_of_the_roles_hold_again(cast: Cast) -> None:
    limit = laid(cast.amira.actor_id, pence=100_00)
    ended(limit)
    assert [may(number, cast.amira.actor()) for number in (0, 1)] == [100_00, 250_00]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"until_on": day(-1)}, "A limit can end today or later: what was decided before stays as it was."),
        ({"until_on": day(8)}, "It ends before that day as it is. Set a new limit instead."),
        ({"reason": " "}, "Say why: the reason stays in the history."),
        ({"by": "staff:own"}, "Nobody changes their own limit: another administrator must."),
    ],
)
def test_what_cannot_be_ended_is_refused_in_words(cast: Cast, more: dict[str, Any], words: str) -> None:
    limit = laid(cast.amira.actor_id, until_on=day(7))
    if "by" in more:
        more = {"by": cast.amira.actor_id}
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        ended(limit, **more)
    assert AuthorityLimit.objects.get(pk=limit.pk).ended_at is None


def test_a_limit_ends_once(cast: Cast) -> None:
    limit = laid()
    ended(limit)
    for pk in (limit.pk, 10**6):
        with pytest.raises(ValueError, match=r"^This limit has ended already\.$"):
            end_limit(pk, until_on=day(2), by="staff:99", at=START, reason="Again.")
    over = laid(kind="repair", until_on=day(2))
    with pytest.raises(ValueError, match=r"^This limit has ended already\.$"):
        ended(over, at=START + days(2), until_on=day(2))


# --- refused -----------------------------------------------------------------------------------------------------

KNOWN = ", ".join(KINDS)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"pence": -1}, "A limit cannot be below nothing."),
        ({"pence": MOST + 1}, "This amount is too large. Whoever may decide as much is without limit."),
        ({"kind": "gift"}, f"There is no kind of redress «gift». There are: {KNOWN}."),
        ({"kind": "nothing"}, f"There is no kind of redress «nothing». There are: {KNOWN}."),
        ({"holder": "admin"}, "Only these roles can hold a limit: handler, leader, quality."),
        ({"holder": "customer"}, "Only these roles can hold a limit: handler, leader, quality."),
        ({"holder": ""}, "Only these roles can hold a limit: handler, leader, quality."),
        ({"holder": "staff:0"}, "There is nobody with this id who may sign in: staff:0."),
        ({"holder": "eva"}, "Eva has no role that works on cases, so can hold no limit."),
        ({"from_on": day(-1)}, "A limit can begin today or later: what was decided before stays as it was."),
        ({"from_on": day(2), "until_on": day(2)}, "A limit must end after it begins."),
        ({"from_on": day(2), "until_on": day(1)}, "A limit must end after it begins."),
        ({"reason": "  "}, "Say why: the reason stays in the history."),
        ({"reason": "x" * 501}, "The reason can have at most 500 characters."),
        ({"holder": "amira", "by": "amira"}, "Nobody changes their own limit: another administrator must."),
    ],
)
def test_nonsense_is_refused_in_words(cast: Cast, said: dict[str, Any], words: str) -> None:
    ids = {name: getattr(cast, name).actor_id for name in ("amira", "eva")}
    before = AuthorityLimit.objects.count()
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        laid(**{name: ids.get(str(value), value) for name, value in said.items()})
    assert AuthorityLimit.objects.count() == before


def test_someone_who_may_not_sign_in_gets_no_limit(cast: Cast) -> None:
    Staff.objects.filter(pk=cast.ben.pk).update(is_active=False)
    with pytest.raises(ValueError, match="There is nobody with this id who may sign in"):
        laid(cast.ben.actor_id)


def test_of_two_who_change_the_same_limit_at_once_the_second_is_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import IntegrityError

    def taken(**_values: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(AuthorityLimit.objects, "create", taken)
    with pytest.raises(ValueError, match=r"^Someone else has just changed this limit\. Look at it again\.$"):
        laid()


# --- loaded ------------------------------------------------------------------------------------------------------


def test_authority_asks_nothing_until_it_is_asked_and_then_three_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        laid_down = authority()
    with django_assert_num_queries(3):
        assert laid_down.most(HANDLER, "refund", TODAY) == 250_00
        assert laid_down.who_could({"refund": 1_000_00, EVERYTHING: 1_000_00}, TODAY)
        assert not laid_down.away(cast.amira.actor_id, TODAY)


def test_colleagues_come_with_roles_and_all_their_teams(cast: Cast) -> None:
    cast.amira.teams.add(cast.meters)
    Staff.objects.filter(pk=cast.ben.pk).update(is_active=False)
    people = {one.name: one for one in authority().powers.people}
    assert list(people) == ["Amira", "Carol", "Dilip", "Eva", "Frank", "Gita"]
    assert people["Amira"].actor == cast.amira.actor()
    assert people["Amira"].teams == {"meters", "payments"}


def test_what_ended_before_a_day_can_be_left_out(cast: Cast) -> None:
    laid(kind="other", until_on=day(2))
    assert len(authority(since=day(1)).powers.limits) == len(authority(since=day(2)).powers.limits) + 1
    assert len(authority().powers.limits) == AuthorityLimit.objects.count()


def test_every_kind_of_redress_but_nothing_can_have_a_limit() -> None:
    assert set(KINDS) == {kind.value for kind in Redress} - {"nothing"} | {EVERYTHING}
