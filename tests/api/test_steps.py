from __future__ import annotations

import pytest

from amends.cases.models import Case
from amends.rules.entries import KINDS
from amends.rules.steps import STEPS
from tests.api.machines import Machine, closed_query, errors, problem
from tests.cast import Cast


def test_every_step_is_listed_as_it_is_declared(handler: Machine) -> None:
    listed = {step["name"]: step for step in handler.get("/steps").json()["steps"]}
    assert list(listed) == list(STEPS)
    for name, step in STEPS.items():
        told = listed[name]
        assert told["label"] == step.label
        assert told["summary"] == step.summary
        assert {who["role"] for who in told["who"]} == set(step.who)
        assert told["schema"] == step.model_json_schema()
        assert set(told["writes"]) <= set(KINDS)


def test_every_step_has_an_address_of_its_own(handler: Machine) -> None:
    for told in handler.get("/steps").json()["steps"]:
        path = told["path"].removeprefix("/api/v1").format(reference="C-26-000001")
        assert handler.post(path, {}).status_code == (422 if told["makes_case"] else 404)


def test_a_step_answers_with_its_entries_and_what_is_next(handler: Machine, reference: str) -> None:
    told = handler.takes(reference, "recognise", limb="service", reason="Plainly dissatisfied.")
    assert told["number"] == 2
    assert [(entry["number"], entry["kind"]) for entry in told["entries"]] == [(2, "recognised")]
    assert told["entries"][0]["content"] == {"reason": "Plainly dissatisfied."}
    assert told["phase"] == "open"
    assert "assign" in [wanted["step"] for wanted in told["next"]]


def test_a_refusal_has_reason_rule_missing_and_who_could(handler: Machine, cast: Cast, reference: str) -> None:
    handler.takes(reference, "recognise", limb="service")
    handler.takes(reference, "add_issue", title="The charge")
    handler.takes(reference, "promise", what="Call back", due_on="2026-03-06", owner=cast.amira.actor_id)
    said = handler.refused(reference, "close", because="final_response", reasons="Done.", message="Done.")
    assert said["title"] == "The step was refused"
    assert said["reason"] == said["detail"] == "The case cannot be closed yet."
    assert said["rule"] == "nothing_closes_silently"
    assert "promise 1, settled: Call back" in said["missing"]
    assert "a finding on issue 1: The charge" in said["missing"]
    assert said["who_could"] == []


def test_a_refused_step_leaves_nothing(handler: Machine, reference: str) -> None:
    handler.refused(reference, "close", because="answered", reasons="Done.", message="Done.")
    assert len(handler.get(f"/cases/{reference}/record").json()["entries"]) == 1
    assert Case.objects.get().number == 1


def test_receive_is_no_step_of_a_case_that_is_there(handler: Machine, reference: str) -> None:
    problem(handler.step(reference, "receive"), 404)
    problem(handler.step(reference, "no_such_step"), 404)


def test_a_colleague_who_is_not_here_cannot_be_given_a_case(handler: Machine, cast: Cast, reference: str) -> None:
    for stranger in ("staff:999999", "staff:0x1", f"staff:0{cast.amira.pk}", "key:1", "system", cast.amira.email):
        assert "to" in errors(handler.step(reference, "assign", to=stranger))
    cast.ben.is_active = False
    cast.ben.save()
    assert "to" in errors(handler.step(reference, "assign", to=cast.ben.actor_id))
    handler.takes(reference, "assign", to=cast.amira.actor_id, team="payments")


def test_input_may_be_asked_of_a_colleague_or_a_team(handler: Machine, cast: Cast, reference: str) -> None:
    for of in (cast.gita.actor_id, "team:meters"):
        handler.takes(reference, "request_input", of=of, question="What did the meter say?", due_on="2026-03-06")
    for stranger in ("meters", "team:nobody", "team:", "staff:0"):
        said = errors(handler.step(reference, "request_input", of=stranger, question="?", due_on="2026-03-06"))
        assert set(said) == {"of"}


@pytest.mark.parametrize("seen", ['"1"', "*"])
def test_a_step_on_the_case_as_it_was_seen_is_taken(handler: Machine, reference: str, seen: str) -> None:
    response = handler.post(f"/cases/{reference}/steps/note", {"note": "Seen."}, If_Match=seen)
    assert response.status_code == 201
    assert response["ETag"] == '"2"'


def test_when_the_case_moved_on_nothing_is_done_and_the_answer_says_where_it_is(
    handler: Machine, reference: str
) -> None:
    handler.takes(reference, "note", note="Someone else wrote.")
    said = problem(handler.post(f"/cases/{reference}/steps/note", {"note": "Mine."}, If_Match='"1"'), 412)
    assert said["detail"] == "The case moved on while you were writing: it is at entry 2 now. Read it again."
    assert said["number"] == 2
    assert handler.get(f"/cases/{reference}").json()["number"] == 2


def test_a_refusal_on_a_case_that_moved_on_says_so(handler: Machine, reference: str) -> None:
    closed_query(handler, reference)
    response = handler.post(f"/cases/{reference}/steps/ask", {"message": "Which account?"}, If_Match='"1"')
    assert problem(response, 409)["reason"].startswith("The case moved on while you were writing. The case was closed")


@pytest.mark.parametrize("seen", ["1", 'W/"1"', '"one"', '""', '"1", "2"', '"' + "9" * 20 + '"'])
def test_an_if_match_that_names_no_entry_is_refused(handler: Machine, reference: str, seen: str) -> None:
    said = problem(handler.post(f"/cases/{reference}/steps/note", {"note": "Mine."}, If_Match=seen), 400)
    assert said["detail"].startswith("If-Match is the number of the last entry")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_another_method_is_refused_with_those_that_are_taken(handler: Machine, reference: str, method: str) -> None:
    response = getattr(handler.client, method)(f"/api/v1/cases/{reference}/steps/note", headers=handler.headers)
    assert problem(response, 405)["detail"] == "This address takes: POST."
    assert response["Allow"] == "POST"


@pytest.mark.parametrize("path", ["", "v1", "v1/", "v1/nothing", "v2/cases", "v1/cases/", "v1/docs"])
def test_an_address_that_is_none_is_not_found(handler: Machine, path: str) -> None:
    problem(handler.client.get(f"/api/{path}", headers=handler.headers), 404)
    problem(handler.client.post(f"/api/{path}", headers=handler.headers), 404)
