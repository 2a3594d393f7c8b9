"""The clocks of a case, computed from its facts each time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.rules.deadlines import reckoning_of, reckonings
from amends.rules.regimes import ClockKind
from tests.rules.steps.ready import READY
from tests.rules.story import (
    ALL_PARTS,
    BEN,
    CUSTOMER,
    REGIMES,
    START,
    Story,
    acknowledge,
    decide,
    report,
    second_stage,
    told,
)

HOUSING, DISP, PSD = "uk-housing-ombudsman-code-2024", "uk-fca-disp", "uk-fca-disp-psd-emd"


def running(story: Story) -> dict[str, tuple[date | None, str]]:
    return {
        one.clock.id: (one.due_on, one.state(story.at)) for one in reckonings(story.facts, story.regime, story.calendar)
    }


def test_clocks_run_from_receipt_before_anyone_decided_what_it_is() -> None:
    assert running(told())["response"] == (date(2026, 3, 30), "running")


def test_a_query_and_an_excluded_case_have_no_clocks() -> None:
    story = told()
    story.take("keep_as", kind="query", reason="x")
    assert running(story) == {}
    story = told()
    story.take("exclude", **READY["exclude"].fields)
    assert running(story) == {}


def test_a_query_that_becomes_a_complaint_is_counted_from_its_receipt() -> None:
    story = told()
    story.take("keep_as", kind="query", reason="x")
    story.go_on(10).take("recognise", limb="service")
    assert running(story)["response"] == (date(2026, 3, 30), "running")
    assert running(story)["ack"] == (date(2026, 3, 5), "late")


def test_clocks_are_met_by_what_the_customer_is_told() -> None:
    story = told("answered")
    assert {name: state for name, (_, state) in running(story).items()} == {
        "ack": "met",
        "response": "met",
        "no_contact": "met",
    }


def test_a_clock_met_late_stays_late() -> None:
    story = told("recognised").go_on(10)
    acknowledge(story)
    assert running(story)["ack"] == (date(2026, 3, 5), "met_late")


def test_a_second_answer_does_not_make_the_first_one_late() -> None:
    story = told("closed").go_on(60)
    story.take("reopen", reason="x")
    report(story)
    assert running(story)["response"][1] == "met"


def test_an_acknowledgement_made_early_brings_the_answer_forward() -> None:
    story = told("acknowledged", HOUSING)
    assert running(story)["s1_response"] == (date(2026, 3, 16), "running")
    assert "s1_response" not in running(told("recognised", HOUSING))


def test_the_second_stage_has_its_own_clocks() -> None:
    story = second_stage(HOUSING)
    assert running(story)["s2_ack"] == (date(2026, 3, 10), "running")
    acknowledge(story.go_on(2), BEN)
    assert running(story)["s2_response"] == (date(2026, 4, 2), "running")
    decide(story, BEN)
    report(story.go_on(1), BEN)
    assert running(story)["s2_response"][1] == "met"
    assert "refer_by" not in running(story), "nobody has confirmed this value yet, so it is switched off"


def test_a_reopened_case_runs_on_its_old_clock() -> None:
    story = told("acknowledged")
    story.take("receive_message", CUSTOMER, message="I withdraw it.")
    story.take("close", because="withdrawn", reasons="x", message="x")
    assert running(story)["response"][1] == "met"
    story.go_on(60).take("reopen", CUSTOMER, reason="I want it after all.")
    assert running(story)["response"] == (date(2026, 3, 30), "late")


def test_a_holding_response_meets_its_clock() -> None:
    story = told("acknowledged", PSD)
    assert running(story)["holding"] == (date(2026, 3, 23), "running")
    story.take("send_update", message="It takes longer.", purpose="holding", **ALL_PARTS)
    assert running(story)["holding"][1] == "met"
    assert running(story)["final"][1] == "running"


def test_the_notice_of_an_extension_is_a_holding_response() -> None:
    story = told("acknowledged", PSD)
    story.take("extend_clock", clock="final", ground="exceptional", explanation="x", message="x", **ALL_PARTS)
    assert running(story)["holding"][1] == "met"
    assert running(story)["final"] == (date(2026, 4, 22), "running")


def test_an_acceptance_within_three_days_is_a_summary_resolution() -> None:
    story = told("asked", DISP)
    story.take("answer_satisfaction", CUSTOMER, answer="yes")
    assert running(story)["src"] == (date(2026, 3, 5), "met")


@pytest.mark.parametrize("regime", REGIMES)
def test_one_clock_alone_counts_as_it_does_among_all(regime: str) -> None:
    story = told("acknowledged", regime, sent_to_company_at=START.isoformat())
    for one in reckonings(story.facts, story.regime, story.calendar):
        assert reckoning_of(story.scene(), one.clock) == one


@pytest.mark.parametrize("regime", REGIMES)
def test_counting_the_same_facts_again_gives_the_same(regime: str) -> None:
    story = told("acknowledged", regime)
    first = reckonings(story.facts, story.regime, story.calendar)
    assert reckonings(story.facts, story.regime, story.calendar) == first


@pytest.mark.parametrize("regime", REGIMES)
def test_every_clock_of_an_answered_case_that_wants_an_act_is_met(regime: str) -> None:
    story = told("answered", regime, sent_to_company_at=START.isoformat())
    acts = [one for one in reckonings(story.facts, story.regime, story.calendar) if one.clock.kind is ClockKind.ACT_BY]
    assert acts
    assert all(one.met_at for one in acts)


def test_moments_are_counted_in_the_zone_of_the_regime() -> None:
    late = START.replace(month=6, day=30, hour=23, minute=30)  # 0:30 on 1 July in London
    assert running(told(at=late))["ack"] == (date(2026, 7, 6), "running")
    assert running(told(at=late - timedelta(hours=1)))["ack"] == (date(2026, 7, 3), "running")
