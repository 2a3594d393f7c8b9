"""Time: pauses and extensions, only as each regime has them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from amends.rules.deadlines import reckonings
from amends.rules.regimes import Clock
from amends.rules.steps import STEPS
from amends.rules.steps.time import extendable, pause_reasons
from amends.rules.words import plain
from tests.rules.steps.ready import PAUSE
from tests.rules.story import CUSTOMER, REGIMES, START, Story, report, second_stage, told

HOUSING, NHS, DISP, PSD, CFPB = (
    "uk-housing-ombudsman-code-2024",
    "uk-nhs-social-care-eng-2009",
    "uk-fca-disp",
    "uk-fca-disp-psd-emd",
    "us-cfpb-portal",
)
SAID = {"explanation": "Three suppliers are involved.", "message": "It takes longer, and this is why."}
PARTS = {"contact": "The ombudsman, PO Box 1.", "referral_rights": "You can turn to the ombudsman."}
SENT = {"sent_to_company_at": START.isoformat()}


def due_on(story: Story, clock: str) -> date | None:
    found = {r.clock.id: r.due_on for r in reckonings(story.facts, story.regime, story.calendar)}
    return found.get(clock)


def extend(story: Story, clock: str, ground: str, **fields: Any) -> date | None:
    story.take("extend_clock", clock=clock, ground=ground, **PARTS, **SAID, **fields)
    return due_on(story, clock)


def complaint(regime: str) -> Story:
    return told("acknowledged", regime, **(SENT if regime == CFPB else {}))


# pause_clock


def test_a_pause_stands_on_the_record_with_its_reason_and_moves_the_clock() -> None:
    story = complaint("general")
    before = due_on(story, "response")
    entry = story.take("pause_clock", **PAUSE)
    assert (entry.kind, entry.data) == ("clock_paused", {"reason": "waiting_for_customer"})
    assert entry.content == {"explanation": PAUSE["explanation"]}
    assert story.facts.paused
    assert story.facts.paused.from_at == story.at
    story.go_on(7).take("resume_clock", explanation="The statement came.")
    assert before == date(2026, 3, 30)
    assert due_on(story, "response") == date(2026, 4, 8)  # 3 to 9 March are 5 working days; Good Friday, Easter Monday


@pytest.mark.parametrize("regime", REGIMES)
def test_every_reason_that_a_regime_lists_pauses_and_no_other(regime: str) -> None:
    story = complaint(regime)
    for reason in pause_reasons(story.scene()):
        assert complaint(regime).take("pause_clock", reason=reason, explanation="We wait.")
    if pause_reasons(story.scene()):
        words = f"{story.regime.name} does not list this reason for a pause: holiday."
        story.refused("pause_clock", rule="listed_pause", words=words, reason="holiday", explanation="x")
    else:
        words = f"{story.regime.name} has no pause: its clock runs on."
        story.refused("pause_clock", rule="regime_pauses", words=words, reason="waiting_for_customer", explanation="x")


def test_only_the_regime_without_a_regulator_has_a_pause() -> None:
    assert [regime for regime in REGIMES if pause_reasons(complaint(regime).scene())] == ["general"]


def test_a_clock_is_paused_once_at_a_time() -> None:
    story = complaint("general")
    story.take("pause_clock", **PAUSE)
    story.refused("pause_clock", rule="not_paused", words="The clock is already paused.", **PAUSE)


def test_where_no_clock_runs_none_is_paused() -> None:
    story = told()
    story.take("keep_as", kind="query", reason="They only ask.")
    words = "No clock runs here: the time limits are for complaints."
    story.refused("pause_clock", rule="clocks_run", words=words, **PAUSE)


def test_after_the_answer_there_is_nothing_to_wait_for() -> None:
    words = "The findings of stage 1 went to the customer on Monday 2 March 2026."
    told("answered").refused("pause_clock", rule="not_yet_reported", words=words, **PAUSE)


def test_the_answer_ends_a_pause_so_that_the_next_stage_is_not_born_paused() -> None:
    story = told("decided")
    story.take("pause_clock", reason="waiting_for_third_party", explanation="The network.")
    report(story.go_on(1))
    assert [entry.kind for entry in story.entries[-2:]] == ["findings_reported", "clock_resumed"]
    assert story.entries[-1].data == {"reason": "waiting_for_third_party", "by_itself": True}
    assert story.facts.paused is None


def test_a_report_inside_the_organisation_does_not_end_a_pause() -> None:
    story = told("decided")
    story.take("pause_clock", **PAUSE)
    story.take("report_findings", audience="internal", message="For the board.")
    assert story.facts.paused


def test_closing_ends_a_pause() -> None:
    story = complaint("general")
    story.take("receive_message", CUSTOMER, message="I withdraw it.")
    story.take("pause_clock", **PAUSE)
    story.take("close", because="withdrawn", reasons="Withdrawn", message="As you asked.")
    assert story.facts.paused is None


# resume_clock


def test_what_came_is_kept_when_the_clock_runs_again() -> None:
    story = complaint("general")
    story.take("pause_clock", **PAUSE)
    entry = story.go_on(2).take("resume_clock", explanation="The statement came.")
    assert (entry.kind, entry.data, entry.content) == ("clock_resumed", {}, {"explanation": "The statement came."})
    pause = story.facts.pauses[0]
    assert (pause.until_at, story.facts.paused) == (story.at, None)


def test_nothing_runs_again_that_was_not_paused() -> None:
    complaint("general").refused("resume_clock", rule="is_paused", words="No clock is paused.", explanation="x")


def test_a_pause_does_not_end_before_it_began() -> None:
    story = complaint("general").go_on(1)
    story.take("pause_clock", **PAUSE)
    words = "It cannot have happened before Tuesday 3 March 2026 at 11:30, when the pause began."
    earlier = (story.at - timedelta(hours=1)).isoformat()
    story.refused("resume_clock", rule="in_order", words=words, explanation="x", happened_at=earlier)


# extend_clock


def test_an_extension_is_told_to_the_customer_with_its_ground() -> None:
    story = complaint("general")
    entry = story.take("extend_clock", clock="response", ground="complexity", to_on="2026-04-08", **SAID)
    told_too = {"reasons": SAID["explanation"], "new_date": "Wednesday 8 April 2026"}
    assert (entry.kind, entry.content) == ("clock_extended", {**SAID, **told_too})
    assert entry.data == {"clock": "response", "ground": "complexity", "to_on": "2026-04-08", "agreed": False}
    assert story.facts.last_to_customer == entry.number
    assert [(e.clock, e.ground, e.to_on) for e in story.facts.extensions] == [
        ("response", "complexity", date(2026, 4, 8))
    ]


@pytest.mark.parametrize(
    ("regime", "clock", "ground", "fields", "before", "after"),
    [
        ("general", "response", "complexity", {}, "2026-03-30", "2026-04-15"),
        ("general", "response", "customer_asked", {"to_on": "2026-04-02"}, "2026-03-30", "2026-04-02"),
        (HOUSING, "s1_response", "complexity", {}, "2026-03-16", "2026-03-30"),
        (HOUSING, "s1_response", "good_reason", {"to_on": "2026-05-29"}, "2026-03-16", "2026-05-29"),
        (NHS, "response", "agreed", {"to_on": "2026-12-01", "agreed": True}, "2026-09-01", "2026-12-01"),
        (PSD, "final", "exceptional", {}, "2026-03-23", "2026-04-22"),
        (CFPB, "response", "in_progress", {}, "2026-03-17", "2026-05-01"),
    ],
)
def test_each_regime_extends_as_it_says(
    regime: str, clock: str, ground: str, fields: dict[str, Any], before: str, after: str
) -> None:
    story = complaint(regime)
    assert due_on(story, clock) == date.fromisoformat(before)
    assert extend(story, clock, ground, **fields) == date.fromisoformat(after)


def test_a_regime_without_an_extension_has_none() -> None:
    words = "UK FCA DISP 1 - general (non-MiFID, non-payment) has no extension."
    complaint(DISP).refused("extend_clock", rule="regime_extends", words=words, clock="final", ground="x", **SAID)


@pytest.mark.parametrize("regime", [regime for regime in REGIMES if regime != DISP])
def test_only_a_clock_of_this_stage_that_the_regime_extends_is_extended(regime: str) -> None:
    story = complaint(regime)
    for clock in ("ack", "s2_response", "moon"):
        words = f"This clock cannot be extended: {clock}."
        story.refused("extend_clock", rule="extendable_clock", words=words, clock=clock, ground="x", **SAID)


@pytest.mark.parametrize("regime", [regime for regime in REGIMES if regime != DISP])
def test_only_a_ground_that_the_regime_lists_extends(regime: str) -> None:
    story = complaint(regime)
    clock = extendable(story.scene())[0]
    words = "The regime does not list this as a reason for more time: busy."
    fields = {"clock": clock.id, "ground": "busy", "agreed": True, "to_on": "2027-01-05", **SAID}
    story.refused("extend_clock", rule="extension_allowed", words=words, **fields)


def first_extension(story: Story) -> tuple[Clock, str]:
    clock = extendable(story.scene())[0]
    assert clock.extension
    return clock, clock.extension.grounds[0].id


@pytest.mark.parametrize("regime", ["general", HOUSING, PSD, CFPB])
def test_the_extra_time_is_given_once(regime: str) -> None:
    story = complaint(regime)
    clock, ground = first_extension(story)
    reached = extend(story, clock.id, ground)
    assert reached
    words = f"The extra time is used up: {plain(reached)} is the latest day on this ground."
    story.refused("extend_clock", rule="extension_allowed", words=words, clock=clock.id, ground=ground, **SAID)


def test_a_first_short_extension_leaves_the_rest_for_a_second() -> None:
    story = complaint("general")
    assert extend(story, "response", "complexity", to_on="2026-04-02") == date(2026, 4, 2)
    assert extend(story, "response", "customer_asked") == date(2026, 4, 15)


def test_housing_goes_further_only_for_a_good_reason() -> None:
    story = complaint(HOUSING)
    extend(story, "s1_response", "complexity")
    words = "Friday 1 May 2026 is too late: Monday 30 March 2026 is the latest day on this ground."
    fresh = complaint(HOUSING)
    fields = {"clock": "s1_response", "ground": "complexity", "to_on": "2026-05-01", **SAID}
    fresh.refused("extend_clock", rule="extension_allowed", words=words, **fields)
    assert extend(story, "s1_response", "good_reason", to_on="2026-05-01") == date(2026, 5, 1)


@pytest.mark.parametrize("regime", ["general", HOUSING, NHS, PSD, CFPB])
def test_time_that_has_run_out_is_not_extended(regime: str) -> None:
    story = complaint(regime)
    clock, ground = first_extension(story)
    due = due_on(story, clock.id)
    assert due
    story.go_on((due - START.date()).days + 2)
    words = f"It came too late: the time limit had ended on {plain(due)}."
    fields = {"clock": clock.id, "ground": ground, "agreed": True, "to_on": (due + timedelta(days=9)).isoformat()}
    story.refused("extend_clock", rule="extension_allowed", words=words, **fields, **SAID)


@pytest.mark.parametrize("regime", ["general", HOUSING, NHS, PSD, CFPB])
def test_the_new_date_is_later_than_the_old(regime: str) -> None:
    story = complaint(regime)
    clock, ground = first_extension(story)
    due = due_on(story, clock.id)
    assert due
    words = f"The new date, {plain(due)}, is not later than {plain(due)}."
    fields = {"clock": clock.id, "ground": ground, "agreed": True, "to_on": due.isoformat()}
    story.refused("extend_clock", rule="extension_allowed", words=words, **fields, **SAID)


def test_the_nhs_extends_by_agreement_to_an_agreed_date() -> None:
    story = complaint(NHS)
    fields = {"clock": "response", "ground": "agreed", **SAID}
    words = "This extension needs the customer's agreement."
    story.refused("extend_clock", rule="customer_agreed", words=words, to_on="2026-12-01", **fields)
    words = "It needs the new date that was agreed."
    story.refused("extend_clock", rule="extension_allowed", words=words, agreed=True, **fields)


def test_the_nhs_may_agree_again() -> None:
    story = complaint(NHS)
    extend(story, "response", "agreed", to_on="2026-12-01", agreed=True)
    assert extend(story, "response", "agreed", to_on="2027-01-15", agreed=True) == date(2027, 1, 15)


def test_a_date_that_the_calendar_does_not_reach_is_refused() -> None:
    words = "The calendar of this procedure ends on Wednesday 31 December 2036."
    fields = {"clock": "response", "ground": "agreed", "agreed": True, "to_on": "2037-01-01", **SAID}
    complaint(NHS).refused("extend_clock", rule="calendar_reaches", words=words, **fields)


def test_a_clock_that_has_not_started_is_not_extended() -> None:
    story = told("recognised", HOUSING)
    words = "This clock has not started yet."
    fields = {"clock": "s1_response", "ground": "complexity", **SAID}
    story.refused("extend_clock", rule="clock_started", words=words, **fields)


def test_after_the_answer_no_clock_is_extended() -> None:
    words = "The findings of stage 1 went to the customer on Monday 2 March 2026."
    fields = {"clock": "response", "ground": "complexity", **SAID}
    told("answered").refused("extend_clock", rule="not_yet_reported", words=words, **fields)


def test_the_second_stage_has_its_own_extension() -> None:
    story = second_stage()
    assert [clock.id for clock in extendable(story.scene())] == ["s2_response"]
    before = due_on(story, "s2_response")
    assert before == date(2026, 3, 31)
    assert extend(story, "s2_response", "complexity") == date(2026, 4, 16)


@pytest.mark.parametrize("regime", REGIMES)
def test_the_forms_offer_what_the_rules_allow(regime: str) -> None:
    story = complaint(regime)
    extends, pauses = STEPS["extend_clock"].opening(story.scene()), STEPS["pause_clock"].opening(story.scene())
    assert bool(extends) is bool(extendable(story.scene()))
    assert bool(pauses) is bool(pause_reasons(story.scene()))


def test_a_closed_case_keeps_the_pauses_that_it_had() -> None:
    story = told("acknowledged")
    story.take("pause_clock", **PAUSE)
    story.go_on(1).take("resume_clock", explanation="It came.")
    story.take("receive_message", CUSTOMER, message="I withdraw it.")
    story.take("close", because="withdrawn", reasons="Withdrawn", message="As you asked.")
    assert [pause.reason for pause in story.facts.pauses] == ["waiting_for_customer"]


# note_moment


def test_staff_write_down_when_something_was_that_a_time_limit_counts_from() -> None:
    story = told("recognised")
    entry = story.take("note_moment", moment_of="delivered", moment_at="2026-02-20T10:00:00+00:00", detail="The slip.")
    assert entry.data == {"moment": "delivered", "moment_at": "2026-02-20T10:00:00+00:00"}
    assert story.facts.moments["delivered"] == datetime(2026, 2, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize("moment", ["received", "responded", "other_responsible", "full moon"])
def test_what_no_time_limit_looks_at_or_a_step_sets_is_not_written_down(moment: str) -> None:
    fields = {"moment_of": moment, "moment_at": "2026-02-20T10:00:00+00:00"}
    words = f"No time limit looks at this: {moment}."
    told("recognised").refused("note_moment", rule="notable_moment", words=words, **fields)


def test_a_moment_has_come() -> None:
    story = told("recognised")
    fields = {"moment_of": "delivered", "moment_at": (story.at + timedelta(days=1)).isoformat()}
    story.refused("note_moment", rule="not_in_future", words="That time has not come yet.", **fields)


@pytest.mark.parametrize("regime", [HOUSING, PSD])
def test_the_notice_of_an_extension_says_what_the_regime_wants_or_names_it(regime: str) -> None:
    story = complaint(regime)
    clock, ground = first_extension(story)
    missing = [part.text for part in story.regime.letter_parts("extension", 1) if part.field in PARTS]
    if not missing:
        assert story.take("extend_clock", clock=clock.id, ground=ground, **SAID)
        return
    words = f"The letter does not have all that {story.regime.name} requires."
    ruling = story.refused("extend_clock", rule="letter_complete", words=words, clock=clock.id, ground=ground, **SAID)
    assert [str(part) for part in ruling.missing] == missing
