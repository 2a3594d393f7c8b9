"""A database that is locked, full or away is «try again», never an error page; and nothing is half done."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import DataError, InterfaceError, OperationalError

from amends.cases.models import Case, Replay
from amends.people.models import ApiKey
from tests.api.machines import RECEIVE, Machine, errors, problem

FAULTS = [
    OperationalError("database is locked"),
    OperationalError("database or disk is full"),
    OperationalError("server closed the connection unexpectedly: host=10.0.0.1 user=amends"),
    InterfaceError("connection already closed"),
]


def failing(fault: Exception) -> Any:
    def fail(*_: object, **__: object) -> None:
        raise fault

    return fail


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_when_nothing_can_be_written_the_caller_is_told_to_try_again(
    handler: Machine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    monkeypatch.setattr("amends.cases.take.append", failing(fault))
    with caplog.at_level(logging.ERROR):
        response = handler.post("/cases", RECEIVE, Idempotency_Key="a")
    assert problem(response, 503)["detail"].startswith("Nothing was recorded")
    assert response["Retry-After"] == "5"
    assert not Case.objects.exists()
    assert not Replay.objects.exists()
    assert "10.0.0.1" not in caplog.text
    assert "Jo Marsh" not in caplog.text
    monkeypatch.undo()
    assert handler.post("/cases", RECEIVE, Idempotency_Key="a").status_code == 201


def test_when_nothing_can_be_read_the_caller_is_told_to_try_again(
    handler: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("amends.api.caller.key_of", failing(OperationalError("unable to open database file")))
    problem(handler.get("/cases"), 503)


def test_reading_works_when_the_day_of_use_cannot_be_noted(
    handler: Machine, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ApiKey.objects.update(last_used_on=None)
    monkeypatch.setattr("django.db.models.query.QuerySet.update", failing(OperationalError("disk is full")))
    assert handler.get(f"/cases/{reference}").status_code == 200


def test_a_value_that_the_database_cannot_hold_is_a_wrong_field(
    handler: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("amends.cases.take.project", failing(DataError("value too long for type character varying")))
    assert errors(handler.post("/cases", RECEIVE)) == {"": "A value is too large to be kept."}
    assert not Case.objects.exists()


def test_any_other_fault_is_raised_to_be_seen(handler: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amends.cases.take.append", failing(PermissionError(13, "not allowed")))
    with pytest.raises(PermissionError):
        handler.post("/cases", RECEIVE)
