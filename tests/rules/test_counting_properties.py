"""Counting, against an oracle that knows nothing of ordinals and spans: it walks, one day after the other."""

# ruff: noqa: E501 (a table of cases is read line by line)

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from amends.rules.clocks import Extended, Pause, Reckoning, reckon
from amends.rules.packfiles import builtin_folder, load_all
from amends.rules.regimes import Clock, ClockKind, Extension, Ground, Unit

ENGLAND = load_all([builtin_folder()]).calendar("GB-EAW")
ZONES = [ZoneInfo(name) for name in ("Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "UTC")]
WAITING = (Ground("waiting", "we wait"),)
HARD = (Ground("hard", "it is complex"), Ground("reason", "there is a good reason"))
DAY = timedelta(days=1)

moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(ZONES)
day_units = st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY])
every_unit = st.sampled_from([Unit.WORKING_DAY, Unit.BUSINESS_DAY, Unit.CALENDAR_DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR])


@st.composite
def stood_still(draw: st.DrawFn) -> list[Pause]:
    """Up to five pauses of up to three weeks, which may overlap, near a start in 2026."""
    starts = draw(st.lists(st.datetimes(datetime(2026, 2, 20), datetime(2026, 5, 30), timezones=st.just(UTC)), max_size=5))  # noqa: DTZ001  # fmt: skip
    return [Pause("waiting", at, at + draw(st.timedeltas(timedelta(), timedelta(days=21)))) for at in starts]


def clock(unit: Unit, limit: int, *, included: bool = False, roll: bool = False, form: str = "") -> Clock:
    extension = Extension(form, HARD, limit + 1, unit, beyond=("reason",)) if form else None
    return Clock(
        "c", "Answer", ClockKind.ACT_BY, "received", unit, limit,
        day_zero_included=included, roll=roll, pauses=WAITING, extension=extension,
    )  # fmt: skip


def run(
    one: Clock, at: datetime, zone: ZoneInfo, pauses: Sequence[Pause] = (), extensions: Sequence[Extended] = ()
) -> Reckoning:
    found = reckon(one, {"received": at}, calendar=ENGLAND, zone=zone, pauses=pauses, extensions=extensions)
    assert found
    return found


def walked(one: Clock, at: datetime, zone: ZoneInfo, pauses: Sequence[Pause]) -> date:
    """The last day, found by asking of each day in turn whether it counts."""
    day, left = at.astimezone(zone).date(), one.limit or 0
    if one.unit is Unit.WORKING_DAY and not one.day_zero_included:
        day += DAY
    if one.unit is Unit.CALENDAR_DAY and not one.day_zero_included:
        left += 1
    while True:
        left -= _counts(day, one.unit, at, zone, pauses)
        if not left:
            return day
        day += DAY


def _counts(day: date, unit: Unit, since: datetime, zone: ZoneInfo, pauses: Sequence[Pause]) -> bool:
    begin = datetime.combine(day, datetime.min.time(), zone).astimezone(UTC)
    end = datetime.combine(day + DAY, datetime.min.time(), zone).astimezone(UTC)
    spans = [(max(p.from_at, since), p.until_at) for p in pauses if p.until_at and p.until_at > max(p.from_at, since)]
    if unit is Unit.WORKING_DAY:
        return ENGLAND.is_working(day) and not any(first < end and begin < last for first, last in spans)
    return not any(first < end <= last for first, last in spans)


@given(moments, zones, day_units, st.integers(1, 40), st.booleans())
def test_days_are_counted_as_a_walker_counts_them(
    at: datetime, zone: ZoneInfo, unit: Unit, limit: int, included: bool
) -> None:
    one = clock(unit, limit, included=included)
    assert run(one, at, zone).due_on == walked(one, at, zone, ())


@settings(max_examples=400)
@given(
    st.datetimes(datetime(2026, 3, 1), datetime(2026, 4, 10), timezones=st.just(UTC)),  # noqa: DTZ001
    zones,
    day_units,
    st.integers(1, 30),
    st.booleans(),
    stood_still(),
)
def test_pauses_move_the_last_day_as_far_as_a_walker_finds(
    at: datetime, zone: ZoneInfo, unit: Unit, limit: int, included: bool, pauses: list[Pause]
) -> None:
    one = clock(unit, limit, included=included)
    assert run(one, at, zone, pauses).due_on == walked(one, at, zone, pauses)


@given(moments, zones, every_unit, st.integers(1, 3), st.booleans(), st.booleans(), stood_still(), stood_still())
def test_another_pause_never_makes_it_earlier(
    at: datetime,
    zone: ZoneInfo,
    unit: Unit,
    limit: int,
    included: bool,
    roll: bool,
    pauses: list[Pause],
    more: list[Pause],
) -> None:
    one = clock(unit, limit, included=included, roll=roll)
    fewer, all_of_them = run(one, at, zone, pauses), run(one, at, zone, [*pauses, *more])
    assert fewer.base_due_on
    assert fewer.due_on
    assert all_of_them.due_on
    assert fewer.base_due_on <= fewer.due_on <= all_of_them.due_on


