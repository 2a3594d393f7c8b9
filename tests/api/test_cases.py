from __future__ import annotations

from datetime import timedelta

import pytest

from amends import now
from amends.cases.models import Case
from amends.people.models import Customer
from amends.record.read import read
from tests.api.machines import RECEIVE, Machine, closed_query, errors, machine, problem
from tests.cast import START, Cast


def test_a_case_is_received_and_can_be_found_where_the_answer_says(handler: Machine) -> None:
    response = handler.post("/cases", RECEIVE)
    assert response.status_code == 201
    told = response.json()
    assert response["Location"] == f"/api/v1/cases/{told['reference']}"
    assert response["ETag"] == '"1"'
    assert response["Cache-Control"] == "no-store"
    assert told["status"] == "We have received what you told us. Someone will read it."
    assert [entry["kind"] for entry in told["entries"]] == ["received"]
    assert [wanted["step"] for wanted in told["next"]] == ["recognise"]
    again = handler.client.get(response["Location"], headers=handler.headers)
    assert again.json()["subject"] == "Charged twice"


def test_who_acts_and_when_come_from_the_key_and_the_clock(handler: Machine) -> None:
    reference = handler.receive(happened_at="2026-02-27T16:00:00+00:00")
    entry = read(reference)[0][0]
    assert entry.by.startswith("key:")
    assert entry.at == START
    assert entry.happened_at == START - timedelta(days=2, hours=17, minutes=30)


@pytest.mark.parametrize("field", ["by", "at", "actor", "owner", "reference", "number", "status"])
def test_a_field_that_a_step_does_not_have_is_refused(handler: Machine, field: str) -> None:
    assert errors(handler.post("/cases", {**RECEIVE, field: "staff:1"})) == {field: "There is no such field."}
    assert not Case.objects.exists()


def test_every_wrong_field_is_named_in_plain_words(handler: Machine) -> None:
    wrong = {
        "channel": "pigeon",
        "subject": "  ",
        "story": 7,
        "customer_phone": "1" * 301,
        "happened_at": "2026-02-27T16:00:00",
        "event_at": "yesterday",
        "about_staff": "staff:1",
    }
    assert errors(handler.post("/cases", wrong)) == {
        "happened_at": "Say the time zone too, as in 2026-03-02T09:30:00+00:00.",
        "channel": "One of: 'web', 'phone', 'email', 'letter', 'counter', 'social media' or 'another system'.",
        "subject": "Please fill this in.",
        "story": "Send text.",
        "customer_name": "This is needed.",
        "customer_phone": "At most 300 characters.",
        "event_at": "Write the moment as 2026-03-02T09:30:00+00:00.",
        "about_staff": "Send a list.",
    }


@pytest.mark.parametrize("email", ["a@x.example, b@y.example", "Jo <jo@x.example>", "jo", "@", "a@b\nBcc: c@d"])
def test_messages_go_to_one_address_or_none(handler: Machine, email: str) -> None:
    words = "Write one email address, like name@example.com."
    assert errors(handler.post("/cases", {**RECEIVE, "customer_email": email})) == {"customer_email": words}


def test_what_the_organisation_does_not_have_is_refused_by_field(handler: Machine) -> None:
    strange = {"team": "nobody", "regime": "mars", "customer": "unknown", "about_staff": ["staff:999", "Amira"]}
    said = errors(handler.post("/cases", {**RECEIVE, **strange}))
    assert set(said) == set(strange)
    assert said["team"] == "There is no such choice: nobody."


def test_a_known_customer_keeps_one_number(handler: Machine) -> None:
    first, second = handler.receive(), handler.receive()
    customers = {handler.get(f"/cases/{reference}").json()["customer"]["id"] for reference in (first, second)}
    assert len(customers) == 1
    third = handler.receive(customer=customers.pop(), customer_email="")
    assert handler.get(f"/cases/{third}").json()["customer"]["email"] == ""
    assert Customer.objects.count() == 1


def test_a_regime_may_be_named(handler: Machine) -> None:
    reference = handler.receive(regime="uk-fca-disp")
    clocks = handler.get(f"/cases/{reference}/clocks").json()
    assert clocks["regime"] == "uk-fca-disp"
    assert "final" in [clock["id"] for clock in clocks["clocks"]]


def test_a_complaint_from_the_future_is_refused_with_the_rule(handler: Machine) -> None:
    said = problem(handler.post("/cases", {**RECEIVE, "happened_at": "2026-03-02T12:00:00+00:00"}), 409)
    assert said["rule"] == "not_in_future"
    assert said["reason"] == said["detail"] == "That time has not come yet."


