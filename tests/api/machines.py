"""A machine with a key: what it sends, and what it gets."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client

from amends.people.keys import SCOPES, new_key
from amends.people.models import Staff
from tests.cast import START

ADDRESS = "/api/v1"
RECEIVE = {
    "channel": "phone",
    "subject": "Charged twice",
    "story": "I was charged 64 pounds twice and told it was my fault.",
    "customer_name": "Jo Marsh",
    "customer_email": "jo@example.org",
    "team": "payments",
}


class Machine:
    """Another system, with a key of ours."""

    def __init__(self, secret: str) -> None:
        self.client = Client(raise_request_exception=True)
        self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"{ADDRESS}{path}", query, headers=self.headers)

    def post(self, path: str, body: object, **headers: str) -> Any:
        """`headers` with underscores for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(
            f"{ADDRESS}{path}", body, content_type="application/json", headers={**self.headers, **named}
        )

    def receive(self, **fields: Any) -> str:
        """A new case; its reference."""
        response = self.post("/cases", {**RECEIVE, **fields})
        assert response.status_code == 201, response.content
        return str(response.json()["reference"])

    def step(self, reference: str, name: str, /, **fields: Any) -> Any:
        return self.post(f"/cases/{reference}/steps/{name}", fields)

    def takes(self, reference: str, name: str, /, **fields: Any) -> dict[str, Any]:
        """The step is taken; what came of it."""
        response = self.step(reference, name, **fields)
        assert response.status_code == 201, (name, response.content.decode())
        told: dict[str, Any] = response.json()
        return told

    def refused(self, reference: str, name: str, /, **fields: Any) -> dict[str, Any]:
        """The rules say no; the problem."""
        return problem(self.step(reference, name, **fields), 409)


def closed_query(by: Machine, reference: str) -> None:
    """The shortest way from a case to a closed one."""
    by.takes(reference, "keep_as", kind="query", reason="A question about the bill.")
    by.takes(reference, "close", because="answered", reasons="Answered on the phone.", message="You have our answer.")


def problem(response: HttpResponse, status: int) -> dict[str, Any]:
    """The problem that this response is."""
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = response.json()  # type: ignore[attr-defined]
    assert told["status"] == status
    assert told["type"].startswith("urn:amends:problem:")
    assert told["title"]
    assert told["detail"]
    return told


def errors(response: HttpResponse) -> dict[str, str]:
    """What is wrong, by field."""
    return {error["field"]: error["message"] for error in problem(response, 422)["errors"]}


def machine(
    *roles: str, scopes: tuple[str, ...] = SCOPES, teams: tuple[str, ...] = (), at: datetime = START
) -> Machine:
    return Machine(new_key("Website", roles=list(roles), scopes=list(scopes), teams=list(teams), at=at))


def key_of_person(staff: Staff, at: datetime = START) -> Machine:
    """A program that acts as this person, with all their roles."""
    return Machine(new_key("Their own", roles=list(staff.roles), scopes=list(SCOPES), teams=[], at=at, staff=staff))
