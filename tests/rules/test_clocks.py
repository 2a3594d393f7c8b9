"""Clocks: what they count, how they stand, and what they say about it."""

# ruff: noqa: E501 (a table of cases is read line by line)

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from amends.rules.calendars import Calendar
from amends.rules.clocks import (
    Extended,
    Pause,
    Reckoning,
    due_dates,
    reckon,
    why_not_extend,
    why_not_pause,
)
from amends.rules.packfiles import builtin_folder, load_all
from amends.rules.regimes import Clock, ClockKind, Confidence, Extension, Ground, OrIfLater, Unit

REGISTRY = load_all([builtin_folder()])
ENGLAND = REGISTRY.calendar("GB-EAW")
LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
WAITING = Ground("waiting", "we wait for the customer")
HARD = Ground("hard", "it is complex")
REASON = Ground("reason", "there is a good reason")


def clock(unit: Unit, limit: int | None, **more: Any) -> Clock:
    kind = more.pop("kind", ClockKind.ACT_BY)
    confidence = more.pop("confidence", Confidence.HIGH)
    stops = more.pop("stops", ("responded",))
    return Clock("c", "Answer", kind, "received", unit, limit, stops=stops, confidence=confidence, **more)


def at(text: str, zone: ZoneInfo = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def run(one: Clock, received: str, zone: ZoneInfo = LONDON, calendar: Calendar = ENGLAND, **more: Any) -> Reckoning:
    moments = {"received": at(received, zone), **more.pop("moments", {})}
    found = reckon(one, moments, calendar=calendar, zone=zone, **more)
    assert found
    return found


def paused(since: str, until: str | None) -> Pause:
    return Pause("waiting", at(since), at(until) if until else None)


def more_time(ground: str, when: str, to: str | None = None, of: str = "c") -> Extended:
    return Extended(of, ground, at(when), date.fromisoformat(to) if to else None)


COUNTS = [
    # unit, limit, included, received, due
    (Unit.WORKING_DAY, 1, False, "2026-12-24T10:00", "2026-12-29"),
    (Unit.WORKING_DAY, 1, True, "2026-12-24T10:00", "2026-12-24"),
    (Unit.WORKING_DAY, 1, True, "2026-12-25T10:00", "2026-12-29"),
    (Unit.WORKING_DAY, 5, True, "2026-12-14T10:00", "2026-12-18"),
    (Unit.BUSINESS_DAY, 3, False, "2026-12-23T23:50", "2026-12-30"),
    (Unit.CALENDAR_DAY, 15, False, "2026-12-11T10:00", "2026-12-26"),
    (Unit.CALENDAR_DAY, 14, True, "2026-12-11T10:00", "2026-12-24"),
    (Unit.CALENDAR_DAY, 1, True, "2026-12-11T10:00", "2026-12-11"),
    (Unit.WEEK, 8, False, "2026-12-11T10:00", "2027-02-05"),
    (Unit.WEEK, 8, True, "2026-12-11T10:00", "2027-02-04"),
    (Unit.MONTH, 1, False, "2027-01-31T10:00", "2027-02-28"),
    (Unit.MONTH, 1, False, "2028-01-31T10:00", "2028-02-29"),
    (Unit.MONTH, 1, False, "2027-02-28T10:00", "2027-03-28"),
    (Unit.MONTH, 1, True, "2027-01-31T10:00", "2027-02-28"),
    (Unit.MONTH, 1, True, "2027-02-28T10:00", "2027-03-27"),
    (Unit.MONTH, 6, False, "2026-08-31T10:00", "2027-02-28"),
    (Unit.MONTH, 6, False, "2027-08-31T10:00", "2028-02-29"),
    (Unit.MONTH, 6, True, "2026-08-31T10:00", "2027-02-28"),
    (Unit.MONTH, 6, True, "2027-08-31T10:00", "2028-02-29"),
    (Unit.MONTH, 6, True, "2027-03-01T10:00", "2027-08-31"),
    (Unit.MONTH, 12, False, "2026-12-31T23:50", "2027-12-31"),
    (Unit.MONTH, 12, True, "2027-01-01T00:00", "2027-12-31"),
    (Unit.YEAR, 1, False, "2028-02-29T10:00", "2029-02-28"),
    (Unit.YEAR, 4, False, "2028-02-29T10:00", "2032-02-29"),
    (Unit.YEAR, 6, False, "2026-12-11T10:00", "2032-12-11"),
    (Unit.YEAR, 1, True, "2026-12-11T10:00", "2027-12-10"),
    (Unit.HOUR, 24, False, "2026-12-11T10:00", "2026-12-12"),
]


@pytest.mark.parametrize(("unit", "limit", "included", "received", "due"), COUNTS)
def test_a_period_ends_on_its_last_day(unit: Unit, limit: int, included: bool, received: str, due: str) -> None:
    one = run(clock(unit, limit, day_zero_included=included), received)
    assert one.due_on == one.base_due_on == date.fromisoformat(due)


@pytest.mark.parametrize("day", [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 730, 5)])
@pytest.mark.parametrize("months", [1, 6])
def test_the_day_after_a_period_that_includes_its_first_day_has_the_same_date_or_begins_a_month(
    day: date, months: int
) -> None:
    first = run(clock(Unit.MONTH, months, day_zero_included=True), f"{day}T10:00").due_on
    assert first
    after = first + timedelta(days=1)
    assert after.day == day.day or (after.day == 1 and day.day > 28)


