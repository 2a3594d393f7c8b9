"""A key that speaks for customers reads what a customer's own page shows, and nothing of what is among staff."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pydantic import BaseModel

from amends import now
from amends.api.customer_shapes import CustomersCase, CustomersList
from amends.api.shapes import CaseClocks, CaseNext, Taken
from amends.people.models import Staff
from amends.rules.actors import Role
from amends.rules.steps import STEPS
from tests.api.machines import ADDRESS, Machine, closed_query, errors, key_of_person, machine, problem
from tests.api.test_resolution_walk import LOW, SAID, WEIGHED
from tests.cast import START, Cast

SECRET = "Between ourselves"
AMONG_STAFF = {
    "authority", "approvals", "escalations", "escalating_proposed", "kept_here", "reviews", "risks", "worst", "options",
    "selected", "weighing", "evidence", "requests", "owner", "team", "about_staff", "took_part", "people", "needs",
    "links", "committed", "letters", "to_post", "by", "acts_for", "sums", "approval",
}  # fmt: skip
"""Names of what only staff may know, wherever they stand in an answer."""


@pytest.fixture
def portal(cast: Cast) -> Machine:
    return machine("customer")


@pytest.fixture
def secretive(cast: Cast, handler: Machine, portal: Machine) -> str:
    """A case in which staff have said, weighed, asked and escalated all that they can, and offered one option."""
    amira, carol = key_of_person(cast.amira), cast.carol.actor_id
    case = portal.receive(channel="web", regime="uk-fca-disp")

    def take(name: str, **fields: Any) -> None:
        amira.takes(case, name, **fields)

    take("note", note=SECRET)
    take("recognise", limb=amira_limb(amira, case), reason=SECRET)
    take("assign", to=cast.amira.actor_id, reason=SECRET)
    take("note_need", need=SECRET, mood="angry", adjustment=SECRET)
    take("add_issue", title="Charged twice", detail=SECRET)
    take("confirm_understanding", **SAID, confirmed="by the customer")
    take("request_input", of=carol, question=SECRET, due_on="2026-03-06")
    take("add_evidence", title=SECRET, detail=SECRET, source="our records", issues=[1])
    found = {"reasons": SECRET, "cause": SECRET, "evidence": [1], "let_down_by": "people"}
    take("find", issue=1, outcome="justified", **found)
    take("identify_option", kind="refund", title="Refund of the charge", detail=SECRET, pence=64_00)
    take("identify_option", kind="compensation", title=SECRET, pence=900_00)
    for option in (1, 2):
        take("weigh_option", option=option, **{**WEIGHED, "drawbacks_us": SECRET})
        take("assess_risk", option=option, **{**LOW, "why_cost": SECRET})
    take("select_option", option=1, rationale=SECRET)
    take("seek_approval", options=[2], of=carol, due_on="2026-03-06", message=SECRET)
    take("escalate", to=carol, cause="authority", why=SECRET, asked=SECRET, due_on="2026-03-06")
    take("ask_review", step="offer", of=carol, draft=SECRET, message=SECRET, due_on="2026-03-06")
    take("offer", options=[1], open_until="2026-03-30", message="We would pay it back.")
    return case


def amira_limb(amira: Machine, case: str) -> str:
    steps = amira.get(f"/cases/{case}/next").json()["steps"]
    return str(next(one for one in steps if one["name"] == "recognise")["choices"]["limb"][0]["value"])


def names_in(told: Any) -> set[str]:
    """The names of all fields, wherever they stand."""
    if isinstance(told, dict):
        return set(told).union(*map(names_in, told.values()))
    return set().union(*map(names_in, told)) if isinstance(told, list) else set()


def read(portal: Machine, path: str, shape: type[BaseModel]) -> dict[str, Any]:
    """An answer to the customers' key, once it has been looked through."""
    response = portal.get(path)
    assert response.status_code == 200, response.content
    told: dict[str, Any] = response.json()
    shape.model_validate(told)
    assert SECRET not in response.content.decode()
    colleagues = [name for name in Staff.objects.values_list("name", flat=True) if name in response.content.decode()]
    assert colleagues == []
    return told


