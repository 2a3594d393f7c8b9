"""Working days: the frozen lists, read against the weekend."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta

import pytest

from amends.rules.calendars import Calendar, OutsideCalendar
from amends.rules.packfiles import Registry, builtin_folder, load_all

FROZEN = ("AU", "EU", "GB-EAW", "GB-NIR", "GB-SCT", "IE", "US")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_all([builtin_folder()])


@pytest.fixture(scope="module")
def england(registry: Registry) -> Calendar:
    return registry.calendar("GB-EAW")


@pytest.mark.parametrize(
    ("calendar", "day", "why"),
    [
        ("GB-EAW", date(2026, 12, 25), "Christmas Day"),
        ("GB-EAW", date(2026, 12, 26), "Saturday"),
        ("GB-EAW", date(2026, 12, 27), "Sunday"),
        ("GB-EAW", date(2026, 12, 28), "Boxing Day (substitute day)"),
        ("GB-EAW", date(2026, 12, 29), ""),
        ("GB-EAW", date(2026, 4, 3), "Good Friday"),
        ("GB-EAW", date(2026, 4, 6), "Easter Monday"),
        ("GB-EAW", date(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
        ("GB-EAW", date(2021, 12, 27), "Christmas Day (substitute day)"),
        ("GB-EAW", date(2021, 12, 28), "Boxing Day (substitute day)"),
        ("GB-SCT", date(2026, 4, 6), ""),
        ("GB-SCT", date(2026, 1, 2), "New Year Holiday"),
        ("GB-SCT", date(2026, 11, 30), "Saint Andrew's Day"),
        ("GB-NIR", date(2026, 7, 13), "Battle of the Boyne (substitute day)"),
        ("IE", date(2026, 2, 2), "Saint Brigid's Day"),
        ("IE", date(2026, 4, 3), ""),
        ("US", date(2026, 7, 3), "Independence Day (observed)"),
        ("US", date(2026, 11, 26), "Thanksgiving Day"),
        ("US", date(2026, 12, 28), ""),
        ("AU", date(2026, 1, 26), "Australia Day"),
        ("AU", date(2022, 9, 22), "National Day of Mourning for Queen Elizabeth II"),
        ("AU", date(2026, 6, 8), ""),  # the King's Birthday is a holiday of most states, not of the nation
        ("EU", date(2026, 5, 1), "Labour Day"),
        ("EU", date(2026, 4, 6), "Easter Monday"),
        ("EU", date(2026, 5, 14), ""),
    ],
)
def test_a_calendar_says_why_a_day_is_no_working_day(registry: Registry, calendar: str, day: date, why: str) -> None:
    assert registry.calendar(calendar).why_not(day) == why
    assert registry.calendar(calendar).is_working(day) is (why == "")


@pytest.mark.parametrize("name", FROZEN)
def test_a_calendar_is_frozen_with_its_date_and_origin(name: str) -> None:
    raw = tomllib.loads((builtin_folder() / "calendars" / f"{name}.toml").read_text(encoding="utf-8"))
    assert isinstance(raw["frozen_on"], date)
    assert raw["made_from"].startswith("holidays 0.")
    assert (raw["first"], raw["last"]) == (date(2010, 1, 1), date(2036, 12, 31))


@pytest.mark.parametrize("name", FROZEN)
@pytest.mark.parametrize("year", range(2010, 2037))
def test_every_year_has_its_christmas_and_as_many_working_days_as_years_have(
    registry: Registry, name: str, year: int
) -> None:
    calendar = registry.calendar(name)
    assert not calendar.is_working(date(year, 12, 25))
    assert 248 <= calendar.working_days_between(date(year, 1, 1), date(year, 12, 31)) <= 259


@pytest.mark.parametrize("day", [date(2009, 12, 31), date(2037, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_in_words(england: Calendar, day: date) -> None:
    with pytest.raises(
        OutsideCalendar, match=r"GB-EAW covers Friday 1 January 2010 to Wednesday 31 December 2036; .* is outside"
    ):
        england.is_working(day)


def test_a_count_that_runs_off_the_end_is_refused(england: Calendar) -> None:
    with pytest.raises(OutsideCalendar, match="Thursday 1 January 2037 is outside it"):
        england.working_days_after(date(2036, 12, 30), 5)


def test_counting_no_days_stays_where_it_is(england: Calendar) -> None:
    assert england.working_days_after(date(2026, 12, 26), 0) == date(2026, 12, 26)


@pytest.mark.parametrize("offset", range(60))
@pytest.mark.parametrize("count", [1, 5, 20])
def test_an_index_finds_the_same_day_as_walking(england: Calendar, offset: int, count: int) -> None:
    start = date(2026, 11, 20) + timedelta(days=offset)
    assert england.working_days_after(start, count) == _walk(england, start + timedelta(days=1), count)
    assert england.working_days_from(start, count) == _walk(england, start, count)


def _walk(calendar: Calendar, day: date, count: int) -> date:
    while True:
        count -= calendar.is_working(day)
        if not count:
            return day
        day += timedelta(days=1)