def test_a_clock_that_has_not_started_is_none() -> None:
    assert reckon(clock(Unit.WEEK, 8), {}, calendar=ENGLAND, zone=LONDON) is None


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="'received' needs a time zone"):
        reckon(clock(Unit.WEEK, 8), {"received": datetime(2026, 12, 11)}, calendar=ENGLAND, zone=LONDON)  # noqa: DTZ001


def test_a_qualitative_clock_has_no_date_and_says_the_words_of_the_rule() -> None:
    one = run(clock(Unit.QUALITATIVE, None, qualifier="promptly"), "2026-12-11T10:00")
    assert (one.due_on, one.due_at, one.days) == (None, None, ())
    assert one.state(at("2027-12-11")) == "no_date"
    assert one.days_left(at("2027-12-11")) is None
    assert "No number of days is set: promptly." in one.lines


# --- the last instant ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "zone", "due_at"),
    [
        ("2026-12-11T10:00", LONDON, "2026-12-15T00:00+00:00"),
        ("2026-06-11T10:00", LONDON, "2026-06-15T23:00+00:00"),
        ("2026-10-22T10:00", LONDON, "2026-10-26T00:00+00:00"),
        ("2026-03-26T10:00", LONDON, "2026-03-29T23:00+00:00"),
        ("2026-12-11T10:00", NEW_YORK, "2026-12-15T05:00+00:00"),
        ("2026-06-11T10:00", ZoneInfo("Asia/Kolkata"), "2026-06-15T18:30+00:00"),
    ],
)
def test_a_day_ends_when_the_next_local_day_begins(received: str, zone: ZoneInfo, due_at: str) -> None:
    days = 3 if received != "2026-06-11T10:00" else 4
    assert run(clock(Unit.CALENDAR_DAY, days), received, zone).due_at == datetime.fromisoformat(due_at)


def test_a_day_that_begins_at_one_in_the_morning_ends_the_day_before_it_then() -> None:
    beirut = ZoneInfo("Asia/Beirut")  # 29 March 2026 begins at 01:00 there
    assert run(clock(Unit.CALENDAR_DAY, 1), "2026-03-27T10:00", beirut).due_at == at("2026-03-29T01:00", beirut)


def test_the_close_of_business_is_five_in_the_afternoon_local_time() -> None:
    assert run(clock(Unit.BUSINESS_DAY, 3, close_of_business=True), "2026-06-11T10:00").due_at == at("2026-06-16T17:00")


