"""Hostile bodies: refused in words, never an error of ours, and nothing is left behind."""

from __future__ import annotations

import json
from typing import Any

import pytest

from amends.cases.models import Case
from tests.api.machines import ADDRESS, RECEIVE, Machine, errors, problem
from tests.cast import Cast

WHOLE = json.dumps(RECEIVE)


def send(machine: Machine, body: bytes | str, content_type: str = "application/json") -> Any:
    return machine.client.post(f"{ADDRESS}/cases", body, content_type=content_type, headers=machine.headers)


@pytest.mark.parametrize(
    "body",
    [
        " ",
        "{",
        "null,",
        WHOLE[:-1] + ', "wants": NaN}',
        WHOLE[:-1] + ', "wants": -Infinity}',
        WHOLE[:-1] + ', "subject": "again"}',
        WHOLE.encode("utf-16"),
        b"\xef\xbb\xbf" + WHOLE.encode(),
        WHOLE.replace("Jo", "J\\").encode(),
        b'{"subject": "\xff"}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"due": ' + "9" * 5_000 + "}",
    ],
    ids=lambda body: repr(body)[:40],
)
def test_what_is_no_plain_json_is_refused(handler: Machine, body: bytes | str) -> None:
    assert problem(send(handler, body), 400)["type"].endswith(":unreadable")
    assert not Case.objects.exists()


def test_a_doubled_field_is_named_as_the_reason(handler: Machine) -> None:
    said = problem(send(handler, WHOLE[:-1] + ', "subject": "again"}'), 400)
    assert said["detail"] == "A field is there twice."


@pytest.mark.parametrize("body", ["[]", "null", '"text"', "7", "true", "[" * 500 + "]" * 500])
def test_json_that_is_no_object_is_refused(handler: Machine, body: str) -> None:
    assert errors(send(handler, body)) == {"": "Send an object with fields."}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("story", "half a pair \ud800"),
        ("story", "nul \x00"),
        ("story", "bell \x07"),
        ("story", "x" * 20_001),
        ("story", {"a": 1}),
        ("story", ["a"]),
        ("story", None),
        ("story", 10**400),
        ("story", 1e308),
        ("about_staff", ["\ud800"]),
        ("about_staff", ["\x00"]),
        ("about_staff", [1]),
        ("about_staff", {}),
        ("team", "\x00"),
        ("customer", "\x00"),
        ("regime", "../general"),
        ("happened_at", "1767225600"),
        ("happened_at", 1767225600),
        ("happened_at", True),
        ("event_at", "2026-02-30T00:00:00Z"),
        ("__proto__", {}),
        ("channel", ""),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_hostile_value_is_refused_by_field(handler: Machine, field: str, value: object) -> None:
    assert set(errors(send(handler, json.dumps({**RECEIVE, field: value})))) <= {field, f"{field}.0"}
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        ("promise", {"what": "Call", "due_on": 20260306}),
        ("promise", {"what": "Call", "due_on": "20260306"}),
        ("keep_promise", {"promise": "1", "proof": "Called"}),
        ("keep_promise", {"promise": True, "proof": "Called"}),
        ("keep_promise", {"promise": 1.0, "proof": "Called"}),
        ("add_evidence", {"title": "Bill", "source": "customer", "issues": ["1"]}),
        ("extend_clock", {"clock": "ack", "ground": "g", "explanation": "e", "message": "m", "agreed": "yes"}),
    ],
)
def test_nothing_is_understood_by_guessing(handler: Machine, reference: str, step: str, fields: dict[str, Any]) -> None:
    assert len(errors(handler.step(reference, step, **fields))) == 1


def test_a_number_that_no_column_can_hold_is_answered_in_words(handler: Machine, cast: Cast, reference: str) -> None:
    handler.takes(reference, "promise", what="Call", due_on="2026-03-06", owner=cast.amira.actor_id)
    assert handler.refused(reference, "keep_promise", promise=10**30, proof="Called")["rule"] == "has_open_promise"


def test_a_body_of_ten_megabytes_is_too_large(handler: Machine) -> None:
    said = problem(send(handler, json.dumps({**RECEIVE, "story": "x" * 10_000_000})), 413)
    assert said["detail"] == "At most 2097152 bytes are taken."


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_another_kind_of_body_is_refused(handler: Machine, content_type: str) -> None:
    said = problem(send(handler, WHOLE, content_type), 415)
    assert said["detail"] == "Send the body as application/json, and say so in Content-Type."


@pytest.mark.parametrize("path", ["/cases", "/cases/{}/files", "/cases/{}/steps/note"])
def test_a_body_without_a_length_is_refused_rather_than_taken_for_empty(
    handler: Machine, reference: str, path: str
) -> None:
    said = problem(handler.post(path.format(reference), RECEIVE, Transfer_Encoding="chunked"), 411)
    assert said["detail"] == "Say in Content-Length how many bytes the body has."


def test_text_is_kept_in_one_form(handler: Machine) -> None:
    reference = handler.receive(subject="Cafe\u0301", story="one\r\ntwo\rthree")
    facts = handler.get(f"/cases/{reference}").json()
    assert facts["subject"] == "Caf\u00e9"
    assert facts["story"] == "one\ntwo\nthree"


def test_markup_comes_back_as_the_text_that_it_is(handler: Machine) -> None:
    reference = handler.receive(subject="<script>alert(1)</script> {curly} %s")
    response = handler.get(f"/cases/{reference}")
    assert response.json()["subject"] == "<script>alert(1)</script> {curly} %s"
    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"
