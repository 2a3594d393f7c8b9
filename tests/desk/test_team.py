"""Team: what nobody has taken, the load, the ages; every number opens the cases behind it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amends.cases.models import Case
from amends.desk import leading
from amends.desk.load import Grid
from tests.cast import START, Cast, cast, days, received, take_step
from tests.desk.conftest import As

__all__ = ["cast"]


@pytest.fixture
def cases(cast: Cast) -> dict[str, str]:
    """One that nobody has, one of Amira's that is late, one of Ben's; one of another team."""
    new = received(cast.amira.actor(), START).reference
    late = received(cast.amira.actor(), START - days(14)).reference
    bens = received(cast.amira.actor(), START).reference
    for reference, owner, moment in ((late, cast.amira, START - days(14)), (bens, cast.ben, START)):
        take_step(reference, "recognise", cast.carol.actor(), moment, limb="service")
        take_step(reference, "assign", cast.carol.actor(), moment, to=owner.actor_id)
    other = received(cast.gita.actor(), START, team="meters").reference
    return {"new": new, "late": late, "bens": bens, "other": other}


def listed(client: Client, **asked: str) -> list[str]:
    return [row.case.reference for row in client.get(reverse("desk:team"), asked).context["rows"]]


def numbers(grid: Grid) -> dict[str, list[int]]:
    return {line.label: [cell.n for cell in line.cells] for line in grid.lines}


def test_a_leader_sees_the_team_and_not_the_others(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    assert listed(as_(cast.carol)) == [cases["late"], cases["new"], cases["bens"]]
    assert listed(as_(cast.gita)) == [cases["other"]]
    assert len(listed(as_(cast.dilip))) == 4


def test_the_load_counts_open_late_and_this_week(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    load = as_(cast.carol).get(reverse("desk:team")).context["load"]
    assert numbers(load) == {"Nobody": [1, 1, 0], "Amira": [1, 1, 0], "Ben": [1, 0, 1]}


def test_the_ages_count_by_where_it_is_and_days_left(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    ages = as_(cast.carol).get(reverse("desk:team")).context["ages"]
    assert ages.head[1:3] == ["Late", "0 to 3 days left"]
    assert numbers(ages) == {"New": [1, 0, 0, 0, 0, 0], "Looking into it": [1, 1, 0, 0, 0, 0]}


def test_every_number_opens_as_many_cases_as_it_says(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    client = as_(cast.carol)
    shown = client.get(reverse("desk:team")).context
    cells = [cell for grid in (shown["load"], shown["ages"]) for line in grid.lines for cell in line.cells]
    for cell in cells:
        asked = {name: values[0] for name, values in parse_qs(cell.asked).items()}
        assert len(listed(client, **asked)) == cell.n, cell.asked


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"owner": "nobody"}, ["new"]),
        ({"phase": "new"}, ["new"]),
        ({"phase": "open"}, ["late", "bens"]),
        ({"kind": "complaint"}, ["late", "bens"]),
        ({"due": "late"}, ["late", "new"]),
        ({"due": "week"}, ["bens"]),
        ({"due": "none"}, []),
        ({"regime": "general"}, ["late", "new", "bens"]),
        ({"team": "meters"}, []),
        ({"stage": "2"}, []),
        ({"stage": "x"}, []),
        ({"due": "someday"}, []),
        ({"phase": "new", "due": "week"}, []),
    ],
)
def test_filters_narrow_the_list(
    cast: Cast, as_: As, cases: dict[str, str], asked: dict[str, str], found: list[str]
) -> None:
    assert listed(as_(cast.carol), **asked) == [cases[name] for name in found]


def test_me_is_whoever_asks(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    assert listed(as_(cast.ben), owner="me") == [cases["bens"]]


def test_filters_stay_in_the_address_from_page_to_page(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    first = Case.objects.get(reference=cases["new"])
    for n in range(60):
        first.pk, first.reference = None, f"C-26-9{n:05d}"
        first.save(force_insert=True)
    text = as_(cast.carol).get(reverse("desk:team"), {"owner": "nobody"}).content.decode()
    assert "?owner=nobody&amp;after=" in text


def test_whoever_may_assign_is_led_to_the_step(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    text = as_(cast.carol).get(reverse("desk:team")).content.decode()
    assert reverse("desk:step", args=[cases["new"], "assign"]) in text


def test_many_cases_take_as_many_queries_as_few(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    few = queries(as_(cast.carol))
    first = Case.objects.get(reference=cases["new"])
    for n in range(45):
        first.pk, first.reference = None, f"C-26-9{n:05d}"
        first.save(force_insert=True)
    assert queries(as_(cast.carol)) == few <= 10


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{reverse('desk:team')}?{urlencode({'phase': 'new'})}").status_code == 200
    return len(captured)


def test_every_case_that_needs_a_leader_can_be_listed(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    by = cast.amira.actor()
    for reference in (cases["late"], cases["bens"]):
        take_step(reference, "promise", by, START - days(3), what="Call", due_on="2026-03-02")
        take_step(reference, "break_promise", by, START, promise=1, reason="Forgotten")
    client = as_(cast.carol)
    came = client.get(reverse("desk:team"))
    assert [one.case.reference for one in came.context["for_leader"]] == [cases["late"], cases["bens"]]
    assert "A promise was broken" in came.content.decode()
    assert "Show every case" not in came.content.decode()
    assert listed(client, leader="1") == [cases["late"], cases["bens"]]
    assert listed(client, leader="1", owner=cast.ben.actor_id) == [cases["bens"]]


def test_of_many_that_need_a_leader_the_most_pressing_are_named(
    cast: Cast, as_: As, cases: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leading, "MOST", 1)
    Case.objects.update(escalate_for=" promise ")
    Case.objects.filter(reference=cases["bens"]).update(approval_due_on="2026-03-09")
    came = as_(cast.carol).get(reverse("desk:team"))
    assert [one.case.reference for one in came.context["for_leader"]] == [cases["bens"]]
    assert 'href="?leader=1#list"' in came.content.decode()