@given(moments, zones, every_unit, st.integers(1, 10), st.sampled_from(["add", "replace", "agree"]), st.data())
def test_another_extension_never_makes_it_earlier(
    at: datetime, zone: ZoneInfo, unit: Unit, limit: int, form: str, data: st.DataObject
) -> None:
    one = clock(unit, limit, form=form)
    given_when = st.timedeltas(timedelta(), timedelta(days=60)).map(lambda delta: at + delta)
    days = st.none() | st.dates(date(2024, 1, 1), date(2030, 1, 1))
    each = st.builds(Extended, st.just("c"), st.sampled_from(["hard", "reason", "moon"]), given_when, days)
    extensions = data.draw(st.lists(each, max_size=4))
    found = [run(one, at, zone, extensions=extensions[:n]) for n in range(len(extensions) + 1)]
    in_order = sorted(extensions, key=lambda extended: extended.at)
    grown = [run(one, at, zone, extensions=in_order[:n]).due_on for n in range(len(in_order) + 1)]
    assert all(before and after and before <= after for before, after in pairwise(grown))
    assert all(
        each_one.due_on and each_one.base_due_on and each_one.due_on >= each_one.base_due_on for each_one in found
    )


@given(moments, st.timedeltas(timedelta(), timedelta(days=40)), zones, every_unit, st.integers(1, 10), st.booleans())
@example(datetime(2027, 1, 28, tzinfo=UTC), timedelta(days=3), ZONES[0], Unit.MONTH, 1, True)
def test_what_starts_later_is_never_due_earlier(
    at: datetime, delta: timedelta, zone: ZoneInfo, unit: Unit, limit: int, included: bool
) -> None:
    one = clock(unit, limit, included=included)
    first, second = run(one, at, zone).due_on, run(one, at + delta, zone).due_on
    assert first
    assert second
    assert first <= second


@given(moments, zones, every_unit, st.integers(1, 10), st.booleans())
def test_one_unit_more_is_always_later(at: datetime, zone: ZoneInfo, unit: Unit, limit: int, included: bool) -> None:
    shorter, longer = clock(unit, limit, included=included), clock(unit, limit + 1, included=included)
    first, second = run(shorter, at, zone).due_on, run(longer, at, zone).due_on
    assert first
    assert second
    assert first < second


@given(moments, zones, every_unit, st.integers(1, 10), st.booleans())
def test_the_last_instant_is_the_end_of_the_last_local_day(
    at: datetime, zone: ZoneInfo, unit: Unit, limit: int, included: bool
) -> None:
    one = run(clock(unit, limit, included=included), at, zone)
    assert one.due_at
    assert one.local(one.due_at - timedelta(seconds=1)).date() == one.due_on
    assert one.local(one.due_at).date() > (one.due_on or date.max)
    assert one.state(one.due_at - timedelta(seconds=1)) == "running"
    assert one.state(one.due_at) == "late"


@given(moments, zones, st.integers(1, 200), stood_still())
def test_hours_add_up_to_the_minute(at: datetime, zone: ZoneInfo, limit: int, pauses: list[Pause]) -> None:
    one = run(clock(Unit.HOUR, limit), at, zone)
    assert one.due_at == at + timedelta(hours=limit)
    assert (run(clock(Unit.HOUR, limit), at, zone, pauses).due_at or at) >= one.due_at


@given(moments, zones, day_units, st.integers(1, 40), st.booleans(), stood_still())
def test_the_days_drawn_end_with_the_limit_as_their_number(
    at: datetime, zone: ZoneInfo, unit: Unit, limit: int, included: bool, pauses: list[Pause]
) -> None:
    one = run(clock(unit, limit, included=included), at, zone, pauses)
    if one.days:
        assert (one.days[-1].on, one.days[-1].number) == (one.due_on, limit)
        assert all(bool(day.skipped) == (day.number is None) for day in one.days)


@given(moments, zones, every_unit, st.integers(1, 3), stood_still())
def test_every_clock_can_explain_itself(
    at: datetime, zone: ZoneInfo, unit: Unit, limit: int, pauses: list[Pause]
) -> None:
    one = run(clock(unit, limit, roll=True, form="add"), at, zone, pauses, [Extended("c", "hard", at)])
    assert len(one.lines) >= 4
    assert "{" not in "".join(one.lines)


@pytest.mark.parametrize("unit", [Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.HOUR])
def test_the_same_pause_fifty_times_is_one_pause(unit: Unit) -> None:
    at = datetime(2026, 12, 11, 10, tzinfo=UTC)
    pause = Pause("waiting", datetime(2026, 12, 11, 12, tzinfo=UTC), datetime(2026, 12, 16, 9, tzinfo=UTC))
    once, often = (run(clock(unit, 10), at, ZONES[0], [pause] * times).due_at for times in (1, 50))
    assert once == often


def test_fifty_pauses_of_an_afternoon_each_take_fifty_working_days() -> None:
    at = datetime(2026, 3, 2, 10, tzinfo=UTC)
    days = [ENGLAND.working_days_after(date(2026, 3, 2), n) for n in range(1, 51)]
    afternoons = [datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=13) for day in days]
    pauses = [Pause("waiting", begin, begin + timedelta(hours=3)) for begin in afternoons]
    due = run(clock(Unit.WORKING_DAY, 10), at, ZONES[0], pauses).due_on
    assert due == ENGLAND.working_days_after(date(2026, 3, 2), 60)
