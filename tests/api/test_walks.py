"""From the first word to a closed case, by HTTP alone: a portal that speaks for the customer, and machines of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from amends import now
from amends.record.verify import verify
from tests.api.machines import Machine, machine
from tests.cast import START, Cast

HOUSING = "uk-housing-ombudsman-code-2024"
HOW = ("audience", "goes", "large_print", "happened_at")
"""Fields of an answer that are no part of what it says."""


@contextmanager
def on_day(number: float) -> Iterator[None]:
    with now.at(START + timedelta(days=number)):
        yield


class Walk:
    """One case on its way. What each step needs it learns from what the API says is next."""

    def __init__(self, regime: str) -> None:
        self.portal, self.desk, self.fresh = machine("customer"), machine("handler"), machine("leader")
        self.reference = self.portal.receive(channel="web", regime=regime, wants="The money back.")

    def __call__(self, name: str, /, by: Machine | None = None, **fields: Any) -> dict[str, Any]:
        return (by or self.desk).takes(self.reference, name, **fields)

    def next(self, by: Machine | None = None) -> dict[str, Any]:
        told: dict[str, Any] = (by or self.desk).get(f"/cases/{self.reference}/next").json()
        return told

    def wanted(self) -> set[str]:
        return {wanted["step"] for wanted in self.next()["next"]}

    def offered(self, step: str, by: Machine | None = None) -> dict[str, Any]:
        """What the API says of a step that is open now."""
        return next(told for told in self.next(by)["steps"] if told["name"] == step)

    def values(self, step: str, field: str, by: Machine | None = None) -> list[Any]:
        return [choice["value"] for choice in self.offered(step, by)["choices"][field]]

    def clocks(self) -> dict[str, str]:
        told = self.desk.get(f"/cases/{self.reference}/clocks").json()["clocks"]
        return {clock["id"]: clock["state"] for clock in told}

    def case(self) -> dict[str, Any]:
        told: dict[str, Any] = self.desk.get(f"/cases/{self.reference}").json()
        return told


def take_in(walk: Walk, owner: str) -> None:
    assert walk.wanted() == {"recognise"}
    walk("recognise", limb=walk.values("recognise", "limb")[0])
    walk("assign", to=owner)
    walk("note_need", need="Letters in large print", mood="anxious", adjustment="We write in 18 point.")
    acknowledge(walk)


def acknowledge(walk: Walk) -> None:
    walk("acknowledge", message="We have your complaint.", says=walk.values("acknowledge", "says"))


def understand(walk: Walk) -> None:
    assert "add_issue" in walk.wanted()
    walk("add_issue", title="Charged twice", about="charge")
    walk("add_issue", title="Told it was their fault", about="attitude")
    walk("ask", message="Which account was it?")
    assert walk.case()["status"] == "We have a question for you."
    walk("answer", by=walk.portal, question=1, message="The joint one.")
    said = {"nature": "A double charge", "cause": "A retry", "implications": "Rent unpaid", "wants": "The money back"}
    walk("confirm_understanding", **said, confirmed="not yet confirmed")
    walk("confirm_understanding", by=walk.portal, **said, confirmed="by the customer")


def investigate(walk: Walk, colleague: str) -> None:
    walk("request_input", of=colleague, question="What does the ledger say?", due_on="2026-03-06")
    walk("receive_input", request=1, answer="Two debits, one credit missing.")
    headers = {**walk.desk.headers, "Idempotency-Key": "ledger"}
    path = f"/api/v1/cases/{walk.reference}/files"
    sent = walk.desk.client.post(path, b"%PDF-", content_type="application/octet-stream", headers=headers)
    assert sent.status_code == 201
    walk("add_evidence", title="Ledger", source="our records", issues=[1], files=[sent.json()["id"]])
    walk("add_evidence", by=walk.portal, title="Bank statement", source="customer", issues=[1, 2])
    walk("promise", what="Call with the outcome", due_on="2026-03-13")
    walk("send_update", message="We have found both debits.")


def decide(walk: Walk, by: Machine) -> None:
    assert "find" in walk.wanted()
    because = {"evidence": walk.values("find", "evidence", by), "reasons": "The ledger shows it."}
    walk(
        "find",
        by=by,
        issue=1,
        outcome="justified",
        cause="The retry was not matched.",
        let_down_by="systems",
        **because,
    )
    walk("find", by=by, issue=2, outcome="partly", cause="A script said so.", let_down_by="people", **because)


def answer(walk: Walk, by: Machine) -> None:
    assert walk.wanted() & {"identify_option", "report_findings"}
    fields = walk.offered("report_findings", by)["fields"]
    said = {name: f"About {name}." for name in fields if name not in HOW}
    for left_out in set(said) - {"message"}:
        body = {name: text for name, text in said.items() if name != left_out}
        response = by.step(walk.reference, "report_findings", **body)
        if response.status_code == 201:  # a part that this procedure leaves open
            return
        assert response.json()["rule"] == "response_complete"
        assert len(response.json()["missing"]) == 1
    walk("report_findings", by=by, **said)


def settle(walk: Walk) -> None:
    walk("keep_promise", promise=1, proof="Called at 10:00.")
    assert walk.wanted() == {"check_satisfaction"}
    walk("check_satisfaction", message="Is it sorted?")


@pytest.mark.parametrize("regime", ["general", "uk-fca-disp", "uk-fca-disp-psd-emd", "us-cfpb-portal"])
def test_one_stage_from_the_first_word_to_a_closed_case(cast: Cast, regime: str) -> None:
    walk = Walk(regime)
    with on_day(0.5):
        take_in(walk, cast.amira.actor_id)
    with on_day(2):
        understand(walk)
        investigate(walk, cast.ben.actor_id)
    with on_day(8):
        decide(walk, walk.desk)
        answer(walk, walk.desk)
        settle(walk)
    with on_day(10):
        refused = walk.desk.refused(walk.reference, "answer_satisfaction", answer="yes")
        assert refused["who_could"] == ["the customer"]
        walk("answer_satisfaction", by=walk.portal, answer="yes", comment="Thank you.")
        walk("close", because="resolved", reasons="The money is back.", message="We have closed it. You can come back.")
        assert walk.case()["status"] == "You told us that it is sorted, and we have closed it."
        assert walk.next()["next"] == []
        assert "late" not in walk.clocks().values()
    _look_back(walk)


def test_two_stages_the_second_with_fresh_eyes(cast: Cast) -> None:
    walk = Walk(HOUSING)
    with on_day(0.5):
        take_in(walk, cast.amira.actor_id)
    with on_day(2):
        understand(walk)
        investigate(walk, cast.ben.actor_id)
    with on_day(6):
        decide(walk, walk.desk)
        answer(walk, walk.desk)
        settle(walk)
        walk("answer_satisfaction", by=walk.portal, answer="no", comment="The apology is missing.")
        assert walk.wanted() == {"give_reasons"}
        walk("give_reasons", message="The charge is refunded. You can ask for stage 2.")
    with on_day(9):
        walk("next_stage", by=walk.portal, request="Someone should say sorry.")
        assert walk.case()["status"] == "Someone new is looking into your complaint again."
        _refused_to_those_who_took_part(walk, cast)
        walk("assign", by=walk.fresh, to=cast.carol.actor_id)
        acknowledge(walk)
    with on_day(14):
        decide(walk, walk.fresh)
        answer(walk, walk.fresh)
        walk("check_satisfaction", message="Is it sorted now?")
        walk("answer_satisfaction", by=walk.portal, answer="partly", comment="Better.")
        walk("give_reasons", message="This is our final answer. You can turn to the Ombudsman.")
        walk("close", because="final_response", reasons="Answered.", message="You can turn to the Ombudsman.")
    case = walk.case()
    assert case["stage"] == 2
    assert case["took_part"].keys() == {"1", "2"}
    assert [sorted(issue["findings"]) for issue in case["issues"]] == [["1", "2"], ["1", "2"]]
    _look_back(walk)


def _refused_to_those_who_took_part(walk: Walk, cast: Cast) -> None:
    evidence = {"evidence": [1], "reasons": "As before."}
    said = walk.desk.refused(walk.reference, "find", issue=1, outcome="unjustified", **evidence)
    assert said["rule"] == "fresh_eyes"
    assert said["reason"] == "Stage 2 is for someone who had no part in stage 1."
    assert said["who_could"]


def _look_back(walk: Walk) -> None:
    """The record holds every step with its hash, the list shows the case as closed, and everything verifies."""
    entries = walk.desk.get(f"/cases/{walk.reference}/record").json()["entries"]
    assert [entry["number"] for entry in entries] == list(range(1, len(entries) + 1))
    assert {"received", "found", "findings_reported", "satisfaction_answered", "closed"} <= {e["kind"] for e in entries}
    assert [row["reference"] for row in walk.desk.get("/cases", phase="closed").json()["cases"]] == [walk.reference]
    verified = verify()
    assert verified.is_clean, verified.wrong
    assert verified.entries == len(entries)
