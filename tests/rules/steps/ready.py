"""For every step: a case in which it can be taken, by whom, and fields that say enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from amends.rules.actors import Actor
from amends.rules.entries import LETTER_FIELDS
from tests.rules.story import (
    AMIRA,
    BEN,
    CAROL,
    CLOSING,
    CUSTOMER,
    DILIP,
    JUSTIFIED,
    LOW,
    RECEIVED,
    REFUND,
    UNDERSTANDING,
    WEIGHED,
    WHOLE_RESPONSE,
    Story,
    asked_for,
    offered,
    referred,
    selected,
    told,
    weigh,
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


def _just_sent() -> Story:
    story = told("recognised")
    story.take("send_update", message="We are still looking.")
    return story.go_on(hours=5 / 3600)


def _early(regime: str) -> Story:
    """The customer has accepted an offer within the time for a short answer."""
    story = told("understood", regime)
    resolved_early(story)
    return story.go_on(hours=1)


def with_more(point: str, *more: Callable[[Story], Any]) -> Callable[[], Story]:
    """A case that has come to this point, and what is told after it."""

    def case() -> Story:
        story = told(point)
        for tell in more:
            tell(story.go_on(hours=1))
        return story.go_on(hours=1)

    return case


def to_ben(story: Story) -> None:
    fields = {"cause": "specialist", "why": "The meter is odd.", "asked": "What is it?", "due_on": "2026-03-20"}
    story.take("escalate", to=BEN.id, **fields)


def broken(story: Story) -> None:
    story.take("promise", **PROMISE)
    story.take("break_promise", promise=1, reason="I was ill.")


def resolved_early(story: Story) -> None:
    story.take("accept", CUSTOMER, offer=offered(story), option=1)


def counter(story: Story) -> None:
    story.take("counter", CUSTOMER, offer=offered(story), message="Make it 80.", pence=8000)


def asked_ben(story: Story) -> None:
    story.take("ask_review", step="report_findings", of=BEN.id, draft="Dear Jo", due_on="2026-03-20")


READY: dict[str, Ready] = {
    "identify_option": Ready(at("understood"), {**REFUND, "detail": "By bank transfer."}),
    "invite_options": Ready(at("understood"), {"of": [BEN.id], "question": "Which?", "due_on": "2026-03-20"}),
    "weigh_option": Ready(
        with_more("understood", lambda s: s.take("identify_option", **REFUND)), {"option": 1, "pence": 7000, **WEIGHED}
    ),
    "assess_risk": Ready(with_more("understood", lambda s: s.take("identify_option", **REFUND)), {"option": 1, **LOW}),
    "select_option": Ready(
        with_more("understood", weigh), {"option": 1, "rationale": "It fits.", "why_only": "Plain."}
    ),
    "seek_approval": Ready(
        with_more("understood", lambda s: selected(s, pence=90000)),
        {"options": [1], "of": CAROL.id, "due_on": "2026-03-20", "message": "More than I may give."},
    ),
    "approve": Ready(
        with_more("understood", lambda s: asked_for(s, 90000)), {"approval": 1, "reason": "Right."}, CAROL
    ),
    "decline": Ready(with_more("understood", lambda s: asked_for(s, 90000)), {"approval": 1, "reason": "Less."}, CAROL),
    "offer": Ready(with_more("understood", selected), {"options": [1], "message": "We would pay it back."}),
    "agree_counter": Ready(with_more("understood", counter), {"option": 1, "message": "Yes: 80 pounds."}),
    "withdraw_offer": Ready(with_more("understood", offered), {"offer": 1, "message": "It was a mistake."}),
    "signpost": Ready(at("recognised"), {"elsewhere": "The county court.", "message": "We cannot decide that."}),
    "accept": Ready(
        with_more("understood", offered), {"offer": 1, "option": 1, "comment": "Yes.", "channel": "phone"}, CUSTOMER
    ),
    "counter": Ready(
        with_more("understood", offered), {"offer": 1, "message": "80.", "pence": 8000, "channel": "phone"}, CUSTOMER
    ),
    "refuse": Ready(with_more("understood", offered), {"offer": 1, "why": "Too little.", "channel": "phone"}, CUSTOMER),
    "carry_out": Ready(
        with_more("understood", resolved_early), {"promise": 1, "proof": "Paid, BACS 12.", "pence": 6400}
    ),
    "ask_review": Ready(
        at("recognised"), {"step": "acknowledge", "of": BEN.id, "draft": "Dear Jo", "due_on": "2026-03-20"}
    ),
    "give_review": Ready(with_more("recognised", asked_ben), {"review": 1, "verdict": "fine"}, BEN),
    "post_letter": Ready(
        with_more("recognised", lambda s: s.take("send_update", message="We are looking.", goes="print")), {"entry": 4}
    ),
    "take_back": Ready(lambda: _just_sent(), {"reason": "The wrong name."}),
    "note_moment": Ready(at("recognised"), {"moment_of": "delivered", "moment_at": "2026-02-20T10:00:00+00:00"}),
    "escalate": Ready(
        at("recognised"),
        {"to": CAROL.id, "cause": "authority", "why": "Large.", "asked": "Decide it.", "due_on": "2026-03-20"},
    ),
    "keep_here": Ready(with_more("recognised", broken), {"cause": "promise", "reason": "Made good at once."}),
    "take_over": Ready(with_more("recognised", to_ben), {"escalation": 1, "reason": "I know meters."}, BEN),
    "return": Ready(with_more("recognised", to_ben), {"escalation": 1, "answer": "It is the meter."}, BEN),
    "refer": Ready(at("answered"), {"body": "Ombudsman", "reason": "The refund.", "reference": "O-1"}),
    "make_bundle": Ready(
        with_more("answered", referred), {"referral": 1, "title": "Bundle", "files": ["f5"], "pages": 12}
    ),
    "record_third_party": Ready(
        with_more("answered", referred),
        {"referral": 1, "what": "request", "detail": "Send the file.", "due_on": "2026-03-20"},
    ),
    "send_summary": Ready(
        lambda: _early("uk-fca-disp"),
        {"message": "It is resolved.", **dict.fromkeys(LETTER_FIELDS, "As said.")},
    ),
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
