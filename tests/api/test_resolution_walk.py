"""Putting it right by HTTP alone: weighed, selected, approved, offered, negotiated, agreed, carried out, answered,
referred, decided, carried out again, closed. Each program acts as the person whose key it has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from amends import now
from amends.api.bundle_shapes import BundlePreview
from amends.api.letter_shapes import LetterChecked
from amends.api.shapes import CaseFacts
from amends.record.verify import verify
from tests.api.machines import Machine, key_of_person, machine
from tests.cast import START, Cast

FCA = "uk-fca-disp"
WEIGHED = {
    "benefits_customer": "The money is back.",
    "drawbacks_customer": "None.",
    "benefits_us": "It is settled.",
    "drawbacks_us": "The amount.",
    "meets": "fully",
}
LOW = {"cost_likelihood": "low", "cost_impact": "low", "why_cost": "A small sum."}
NO_PARTS = ("audience", "happened_at", "goes", "large_print")
SAID = {"nature": "A double charge", "cause": "A retry", "implications": "Rent unpaid", "wants": "The money back"}


@contextmanager
def on_day(number: float) -> Iterator[None]:
    with now.at(START + timedelta(days=number)):
        yield


class Walk:
    """One case, and the programs of those who work on it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.amira, self.carol, self.portal = key_of_person(cast.amira), key_of_person(cast.carol), machine("customer")
        self.reference = self.portal.receive(channel="web", regime=FCA, wants="The money back.")

    def __call__(self, name: str, /, by: Machine | None = None, **fields: Any) -> dict[str, Any]:
        return (by or self.amira).takes(self.reference, name, **fields)

    def refused(self, name: str, /, by: Machine | None = None, **fields: Any) -> dict[str, Any]:
        return (by or self.amira).refused(self.reference, name, **fields)

    def case(self, by: Machine | None = None) -> dict[str, Any]:
        told = (by or self.amira).get(f"/cases/{self.reference}").json()
        if by is not self.portal:
            CaseFacts.model_validate(told)
        return dict(told)

    def authority(self, option: int, by: Machine | None = None) -> dict[str, Any]:
        found = next(one for one in self.case(by)["options"] if one["number"] == option)
        return dict(found["authority"])

    def wanted(self) -> set[str]:
        told = self.amira.get(f"/cases/{self.reference}/next").json()
        return {one["step"] for one in told["next"]}

    def choices(self, step: str, field: str, by: Machine | None = None) -> list[Any]:
        steps = (by or self.amira).get(f"/cases/{self.reference}/next").json()["steps"]
        found = next(one for one in steps if one["name"] == step)
        return [one["value"] for one in found["choices"][field]]


def found_justified(walk: Walk) -> None:
    walk("recognise", limb=walk.choices("recognise", "limb")[0])
    walk("assign", to=walk.cast.amira.actor_id)
    walk("acknowledge", message="We have it.", says=walk.choices("acknowledge", "says"))
    walk("add_issue", title="Charged twice", about="charge")
    walk("confirm_understanding", **SAID, confirmed="by the customer")
    walk("add_evidence", title="Ledger", source="our records", issues=[1])
    because = {"evidence": [1], "reasons": "The ledger shows it.", "cause": "A retry.", "let_down_by": "systems"}
    walk("find", issue=1, outcome="justified", **because)
    assert "identify_option" in walk.wanted()


def weighed_and_selected(walk: Walk) -> None:
    walk("identify_option", kind="refund", title="Refund of the charge", pence=64_00)
    walk("identify_option", kind="compensation", title="The rent that was returned", pence=900_00)
    walk("identify_option", kind="nothing", title="Do nothing")
    for option in walk.choices("weigh_option", "option"):
        walk("weigh_option", option=option, **WEIGHED)
        walk("assess_risk", option=option, **LOW)
    walk("select_option", option=2, rationale="It makes good the whole loss.")
    case = walk.case()
    assert [one["is_selected"] for one in case["options"]] == [False, True, False]
    assert case["selected"]["1"]["rationale"] == "It makes good the whole loss."
    assert [one["risks"][0]["level"] for one in case["options"]] == ["low", "low", "low"]
    assert walk.authority(1)["state"] == "mine"


