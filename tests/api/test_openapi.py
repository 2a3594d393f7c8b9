"""The document that describes us, and the answers held to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as example_settings
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from amends.api import examples
from amends.api.v1 import document
from amends.people.keys import SCOPES
from amends.rules.steps import STEPS
from tests.api.machines import Machine

EXAMPLES = 5
NOT_CHECKED = [
    ignored_auth,  # we send the key with every call; tests/api/test_keys.py has the calls without one
    positive_data_acceptance,  # no schema can say which colleagues there are, or which characters a text may have
]


@cache
def described() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(document())
    return told


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, operation)
        for path, methods in described()["paths"].items()
        for method, operation in methods.items()
    ]


def test_the_document_is_public_and_needs_no_database() -> None:
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response.json()["openapi"] == "3.1.0"


def test_the_document_is_valid() -> None:
    schemathesis.openapi.from_dict(described()).validate()


def test_every_reference_leads_somewhere() -> None:
    text = document().decode()
    named = {part.split('"')[0] for part in text.split('"$ref":"#/components/schemas/')[1:]}
    assert named <= described()["components"]["schemas"].keys()
    assert '"$ref":"#/$defs' not in text.replace('"schema":{"$defs"', "")


def test_every_step_is_an_operation_with_its_own_fields() -> None:
    for step in STEPS.values():
        path = "/api/v1/cases" if step.makes_case else f"/api/v1/cases/{{reference}}/steps/{step.name}"
        operation = described()["paths"][path]["post"]
        assert operation["operationId"] == step.name
        assert operation["summary"] == step.label
        assert step.summary in operation["description"]
        named = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/")[-1]
        fields = described()["components"]["schemas"][named]
        assert set(fields["properties"]) == set(step.model_fields)
        assert fields["additionalProperties"] is False


PUTTING_RIGHT = ("Put it right", "Escalate")


def test_every_step_of_putting_it_right_has_an_example_that_the_step_itself_takes() -> None:
    wanted = {name for name, step in STEPS.items() if step.chapter in PUTTING_RIGHT}
    assert wanted <= examples.EXAMPLES.keys() <= STEPS.keys()
    for name, example in examples.EXAMPLES.items():
        STEPS[name].model_validate(example)
        operation = described()["paths"][f"/api/v1/cases/{{reference}}/steps/{name}"]["post"]
        assert operation["requestBody"]["content"]["application/json"]["example"] == example


def test_operations_have_names_of_their_own_and_say_what_may_go_wrong() -> None:
    names = [operation["operationId"] for _method, _path, operation in operations()]
    assert len(names) == len(set(names))
    for method, path, operation in operations():
        assert operation["summary"], path
        assert operation["description"], path
        assert operation["security"] == [{"Key": []}], path
        assert {"401", "403", "503"} <= operation["responses"].keys(), path
        if method == "post" and operation["operationId"].startswith("preview_"):
            assert {"200", "400", "404", "409", "413", "415", "422"} <= operation["responses"].keys(), path
            assert "Nothing is kept" in operation["description"], path
        elif method == "post":
            assert {"201", "400", "404", "409", "413", "415", "422"} <= operation["responses"].keys(), path
            assert "Idempotency-Key" in [parameter["name"] for parameter in operation["parameters"]], path


def test_the_description_says_how_to_come_in_and_what_is_kept() -> None:
    words = described()["info"]["description"]
    assert "Authorization: Bearer" in words
    assert "Idempotency-Key" in words
    for scope in SCOPES:
        assert scope in words


@pytest.fixture
def one_connection(reference: str) -> Iterator[None]:
    """Keeps a request from closing the connection that the test's transaction is on, as Django's own client does.

    That client connects the signals again after each call, so they are disconnected when its last call is done.
    """
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_whatever_is_sent_no_answer_breaks_what_the_document_says(
    handler: Machine, reference: str, mode: GenerationMode
) -> None:
    """Sent: what the schema allows, and what it does not. No answer is a fault, none is undocumented."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    found = {operation.label: _faults(operation, handler, reference, mode) for operation in _all(schema)}
    assert len(found) == len(operations())
    assert {label: faults for label, faults in found.items() if faults} == {}


def _all(schema: Any) -> list[Any]:
    return [result.ok() for result in schema.get_all_operations()]


def _faults(operation: Any, machine: Machine, reference: str, mode: GenerationMode) -> str:
    @example_settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        if "reference" in (case.path_parameters or {}):
            case.path_parameters["reference"] = reference
        case.call_and_validate(headers=machine.headers, excluded_checks=NOT_CHECKED)

    try:
        send()
    except FailureGroup as faults:
        return str(faults)
    return ""
