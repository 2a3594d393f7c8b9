from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amends import now
from amends.people.models import ApiKey
from amends.rules.steps import STEPS
from tests.api.machines import ADDRESS, RECEIVE, Machine, machine, problem
from tests.cast import PASSWORD, START, Cast

READS = ("/cases", "/cases/{}", "/cases/{}/record", "/cases/{}/clocks", "/cases/{}/next", "/cases/{}/files/abc")
WRITES = ("/cases", "/cases/{}/files", *(f"/cases/{{}}/steps/{n}" for n, step in STEPS.items() if not step.makes_case))


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Bearer amends_wrong", "Basic YTpi", "amends_wrong", "Bearer é"]
)
@pytest.mark.parametrize("path", [*READS, "/steps"])
def test_without_a_valid_key_nothing_is_read(db: None, path: str, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    response = Client().get(ADDRESS + path.format("C-26-000001"), headers=headers)
    assert problem(response, 401)["detail"].startswith("Send a valid key")
    assert response["WWW-Authenticate"] == 'Bearer realm="amends"'


@pytest.mark.parametrize("path", WRITES)
def test_without_a_valid_key_nothing_is_written(db: None, path: str) -> None:
    problem(Client().post(ADDRESS + path.format("C-26-000001"), RECEIVE, content_type="application/json"), 401)


def test_being_signed_in_as_staff_opens_nothing_here(cast: Cast) -> None:
    client = Client()
    assert client.login(email=cast.amira.email, password=PASSWORD)
    problem(client.get(f"{ADDRESS}/cases"), 401)


def test_a_revoked_key_opens_nothing_from_the_next_request_on(handler: Machine) -> None:
    assert handler.get("/cases").status_code == 200
    ApiKey.objects.update(revoked_at=START)
    problem(handler.get("/cases"), 401)


@pytest.mark.parametrize("path", READS)
def test_reading_needs_its_scope(reference: str, path: str) -> None:
    blind = machine("handler", scopes=("cases:write", "steps:read"))
    response = blind.get(path.format(reference))
    assert problem(response, 403)["scope"] == "cases:read"
    assert response["WWW-Authenticate"] == 'Bearer realm="amends", error="insufficient_scope", scope="cases:read"'


@pytest.mark.parametrize("path", WRITES)
def test_writing_needs_its_scope(reference: str, path: str) -> None:
    reader = machine("handler", scopes=("cases:read",))
    said = problem(reader.post(path.format(reference), {}), 403)
    assert said["detail"] == "This key lacks the scope cases:write."


def test_reading_the_steps_needs_its_scope(cast: Cast) -> None:
    problem(machine("handler", scopes=("cases:read",)).get("/steps"), 403)
    assert machine(scopes=("steps:read",)).get("/steps").status_code == 200


def test_the_day_of_use_is_noted_once_a_day(handler: Machine) -> None:
    def writes() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            handler.get("/cases")
        return sum("UPDATE" in query["sql"] for query in queries.captured_queries)

    assert (writes(), writes()) == (1, 0)
    assert ApiKey.objects.get().last_used_on == START.date()
    with now.at(START + timedelta(days=1)):
        assert (writes(), writes()) == (1, 0)


def outsiders(cast: Cast) -> dict[str, Machine]:
    return {
        "another team": machine("handler", teams=("meters",)),
        "another team's leader": machine("leader", teams=("meters",)),
        "no role": machine(),
        "another team's portal": machine("customer", teams=("meters",)),
    }


@pytest.mark.parametrize("who", ["another team", "another team's leader", "no role", "another team's portal"])
def test_what_is_not_yours_is_answered_as_if_it_were_not_there(cast: Cast, reference: str, who: str) -> None:
    outsider = outsiders(cast)[who]
    said = [_everything(outsider, case) for case in (reference, "C-26-999999", "nonsense")]
    assert said[0] == said[1] == said[2]
    assert {status for status, _body in said[0]} == {404}
    assert outsider.get("/cases").json()["cases"] == []
    if "portal" not in who:  # which may not search at all: tests/api/test_customers_key.py
        assert outsider.get("/cases", query="Charged").json() == {"cases": [], "cursor": None}


def _everything(outsider: Machine, reference: str) -> list[tuple[int, Any]]:
    got = [outsider.get(path.format(reference)) for path in READS[1:]]
    posted = [outsider.post(path.format(reference), {}) for path in WRITES[1:]]
    return [(response.status_code, response.json()) for response in got + posted]


@pytest.mark.parametrize(
    ("roles", "teams", "sees"),
    [
        (("handler",), (), True),
        (("handler",), ("payments",), True),
        (("leader",), ("payments", "meters"), True),
        (("quality",), ("meters",), True),
        (("customer",), ("payments",), True),
        (("handler",), ("meters",), False),
        ((), (), False),
    ],
)
def test_a_key_sees_what_its_roles_and_teams_say(
    cast: Cast, reference: str, roles: tuple[str, ...], teams: tuple[str, ...], sees: bool
) -> None:
    key = machine(*roles, teams=teams)
    assert key.get(f"/cases/{reference}").status_code == (200 if sees else 404)
    assert len(key.get("/cases").json()["cases"]) == sees


def test_a_case_cannot_be_linked_to_one_that_the_key_may_not_see(cast: Cast, reference: str) -> None:
    meters = machine("handler", teams=("meters",))
    mine = meters.receive(team="meters")
    unseen, absent = (
        meters.step(mine, "link", reference=other, relation="same event") for other in (reference, "C-26-999999")
    )
    assert unseen.status_code == absent.status_code == 422
    assert unseen.json()["errors"][0]["message"] == f"There is no such choice: {reference}."


def test_a_role_that_may_not_take_a_step_hears_who_could(reference: str) -> None:
    said = machine("customer").refused(reference, "recognise", limb="service")
    assert said["rule"] == "role"
    assert said["who_could"] == ["a complaint handler", "a team leader", "someone in quality or compliance"]
