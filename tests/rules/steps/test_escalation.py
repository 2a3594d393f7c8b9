"""Escalating: proposed with its reason, done by people; taken over, or given back with an answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from amends.rules.escalating import proposed
from amends.rules.referring import Cause, EscalationState
from tests.rules.story import AMIRA, BEN, CAROL, CUSTOMER, DILIP, Story, second_stage, told, weigh

ASKED = {"cause": "authority", "why": "It is large.", "asked": "Decide it.", "due_on": "2026-03-06"}


def escalated(to: str = CAROL.id, **received: Any) -> Story:
    story = told("recognised", **received)
    story.take("escalate", to=to, **ASKED)
    return story


# escalate


def test_an_escalation_says_why_what_is_asked_and_by_when() -> None:
    story = told("recognised")
    entry = story.take("escalate", to=CAROL.id, **ASKED)
    assert entry.data == {"escalation": 1, "to": CAROL.id, "cause": "authority", "due_on": "2026-03-06"}
    assert entry.content == {"why": "It is large.", "asked": "Decide it."}
    wanted = next(one for one in story.wanted() if one.step == "return")
    assert (wanted.what, wanted.due_on, wanted.whose) == (
        "The answer to the escalation: Decide it.",
        date(2026, 3, 6),
        "colleague",
    )


@pytest.mark.parametrize(
    ("to", "due_on", "rule", "words"),
    [
        (AMIRA.id, "2026-03-06", "someone_else", "Escalate to someone other than yourself."),
        (CAROL.id, "2026-03-01", "due_later", "The date is already past."),
        (
            DILIP.id,
            "2026-03-06",
            "not_about_oneself",
            "The complaint is about this person, so it cannot be theirs.",
        ),
    ],
)
def test_to_whom_and_by_when_it_makes_sense(to: str, due_on: str, rule: str, words: str) -> None:
    story = told("recognised", about_staff=[DILIP.id])
    story.refused("escalate", rule=rule, words=words, to=to, **{**ASKED, "due_on": due_on})


# take_over, return


def test_who_takes_it_over_owns_it_and_its_promises() -> None:
    story = told("recognised")
    story.take("promise", what="Call you", due_on="2026-03-06")
    story.take("escalate", to=CAROL.id, **ASKED)
    story.take("take_over", CAROL, escalation=1, reason="Mine from here.")
    assert (story.facts.owner, story.facts.promises[1].owner) == (CAROL.id, CAROL.id)
    assert story.facts.escalations[1].state is EscalationState.TAKEN_OVER
    story.take("return", CAROL, escalation=1, answer="Refund it.")
    assert (story.facts.owner, story.facts.promises[1].owner) == (AMIRA.id, AMIRA.id)
    assert story.facts.escalations[1].answer == "Refund it."


def test_an_answer_alone_leaves_the_case_where_it_was() -> None:
    story = escalated()
    story.take("return", CAROL, escalation=1, answer="Refund it.")
    assert story.facts.owner == AMIRA.id
    words = "The case has not been escalated."
    for name, field in (("take_over", "reason"), ("return", "answer")):
        story.refused(name, CAROL, rule="has_open_escalation", words=words, escalation=1, **{field: "x"})


def test_only_whom_it_was_escalated_to_answers_it() -> None:
    story = escalated()
    words = "It was escalated to someone else."
    for name, field in (("take_over", "reason"), ("return", "answer")):
        ruling = story.refused(name, BEN, rule="escalated_to_you", words=words, escalation=1, **{field: "x"})
        assert ruling.who_could == ("the person it was escalated to",)
        words_unknown = "Escalation 4 is not open."
        fields = {"escalation": 4, field: "x"}
        story.refused(name, CAROL, rule="has_open_escalation", words=words_unknown, **fields)


def test_who_worked_on_stage_1_does_not_take_over_stage_2() -> None:
    story = second_stage()
    story.take("escalate", BEN, to=AMIRA.id, **ASKED)
    words = "Stage 2 is for someone who had no part in stage 1."
    story.refused("take_over", AMIRA, rule="fresh_eyes", words=words, escalation=1, reason="x")


def test_it_is_not_given_back_to_someone_it_is_about() -> None:
    story = escalated()
    story.take("take_over", CAROL, escalation=1, reason="x")
    story.facts.about_staff |= {AMIRA.id}
    words = "The complaint is about this person, so it cannot be theirs."
    story.refused("return", CAROL, rule="not_about_oneself", words=words, escalation=1, answer="x")


# proposals


def causes(story: Story) -> list[tuple[Cause, str]]:
    return [(one.cause, str(one.why)) for one in proposed(story.scene())]


def test_nothing_is_proposed_of_a_quiet_case() -> None:
    assert causes(told("acknowledged")) == []
    assert causes(told("closed").go_on(100)) == []


def test_a_limit_of_law_that_is_near_is_proposed_and_our_own_target_is_not() -> None:
    story = told("acknowledged", "uk-fca-disp").go_on(53)
    assert causes(story) == []
    assert causes(story.go_on(1)) == [
        (
            Cause.CLOCK,
            "«Final response, or the letter that says why there is none yet» is due on Monday 27 April 2026",
        )
    ]
    assert causes(told("acknowledged").go_on(300)) == [], "the general procedure has targets of our own only"


def test_a_limit_of_law_that_is_past_is_said_to_be() -> None:
    """A case that came in from elsewhere, or was left to lie."""
    story = told("acknowledged", "uk-fca-disp").go_on(57)
    assert causes(story) == [
        (
            Cause.CLOCK,
            "«Final response, or the letter that says why there is none yet» was due on Monday 27 April 2026",
        )
    ]


def test_a_broken_promise_is_proposed_until_someone_answers_it() -> None:
    story = told("recognised")
    story.take("promise", what="Call you", due_on="2026-03-06")
    story.take("break_promise", promise=1, reason="I was ill.")
    assert causes(story) == [(Cause.PROMISE, "promise 1 was broken: Call you")]
    wanted = next(one for one in story.wanted() if one.step == "escalate")
    assert (wanted.what, wanted.due_on) == ("Escalating is proposed: promise 1 was broken: Call you", story.at.date())
    entry = story.take("keep_here", cause="promise", reason="Made good at once.")
    assert (entry.data, entry.content) == ({"cause": "promise"}, {"reason": "Made good at once."})
    assert causes(story) == []
    story.take("promise", what="Write to you", due_on="2026-03-06")
    story.take("break_promise", promise=2, reason="I was ill again.")
    assert causes(story) == [(Cause.PROMISE, "promise 2 was broken: Write to you")], "what came later is new"
    story.take("escalate", to=CAROL.id, **{**ASKED, "cause": "promise"})
    assert causes(story) == []


def test_a_high_risk_of_what_was_selected_is_proposed() -> None:
    story = told("understood")
    weigh(story)
    story.take("assess_risk", option=1, legal_likelihood="high", legal_impact="high", why_legal="A solicitor.")
    assert causes(story) == []
    story.take("select_option", option=1, rationale="x", why_only="x")
    assert causes(story) == [(Cause.RISK, "option 1, which was selected, has a high risk")]


def test_a_customer_with_a_need_who_has_not_heard_for_a_week_is_proposed() -> None:
    story = told("acknowledged")
    story.take("note_need", need="Deaf", adjustment="Write, do not call.")
    assert causes(story.go_on(6)) == []
    assert causes(story.go_on(1)) == [
        (Cause.VULNERABLE, "a customer with a need has not heard from us since Monday 2 March 2026")
    ]
    story.take("send_update", message="Still looking.")
    assert causes(story) == []


def test_only_what_is_proposed_can_be_declined() -> None:
    story = told("recognised")
    words = "Escalating is not proposed at this moment."
    story.refused("keep_here", rule="is_proposed", words=words, cause="promise", reason="x")
    story.take("promise", what="Call you", due_on="2026-03-06")
    story.take("break_promise", promise=1, reason="I was ill.")
    story.refused("keep_here", rule="is_proposed", words="This is not proposed.", cause="clock", reason="x")


def test_the_customer_cannot_escalate_inside() -> None:
    story = told("recognised")
    story.refused(
        "escalate", CUSTOMER, rule="role", words="Your role does not include this step.", to=CAROL.id, **ASKED
    )
