from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from amends import now
from amends.api import once
from amends.cases.models import Case, Outgoing, Replay
from tests.api.machines import ADDRESS, RECEIVE, Machine, closed_query, errors, machine, problem
from tests.cast import START


def receive(by: Machine, key: str, **fields: Any) -> Any:
    return by.post("/cases", {**RECEIVE, **fields}, Idempotency_Key=key)


def test_the_same_request_sent_again_is_answered_alike_and_acted_on_once(handler: Machine) -> None:
    first, second = receive(handler, "a-1"), receive(handler, "a-1")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert first["Location"] == second["Location"]
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert Case.objects.count() == 1


def test_what_came_of_a_step_is_told_as_it_was_then(handler: Machine, reference: str) -> None:
    path = f"/cases/{reference}/steps/recognise"
    first = handler.post(path, {"limb": "service"}, Idempotency_Key="b", If_Match='"1"')
    closing = handler.takes(reference, "note", note="Later.")
    assert closing["number"] == 3
    with now.at(START + timedelta(days=3)):
        second = handler.post(path, {"limb": "service"}, Idempotency_Key="b", If_Match='"1"')
    assert first.status_code == 201
    assert second.content == first.content
    assert handler.get(f"/cases/{reference}").json()["number"] == 3


def test_the_same_key_with_another_body_is_refused(handler: Machine) -> None:
    receive(handler, "c")
    said = problem(receive(handler, "c", subject="Something else"), 409)
    assert said["type"] == "urn:amends:problem:idempotency-key"
    assert Case.objects.count() == 1


def test_the_same_key_at_another_address_is_refused(handler: Machine, reference: str) -> None:
    other = handler.receive()
    assert handler.post(f"/cases/{reference}/steps/note", {"note": "n"}, Idempotency_Key="d").status_code == 201
    problem(handler.post(f"/cases/{other}/steps/note", {"note": "n"}, Idempotency_Key="d"), 409)


def test_two_callers_may_use_the_same_key(handler: Machine) -> None:
    other = machine("handler")
    assert receive(handler, "e").json()["reference"] != receive(other, "e").json()["reference"]


def test_a_refusal_is_not_kept_so_that_the_same_request_can_be_right_later(handler: Machine, reference: str) -> None:
    path, body = f"/cases/{reference}/steps/acknowledge", {"message": "We have it."}
    assert problem(handler.post(path, body, Idempotency_Key="f"), 409)["rule"] == "kind_decided"
    handler.takes(reference, "keep_as", kind="problem", reason="A fault.")
    assert handler.post(path, body, Idempotency_Key="f").status_code == 201
    assert Replay.objects.count() == 1


def test_wrong_fields_are_not_kept(handler: Machine) -> None:
    assert errors(receive(handler, "g", team="nobody"))
    assert receive(handler, "g").status_code == 201


def test_an_act_that_fails_leaves_no_trace_of_its_key(handler: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amends.cases.take.follow", _fail)
    with pytest.raises(RuntimeError):
        receive(handler, "h")
    assert not Replay.objects.exists()
    assert not Case.objects.exists()
    monkeypatch.undo()
    assert receive(handler, "h").status_code == 201


def _fail(*_: object) -> None:
    raise RuntimeError("the power went")


def test_a_key_is_kept_for_seven_days(handler: Machine) -> None:
    first = receive(handler, "i").json()["reference"]
    with now.at(START + timedelta(days=7)):
        assert receive(handler, "i").json()["reference"] == first
    with now.at(START + timedelta(days=7, seconds=1)):
        assert receive(handler, "i").json()["reference"] != first


def test_old_keys_are_swept(handler: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    receive(handler, "j")
    monkeypatch.setattr(once, "SWEEP_EVERY", 1)
    with now.at(START + timedelta(days=8)):
        receive(handler, "k")
    assert Replay.objects.count() == 1


def test_what_is_kept_holds_neither_words_nor_key(handler: Machine) -> None:
    receive(handler, "my-secret-key")
    row = Replay.objects.get()
    kept = f"{row.key} {row.request} {row.answer}"
    assert not [word for word in ("Jo", "Marsh", "Charged", "my-secret-key") if word in kept]


def test_what_was_erased_is_not_told_again(handler: Machine) -> None:
    first = receive(handler, "l")
    closed_query(handler, first.json()["reference"])
    machine("quality").takes(first.json()["reference"], "erase", ground="request of the customer", sure=True)
    second = receive(handler, "l")
    assert second.status_code == 201
    assert second.json()["entries"][0]["content"] == {}
    assert "Jo" not in second.content.decode()


@pytest.mark.parametrize("key", ["", "x" * 256, "tab\there", "é\x80"])
def test_a_key_that_cannot_be_read_is_refused(handler: Machine, key: str) -> None:
    said = problem(receive(handler, key), 400)
    assert said["detail"] == "An Idempotency-Key has 1 to 255 visible characters."


def test_whoever_comes_second_at_the_same_moment_waits_and_hears_what_the_first_did(
    handler: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The unique key decides: the second's own row cannot be written, whatever it had seen before."""
    first = receive(handler, "m")
    create = Replay.objects.create
    tries: list[str] = []

    def late(**columns: Any) -> Replay:
        tries.append(columns["key"])
        return create(**columns)

    monkeypatch.setattr(Replay.objects, "create", late)
    assert receive(handler, "m").content == first.content
    assert len(tries) == 1
    with pytest.raises(IntegrityError):
        create(key=tries[0], request="", status=0, answer="", made_at=START)


def test_a_replayed_step_is_not_sent_to_the_customer_twice(handler: Machine, reference: str) -> None:
    for _time in range(3):
        handler.post(f"/cases/{reference}/steps/send_update", {"message": "Soon."}, Idempotency_Key="n")
    assert Outgoing.objects.count() == 1


def test_a_case_that_is_no_longer_yours_is_not_told_again(handler: Machine, reference: str) -> None:
    payments = machine("handler", teams=("payments",))
    path = f"/cases/{reference}/steps/note"
    assert payments.post(path, {"note": "n"}, Idempotency_Key="o").status_code == 201
    Case.objects.update(team="meters")
    problem(payments.post(path, {"note": "n"}, Idempotency_Key="o"), 404)


def test_a_file_sent_again_is_kept_once(handler: Machine, reference: str) -> None:
    def send(data: bytes) -> Any:
        headers = {**handler.headers, "Idempotency-Key": "p"}
        path = f"{ADDRESS}/cases/{reference}/files?filename=bill.pdf"
        return handler.client.post(path, data, content_type="application/octet-stream", headers=headers)

    first, second = send(b"%PDF-1.7"), send(b"%PDF-1.7")
    assert first.status_code == 201
    assert first.content == second.content
    assert second["Idempotency-Replayed"] == "true"
    problem(send(b"%PDF-1.8"), 409)