def test_a_case_is_told_as_its_customers_page_shows_it(portal: Machine, secretive: str) -> None:
    with now.at(START + timedelta(minutes=1)):
        told = read(portal, f"/cases/{secretive}", CustomersCase)
    assert names_in(told) & AMONG_STAFF == set()
    assert set(told) == set(CustomersCase.model_fields)
    assert told["findings"] == []
    assert [(one["side"], one["kind"]) for one in told["messages"]] == [("customer", "received"), ("us", "offered")]
    assert "We would pay it back." in told["messages"][1]["paragraphs"]
    assert [(one["option"], one["pence"]) for one in told["offers"][0]["terms"]] == [(1, 6400)]
    assert told["offers"][0]["state"] == "open"


def test_what_staff_may_still_take_back_is_not_known_yet(portal: Machine, secretive: str) -> None:
    with now.at(START + timedelta(seconds=19)):
        told = read(portal, f"/cases/{secretive}", CustomersCase)
        row = read(portal, "/cases", CustomersList)["cases"][0]
    assert told["offers"] == []
    assert row["number"] == told["number"]
    with now.at(START + timedelta(seconds=21)):
        later = read(portal, f"/cases/{secretive}", CustomersCase)
    assert later["number"] > told["number"]


def test_the_record_is_for_staff(portal: Machine, secretive: str, handler: Machine) -> None:
    said = problem(portal.get(f"/cases/{secretive}/record"), 403)
    assert said["detail"].startswith("The record as it is kept is for staff.")
    assert handler.get(f"/cases/{secretive}/record").status_code == 200


def test_what_is_next_is_what_they_are_asked_for_and_their_own_steps(portal: Machine, secretive: str) -> None:
    with now.at(START + timedelta(minutes=1)):
        told = read(portal, f"/cases/{secretive}/next", CaseNext)
    assert [one["step"] for one in told["next"]] == ["accept"]
    theirs = {name for name, step in STEPS.items() if Role.CUSTOMER in step.who and not step.makes_case}
    assert {one["name"] for one in told["steps"]} == theirs
    accept = next(one for one in told["steps"] if one["name"] == "accept")
    assert accept["choices"]["offer"] == [{"value": 1, "label": "Refund of the charge"}]


def test_time_limits_are_those_that_the_page_tells_of(portal: Machine, secretive: str, handler: Machine) -> None:
    told = {one["id"] for one in read(portal, f"/cases/{secretive}/clocks", CaseClocks)["clocks"]}
    of_staff = {one["id"] for one in handler.get(f"/cases/{secretive}/clocks").json()["clocks"]}
    assert {"final"} <= told < of_staff
    assert "retain" not in told


def test_what_came_of_their_step_does_not_say_who_does_it(portal: Machine, secretive: str) -> None:
    with now.at(START + timedelta(minutes=1)):
        response = portal.step(secretive, "accept", offer=1, option=1)
    told = response.json()
    assert response.status_code == 201
    Taken.model_validate(told)
    assert [one["kind"] for one in told["entries"]] == ["accepted", "promised"]
    assert "owner" not in told["entries"][1]["data"]
    assert told["next"] == []
    assert SECRET not in response.content.decode()