def approved_by_another(walk: Walk) -> None:
    """What is beyond one is asked of another person, whatever key or page they use."""
    asked = {"options": [2], "message": "We pay the rent."}
    refused = walk.refused("offer", **asked)
    assert refused["rule"] == "within_authority"
    assert refused["who_could"] == ["Carol", "Dilip"]
    assert "£900" in refused["missing"][0]
    beyond = walk.authority(2)
    assert (beyond["state"], beyond["who_could"]) == ("beyond", ["Carol", "Dilip"])
    carol = walk.cast.carol.actor_id
    walk("seek_approval", options=[1, 2], of=carol, due_on="2026-03-13", message="The loss is ours.")
    own = walk.refused("approve", approval=1, reason="Fine.")
    assert own["rule"] == "not_involved"
    assert walk.choices("approve", "approval", walk.carol) == [1]
    walk("approve", by=walk.carol, approval=1, reason="The loss is proved.")
    assert walk.authority(2) == {"state": "approved", "acts_for": "", "approval": 1, "missing": [], "who_could": []}
    approval = walk.case()["approvals"][0]
    assert (approval["state"], approval["decided_by"]) == ("approved", carol)


def offered(walk: Walk) -> None:
    walk("offer", options=[1, 2], open_until="2026-03-30", message="Please choose one of these.")
    assert walk.case(walk.portal)["offers"] == []  # it can still be taken back


def negotiated(walk: Walk) -> None:
    assert walk.case(walk.portal)["offers"][0]["is_open"]
    countered = {"offer": 1, "message": "The bank charged me, too.", "pence": 80_00}
    walk("counter", by=walk.portal, **countered)
    assert "agree_counter" in walk.wanted()
    walk("agree_counter", option=1, message="Yes: 80 pounds.", within_days=7)
    case = walk.case()
    assert [one["state"] for one in case["offers"]] == ["replaced", "accepted"]
    assert case["agreed"] == {"refund": 80_00, "all": 80_00}
    assert [move["kind"] for one in case["offers"] for move in one["moves"]] == ["countered", "accepted"]


def carried_out_and_answered(walk: Walk) -> None:
    assert walk.wanted() >= {"carry_out", "send_summary"}
    assert walk.refused("carry_out", promise=1, proof="Paid.", pence=64_00)["rule"] == "amount_agreed"
    walk("carry_out", promise=1, proof="Paid, FP-1.", pence=80_00)
    steps = walk.amira.get(f"/cases/{walk.reference}/next").json()["steps"]
    fields = next(one["fields"] for one in steps if one["name"] == "report_findings")
    parts = {name: f"About {name}." for name in fields if name not in NO_PARTS}
    said = {**parts, "redress": "We have paid you £80."}
    looked_at_first(walk, "report_findings", **said, goes="letter")
    walk("report_findings", **said, goes="letter")
    letter = walk.case()["letters"][0]
    assert (letter["kind"], letter["goes"], letter["waits_to_be_posted"]) == ("findings_reported", "letter", False)
    file = walk.amira.get(f"/cases/{walk.reference}/files/{letter['files'][0]}")
    assert b"".join(file.streaming_content).startswith(b"%PDF-")


def looked_at_first(walk: Walk, step: str, /, **fields: Any) -> None:
    """What a letter is checked for, and the letter itself, before it goes."""
    path = f"/cases/{walk.reference}/steps/{step}/preview"
    checked = walk.amira.post(path, fields)
    assert checked.status_code == 200, checked.content
    assert not LetterChecked.model_validate(checked.json()).stopped
    text, paper = (walk.amira.post(f"{path}?as={form}", fields) for form in ("text", "pdf"))
    assert "We have paid you £80." in text.content.decode()
    assert paper.content.startswith(b"%PDF-")


