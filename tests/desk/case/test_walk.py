"""Every step that staff can take, taken through its form, from the first word to the closed and erased case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from amends.rules.steps import STEPS
from tests.cast import START, Cast, customer, received, take_step
from tests.desk.case.asking import Asking

Walk = list[tuple[str, dict[str, Any]]]

TO_THE_ANSWER: Walk = [
    ("recognise", {"limb": "service", "reason": "They are unhappy with how we charged."}),
    ("assign", {"to": "staff:amira", "reason": "Knows payments"}),
    ("acknowledge", {"message": "We have it.", "says": ["received", "next"]}),
    ("note_need", {"need": "Writing, not calls", "mood": "anxious", "adjustment": "We write"}),
    ("note", {"note": "Look at the log"}),
    ("add_issue", {"title": "Charged twice", "about": "charge", "about_staff": []}),
    ("add_issue", {"title": "Told it was their fault"}),
    ("ask", {"message": "When did you pay?"}),
    ("pause_clock", {"reason": "waiting_for_customer", "explanation": "The time of the payment"}),
    ("resume_clock", {"explanation": "Found it in the log"}),
    ("answer", {"question": "1", "message": "At about 18:40"}),
    ("receive_message", {"message": "Any news?"}),
    ("send_update", {"message": "We are looking at the log."}),
    ("promise", {"what": "Call about the log", "due_on": "2026-03-20", "owner": ""}),
    ("keep_promise", {"promise": "1", "proof": "Called"}),
    ("promise", {"what": "Write about the log", "due_on": "2026-03-20"}),
    ("break_promise", {"promise": "2", "reason": "The log was late"}),
    ("promise", {"what": "Visit", "due_on": "2026-03-21"}),
    ("release_promise", {"promise": "3", "reason": "No longer wanted", "told": "By telephone"}),
    ("request_input", {"of": "team:meters", "question": "Was the reader changed?", "due_on": "2026-03-12"}),
    ("receive_input", {"request": "1", "answer": "It was."}),
    ("add_evidence", {"title": "Payments log", "source": "our records", "issues": ["1", "2"]}),
    ("correct", {"entry": "1", "field": "story", "value": "Charged thrice", "reason": "Misheard"}),
    ("confirm_understanding", {"nature": "A double charge", "cause": "The reader", "implications": "Short of money",
                               "wants": "Money back", "confirmed": "by the customer"}),
    ("find", {"issue": "1", "outcome": "justified", "reasons": "The log shows it", "evidence": ["1"],
              "cause": "The reader sent twice", "let_down_by": "systems"}),
    ("find", {"issue": "2", "outcome": "unable", "reasons": "No recording", "let_down_by": "none"}),
    ("extend_clock", {"clock": "response", "ground": "complexity", "explanation": "Two systems",
                      "message": "We need ten more days."}),
    ("report_findings", {"audience": "internal", "message": "For the board"}),
    ("report_findings", {"audience": "customer", "message": "Dear Jo", "reasons": "As above", "redress": "The apology",
                         "next_stage_how": "Write to us"}),
    ("check_satisfaction", {"message": "Is it sorted?"}),
]  # fmt: skip
AFTER_A_NO: Walk = [("give_reasons", {"message": "Because the log shows it."})]
TO_THE_END: Walk = [
    ("close", {"because": "final_response", "reasons": "Answered in full", "message": "We have closed it."}),
    ("reopen", {"reason": "They called"}),
    ("next_stage", {"request": "Not satisfied"}),
]
SHORT_WALKS: list[Walk] = [
    [("keep_as", {"kind": "query", "reason": "Asks only"}), ("send_update", {"message": "Here is the answer"}),
     ("close", {"because": "answered", "reasons": "Answered", "message": "All done"})],
    [("recognise", {"limb": "decision"}),
     ("exclude", {"ground": "court_claim", "reason": "It is in court", "elsewhere": "The court", "message": "Sorry"}),
     ("close", {"because": "excluded", "reasons": "In court", "message": "The court decides"})],
    [("recognise", {"limb": "conduct"}), ("assign", {"to": "staff:amira"}),
     ("hand_over", {"to": "staff:ben", "reason": "On leave", "next_steps": "Listen to the call", "team": "payments"})],
]  # fmt: skip
WEIGHED = {
    "benefits_customer": "The money", "drawbacks_customer": "A week", "benefits_us": "Over", "drawbacks_us": "The sum",
    "meets": "fully", "pence": "£950",
}  # fmt: skip
LOW = {"legal_likelihood": "low", "legal_impact": "low", "why_legal": "Nothing new"}
PUT_RIGHT: Walk = [
    *TO_THE_ANSWER[:3],
    ("add_issue", {"title": "Charged twice", "about": "charge"}),
    ("confirm_understanding", {"nature": "A double charge", "cause": "The reader", "implications": "Short of money",
                               "wants": "Money back", "confirmed": "by the customer"}),
    ("note_moment", {"moment_of": "delivered", "moment_at": "2026-02-20T10:00"}),
    ("identify_option", {"kind": "refund", "title": "Pay it back", "pence": "900"}),
    ("invite_options", {"of": ["staff:ben"], "question": "Which ways?", "due_on": "2026-03-10"}),
    ("turn", {"to": "staff:ben"}),
    ("identify_option", {"kind": "apology", "title": "Say sorry"}),
    ("turn", {"to": "staff:amira"}),
    ("weigh_option", {"option": "1", **WEIGHED}),
    ("weigh_option", {"option": "2", **WEIGHED}),
    ("assess_risk", {"option": "1", **LOW}),
    ("assess_risk", {"option": "2", **LOW}),
    ("select_option", {"option": "1", "rationale": "What they lost"}),
    ("offer", {"options": ["2"], "within_days": "14", "message": "We are sorry"}),
    ("accept", {"offer": "1", "option": "2", "channel": "email"}),
    ("carry_out", {"promise": "1", "proof": "The letter of today", "pence": ""}),
    ("seek_approval", {"options": ["1"], "due_on": "2026-03-10", "message": "Too much for me"}),
    ("turn", {"to": "staff:carol"}),
    ("decline", {"approval": "1", "reason": "Say why it is so much"}),
    ("turn", {"to": "staff:amira"}),
    ("seek_approval", {"options": ["1"], "of": "staff:carol", "due_on": "2026-03-10", "message": "Two years of it"}),
    ("turn", {"to": "staff:carol"}),
    ("approve", {"approval": "2", "reason": "Two years of it"}),
    ("turn", {"to": "staff:amira"}),
    ("offer", {"options": ["1"], "within_days": "14", "message": "We would pay it back"}),
    ("withdraw_offer", {"offer": "2", "message": "It was the wrong letter"}),
    ("offer", {"options": ["1"], "within_days": "14", "message": "We would pay it back"}),
    ("refuse", {"offer": "3", "why": "Too little", "channel": "phone"}),
    ("offer", {"options": ["1"], "pence": "£800", "within_days": "14", "message": "Or this"}),
    ("counter", {"offer": "4", "message": "Make it 850", "pence": "850", "channel": "letter"}),
    ("agree_counter", {"option": "1", "within_days": "14", "message": "Agreed"}),
    ("carry_out", {"promise": "2", "proof": "BACS 12", "pence": "850.00"}),
    ("signpost", {"elsewhere": "The county court", "message": "For the interest"}),
    ("escalate", {"to": "staff:carol", "cause": "specialist", "why": "Odd", "asked": "Look", "due_on": "2026-03-12"}),
    ("turn", {"to": "staff:carol"}),
    ("take_over", {"escalation": "1", "reason": "I know meters"}),
    ("return", {"escalation": "1", "answer": "It is the meter"}),
    ("turn", {"to": "staff:amira"}),
    ("promise", {"what": "Call", "due_on": "2026-03-20"}),
    ("break_promise", {"promise": "3", "reason": "Forgotten"}),
    ("keep_here", {"cause": "promise", "reason": "Called the day after"}),
    ("find", {"issue": "1", "outcome": "unable", "reasons": "No recording", "let_down_by": "none"}),
    ("report_findings", {"audience": "customer", "message": "Dear Jo", "reasons": "As above", "redress": "As agreed",
                         "next_stage_how": "Write to us"}),
    ("refer", {"body": "Ombudsman", "by_whom": "customer", "reason": "The interest"}),
    ("record_third_party", {"referral": "1", "what": "request", "detail": "The file", "due_on": "2026-03-20"}),
]  # fmt: skip
OF_LETTERS = {"ask_review", "give_review", "take_back", "post_letter", "send_summary", "make_bundle"}
"""Steps that have pages of their own, and tests of these."""


def walk(asking: Asking, cast: Cast, steps: Iterable[tuple[str, dict[str, Any]]]) -> None:
    for step, fields in steps:
        if step == "turn":
            asking.turn_to(getattr(cast, fields["to"].removeprefix("staff:")))
        else:
            asking.take(step, **{name: _named(value, cast) for name, value in fields.items()})


def _named(value: Any, cast: Cast) -> Any:
    if isinstance(value, list):
        return [_named(one, cast) for one in value]
    if isinstance(value, str) and value.startswith("staff:"):
        return getattr(cast, value.removeprefix("staff:")).actor_id
    return value


def test_a_complaint_is_walked_from_the_first_word_to_the_next_stage_by_forms_alone(asking: Asking, cast: Cast) -> None:
    walk(asking, cast, TO_THE_ANSWER)
    take_step(asking.reference, "answer_satisfaction", customer(asking.reference), asking.at, answer="no")
    walk(asking, cast, AFTER_A_NO + TO_THE_END)
    facts = asking.facts
    assert facts.stage == 2
    assert facts.story == "Charged thrice"
    assert facts.times_reopened == 1
    assert {issue.findings[1].outcome for issue in facts.issues.values()} == {"justified", "unable"}
    assert [promise.state for promise in facts.promises.values()] == ["kept", "broken", "released"]


def test_a_complaint_is_put_right_by_forms_alone(asking: Asking, cast: Cast) -> None:
    walk(asking, cast, PUT_RIGHT)
    resolution = asking.facts.resolution
    assert [offer.state for offer in resolution.offers.values()] == [
        "accepted", "withdrawn", "refused", "replaced", "accepted"
    ]  # fmt: skip
    assert resolution.agreed() == {"refund": 85000, "apology": 0, "all": 85000}


@pytest.mark.parametrize("steps", SHORT_WALKS, ids=["query", "excluded", "handed over"])
def test_shorter_ways_are_walked_by_forms_alone(asking: Asking, cast: Cast, steps: Walk) -> None:
    walk(asking, cast, steps)


def test_a_case_is_linked_and_erased_by_forms(asking: Asking, cast: Cast) -> None:
    other = received(cast.amira.actor(), START, subject="Another").reference
    asking.take("link", reference=other, relation="same event", reason="One outage")
    walk(asking, cast, SHORT_WALKS[0])
    asking.turn_to(cast.dilip)
    asking.take("erase", ground="request of the customer", sure="on")
    assert asking.facts.erased
    assert asking.facts.story == ""


def test_every_step_of_staff_is_on_one_of_these_walks() -> None:
    walks = (TO_THE_ANSWER, AFTER_A_NO, TO_THE_END, PUT_RIGHT, *SHORT_WALKS)
    walked = {step for one in walks for step, _fields in one}
    assert set(STEPS) - walked == {"receive", "answer_satisfaction", "link", "erase", *OF_LETTERS}