@pytest.mark.parametrize("year", ["0001", "1899", "2200", "9999"])
def test_a_year_far_away_is_refused(handler: Machine, year: str) -> None:
    said = errors(handler.post("/cases", {**RECEIVE, "event_at": f"{year}-01-01T00:00:00+00:00"}))
    assert said == {"event_at": "This date is too far away."}


def test_a_date_that_no_calendar_reaches_is_refused_and_nothing_is_left(handler: Machine) -> None:
    said = problem(handler.post("/cases", {**RECEIVE, "happened_at": "1950-01-01T00:00:00+00:00"}), 409)
    assert said["rule"] == "calendar_reaches"
    assert not Case.objects.exists()


def test_the_facts_of_a_case_have_all_that_happened(handler: Machine, cast: Cast, reference: str) -> None:
    handler.takes(reference, "recognise", limb="service")
    handler.takes(reference, "assign", to=cast.amira.actor_id)
    handler.takes(reference, "add_issue", title="The charge")
    handler.takes(reference, "promise", what="Call on Friday", due_on="2026-03-06")
    told = handler.get(f"/cases/{reference}")
    assert told["ETag"] == '"5"'
    facts = told.json()
    assert facts["kind"] == "complaint"
    assert facts["customer"]["email"] == "jo@example.org"
    assert facts["people"] == {cast.amira.actor_id: "Amira"}
    assert [issue["title"] for issue in facts["issues"]] == ["The charge"]
    assert [(one["state"], one["due_on"]) for one in facts["promises"]] == [("open", "2026-03-06")]
    assert facts["moments"]["received"] == "2026-03-02T09:30:00+00:00"
    assert facts["closed"] is None


def test_the_record_shows_hashes_that_follow_one_another(handler: Machine, reference: str) -> None:
    handler.takes(reference, "note", note="First")
    handler.takes(reference, "note", note="Second")
    entries = handler.get(f"/cases/{reference}/record").json()["entries"]
    assert [entry["number"] for entry in entries] == [1, 2, 3]
    assert [entry["previous"] for entry in entries[1:]] == [entry["hash"] for entry in entries[:-1]]
    assert entries[1]["content"] == {"note": "First"}
    assert handler.get(f"/cases/{reference}/record", after=2).json()["entries"] == entries[2:]


def test_the_record_names_what_was_erased(handler: Machine, reference: str) -> None:
    closed_query(handler, reference)
    machine("quality").takes(reference, "erase", ground="request of the customer", sure=True)
    first = handler.get(f"/cases/{reference}/record").json()["entries"][0]
    assert first["content"] == {}
    assert first["erased"] == ["customer_email", "customer_name", "story", "subject"]


def test_a_clock_explains_itself(handler: Machine, reference: str) -> None:
    told = handler.get(f"/cases/{reference}/clocks").json()
    ack = next(clock for clock in told["clocks"] if clock["id"] == "ack")
    assert ack["due_on"] == "2026-03-05"
    assert ack["state"] == "running"
    assert ack["days_left"] == 3
    assert ack["own_target"] is True
    assert "Due by the end of Thursday 5 March 2026." in ack["explanation"]
    assert ack["confidence"] == "house"
    with now.at(START + timedelta(days=10)):
        later = handler.get(f"/cases/{reference}/clocks").json()["clocks"]
    assert {clock["id"]: clock["state"] for clock in later}["ack"] == "late"


def test_what_is_next_shows_open_steps_with_choices_and_closed_ones_with_reasons(
    handler: Machine, cast: Cast, reference: str
) -> None:
    told = handler.get(f"/cases/{reference}/next").json()
    steps = {step["name"]: step for step in told["steps"]}
    assert [wanted["step"] for wanted in told["next"]] == ["recognise"]
    assert steps["recognise"]["open"] is True
    assert {choice["value"] for choice in steps["recognise"]["choices"]["limb"]} >= {"service", "conduct"}
    assert {"value": cast.amira.actor_id, "label": "Amira"} in steps["assign"]["choices"]["to"]
    assert {"value": "team:meters", "label": "Meters"} in steps["request_input"]["choices"]["of"]
    assert steps["acknowledge"] == {
        "name": "acknowledge",
        "label": "Acknowledge",
        "chapter": "Take it in",
        "open": False,
        "reason": "Decide first whether this is a complaint, a problem or a query.",
        "rule": "kind_decided",
        "missing": [],
        "who_could": [],
        "fields": [],
        "choices": {},
    }
    assert steps["answer_satisfaction"]["who_could"] == ["the customer"]
    assert "receive" not in steps


def test_choices_of_numbers_are_numbers(handler: Machine, reference: str) -> None:
    handler.takes(reference, "ask", message="Which account was it?")
    steps = {step["name"]: step for step in handler.get(f"/cases/{reference}/next").json()["steps"]}
    assert steps["answer"]["choices"]["question"] == [{"value": 1, "label": "Which account was it?"}]
