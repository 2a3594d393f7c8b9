"""For every step: a case in which it can be taken, by whom, and fields that say enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from amends.rules.actors import Actor
from tests.rules.story import (
    AMIRA,
    BEN,
    CLOSING,
    CUSTOMER,
    DILIP,
    JUSTIFIED,
    RECEIVED,
    UNDERSTANDING,
    WHOLE_RESPONSE,
    Story,
    told,
)


@dataclass(frozen=True)
class Ready:
    """`case` makes the case anew each time; `fields` are what is said; `by` takes the step."""

    case: Callable[[], Story]
    fields: dict[str, Any] = field(default_factory=dict)
    by: Actor = AMIRA


def at(point: str, *more: tuple[str, dict[str, Any]], **received: Any) -> Callable[[], Story]:
    """A case that has come to this point, with more steps after it."""

    def case() -> Story:
        story = told(point, **received)
        for name, fields in more:
            by = CUSTOMER if name == "answer_satisfaction" else AMIRA
            story.go_on(hours=1).take(name, by, **fields)
        return story.go_on(hours=1)

    return case


PROMISE = {"what": "Call you about the meter", "due_on": "2026-03-06"}
PAUSE = {"reason": "waiting_for_customer", "explanation": "We need the bank statement."}
WITH_PROMISE = at("recognised", ("promise", PROMISE))

READY: dict[str, Ready] = {
    "receive": Ready(lambda: Story(), RECEIVED),
    "recognise": Ready(at("received"), {"limb": "service"}),
    "keep_as": Ready(at("received"), {"kind": "query", "reason": "They ask when the bill comes."}),
    "exclude": Ready(
        at("received"),
        {
            "ground": "court_claim",
            "reason": "A claim was issued on 1 February.",
            "elsewhere": "The court.",
            "message": "It is before the court.",
        },
    ),
    "acknowledge": Ready(at("recognised"), {"message": "We have it.", "says": ["received", "next"]}),
    "note_need": Ready(at("received"), {"need": "Large print", "mood": "anxious", "adjustment": "Letters in 18 point"}),
    "add_issue": Ready(at("recognised"), {"title": "Told it was my fault", "about": "attitude", "detail": "On 3 Feb."}),
    "ask": Ready(at("received"), {"message": "Which account was charged?"}),
    "answer": Ready(
        at("received", ("ask", {"message": "Which account?"})),
        {"question": 1, "message": "The current account.", "files": ["f1"]},
        CUSTOMER,
    ),
    "confirm_understanding": Ready(at("recognised"), UNDERSTANDING),
    "assign": Ready(at("received"), {"to": BEN.id, "team": "meters", "reason": "Knows meters."}),
    "hand_over": Ready(WITH_PROMISE, {"to": BEN.id, "reason": "Leave", "next_steps": "Call on Friday."}),
    "request_input": Ready(
        at("received"), {"of": BEN.id, "question": "What does the log say?", "due_on": "2026-03-05"}
    ),
    "receive_input": Ready(
        at("received", ("request_input", {"of": "team:it", "question": "The log?", "due_on": "2026-03-05"})),
        {"request": 1, "answer": "Two charges.", "files": ["f2"]},
    ),
    "add_evidence": Ready(
        at("understood"),
        {"title": "Ledger", "detail": "Two lines", "source": "our records", "issues": [1], "files": ["f3"]},
    ),
    "find": Ready(
        at("understood", ("add_evidence", {"title": "Ledger", "source": "our records"})),
        {"issue": 1, "evidence": [1], **JUSTIFIED},
    ),
    "send_update": Ready(at("received"), {"message": "We are still looking."}),
    "receive_message": Ready(at("received"), {"message": "Any news?", "files": ["f4"]}, CUSTOMER),
    "promise": Ready(at("received"), {**PROMISE, "owner": AMIRA.id}),
    "keep_promise": Ready(WITH_PROMISE, {"promise": 1, "proof": "Called at 10."}),
    "break_promise": Ready(WITH_PROMISE, {"promise": 1, "reason": "I was ill."}),
    "release_promise": Ready(WITH_PROMISE, {"promise": 1, "reason": "No need any more", "told": "by phone"}),
    "pause_clock": Ready(at("recognised"), PAUSE),
    "resume_clock": Ready(at("recognised", ("pause_clock", PAUSE)), {"explanation": "The statement came."}),
    "extend_clock": Ready(
        at("recognised"),
        {
            "clock": "response",
            "ground": "complexity",
            "explanation": "Three suppliers are involved.",
            "to_on": "2026-04-08",
            "message": "It takes longer: until 8 April.",
        },
    ),
    "report_findings": Ready(at("decided"), WHOLE_RESPONSE),
    "check_satisfaction": Ready(at("answered"), {"message": "Is it sorted?"}),
    "answer_satisfaction": Ready(at("asked"), {"answer": "partly", "comment": "Not the interest."}, CUSTOMER),
    "give_reasons": Ready(
        at("asked", ("answer_satisfaction", {"answer": "no"})), {"message": "Because of the tariff."}
    ),
    "next_stage": Ready(at("asked"), {"request": "I want the interest."}, CUSTOMER),
    "close": Ready(at("asked"), {"because": "final_response", **CLOSING}),
    "reopen": Ready(at("closed"), {"reason": "New evidence came."}),
    "note": Ready(at("received"), {"note": "Sounded upset.", "files": ["f5"]}),
    "link": Ready(at("received"), {"reference": "C-26-000002", "relation": "same event", "reason": "One outage"}),
    "correct": Ready(at("received"), {"entry": 1, "field": "wants", "value": "An apology.", "reason": "Misheard"}),
    "erase": Ready(at("closed"), {"ground": "end of retention", "sure": True}, DILIP),
}