@pytest.mark.parametrize(
    ("received", "due_at"),
    [("2026-03-28T18:00", "2026-03-29T19:00"), ("2026-10-24T18:00", "2026-10-25T17:00")],
)
def test_hours_pass_alike_when_the_clocks_change(received: str, due_at: str) -> None:
    assert run(clock(Unit.HOUR, 24), received).due_at == at(due_at)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-06-30T23:30+00:00", date(2026, 7, 1)),
        ("2026-12-30T23:50+00:00", date(2026, 12, 30)),
        ("2026-03-29T00:59+00:00", date(2026, 3, 29)),
        ("2026-10-25T00:30+00:00", date(2026, 10, 25)),
        ("2026-10-25T01:30+00:00", date(2026, 10, 25)),
    ],
)
def test_the_day_of_a_moment_is_the_local_one(moment: str, day: date) -> None:
    one = reckon(
        clock(Unit.CALENDAR_DAY, 10),
        {"received": datetime.fromisoformat(moment)},
        calendar=ENGLAND,
        zone=LONDON,
    )
    assert one
    assert one.start_on == day
    assert one.due_on == day + timedelta(days=10)


# --- how it stands -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("responded", "now", "state"),
    [
        (None, "2026-12-12T10:00", "running"),
        (None, "2026-12-14T23:59", "running"),
        (None, "2026-12-15T00:00", "late"),
        ("2026-12-14T23:59", "2026-12-20T10:00", "met"),
        ("2026-12-15T00:00", "2026-12-20T10:00", "met_late"),
        ("2026-12-15T00:00", "2026-12-14T10:00", "running"),
        ("2026-12-10T00:00", "2026-12-20T10:00", "late"),
        ("2026-12-11T10:00", "2026-12-20T10:00", "met"),
    ],
)
def test_a_clock_stands_by_what_happened_by_then(responded: str | None, now: str, state: str) -> None:
    moments = {"responded": at(responded)} if responded else {}
    assert run(clock(Unit.CALENDAR_DAY, 3), "2026-12-11T10:00", moments=moments).state(at(now)) == state


@pytest.mark.parametrize(("when", "state"), [("2026-12-16T17:00", "met"), ("2026-12-16T17:01", "met_late")])
def test_the_stroke_of_the_close_of_business_is_in_time(when: str, state: str) -> None:
    one = run(clock(Unit.BUSINESS_DAY, 3, close_of_business=True), "2026-12-11T10:00", moments={"responded": at(when)})
    assert one.state(at("2027-01-01")) == state


def test_the_earliest_stop_after_the_start_counts() -> None:
    moments = {"responded": at("2026-12-20"), "closed": at("2026-12-13"), "acknowledged": at("2026-12-10")}
    one = run(clock(Unit.WEEK, 8, stops=("responded", "closed", "acknowledged")), "2026-12-11T10:00", moments=moments)
    assert one.met_at == at("2026-12-13")


def test_a_stop_that_is_also_the_start_begins_the_clock_anew() -> None:
    assert run(clock(Unit.WEEK, 8, stops=("received", "closed")), "2026-12-11T10:00").met_at is None


@pytest.mark.parametrize(("now", "left"), [("2026-12-11T12:00", 3), ("2026-12-14T23:59", 0), ("2026-12-16T00:00", -2)])
def test_days_left_are_days_of_the_calendar(now: str, left: int) -> None:
    assert run(clock(Unit.CALENDAR_DAY, 3), "2026-12-11T10:00").days_left(at(now)) == left


# --- rolling and second starts -------------------------------------------------------------------------------------


def test_a_last_day_that_is_no_working_day_rolls_and_says_so() -> None:
    one = run(clock(Unit.CALENDAR_DAY, 14, roll=True), "2026-12-11T10:00")
    assert one.due_on == date(2026, 12, 29)
    assert "Friday 25 December 2026 is no working day (Christmas Day), so the next one is the last." in one.lines
    assert "A last day that is no working day moves to the next one." in one.rule


LONGSTOP = clock(Unit.YEAR, 6, kind=ClockKind.RIGHT_CLOSES, or_if_later=OrIfLater("aware", 3, Unit.YEAR))


@pytest.mark.parametrize(
    ("aware", "due"),
    [(None, "2026-05-10"), ("2021-01-01", "2026-05-10"), ("2025-01-31", "2028-01-31")],
)
def test_the_later_of_two_counts_ends_the_clock(aware: str | None, due: str) -> None:
    one = run(LONGSTOP, "2020-05-10T10:00", moments={"aware": at(aware)} if aware else {})
    assert one.due_on == date.fromisoformat(due)
    assert "Or 3 years from when the customer became aware of it, if later." in one.rule
    assert any("became aware" in line for line in one.lines) is (due == "2028-01-31")


