"""What the procedure wants next, by when, and of whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from amends.rules.next_steps import next_steps
from amends.rules.steps import STEPS
from tests.rules.steps.ready import PAUSE, READY
from tests.rules.story import (
    ALL_PARTS,
    AMIRA,
    BEN,
    CAROL,
    CUSTOMER,
    JUSTIFIED,
    LOW,
    REFUND,
    REGIMES,
    START,
    UNDERSTANDING,
    WEIGHED,
    Story,
    acknowledge,
    report,
    second_stage,
    selected,
    told,
)

HOUSING, DISP, PSD, CFPB = (
    "uk-housing-ombudsman-code-2024",
    "uk-fca-disp",
    "uk-fca-disp-psd-emd",
    "us-cfpb-portal",
)
MONDAY = date(2026, 3, 2)


def query() -> Story:
    story = told()
    story.take("keep_as", kind="query", reason="x")
    story.take("assign", to=AMIRA.id)
    return story


def excluded() -> Story:
    story = told()
    story.take("exclude", **READY["exclude"].fields)
    story.take("assign", to=AMIRA.id)
    return story


def unowned() -> Story:
    story = told()
    story.take("recognise", limb="service")
    return story


def about_its_owner() -> Story:
    story = told("acknowledged")
    story.take("add_issue", BEN, title="Amira was rude", about_staff=[AMIRA.id])
    return story


def with_issue() -> Story:
    story = told("acknowledged")
    story.take("add_issue", title="The second charge")
    return story


def with_promise() -> Story:
    story = told("acknowledged")
    story.take("promise", what="Call you", due_on="2026-03-04")
    return story


def with_request() -> Story:
    story = told("acknowledged")
    story.take("request_input", of=BEN.id, question="What does the log say?", due_on="2026-03-05")
    return story


def answered(answer: str, *more: str) -> Story:
    story = told("asked")
    story.take("answer_satisfaction", CUSTOMER, answer=answer)
    for name in more:
        story.take(name, message="Because.")
    return story


def unsorted_query() -> Story:
    story = query()
    story.take("answer_satisfaction", CUSTOMER, answer="no")
    return story


def answered_query() -> Story:
    story = query()
    story.take("send_update", message="On the 14th.")
    return story


def overdue_contact() -> Story:
    story = told("acknowledged")
    story.go_on(28)
    return story


SITUATIONS: dict[str, tuple[Callable[[], Story], tuple[str, date | None, str], str]] = {
    "received": (told, ("recognise", MONDAY, "us"), "Decide whether it is a complaint"),
    "nobody's": (unowned, ("assign", MONDAY, "us"), "Give it an owner"),
    "about its owner": (
        about_its_owner,
        ("hand_over", MONDAY, "us"),
        "Give it to someone else: the complaint is about its owner",
    ),
    "recognised": (
        lambda: told("recognised"),
        ("acknowledge", date(2026, 3, 5), "us"),
        "Acknowledge it to the customer",
    ),
    "recognised, housing": (
        lambda: told("recognised", HOUSING),
        ("acknowledge", date(2026, 3, 9), "us"),
        "Acknowledge it to the customer",
    ),
    "recognised, where «promptly» has no number": (
        lambda: told("recognised", DISP),
        ("acknowledge", MONDAY, "us"),
        "Acknowledge it to the customer",
    ),
    "recognised, where the bureau acknowledges": (
        lambda: told("recognised", CFPB, sent_to_company_at=START.isoformat()),
        ("add_issue", date(2026, 3, 17), "us"),
        "Write down the points complained of",
    ),
    "acknowledged, housing": (
        lambda: told("acknowledged", HOUSING),
        ("add_issue", date(2026, 3, 16), "us"),
        "Write down the points complained of",
    ),
    "acknowledged, payments": (
        lambda: told("acknowledged", PSD),
        ("add_issue", date(2026, 3, 23), "us"),
        "Write down the points complained of",
    ),
    "acknowledged": (
        lambda: told("acknowledged"),
        ("send_update", date(2026, 3, 16), "us"),
        "Tell the customer where things are",
    ),
    "silent for a month": (
        overdue_contact,
        ("send_update", date(2026, 3, 16), "us"),
        "Tell the customer where things are",
    ),
    "promised": (with_promise, ("keep_promise", date(2026, 3, 4), "us"), "Keep the promise: Call you"),
    "asked of a colleague": (
        with_request,
        ("receive_input", date(2026, 3, 5), "colleague"),
        "Input from a colleague: What does the log say?",
    ),
    "answered": (
        lambda: told("answered"),
        ("check_satisfaction", None, "us"),
        "Ask the customer whether it is sorted",
    ),
    "asked": (lambda: told("asked"), ("close", None, "us"), "Close the case"),
    "sorted": (lambda: answered("yes"), ("close", None, "us"), "Close the case"),
    "not sorted": (
        lambda: answered("no"),
        ("give_reasons", None, "us"),
        "Give reasons: the customer says it is not sorted",
    ),
    "reasons given": (lambda: answered("no", "give_reasons"), ("close", None, "us"), "Close the case"),
    "second stage": (
        second_stage,
        ("acknowledge", date(2026, 3, 6), "us"),
        "Acknowledge it to the customer",
    ),
    "a query": (query, ("send_update", None, "us"), "Answer the customer"),
    "an answered query": (answered_query, ("close", None, "us"), "Close the case"),
    "a query that is not sorted": (
        unsorted_query,
        ("recognise", None, "us"),
        "The customer says it is not sorted: decide whether it is a complaint",
    ),
    "outside": (excluded, ("close", None, "us"), "Close the case"),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_first_thing_wanted_its_day_and_whose_it_is(situation: str) -> None:
    make, expected, words = SITUATIONS[situation]
    story = make()
    assert story.first_wanted() == expected
    assert story.wanted()[0].what == words


@pytest.mark.parametrize("situation", SITUATIONS)
def test_everything_wanted_is_a_step_that_someone_can_open(situation: str) -> None:
    story = SITUATIONS[situation][0]()
    for one in story.wanted():
        actors = (CUSTOMER,) if one.whose == "customer" else (AMIRA, BEN, CAROL)
        assert any(STEPS[one.step].opening(story.scene(by)) for by in actors), one.step


@pytest.mark.parametrize("situation", SITUATIONS)
def test_most_pressing_first_and_without_a_day_last(situation: str) -> None:
    days = [one.due_on for one in SITUATIONS[situation][0]().wanted()]
    dated = [day for day in days if day]
    assert days == [*sorted(dated), *[None] * (len(days) - len(dated))]


def test_the_way_to_the_answer_is_one_step_at_a_time() -> None:
    """On the day the answer is due: issue, understanding, finding, options, offer, response."""
    story = told("acknowledged", HOUSING)
    wanted = [story.first_wanted()[0]]
    story.take("add_issue", title="The leak")
    wanted.append(story.first_wanted()[0])
    story.take("confirm_understanding", **UNDERSTANDING)
    assert story.wanted()[0].what == "Decide issue 1: The leak"
    wanted.append(story.first_wanted()[0])
    story.take("add_evidence", title="Photo", source="customer")
    story.take("find", issue=1, evidence=[1], **JUSTIFIED)
    wanted.append(story.first_wanted()[0])
    story.take("identify_option", **REFUND)
    wanted.append(story.first_wanted()[0])
    story.take("weigh_option", option=1, **WEIGHED)
    wanted.append(story.first_wanted()[0])
    story.take("assess_risk", option=1, **LOW)
    story.take("select_option", option=1, rationale="It is what they lost.", why_only="Nothing else fits.")
    assert story.wanted()[0].what == "Make the offer: Pay back the second charge"
    wanted.append(story.first_wanted()[0])
    story.take("offer", options=[1], message="We would pay it back.")
    wanted.append(story.first_wanted()[0])
    assert wanted == [
        *("add_issue", "confirm_understanding", "find"),
        *("identify_option", "weigh_option", "select_option", "offer", "report_findings"),
    ]
    assert story.first_wanted()[1] == date(2026, 3, 16)


def test_the_answer_is_wanted_by_its_own_clock_not_by_that_of_the_acknowledgement() -> None:
    due = {one.step: (one.due_on, one.clock) for one in told("recognised").wanted()}
    assert due["acknowledge"] == (date(2026, 3, 5), "ack")
    assert due["add_issue"] == (date(2026, 3, 30), "response")
    due = {one.step: (one.due_on, one.clock) for one in second_stage().wanted()}
    assert due["acknowledge"] == (date(2026, 3, 6), "s2_ack")
    assert due["find"] == (date(2026, 3, 31), "s2_response")
    assert due["send_update"] == (date(2026, 3, 16), "no_contact")


def test_a_contact_begins_the_silence_anew() -> None:
    story = told("acknowledged").go_on(7)
    story.take("send_update", message="Still looking.")
    assert {one.step: one.due_on for one in story.wanted()}["send_update"] == date(2026, 3, 23)


def test_an_extension_and_a_pause_move_what_is_wanted() -> None:
    story = with_issue()
    story.take("extend_clock", clock="response", ground="complexity", explanation="x", message="x")
    assert {one.step: one.due_on for one in story.wanted()}["confirm_understanding"] == date(2026, 4, 15)
    story = with_issue()
    story.take("pause_clock", **PAUSE)
    story.go_on(7).take("resume_clock", explanation="x")
    assert {one.step: one.due_on for one in story.wanted()}["confirm_understanding"] == date(2026, 4, 8)


def test_a_letter_at_eight_weeks_ends_the_wait_for_a_date_but_not_for_the_answer() -> None:
    story = told("acknowledged", DISP)
    assert story.first_wanted() == ("add_issue", date(2026, 4, 27), "us")
    story.go_on(50).take("send_update", message="No answer yet, because …", purpose="not_yet", **ALL_PARTS)
    assert story.first_wanted() == ("add_issue", None, "us")


def test_a_promise_is_wanted_whatever_the_case_is() -> None:
    for story in (told(), query(), excluded(), told("asked")):
        story.take("promise", what="Call", due_on="2026-03-04")
        assert "keep_promise" in [one.step for one in story.wanted()]


def test_what_the_customer_owes_us_comes_after_what_we_owe() -> None:
    story = told("answered")
    story.take("ask", message="Which account shall we pay?")
    wanted = [(one.step, one.whose) for one in story.wanted()]
    assert wanted == [("check_satisfaction", "us"), ("answer", "customer")]
    assert story.wanted()[1].what == "The customer's answer: Which account shall we pay?"


def test_long_questions_are_cut_short() -> None:
    story = told("acknowledged")
    story.take("ask", message="Why? " * 100)
    assert all(len(one.what) < 100 for one in story.wanted())


@pytest.mark.parametrize("regime", REGIMES)
def test_nothing_is_wanted_of_a_closed_case(regime: str) -> None:
    assert told("closed", regime).go_on(400).wanted() == []


def test_nothing_is_wanted_of_a_case_that_was_never_received() -> None:
    assert next_steps(Story().scene()) == []


def test_a_customer_who_writes_after_closing_is_heard() -> None:
    story = told("closed").go_on(3)
    story.take("receive_message", CUSTOMER, message="It happened again.")
    assert story.first_wanted() == ("reopen", date(2026, 3, 5), "us")
    assert story.wanted()[0].what == "The customer wrote after it was closed: open it again, or note why not"
    story.take("note", note="A word of thanks.")
    assert story.wanted() == []


def test_a_changed_finding_is_told_to_the_customer_before_anything_else() -> None:
    story = told("closed").go_on(1)
    story.take("reopen", reason="Another ledger.")
    story.take("find", issue=1, evidence=[1], **{**JUSTIFIED, "outcome": "partly"})
    assert story.first_wanted() == ("report_findings", None, "us")
    report(story)
    assert story.first_wanted() == ("check_satisfaction", None, "us")


def test_my_work_has_the_most_pressing_case_on_top() -> None:
    stories = {"promise": with_promise(), "response": told("acknowledged"), "late": overdue_contact(), "new": told()}
    days = {name: story.first_wanted()[1] for name, story in stories.items()}
    assert sorted(days, key=lambda name: days[name] or date.max) == ["new", "promise", "response", "late"]


def test_the_second_stage_wants_an_owner_from_the_day_it_was_asked_for() -> None:
    story = told("asked").go_on(1)
    story.take("next_stage", CUSTOMER, request="More.")
    assert story.first_wanted() == ("assign", date(2026, 3, 3), "us")
    story.take("assign", CAROL, to=BEN.id)
    acknowledge(story, BEN)
    assert "acknowledge" not in [one.step for one in story.wanted()]


def test_what_is_wanted_is_counted_in_the_days_of_the_regime() -> None:
    summer = told(at=START.replace(month=6, hour=23, minute=30))  # 0:30 on 3 June in London
    assert summer.first_wanted() == ("recognise", date(2026, 6, 3), "us")


def test_what_is_wanted_follows_from_the_record_alone_whenever_it_is_asked() -> None:
    """Rows for lists keep it: rebuilt years later they are the same."""
    story = told("understood", "uk-fca-disp")
    story.take("note_need", need="Deaf", adjustment="Write, do not call.")
    story.take("promise", what="Call", due_on="2026-03-04")
    story.take("break_promise", promise=1, reason="I was ill.")
    story.take("offer", options=[selected(story)], open_until="2026-03-10", message="x")
    now, steps = story.wanted(), {one.step for one in story.wanted()}
    assert {"escalate", "accept"} <= steps
    assert story.go_on(900).wanted() == now


def test_whoever_accepted_early_gets_the_summary_and_whoever_did_not_the_response() -> None:
    story = told("understood", DISP)
    story.take("offer", options=[selected(story)], open_until=None, message="x")
    assert "send_summary" not in [one.step for one in story.wanted()]
    story.take("accept", CUSTOMER, offer=1, option=1)
    wanted = [one.step for one in story.wanted()]
    assert "send_summary" in wanted
    assert "find" not in wanted
    story.take("send_summary", message="It is resolved.", **ALL_PARTS)
    assert "send_summary" not in [one.step for one in story.wanted()]
