"""Who may see which case: a table of people and cases, and every list asked for each of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.cases.doors import Filters, by_due, case_for, due_by, listed, of_same_customer, soon, visible, work_list
from amends.cases.models import Case
from amends.people.authority import set_absence
from amends.rules.actors import SYSTEM, Actor, Role
from tests.cases.agreeing import begun, weighed
from tests.cast import START, Cast, cast, customer, days, received, take_step

__all__ = ["cast"]
CASES = ("team", "other team", "no team", "owned", "about amira", "about gita")
SEES = {
    "amira": {"team", "no team", "owned", "about gita"},
    "ben": {"team", "no team", "about amira", "about gita"},
    "carol": {"team", "no team", "about amira", "about gita"},
    "dilip": set(CASES),
    "eva": set(),
    "frank": set(),
    "gita": {"other team", "no team", "owned"},
    "system": set(CASES),
    "nobody": set(),
}
"""`owned` belongs to the meters team, and Amira of payments owns it."""


@pytest.fixture
def six(cast: Cast) -> dict[str, str]:
    """A case of every kind of belonging, by what it is."""
    by = cast.dilip.actor()
    made = {
        "team": received(by, customer_name="Team Marsh").reference,
        "other team": received(by, team="meters", customer_email="other@example.org").reference,
        "no team": received(by, team="", customer_email="").reference,
        "owned": received(by, team="meters").reference,
        "about amira": received(by, about_staff=[cast.amira.actor_id]).reference,
        "about gita": received(by, about_staff=[cast.gita.actor_id], team="payments").reference,
    }
    take_step(made["owned"], "assign", cast.dilip.actor(), START + days(1), to=cast.amira.actor_id)
    return made


def actor(cast: Cast, name: str) -> Actor:
    if name == "system":
        return SYSTEM
    return Actor("staff:0", frozenset()) if name == "nobody" else getattr(cast, name).actor()


def names(six: dict[str, str], rows: object) -> set[str]:
    what = {reference: name for name, reference in six.items()}
    return {what[row.reference] for row in rows}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(SEES))
def test_everyone_sees_their_own_cases_by_every_door(cast: Cast, six: dict[str, str], name: str) -> None:
    by = actor(cast, name)
    assert names(six, visible(by)) == SEES[name]
    assert names(six, listed(by, Filters())) == SEES[name]
    assert names(six, listed(by, Filters(query="C-26"))) == SEES[name]
    assert names(six, of_same_customer(by, name="Marsh")) == SEES[name]
    assert names(six, work_list(by)) == ({"owned"} if name == "amira" else set())
    for what, reference in six.items():
        if what in SEES[name]:
            assert case_for(by, reference).reference == reference
        else:
            with pytest.raises(Case.DoesNotExist):
                case_for(by, reference)


def test_a_case_that_is_not_theirs_is_as_if_it_were_not_there(cast: Cast, six: dict[str, str]) -> None:
    with pytest.raises(Case.DoesNotExist) as hidden:
        case_for(cast.ben.actor(), six["other team"])
    with pytest.raises(Case.DoesNotExist) as missing:
        case_for(cast.ben.actor(), "C-26-999999")
    assert str(hidden.value) == str(missing.value)


def test_a_customer_sees_one_case_and_no_more(cast: Cast, six: dict[str, str]) -> None:
    by = customer(six["team"])
    assert names(six, visible(by)) == {"team"}
    assert names(six, listed(by, Filters(query="C-26"))) == {"team"}
    with pytest.raises(Case.DoesNotExist):
        case_for(by, six["owned"])


def test_a_customer_without_a_case_sees_none(cast: Cast, six: dict[str, str]) -> None:
    for strange in ("customer:", "customer:new", "customer:%", "customer:C-26"):
        assert not visible(Actor(strange, frozenset({Role.CUSTOMER}))).exists()


def test_a_person_whose_number_is_part_of_another_is_not_taken_for_them(cast: Cast) -> None:
    """A complaint about staff:12 is not about staff:1."""
    reference = received(cast.dilip.actor(), about_staff=[f"{cast.amira.actor_id}2"]).reference
    assert visible(cast.amira.actor()).filter(reference=reference).exists()


def test_filters_narrow(cast: Cast, six: dict[str, str]) -> None:
    by = cast.dilip.actor()
    take_step(six["team"], "keep_as", by, START + days(1), kind="query", reason="Asks")
    take_step(six["team"], "close", by, START + days(1), because="answered", reasons="Told", message="Told you")
    assert names(six, listed(by, Filters(team="meters"))) == {"other team", "owned"}
    assert names(six, listed(by, Filters(owner=cast.amira.actor_id))) == {"owned"}
    assert names(six, listed(by, Filters(kind="query"))) == {"team"}
    assert names(six, listed(by, Filters(phase="closed"))) == {"team"}
    assert names(six, listed(by, Filters(open_only=True))) == set(CASES) - {"team"}
    assert names(six, listed(by, Filters(regime="other"))) == set()
    assert names(six, listed(by, Filters(due_by=START.date()))) == set(CASES) - {"team"}
    assert names(six, listed(by, Filters(due_by=START.date() - days(1)))) == set()
    assert names(six, listed(by, Filters(customer=Case.objects.get(reference=six["no team"]).customer))) == {"no team"}


def test_what_is_due_first_comes_first(cast: Cast, six: dict[str, str]) -> None:
    by = cast.dilip.actor()
    later = received(by, START + days(5)).reference
    take_step(six["team"], "assign", by, START + days(1), to=cast.ben.actor_id)
    take_step(six["team"], "keep_as", by, START + days(1), kind="query", reason="Asks")
    ordered = list(by_due(visible(by)).values_list("reference", "next_due_on"))
    dates = [due for _, due in ordered if due]
    assert dates == sorted(dates)
    assert ordered[-1] == (six["team"], None), "without a date: last"
    assert ordered[-2][0] == later


def test_the_sweep_finds_what_is_due(cast: Cast, six: dict[str, str]) -> None:
    assert names(six, due_by(START.date())) == set(CASES)
    assert not due_by(date(2026, 3, 1)).exists()


def test_nothing_said_of_a_customer_finds_nothing(cast: Cast, six: dict[str, str]) -> None:
    assert not of_same_customer(cast.dilip.actor()).exists()


def test_soon_is_a_week_away() -> None:
    assert soon(date(2026, 3, 2)) == date(2026, 3, 9)


def test_a_closed_case_stands_on_the_list_again_when_the_customer_writes(cast: Cast) -> None:
    by = cast.amira.actor()
    reference = received(by).reference
    take_step(reference, "assign", by, START, to=by.id)
    take_step(reference, "keep_as", by, START, kind="query", reason="A question about a bill")
    take_step(reference, "close", by, START, because="answered", reasons="Answered by phone", message="It is answered.")
    assert not work_list(by).exists()
    take_step(reference, "receive_message", customer(reference), START + days(2), message="It happened again.")
    assert [case.next_step for case in work_list(by)] == ["reopen"]
    assert work_list(by).get().phase == "closed"


def test_whoever_could_approve_opens_the_case_while_it_is_asked_and_no_longer(cast: Cast) -> None:
    """Gita is of another team, and stands in for Carol, who is away."""
    days_away = {"from_on": START.date(), "until_on": (START + days(9)).date()}
    set_absence(cast.carol.actor_id, delegate=cast.gita.actor_id, by=cast.frank.actor_id, at=START, **days_away)
    reference, amira = begun(cast, about="charge"), cast.amira.actor()
    weighed(cast, reference, kind="refund", pence=90000, title="Pay it back")
    at = START + timedelta(minutes=2)
    take_step(reference, "select_option", amira, at, option=1, rationale="It fits", why_only="Plain")
    with pytest.raises(Case.DoesNotExist):
        case_for(cast.gita.actor(), reference)
    asked = {"options": [1], "due_on": (START + days(2)).date(), "message": "It is more than I may give"}
    take_step(reference, "seek_approval", amira, at, **asked)
    assert case_for(cast.gita.actor(), reference).reference == reference
    take_step(reference, "approve", cast.gita.actor(), at, approval=1, reason="As Carol would")
    with pytest.raises(Case.DoesNotExist):
        case_for(cast.gita.actor(), reference)