# --- pauses --------------------------------------------------------------------------------------------------------

PAUSES = [
    # pauses, due for 10 working days, due for 14 calendar days, both from Friday 11 December 2026 at 10:00
    ([("2026-12-14T09:00", "2026-12-14T10:00")], "2026-12-30", "2026-12-25"),
    ([("2026-12-14T09:00", "2026-12-15T10:00")], "2026-12-31", "2026-12-26"),
    ([("2026-12-14T00:00", "2026-12-15T00:00")], "2026-12-30", "2026-12-26"),
    ([("2026-12-12T10:00", "2026-12-13T10:00")], "2026-12-29", "2026-12-26"),
    ([("2026-12-14T09:00", "2026-12-16T09:00"), ("2026-12-15T09:00", "2026-12-17T09:00")], "2027-01-05", "2026-12-28"),
    ([("2026-12-14T09:00", "2026-12-15T09:00"), ("2026-12-15T11:00", "2026-12-16T09:00")], "2027-01-04", "2026-12-27"),
    ([("2026-12-15T09:00", "2026-12-16T09:00"), ("2026-12-14T09:00", "2026-12-18T09:00")], "2027-01-06", "2026-12-29"),
    ([("2026-12-14T09:00", "2026-12-14T09:00")], "2026-12-29", "2026-12-25"),
    ([("2026-11-01T09:00", "2026-12-01T09:00")], "2026-12-29", "2026-12-25"),
    ([("2027-03-01T09:00", "2027-04-01T09:00")], "2026-12-29", "2026-12-25"),
    ([("2026-12-01T09:00", "2026-12-14T09:00")], "2026-12-30", "2026-12-28"),
    ([("2026-12-14T09:00", None)], "2026-12-29", "2026-12-25"),
]


@pytest.mark.parametrize(("pauses", "working", "calendar"), PAUSES)
def test_a_pause_moves_the_last_day(pauses: list[tuple[str, str | None]], working: str, calendar: str) -> None:
    stood_still = [paused(*span) for span in pauses]
    one = run(clock(Unit.WORKING_DAY, 10, pauses=(WAITING,)), "2026-12-11T10:00", pauses=stood_still)
    assert (one.due_on, one.base_due_on) == (date.fromisoformat(working), date(2026, 12, 29))
    two = run(clock(Unit.CALENDAR_DAY, 14, pauses=(WAITING,)), "2026-12-11T10:00", pauses=stood_still)
    assert (two.due_on, two.base_due_on) == (date.fromisoformat(calendar), date(2026, 12, 25))


def test_the_time_of_a_pause_is_added_to_hours_once() -> None:
    spans = [paused("2026-12-11T12:00", "2026-12-11T15:00"), paused("2026-12-11T14:00", "2026-12-11T16:30")]
    one = run(clock(Unit.HOUR, 24, pauses=(WAITING,)), "2026-12-11T10:00", pauses=spans)
    assert one.due_at == at("2026-12-12T14:30")
    assert "The time of the pauses is added." in one.lines


def test_a_pause_without_a_listed_reason_is_no_pause() -> None:
    one = run(clock(Unit.WORKING_DAY, 10), "2026-12-11T10:00", pauses=[paused("2026-12-14", "2026-12-20")])
    assert (one.due_on, one.pauses) == (date(2026, 12, 29), ())
    other = run(
        clock(Unit.WORKING_DAY, 10, pauses=(HARD,)), "2026-12-11T10:00", pauses=[paused("2026-12-14", "2026-12-20")]
    )
    assert other.due_on == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("since", "until", "now", "state"),
    [
        ("2026-12-14T09:00", None, "2026-12-14T08:59", "running"),
        ("2026-12-14T09:00", None, "2026-12-14T09:00", "paused"),
        ("2026-12-14T09:00", None, "2027-06-01T09:00", "paused"),
        ("2026-12-14T09:00", "2026-12-16T09:00", "2026-12-15T09:00", "paused"),
        ("2026-12-14T09:00", "2026-12-16T09:00", "2026-12-16T09:00", "running"),
        ("2027-01-14T09:00", None, "2027-01-20T09:00", "late"),
        ("2026-12-25T15:00", "2026-12-28T09:00", "2026-12-28T09:00", "running"),
    ],
)
@pytest.mark.parametrize("unit", [Unit.WORKING_DAY, Unit.CALENDAR_DAY])
def test_a_clock_is_paused_while_a_pause_runs_that_began_in_time(
    unit: Unit, since: str, until: str | None, now: str, state: str
) -> None:
    one = run(clock(unit, 14, pauses=(WAITING,)), "2026-12-11T10:00", pauses=[paused(since, until)])
    assert one.state(at(now)) == state