def referred_and_decided(walk: Walk) -> None:
    walk("refer", body="Financial Ombudsman Service", reason="Whether 80 pounds are enough.")
    request = {"referral": 1, "what": "request", "detail": "Send us the ledger.", "due_on": "2026-04-20"}
    walk("record_third_party", **request)
    bundled(walk)
    walk("record_third_party", referral=1, what="answer", detail="We sent the ledger.")
    decision = {
        "referral": 1,
        "what": "decision",
        "detail": "Upheld.",
        "decided": "upheld",
        "ordered": "Pay a further £120",
        "pence": 120_00,
        "due_on": "2026-05-20",
    }
    assert walk.refused("record_third_party", **decision)["rule"] == "order_recorded_by"
    walk("record_third_party", by=walk.carol, **decision, files=[_decision_on_paper(walk)])
    walk("carry_out", promise=3, proof="Paid, FP-2.", pence=120_00)
    referral = walk.case()["referrals"][0]
    assert [one["what"] for one in referral["heard"]] == ["request", "answer", "decision"]
    assert (referral["decided"], referral["is_open"]) == ("upheld", False)


def bundled(walk: Walk) -> None:
    """What the ombudsman gets: looked at, then made, of what was looked at."""
    asked = {"rule": "both", "withheld": ["evidence-1"], "remove": ["Bob Smith"]}
    looked = walk.amira.post(f"/cases/{walk.reference}/bundle/preview", asked)
    assert looked.status_code == 200, looked.content
    told = BundlePreview.model_validate(looked.json())
    assert told.title == "Bundle for Financial Ombudsman Service"
    assert [one.withheld for one in told.documents if one.key == "evidence-1"] == ["withheld"]
    response = f"entry-{walk.case()['letters'][0]['entry']}"
    assert [one.reproduced for one in told.documents if one.key == response] == [True]
    headers = {"If_Match": looked["ETag"], "Idempotency_Key": "bundle"}
    made = walk.amira.post(f"/cases/{walk.reference}/bundle", asked, **headers)
    assert made.status_code == 201, made.content
    entry = made.json()["entries"][0]
    assert (entry["kind"], entry["data"]["pages"]) == ("bundle_made", told.pages)
    assert walk.case()["referrals"][0]["bundles"] == [entry["number"]]
    file = walk.amira.get(f"/cases/{walk.reference}/files/{entry['data']['files'][0]}")
    assert b"".join(file.streaming_content).startswith(b"%PDF-")


def _decision_on_paper(walk: Walk) -> str:
    path = f"/api/v1/cases/{walk.reference}/files?filename=decision.pdf"
    headers = {**walk.carol.headers, "Idempotency-Key": "decision"}
    sent = walk.carol.client.post(path, b"%PDF-", content_type="application/octet-stream", headers=headers)
    assert sent.status_code == 201
    return str(sent.json()["id"])


def test_from_the_options_to_an_order_of_the_ombudsman_carried_out_and_closed(cast: Cast) -> None:
    walk = Walk(cast)
    with on_day(1):
        found_justified(walk)
        weighed_and_selected(walk)
    with on_day(2):
        approved_by_another(walk)
        offered(walk)
    with on_day(3):
        negotiated(walk)
    with on_day(8):
        carried_out_and_answered(walk)
    with on_day(40):
        referred_and_decided(walk)
        walk("check_satisfaction", message="Is it sorted?")
    with on_day(42):
        walk("answer_satisfaction", by=walk.portal, answer="yes")
        walk("close", because="resolved", reasons="Paid as ordered.", message="We have closed it.")
        assert walk.wanted() == set()
        assert walk.case(walk.portal)["referrals"][0]["ordered"] == "Pay a further £120"
    assert verify().is_clean
