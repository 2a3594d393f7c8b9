"""The rarer shapes of time limits: each found in some regime, each here alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.rules.clocks import Extended, Pause, Reckoning, due_dates, reckon, why_not_extend, why_not_pause
from amends.rules.packfiles import builtin_folder, load_all
from amends.rules.regimes import (
    MOMENTS,
    Clock,
    ClockKind,
    Confidence,
    Extension,
    Ground,
    OrIfLater,
    Period,
    Standstill,
    Unit,
)

REGISTRY = load_all([builtin_folder()])
ENGLAND = REGISTRY.calendar("GB-EAW")
LONDON = ZoneInfo("Europe/London")
REPAIR = Ground("repair", "the goods are being repaired")
CLASS_PAUSE = Standstill("class", "the regulator paused the class", date(2026, 3, 1), date(2026, 5, 31))


def clock(unit: Unit = Unit.CALENDAR_DAY, limit: int | None = 30, **more: Any) -> Clock:
    kind = more.pop("kind", ClockKind.ACT_BY)
    return Clock("c", "Answer", kind, "received", unit, limit, confidence=Confidence.HIGH, **more)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def found(one: Clock, received: str = "2026-03-01T10:00", **more: Any) -> Reckoning | None:
    pauses = [Pause(reason, at(begin), at(end) if end else None) for reason, begin, end in more.pop("pauses", ())]
    moments = {"received": at(received), **{name: at(text) for name, text in more.items()}}
    return reckon(one, moments, calendar=ENGLAND, zone=LONDON, pauses=pauses)


def run(one: Clock, received: str = "2026-03-01T10:00", **more: Any) -> Reckoning:
    reckoning = found(one, received, **more)
    assert reckoning
    return reckoning


def due(one: Clock, received: str = "2026-03-01T10:00", **more: Any) -> str:
    return str(run(one, received, **more).due_on)


# --- more than one start -------------------------------------------------------------------------------------------

TWO_MONTHS = OrIfLater("responded", 2, Unit.MONTH)
THREE = clock(Unit.MONTH, 6, or_if_later=OrIfLater("aware", 6, Unit.MONTH, TWO_MONTHS), kind=ClockKind.RIGHT_CLOSES)


@pytest.mark.parametrize(
    ("more", "on"),
    [
        ({}, "2026-09-01"),
        ({"aware": "2026-03-15"}, "2026-09-15"),
        ({"responded": "2026-08-31"}, "2026-10-31"),
        ({"aware": "2026-03-15", "responded": "2026-07-01"}, "2026-09-15"),
        ({"aware": "2026-01-15", "responded": "2026-04-01"}, "2026-09-01"),
    ],
)
def test_the_last_of_three_counts_ends_the_clock(more: dict[str, str], on: str) -> None:
    one = run(THREE, **more)
    assert str(one.due_on) == on
    assert "Or 6 months from when the customer became aware of it, if later." in one.rule
    assert "Or 2 months from when the final response was sent, if later." in one.rule
    assert any("from then end later" in line for line in one.lines) is (on != "2026-09-01")


def test_what_renews_a_clock_begins_the_count_anew() -> None:
    one = clock(Unit.WORKING_DAY, 20, renewed_by=("updated",))
    assert due(one, "2026-12-01T10:00") == "2026-12-31"
    again = run(one, "2026-12-01T10:00", updated="2026-12-31T10:00")
    assert str(again.due_on) == "2027-01-29"
    assert again.began_with == "updated"
    assert again.lines[0] == "It starts on Thursday 31 December 2026 at 10:00: we last sent a written update."
    assert "It begins anew from when we last sent a written update." in one_rule(one)


def one_rule(one: Clock) -> str:
    return str(run(one).rule)


def test_an_update_before_the_start_renews_nothing() -> None:
    one = run(clock(Unit.WORKING_DAY, 20, renewed_by=("updated",)), "2026-12-01T10:00", updated="2026-11-01T10:00")
    assert (one.began_with, str(one.due_on)) == ("received", "2026-12-31")


@pytest.mark.parametrize(
    ("received", "runs"), [("2026-01-29", False), ("2026-01-30", True), ("2026-02-28", True), ("2026-03-01", False)]
)
def test_a_rule_for_some_days_runs_only_where_what_starts_it_happened_then(received: str, runs: bool) -> None:
    one = clock(started_from=date(2026, 1, 30), started_to=date(2026, 2, 28))
    assert (found(one, received) is not None) is runs


def test_a_clock_is_for_the_limbs_it_names_and_for_all_while_none_is_known() -> None:
    one = clock(limbs=("leasing",))
    assert [one.applies_to(limb) for limb in ("", "leasing", "other")] == [True, True, False]
    assert clock().applies_to("anything")


@pytest.mark.parametrize(
    ("limb", "ids"),
    [
        ("hardship", {"ack", "short_route", "final_hardship"}),
        ("", {"ack", "short_route", "final_standard", "final_super", "final_hardship"}),
    ],
)
def test_the_clocks_that_run_are_those_for_the_limb(limb: str, ids: set[str]) -> None:
    regime = REGISTRY.regime("au-asic-rg271")
    moments = {"received": datetime(2026, 12, 11, tzinfo=UTC)}
    running = due_dates(regime, moments, 1, calendar=REGISTRY.calendar("AU"), limb=limb)
    assert {one.clock.id for one in running} == ids


# --- where it ends -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "limit", "on"),
    [("2026-06-30", 2, "2026-08-31"), ("2026-12-31", 2, "2027-02-28"), ("2027-12-31", 2, "2028-02-29")],
)
def test_a_clock_can_run_to_the_end_of_the_month(received: str, limit: int, on: str) -> None:
    one = run(clock(Unit.MONTH, limit, month_end=True), received)
    assert str(one.due_on) == str(one.base_due_on) == on
    assert "It runs to the end of that month." in one.rule


def test_a_clock_can_have_a_day_before_which_it_does_not_end() -> None:
    one = clock(Unit.MONTH, 15, not_before=date(2026, 7, 29))
    assert due(one, "2025-03-31") == "2026-07-29"
    assert due(one, "2025-04-30") == "2026-07-30"
    assert "It does not end before Wednesday 29 July 2026." in run(one, "2025-03-31").lines
    assert "It does not end before Wednesday 29 July 2026." not in run(one, "2025-04-30").lines


OPENS = clock(Unit.WEEK, 8, kind=ClockKind.RIGHT_OPENS, cut_short_by=("deadlock",))


def test_a_deadlock_opens_a_right_at_once() -> None:
    one = run(OPENS, "2026-12-11T10:00", deadlock="2027-01-12T15:00")
    assert (one.due_on, one.due_at, one.opened_by) == (date(2027, 1, 11), at("2027-01-12T15:00"), "deadlock")
    assert (one.in_time(at("2027-01-12T14:59")), one.in_time(at("2027-01-12T15:01"))) == (True, False)
    assert "The right opened on Tuesday 12 January 2027 at 15:00: our own procedure ended" in "\n".join(one.lines)
    assert "The right opens at once when our own procedure ended without settling it." in one.rule


@pytest.mark.parametrize("deadlock", ["2026-12-10T10:00", "2027-02-06T00:00"])
def test_a_deadlock_before_the_complaint_or_after_the_time_changes_nothing(deadlock: str) -> None:
    one = run(OPENS, "2026-12-11T10:00", deadlock=deadlock)
    assert (one.due_on, one.opened_by) == (date(2027, 2, 5), "")


def test_a_letter_that_left_out_what_it_must_say_starts_no_time_limit() -> None:
    one = clock(Unit.MONTH, 6, kind=ClockKind.RIGHT_CLOSES, unless="referral_left_out")
    assert due(one) == "2026-09-01"
    void = run(one, referral_left_out="2026-03-01T10:00")
    assert (void.due_on, void.due_at, void.void_by) == (None, None, "referral_left_out")
    assert void.state(at("2027-03-01")) == "no_date"
    assert f"It does not run: {MOMENTS['referral_left_out']}." in void.lines


# --- hours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "ends"), [("2026-03-28T18:00", "2026-03-29T19:00"), ("2026-10-24T18:00", "2026-10-25T17:00")]
)
def test_hours_pass_alike_for_moments_that_were_given_in_local_time(received: str, ends: str) -> None:
    one = run(clock(Unit.HOUR, 24), received)
    assert one.due_at
    assert one.local(one.due_at).replace(tzinfo=None) == datetime.fromisoformat(ends)


def test_a_pause_over_the_change_of_the_clocks_adds_the_hours_that_passed() -> None:
    pause = ("repair", "2026-03-28T20:00", "2026-03-29T08:00")
    one = run(clock(Unit.HOUR, 24, pauses=(REPAIR,)), "2026-03-28T18:00", pauses=[pause])
    assert one.due_at == at("2026-03-30T06:00").astimezone(UTC)


# --- whole days ----------------------------------------------------------------------------------------------------

REJECT = clock(kind=ClockKind.RIGHT_CLOSES, pauses=(REPAIR,), whole_days=True, after_pause=Period(7, Unit.CALENDAR_DAY))

WAITING = [
    # from, until, due; 30 days from 1 March 2026 end on 31 March
    ("2026-03-10T09:00", "2026-03-20T15:00", "2026-04-11"),
    ("2026-03-10T09:00", "2026-03-10T15:00", "2026-04-01"),
    ("2026-03-10T23:59", "2026-03-11T00:00", "2026-04-01"),
    ("2026-03-01T15:00", "2026-03-05T09:00", "2026-04-04"),
    ("2026-03-31T09:00", "2026-04-02T15:00", "2026-04-09"),
    ("2026-04-01T00:00", "2026-04-02T15:00", "2026-03-31"),
]


@pytest.mark.parametrize(("begin", "end", "on"), WAITING)
def test_days_that_a_waiting_touches_do_not_count_and_seven_are_left(begin: str, end: str, on: str) -> None:
    one = run(REJECT, pauses=[("repair", begin, end)])
    assert str(one.due_on) == on
    assert one.base_due_on == date(2026, 3, 31)
    assert "After a pause at least 7 calendar days are left." in one.lines


def test_a_drawing_leaves_the_days_of_waiting_out() -> None:
    one = run(REJECT, pauses=[("repair", "2026-03-10T09:00", "2026-03-20T15:00")])
    assert [day.on.day for day in one.days if day.number is None] == list(range(10, 21))
    assert one.days[-1].number == 30


@given(
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.integers(1, 60),
    st.integers(-5, 70),
    st.integers(0, 40),
    st.booleans(),
)
def test_whole_days_of_a_pause_are_those_a_walker_steps_over(
    start: date, limit: int, after: int, length: int, included: bool
) -> None:
    first = start + timedelta(days=after)
    last = first + timedelta(days=length)
    one = clock(limit=limit, pauses=(REPAIR,), whole_days=True, day_zero_included=included)
    pause = ("repair", f"{first}T09:00", f"{last}T15:00")
    day, left = start, limit - included * (not first <= start <= last)
    while left:
        day += timedelta(days=1)
        left -= not first <= day <= last
    assert due(one, f"{start}T08:00", pauses=[pause]) == str(day)


# --- a regulator's pause of a class --------------------------------------------------------------------------------

CLASS = clock(Unit.WEEK, 8, standstills=(CLASS_PAUSE,), stops=("responded",))

PAUSED = [
    # received, due
    ("2026-03-10T10:00", "2026-07-26"),  # in it: 8 weeks from 31 May
    ("2026-02-28T23:59", "2026-07-26"),  # day 1 would have been 1 March
    ("2026-02-01T10:00", "2026-06-29"),  # 27 days used, 29 left
    ("2026-05-31T23:50", "2026-07-26"),
    ("2026-06-01T00:00", "2026-07-27"),
    ("2025-12-01T10:00", "2026-01-26"),  # over before it
]


@pytest.mark.parametrize(("received", "on"), PAUSED)
def test_a_pause_imposed_on_a_class_moves_every_clock_it_meets(received: str, on: str) -> None:
    assert due(CLASS, received) == on


def test_an_imposed_pause_is_told_and_shown_as_one() -> None:
    one = run(CLASS, "2026-03-10T10:00")
    assert "It stood still from Sunday 1 March 2026 to Sunday 31 May 2026: the regulator paused the class." in one.lines
    states = [one.state(at(day)) for day in ("2026-03-11", "2026-05-31T23:59", "2026-06-01", "2026-07-27")]
    assert states == ["paused", "paused", "running", "late"]


@pytest.mark.parametrize("received", ["2025-12-01T10:00", "2026-06-01T00:00"])
def test_an_imposed_pause_that_a_clock_does_not_meet_is_not_mentioned(received: str) -> None:
    one = run(CLASS, received)
    assert one.pauses == ()
    assert not any("stood still" in line for line in one.lines)


def test_nobody_can_ask_for_an_imposed_pause() -> None:
    assert why_not_pause(CLASS, "class") == "This time limit cannot be paused: the regime lists no reason for it."


def test_more_time_comes_after_an_imposed_pause() -> None:
    extension = Extension("add", (Ground("hard", "it is hard"),), 1, Unit.WEEK)
    one = run(clock(Unit.WEEK, 8, standstills=(CLASS_PAUSE,), extension=extension), "2026-03-10T10:00")
    asked = Extended("c", "hard", at("2026-07-01T10:00"))
    assert why_not_extend(one, {"received": one.started_at}, asked) is None
    again = reckon(
        one.clock, {"received": one.started_at}, calendar=ENGLAND, zone=LONDON, pauses=one.pauses, extensions=[asked]
    )
    assert again
    assert str(again.due_on) == "2026-08-02"


@pytest.mark.parametrize(
    "one",
    [THREE, OPENS, REJECT, CLASS, clock(Unit.MONTH, 2, month_end=True), clock(unless="referral_left_out")],
)
def test_every_shape_explains_itself(one: Clock) -> None:
    told = run(one, deadlock="2026-03-02", pauses=[("repair", "2026-03-10T09:00", None)]).lines
    assert len(told) >= 4
    assert "{" not in "".join(told)
