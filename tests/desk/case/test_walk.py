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
    ("report_findings", {"audience": "customer", "message": "Dear Jo", "reasons": "As above", "redress": "£64 back",
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


def walk(asking: Asking, cast: Cast, steps: Iterable[tuple[str, dict[str, Any]]]) -> None:
    for step, fields in steps:
        asking.take(step, **{name: _named(value, cast) for name, value in fields.items()})


def _named(value: Any, cast: Cast) -> Any:
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
    walked = {step for one in (TO_THE_ANSWER, AFTER_A_NO, TO_THE_END, *SHORT_WALKS) for step, _fields in one}
    assert set(STEPS) - walked == {"receive", "answer_satisfaction", "link", "erase"}
