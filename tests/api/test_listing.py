from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends.cases.models import Case
from tests.api.machines import Machine, closed_query, errors, machine
from tests.cast import START, Cast


def references(response: Any) -> list[str]:
    assert response.status_code == 200, response.content
    return [case["reference"] for case in response.json()["cases"]]


def due(reference: str, day: date | None) -> None:
    Case.objects.filter(reference=reference).update(next_due_on=day)


@pytest.fixture
def seven(handler: Machine) -> list[str]:
    """Seven cases in the order in which a list has them: dates that come early and twice, then none."""
    cases = [handler.receive(subject=f"Case {number}") for number in range(7)]
    days = [date(2026, 3, 9), date(2026, 3, 3), None, date(2026, 3, 3), date(2026, 4, 1), None, date(2026, 3, 3)]
    for reference, day in zip(cases, days, strict=True):
        due(reference, day)
    return [cases[index] for index in (1, 3, 6, 0, 4, 2, 5)]


def test_the_most_pressing_comes_first_and_what_has_no_date_last(handler: Machine, seven: list[str]) -> None:
    assert references(handler.get("/cases")) == seven


@pytest.mark.parametrize("limit", range(1, 8))
def test_pages_follow_one_another_without_gap_or_double(handler: Machine, seven: list[str], limit: int) -> None:
    found: list[str] = []
    cursor = ""
    while cursor is not None:
        response = handler.get("/cases", limit=limit, cursor=cursor)
        page = references(response)
        assert 0 < len(page) <= limit
        found += page
        cursor = response.json()["cursor"]
    assert found == seven


def test_a_case_that_is_settled_between_two_pages_leaves_the_others_in_place(
    handler: Machine, seven: list[str]
) -> None:
    cursor = handler.get("/cases", limit=3).json()["cursor"]
    due(seven[2], None)
    assert references(handler.get("/cases", cursor=cursor, limit=2)) == seven[3:5]


def test_a_line_of_a_list_says_what_is_next(handler: Machine, cast: Cast, reference: str) -> None:
    handler.takes(reference, "recognise", limb="service")
    handler.takes(reference, "assign", to=cast.amira.actor_id)
    line = handler.get("/cases").json()["cases"][0]
    assert line["next"] == {
        "step": "acknowledge",
        "what": "Acknowledge it to the customer",
        "due_on": "2026-03-05",
        "whose": "us",
        "clock": "",
    }
    assert line["phase"] == "open"
    assert line["customer_name"] == "Jo Marsh"
    assert line["target_due_on"] == "2026-03-05"


def test_each_filter_narrows_the_list(handler: Machine, cast: Cast) -> None:
    mine = handler.receive(subject="Meter read wrongly", team="meters", customer_email="a@example.org")
    other = handler.receive(regime="uk-fca-disp", customer_email="b@example.org")
    closed_query(handler, other)
    handler.takes(mine, "assign", to=cast.gita.actor_id)
    customer = Case.objects.get(reference=mine).customer
    narrowed = {
        "query": "meter",
        "owner": cast.gita.actor_id,
        "team": "meters",
        "kind": "undecided",
        "phase": "new",
        "regime": "general",
        "customer": customer,
        "due_by": "2026-03-02",
        "open": "true",
    }
    for name, value in narrowed.items():
        assert references(handler.get("/cases", **{name: value})) == [mine], name
    assert references(handler.get("/cases", **narrowed)) == [mine]
    assert references(handler.get("/cases", open="false")) == [other]
    assert references(handler.get("/cases", phase="closed")) == [other]
    assert references(handler.get("/cases", due_by="2026-03-01")) == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("limit", 0, "At least 1."),
        ("limit", 201, "At most 200."),
        ("limit", "many", "Send a whole number."),
        ("kind", "rumour", "One of: 'undecided', 'query', 'problem', 'complaint' or 'excluded'."),
        ("due_by", "soon", "Write the date as 2026-03-02."),
        ("open", "perhaps", "Send true or false."),
        ("query", "x" * 301, "At most 300 characters."),
        ("owner", "\x00", "No text holds such a character."),
        ("sort", "subject", "There is no such parameter."),
        ("query__regex", ".", "There is no such parameter."),
        ("cursor", "nonsense", "This cursor is not one that we gave."),
        ("cursor", "W10=", "This cursor is not one that we gave."),
        ("cursor", "WyIiLCAxZTQwMF0=", "This cursor is not one that we gave."),
        ("cursor", "WyIyMDI2LTAzLTAzIiwgLTFd", "This cursor is not one that we gave."),
        ("cursor", "é", "This cursor is not one that we gave."),
        ("team", ["payments", "meters"], "Give it once."),
    ],
)
def test_a_filter_that_cannot_be_is_refused_in_words(handler: Machine, name: str, value: Any, words: str) -> None:
    assert errors(handler.get("/cases", **{name: value})) == {name: words}


@pytest.mark.parametrize(
    "text", ['"', "'; DROP TABLE cases_case; --", "a AND NOT b", "*", "(((", "NEAR(a b)", "\\", "%", ":*"]
)
def test_a_search_takes_any_text_as_words(handler: Machine, reference: str, text: str) -> None:
    assert handler.get("/cases", query=text).status_code == 200


def test_a_page_costs_the_same_number_of_queries_however_many_cases_there_are(handler: Machine) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            handler.get("/cases")
        return len(captured)

    handler.receive()
    handler.get("/cases")
    few = queries()
    for _number in range(6):
        handler.receive()
    assert queries() == few <= 5


def test_a_list_shows_only_the_teams_of_the_key(handler: Machine) -> None:
    ours, theirs = handler.receive(team="payments"), handler.receive(team="meters")
    nobodys = handler.receive(team="")
    assert set(references(machine("handler", teams=("payments",)).get("/cases"))) == {ours, nobodys}
    assert set(references(machine("handler", teams=("meters",), at=START + timedelta(days=1)).get("/cases"))) == {
        theirs,
        nobodys,
    }