def test_a_clock_that_was_met_is_not_paused() -> None:
    moments = {"responded": at("2026-12-13")}
    one = run(
        clock(Unit.WEEK, 8, pauses=(WAITING,)), "2026-12-11T10:00", moments=moments, pauses=[paused("2026-12-12", None)]
    )
    assert one.state(at("2026-12-20")) == "met"


def test_a_pause_that_runs_says_that_the_date_will_move() -> None:
    one = run(clock(Unit.WEEK, 8, pauses=(WAITING,)), "2026-12-11T10:00", pauses=[paused("2026-12-14T09:00", None)])
    said = "Paused since Monday 14 December 2026 at 09:00: we wait for the customer. The date moves on when the pause ends."
    assert said in one.lines


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [
        (datetime(2026, 12, 14), None, "time zone"),  # noqa: DTZ001
        (at("2026-12-14"), datetime(2026, 12, 15), "time zone"),  # noqa: DTZ001
        (at("2026-12-14"), at("2026-12-13"), "cannot end before it begins"),
    ],
)
def test_a_pause_that_cannot_be_is_refused(since: datetime, until: datetime | None, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Pause("waiting", since, until)


# --- more time -----------------------------------------------------------------------------------------------------

ADDED = Extension("add", (HARD, REASON), 10, Unit.WORKING_DAY, beyond=("reason",))
REPLACED = Extension("replace", (HARD,), 35, Unit.WORKING_DAY)
AGREED = Extension("agree", (HARD,))
AFTERWARDS = Extension("agree", (HARD,), before_due=False)

EXTENSIONS = [
    # extension, given, due; 10 working days from 11 December 2026 end on 29 December
    (ADDED, [("hard", "2026-12-20", None)], "2027-01-13"),
    (ADDED, [("hard", "2026-12-20", "2027-01-05")], "2027-01-05"),
    (ADDED, [("hard", "2026-12-20", "2027-01-05"), ("hard", "2027-01-04", None)], "2027-01-13"),
    (ADDED, [("hard", "2026-12-20", None), ("reason", "2027-01-04", None)], "2027-01-27"),
    (ADDED, [("hard", "2026-12-20", None), ("reason", "2027-01-04", "2027-03-01")], "2027-03-01"),
    (ADDED, [("hard", "2026-12-29T23:59", None)], "2027-01-13"),
    (REPLACED, [("hard", "2026-12-20", None)], "2027-02-03"),
    (REPLACED, [("hard", "2026-12-20", "2027-01-20")], "2027-01-20"),
    (AGREED, [("hard", "2026-12-20", "2027-03-06")], "2027-03-06"),
    (AGREED, [("hard", "2026-12-21", "2027-03-06"), ("hard", "2026-12-20", "2027-01-06")], "2027-03-06"),
    (AFTERWARDS, [("hard", "2027-02-20", "2027-03-06")], "2027-03-06"),
]


@pytest.mark.parametrize(("extension", "given", "due"), EXTENSIONS)
def test_more_time_moves_the_last_day(extension: Extension, given: list[tuple[str, str, str | None]], due: str) -> None:
    one = run(
        clock(Unit.WORKING_DAY, 10, extension=extension),
        "2026-12-11T10:00",
        extensions=[more_time(*each) for each in given],
    )
    assert one.due_on == date.fromisoformat(due)
    assert one.base_due_on == one.paused_due_on == date(2026, 12, 29)
    assert all(change.refused is None for change in one.changes)
    assert f"The last day is now {one.due_on:%A} {one.due_on.day} {one.due_on:%B %Y}." in "\n".join(one.lines)


REFUSED_EXTENSIONS = [
    (None, [("hard", "2026-12-20", None)], "This time limit cannot be extended."),
    (ADDED, [("moon", "2026-12-20", None)], "The regime does not list this as a reason for more time: moon."),
    (
        ADDED,
        [("hard", "2026-12-30T00:00", None)],
        "It came too late: the time limit had ended on Tuesday 29 December 2026.",
    ),
    (AGREED, [("hard", "2026-12-20", None)], "It needs the new date that was agreed."),
    (
        AGREED,
        [("hard", "2026-12-20", "2026-12-29")],
        "The new date, Tuesday 29 December 2026, is not later than Tuesday 29 December 2026.",
    ),
    (
        ADDED,
        [("hard", "2026-12-20", "2027-01-14")],
        "Thursday 14 January 2027 is too late: Wednesday 13 January 2027 is the latest day on this ground.",
    ),
    (
        REPLACED,
        [("hard", "2026-12-20", "2027-02-04")],
        "Thursday 4 February 2027 is too late: Wednesday 3 February 2027 is the latest day on this ground.",
    ),
]


@pytest.mark.parametrize(("extension", "given", "why"), REFUSED_EXTENSIONS)
def test_more_time_that_the_regime_does_not_allow_has_no_effect_and_says_why(
    extension: Extension | None, given: list[tuple[str, str, str | None]], why: str
) -> None:
    one = run(
        clock(Unit.WORKING_DAY, 10, extension=extension),
        "2026-12-11T10:00",
        extensions=[more_time(*each) for each in given],
    )
    assert one.due_on == date(2026, 12, 29)
    assert one.changes[-1].refused == why
    assert any(line.endswith(f"without effect. {why}") for line in one.lines)


def test_an_allowance_can_be_used_once() -> None:
    given = [more_time("hard", "2026-12-20"), more_time("hard", "2027-01-04")]
    one = run(clock(Unit.WORKING_DAY, 10, extension=ADDED), "2026-12-11T10:00", extensions=given)
    assert one.due_on == date(2027, 1, 13)
    assert (
        one.changes[-1].refused
        == "The extra time is used up: Wednesday 13 January 2027 is the latest day on this ground."
    )


def test_an_extension_of_another_clock_is_not_looked_at() -> None:
    given = [more_time("hard", "2026-12-20", of="other")]
    one = run(clock(Unit.WORKING_DAY, 10, extension=ADDED), "2026-12-11T10:00", extensions=given)
    assert (one.due_on, one.changes) == (date(2026, 12, 29), ())


def test_a_pause_in_the_added_time_counts_too() -> None:
    one = run(
        clock(Unit.WORKING_DAY, 10, extension=ADDED, pauses=(WAITING,)),
        "2026-12-11T10:00",
        pauses=[paused("2027-01-04T09:00", "2027-01-06T09:00")],
        extensions=[more_time("hard", "2026-12-20")],
    )
    assert one.due_on == date(2027, 1, 18)


@pytest.mark.parametrize(("since", "due"), [("2026-12-14T09:00", "2027-01-20"), ("2027-01-04T09:00", "2027-01-22")])
def test_an_agreed_day_is_moved_only_by_pauses_after_it_was_agreed(since: str, due: str) -> None:
    until = at(since) + timedelta(days=1)
    one = run(
        clock(Unit.WORKING_DAY, 10, extension=AGREED, pauses=(WAITING,)),
        "2026-12-11T10:00",
        pauses=[Pause("waiting", at(since), until)],
        extensions=[more_time("hard", "2026-12-20", "2027-01-20")],
    )
    assert one.due_on == date.fromisoformat(due)


def test_whether_more_time_would_have_an_effect_can_be_asked_before() -> None:
    one = clock(Unit.WORKING_DAY, 10, extension=ADDED)
    moments = {"received": at("2026-12-11T10:00")}
    asked = run(one, "2026-12-11T10:00")
    assert why_not_extend(asked, moments, more_time("hard", "2026-12-20")) is None
    assert why_not_extend(asked, moments, more_time("moon", "2026-12-20")) == (
        "The regime does not list this as a reason for more time: moon."
    )
    once = run(one, "2026-12-11T10:00", extensions=[more_time("hard", "2026-12-20")])
    assert str(why_not_extend(once, moments, more_time("hard", "2026-12-21"))).startswith("The extra time is used up")
    assert why_not_extend(asked, moments, more_time("hard", "2026-12-20", of="other")) == (
        "This time limit cannot be extended."
    )


def test_whether_a_clock_can_be_paused_can_be_asked_before() -> None:
    assert why_not_pause(clock(Unit.WEEK, 8, pauses=(WAITING,)), "waiting") is None
    assert why_not_pause(clock(Unit.WEEK, 8, pauses=(WAITING,)), "moon") == (
        "The regime does not list this as a reason to pause: moon."
    )
    assert why_not_pause(clock(Unit.WEEK, 8), "waiting") == (
        "This time limit cannot be paused: the regime lists no reason for it."
    )


# --- what it says --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (clock(Unit.WORKING_DAY, 10), "Due by the end of Tuesday 29 December 2026."),
        (clock(Unit.BUSINESS_DAY, 1, close_of_business=True), "Due by 17:00 on Monday 14 December 2026, the close of business."),
        (clock(Unit.HOUR, 24), "Due by Saturday 12 December 2026 at 10:00."),
        (clock(Unit.HOUR, 1), "1 hour. Every hour counts, nights and weekends included."),
        (clock(Unit.WEEK, 8, kind=ClockKind.RIGHT_OPENS), "The right opens when Friday 5 February 2027 has ended."),
        (clock(Unit.MONTH, 6, kind=ClockKind.RIGHT_CLOSES), "The last day is Friday 11 June 2027."),
        (clock(Unit.YEAR, 3, kind=ClockKind.RETAIN), "To be kept until the end of Tuesday 11 December 2029."),
        (clock(Unit.WORKING_DAY, 10), "Not counted: Friday 25 December 2026, Christmas Day."),
        (clock(Unit.WORKING_DAY, 10), "Not counted: 6 days of weekends."),
        (clock(Unit.WORKING_DAY, 10), "Day 1 is Monday 14 December 2026. Day 10 is Tuesday 29 December 2026."),
        (clock(Unit.WORKING_DAY, 10), "Working days by the calendar of England and Wales, as of Sunday 22 November 2026."),
        (clock(Unit.WORKING_DAY, 1), "1 working day. That day is not counted: day 1 is the next working day."),
        (clock(Unit.WORKING_DAY, 2, day_zero_included=True), "2 working days. That day is day 1; if it is no working day, the next one is."),
        (clock(Unit.MONTH, 6, day_zero_included=True), "That is the day before Friday 11 June 2027, because the first day counts."),
        (clock(Unit.WEEK, 8), "It starts on Friday 11 December 2026 at 10:00: the complaint was received."),
        (clock(Unit.WEEK, 8, certainty="The Code does not say."), "The Code does not say."),
        (clock(Unit.WEEK, 8, own_target=True), "This is our own target, not law."),
        (clock(Unit.WEEK, 8, should=True), "This is guidance, what should be done, and not a duty."),
        (clock(Unit.WEEK, 8, confidence=Confidence.LOW), "This value has not been verified in the primary text."),
        (clock(Unit.WEEK, 8, confidence=Confidence.BACKGROUND), "This value has not been verified in the primary text."),
        (clock(Unit.WEEK, 8, confidence=Confidence.LOW, confirmed=True), "This value was confirmed by your organisation."),
    ],
)  # fmt: skip
def test_the_explanation_says(one: Clock, line: str) -> None:
    assert line in run(one, "2026-12-11T10:00").lines


