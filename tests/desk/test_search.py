"""Search: what someone may see, by words, fields and references; and not a number more."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amends.cases.models import Case
from tests.cast import START, Cast, cast, days, received, take_step
from tests.desk.conftest import As

__all__ = ["cast"]

PAGE = "desk:search"


@pytest.fixture
def cases(cast: Cast) -> dict[str, str]:
    made = {
        "meter": received(cast.amira.actor(), START, subject="Meter visit missed", customer_name="Sam Okoro").reference,
        "charge": received(cast.amira.actor(), START - days(20), need="Large print").reference,
        "hidden": received(cast.gita.actor(), START, team="meters", subject="Meter stopped").reference,
    }
    take_step(made["charge"], "recognise", cast.amira.actor(), START, limb="service")
    take_step(made["charge"], "assign", cast.amira.actor(), START, to=cast.amira.actor_id)
    take_step(made["charge"], "promise", cast.amira.actor(), START, what="Call back", due_on="2026-03-09")
    return made


def found(client: Client, query: str) -> list[str]:
    return [row.case.reference for row in client.get(reverse(PAGE), {"q": query}).context["rows"]]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["meter", "charge"]),
        ("meter", ["meter"]),
        ("Okoro", ["meter"]),
        ("jo@example.org", ["meter", "charge"]),
        ("fault", ["meter", "charge"]),
        ("nothing at all", []),
        ("owner:me", ["charge"]),
        ("owner:amira", ["charge"]),
        ("owner:nobody", ["meter"]),
        ("-owner:me", ["meter"]),
        ("phase:new", ["meter"]),
        ("status:open", ["charge"]),
        ("kind:complaint", ["charge"]),
        ("kind:complaint phase:new", []),
        ("team:payments", ["meter", "charge"]),
        ("team:meters", []),
        ("regime:general", ["meter", "charge"]),
        ("channel:phone", ["meter", "charge"]),
        ("stage:1", ["meter", "charge"]),
        ("due:late", ["meter", "charge"]),
        ("due:<3d", ["meter", "charge"]),
        ("due:>14d", []),
        ("due:none", []),
        ("received:2026-02", ["charge"]),
        ("received:week", ["meter"]),
        ("closed:2026", []),
        ("is:open", ["meter", "charge"]),
        ("-is:open", []),
        ("is:vulnerable", ["charge"]),
        ("is:unassigned", ["meter"]),
        ("promise:open", ["charge"]),
        ("meter owner:nobody is:open", ["meter"]),
    ],
)
def test_a_search_finds_what_it_says(cast: Cast, as_: As, cases: dict[str, str], query: str, names: list[str]) -> None:
    assert found(as_(cast.amira), query) == [cases[name] for name in names]


def test_what_one_may_not_see_is_not_counted(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    text = as_(cast.amira).get(reverse(PAGE), {"q": "meter"}).content.decode()
    assert "1 case<" in text
    assert cases["hidden"] not in text


def test_a_complaint_about_oneself_cannot_be_found(cast: Cast, as_: As) -> None:
    reference = received(cast.ben.actor(), START, about_staff=[cast.amira.actor_id]).reference
    assert found(as_(cast.ben), "charged") == [reference]
    assert found(as_(cast.amira), "charged") == []
    assert as_(cast.amira).get(reverse(PAGE), {"q": reference}).status_code == 200


def test_a_reference_goes_straight_to_the_case(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    client, page = as_(cast.amira), reverse("desk:case", args=[cases["meter"]])
    for typed in (cases["meter"], cases["meter"].lower(), f"  {cases['meter']} ", cases["meter"][-6:].lstrip("0")):
        assert client.get(reverse(PAGE), {"q": typed})["Location"] == page


def test_a_reference_of_someone_else_is_as_unknown_as_one_that_is_none(
    cast: Cast, as_: As, cases: dict[str, str]
) -> None:
    client = as_(cast.amira)
    theirs, none = (client.get(reverse(PAGE), {"q": q}) for q in (cases["hidden"], "C-26-999999"))
    assert theirs.status_code == none.status_code == 200
    assert theirs.context["page"].paginator.count == none.context["page"].paginator.count == 0


def test_a_field_that_does_not_exist_is_answered_with_the_nearest(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    text = as_(cast.amira).get(reverse(PAGE), {"q": "satus:open meter"}).content.decode()
    assert "There is no field «satus»" in text
    assert "status:open meter</a>" in text


@pytest.mark.parametrize(
    ("query", "meant"),
    [("owner:amra", "owner:amira"), ("phase:opn", "phase:open"), ("is:lat", "is:late"), ("due:lte", "due:late")],
)
def test_a_value_that_does_not_exist_finds_nothing_and_says_why(
    cast: Cast, as_: As, cases: dict[str, str], query: str, meant: str
) -> None:
    came = as_(cast.amira).get(reverse(PAGE), {"q": query})
    assert came.context["rows"] == []
    assert [doubt.instead for doubt in came.context["doubts"]] == [meant]


@pytest.mark.parametrize(
    "query",
    ['"', "'", "*", "a AND", "NOT", "a OR b)", "(((", "x" * 5000, "\x00", "due:", "owner:", ":", "-", "é\u0301", "%",
     "stage:٣", "due:<99999d", "received:0000-00", "ref:'", "NEAR(a b)"],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_the_page(cast: Cast, as_: As, cases: dict[str, str], query: str) -> None:
    assert as_(cast.amira).get(reverse(PAGE), {"q": query}).status_code == 200


def test_pages_and_many_queries_as_few(cast: Cast, as_: As, cases: dict[str, str]) -> None:
    client = as_(cast.amira)
    few = queries(client)
    first = Case.objects.get(reference=cases["meter"])
    for n in range(70):
        first.pk, first.reference = None, f"C-26-9{n:05d}"
        first.save(force_insert=True)
    assert queries(client) <= few
    shown = client.get(reverse(PAGE), {"page": 2})
    assert shown.context["page"].paginator.count == 72
    assert len(shown.context["rows"]) == 22


def test_a_broad_search_counts_no_further_than_it_must(
    cast: Cast, as_: As, cases: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("amends.desk.search.views.MOST", 1)
    text = as_(cast.amira).get(reverse(PAGE)).content.decode()
    assert "More than 1 cases" in text


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(PAGE), {"q": "is:open"}).status_code == 200
    return len(captured)