def test_findings_are_known_once_they_were_reported(portal: Machine, handler: Machine, cast: Cast) -> None:
    case = portal.receive()
    handler.takes(case, "recognise", limb="service")
    handler.takes(case, "acknowledge", message="We have it.", says=["received", "next"])
    handler.takes(case, "add_issue", title="Charged twice")
    handler.takes(case, "confirm_understanding", **SAID, confirmed="by the customer")
    handler.takes(case, "add_evidence", title="Ledger", source="our records")
    because = {"reasons": "The ledger shows it.", "evidence": [1], "cause": SECRET, "let_down_by": "systems"}
    handler.takes(case, "find", issue=1, outcome="justified", **because)
    with now.at(START + timedelta(hours=1)):
        assert read(portal, f"/cases/{case}", CustomersCase)["findings"] == []
        fields = ("message", "stage_named", "how_considered", "reasons", "redress", "next_stage_how", "referral_rights")
        handler.takes(case, "report_findings", **dict.fromkeys((*fields, "contact", "time_limit", "signed_by"), "So."))
    with now.at(START + timedelta(hours=2)):
        told = read(portal, f"/cases/{case}", CustomersCase)["findings"]
    reasons = "The ledger shows it."
    assert told == [{"issue": 1, "title": "Charged twice", "stage": 1, "outcome": "justified", "reasons": reasons}]


def _send(by: Machine, case: str, name: str) -> str:
    path = f"{ADDRESS}/cases/{case}/files?filename={name}"
    sent = by.client.post(path, b"%PDF-1.7", content_type="application/octet-stream", headers=by.headers)
    return str(sent.json()["id"])


def test_files_are_those_that_they_sent_or_were_sent(portal: Machine, handler: Machine, cast: Cast) -> None:
    case = portal.receive(customer_address="1 High Street")
    theirs, ours, evidence = _send(portal, case, "bill.pdf"), _send(handler, case, "log.pdf"), _send(portal, case, "b")
    portal.takes(case, "receive_message", message="The bill.", files=[theirs])
    portal.takes(case, "add_evidence", title="Statement", source="customer", files=[evidence])
    handler.takes(case, "note", note="The log.", files=[ours])
    handler.takes(case, "send_update", message="We are looking.", goes="letter")
    letter = handler.get(f"/cases/{case}").json()["letters"][0]["files"][0]
    with now.at(START + timedelta(hours=1)):
        got = [portal.get(f"/cases/{case}/files/{file}") for file in (theirs, evidence, letter)]
        assert all(b"".join(file.streaming_content).startswith(b"%PDF-") for file in got)
        absent = portal.get(f"/cases/{case}/files/abc")
        assert problem(portal.get(f"/cases/{case}/files/{ours}"), 404) == absent.json()
    assert b"".join(handler.get(f"/cases/{case}/files/{ours}").streaming_content) == b"%PDF-1.7"


def test_a_list_is_of_what_customers_know_in_order_of_arrival(portal: Machine, handler: Machine) -> None:
    cases = [portal.receive(subject=f"Case {number}") for number in range(3)]
    handler.takes(cases[2], "recognise", limb="service")
    closed_query(handler, cases[1])
    with now.at(START + timedelta(hours=1)):
        first = read(portal, "/cases?limit=2", CustomersList)
        second = read(portal, f"/cases?limit=2&cursor={first['cursor']}", CustomersList)
        assert [row["reference"] for row in first["cases"] + second["cases"]] == cases
        assert second["cursor"] is None
        assert names_in(first) & AMONG_STAFF == set()
        assert [row["reference"] for row in read(portal, "/cases?open=false", CustomersList)["cases"]] == [cases[1]]
        assert [row["reference"] for row in read(portal, "/cases?open=true", CustomersList)["cases"]] == cases[::2]


@pytest.mark.parametrize(
    ("name", "value"), [("query", "ourselves"), ("owner", "staff:1"), ("team", "payments"), ("due_by", "2026-03-06")]
)
def test_what_only_staff_know_is_not_to_be_asked_for(portal: Machine, secretive: str, name: str, value: str) -> None:
    said = errors(portal.get("/cases", **{name: value}))
    assert said == {name: "A key that speaks for customers cannot ask for this."}


def test_what_was_erased_is_nobodys_to_open(portal: Machine, handler: Machine) -> None:
    case = portal.receive()
    closed_query(handler, case)
    machine("quality").takes(case, "erase", ground="request of the customer", sure=True)
    for path in ("", "/next", "/clocks"):
        problem(portal.get(f"/cases/{case}{path}"), 404)
    assert handler.get(f"/cases/{case}").status_code == 200