def test_the_explanation_says_when_it_was_done() -> None:
    moments = {"responded": at("2026-12-14T09:30")}
    assert run(clock(Unit.WEEK, 8), "2026-12-11", moments=moments).lines[-1] == (
        "Done on Monday 14 December 2026 at 09:30, in time."
    )
    late = {"responded": at("2027-12-14")}
    assert run(clock(Unit.WEEK, 8), "2026-12-11", moments=late).lines[-1] == "Done on Tuesday 14 December 2027, late."


def test_every_line_remembers_its_template_for_translation() -> None:
    lines = run(clock(Unit.WORKING_DAY, 10, pauses=(WAITING,)), "2026-12-11", pauses=[paused("2026-12-14", None)]).lines
    assert "Paused since {since}: {reason}. The date moves on when the pause ends." in {line.template for line in lines}
    assert all(line.format_map({}) == line for line in lines), "no place is left open"


def test_the_days_number_those_that_count_and_say_why_others_do_not() -> None:
    one = run(
        clock(Unit.WORKING_DAY, 10, pauses=(WAITING,)),
        "2026-12-11T10:00",
        pauses=[paused("2026-12-14T09:00", "2026-12-14T10:00")],
    )
    by_day = {day.on.isoformat(): (day.number, day.skipped) for day in one.days}
    assert by_day["2026-12-11"] == (0, "")
    assert by_day["2026-12-12"] == (None, "Saturday")
    assert by_day["2026-12-14"] == (None, "Paused: we wait for the customer")
    assert by_day["2026-12-15"] == (1, "")
    assert by_day["2026-12-25"] == (None, "Christmas Day")
    assert by_day["2026-12-30"] == (10, "")
    assert one.days[-1].on == one.due_on


@pytest.mark.parametrize("unit", [Unit.WORKING_DAY, Unit.CALENDAR_DAY])
@pytest.mark.parametrize("included", [False, True])
@pytest.mark.parametrize("received", ["2026-12-11T10:00", "2026-12-12T10:00", "2026-12-25T23:50"])
def test_the_last_day_bears_the_number_of_the_limit(unit: Unit, included: bool, received: str) -> None:
    one = run(
        clock(unit, 12, day_zero_included=included, pauses=(WAITING,)),
        received,
        pauses=[paused("2026-12-28T09:00", "2026-12-30T10:00")],
    )
    assert one.days[-1].number == 12
    assert one.days[0].on == one.start_on


@pytest.mark.parametrize(("unit", "limit"), [(Unit.YEAR, 1), (Unit.HOUR, 24), (Unit.MONTH, 6)])
def test_what_is_too_long_to_draw_is_not_drawn(unit: Unit, limit: int) -> None:
    assert run(clock(unit, limit), "2026-12-11T10:00").days == ()


# --- a regime's clocks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regime", "stage", "moments", "expected"),
    [
        ("uk-housing-ombudsman-code-2024", 1, ["received"], {"s1_ack"}),
        ("uk-housing-ombudsman-code-2024", 1, ["received", "acknowledged", "happened"], {"s1_ack", "s1_response", "complain_by"}),
        ("uk-housing-ombudsman-code-2024", 1, ["received", "stage2_received"], {"s1_ack"}),
        ("uk-housing-ombudsman-code-2024", 2, ["received", "stage2_received"], {"s1_ack", "s2_ack"}),
        ("uk-housing-ombudsman-code-2024", 2, ["stage2_responded"], set()),
        ("uk-fca-disp", 1, ["received"], {"ack", "src", "final", "fos_opens", "retain"}),
        ("uk-fca-disp-psd-emd", 1, ["received"], {"ack", "src", "final", "holding", "retain"}),
        ("uk-nhs-social-care-eng-2009", 1, ["received"], {"ack", "response"}),
        ("us-cfpb-portal", 1, ["received"], set()),
        ("us-cfpb-portal", 1, ["received", "sent_to_company"], {"response"}),
        ("general", 1, ["received", "last_contact"], {"ack", "response", "no_contact"}),
    ],
)  # fmt: skip
def test_the_clocks_that_run_are_those_switched_on_and_started_by_this_stage(
    regime: str, stage: int, moments: list[str], expected: set[str]
) -> None:
    found = REGISTRY.regime(regime)
    known = {name: at("2026-12-11T10:00") for name in moments}
    running = due_dates(found, known, stage, calendar=REGISTRY.calendar(found.calendar))
    assert {one.clock.id for one in running} == expected


def test_ten_thousand_deadlines_of_twenty_working_days_take_half_a_second() -> None:
    one = REGISTRY.regime("general").clock("response")
    starts = [at("2026-01-01") + timedelta(hours=n) for n in range(10_000)]
    reckon(one, {"received": starts[0]}, calendar=ENGLAND, zone=LONDON)
    begun = process_time()
    for start in starts:
        reckon(one, {"received": start}, calendar=ENGLAND, zone=LONDON)
    assert process_time() - begun < 0.5
