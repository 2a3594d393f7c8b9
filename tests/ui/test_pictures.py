"""Pictures say what their data say, escape what they are given, and never lay one label over another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.now import at
from amends.ui.pictures import calendar, promises, timeline
from amends.ui.pictures.labels import Rows, place_all, shortened, width_of
from amends.ui.pictures.timeline import Bar, Event, Timeline

TODAY = date(2026, 12, 17)
START = TODAY - timedelta(days=34)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def on_that_day() -> Iterator[None]:
    with at(datetime(2026, 12, 17, 12, 0, tzinfo=UTC)):
        yield


def day(n: int) -> date:
    return START + timedelta(days=n)


LAW = Bar("8-week clock (law)", START, day(56))
TARGET = Bar("Our 40-day target", START, day(46), kind="target", pauses=((day(16), day(22)),))


def case(*events: Event, bars: tuple[Bar, ...] = (LAW, TARGET), today: date = TODAY) -> Timeline:
    return Timeline("C-26-004182", bars, events, today, START)


def title_of(svg: str) -> str:
    return ElementTree.fromstring(svg).findtext(f"{SVG}title") or ""


def desc_of(svg: str) -> str:
    return ElementTree.fromstring(svg).findtext(f"{SVG}desc") or ""


# What a timeline says


@pytest.mark.parametrize(
    ("bars", "says"),
    [
        ((LAW, TARGET), "Day 34 of 56: 22 days left in law"),
        ((TARGET,), "Day 34 of 46: 12 days left to our target"),
        ((Bar("Answer", START, TODAY),), "Day 34 of 34: due today in law"),
        ((Bar("Answer", START, day(31)),), "Answer: 3 days late, was due Mon 14 December"),
        ((Bar("Answer", START, day(33)),), "Answer: 1 day late, was due Wed 16 December"),
        ((Bar("Answer", START, day(30), done_on=day(28)),), "Answer: done 2 days early"),
        ((Bar("Answer", START, day(30), done_on=day(30)),), "Answer: done on its last day"),
        ((Bar("Answer", START, day(30), done_on=day(31)),), "Answer: done 1 day late"),
        ((), "Day 34"),
    ],
)
def test_the_title_says_the_finding(bars: tuple[Bar, ...], says: str) -> None:
    assert title_of(timeline.svg(case(bars=bars))) == says
    assert title_of(timeline.strip(case(bars=bars))) == says


def test_a_running_clock_comes_before_one_that_is_done_and_the_law_before_our_target() -> None:
    done, early = Bar("Done", START, day(5), done_on=day(2)), Bar("Aim", START, day(40), kind="target")
    assert case(bars=(done, early, LAW)).main_bar() == LAW
    assert case(bars=(done, early)).main_bar() == early
    assert case(bars=(done,)).main_bar() == done


def test_the_description_counts_pauses_and_promises() -> None:
    kinds = ("diamond_kept", "diamond_kept", "diamond_broken", "diamond_open")
    events = [Event(day(6 * n), "promises", kind, f"Promise {n}") for n, kind in enumerate(kinds)]
    words = desc_of(timeline.svg(case(*events)))
    assert "Our 40-day target: 12 days left, due Tue 29 December, paused 6 days." in words
    assert "Promises: 2 kept, 1 broken, 1 to come." in words


def test_a_pause_that_still_runs_ends_today_in_the_drawing() -> None:
    bar = Bar("Target", START, day(46), kind="target", pauses=((day(30), None),))
    assert bar.paused_days(TODAY) == 4
    assert (day(30), TODAY, "pause") in timeline.pieces(bar, TODAY)


def test_a_late_bar_shows_what_ran_over() -> None:
    bar = Bar("Answer", START, day(30), done_on=day(33))
    assert timeline.pieces(bar, TODAY) == [(START, day(30), "law-used"), (day(30), day(33), "over-due")]


def test_a_case_that_is_over_does_not_reach_to_today() -> None:
    data = case(bars=(Bar("Answer", START, day(10), done_on=day(8)),))
    assert data.last == day(10)
    assert not data.shows_today
    assert "Today" not in timeline.svg(data)


def test_the_table_has_every_clock_and_every_event_in_order_of_date() -> None:
    table = timeline.table(
        case(Event(day(2), "us", "square", "Acknowledged"), Event(START, "customer", "circle", "Came"))
    )
    assert [row[2] for row in table.rows] == [
        "Came",
        "Acknowledged",
        "Due: Our 40-day target",
        "Due: 8-week clock (law)",
    ]
    assert table.rows[2] == ("Tue 29 December", "Our target", "Due: Our 40-day target", "12 days left, paused 6 days")
    assert all(len(row) == len(table.head) for row in table.rows)


def test_an_event_may_be_a_moment_and_falls_on_its_local_day() -> None:
    late_evening = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert Event(late_evening, "us", "square", "Sent").on == date(2026, 7, 2)


# What a picture must never do

HOSTILE = "<script>alert(\"1\")</script> & 'x'"


def all_pictures() -> dict[str, str]:
    data = case(Event(day(3), "customer", "circle", HOSTILE, '/x?"onload="y'), bars=(Bar(HOSTILE, START, day(56)),))
    days = (calendar.Day(day(1), None, HOSTILE), calendar.Day(day(2), 1))
    kept = promises.Ledger((promises.Promise(TODAY, HOSTILE, "open"),), TODAY)
    return {
        "timeline": timeline.svg(data),
        "strip": timeline.strip(data),
        "calendar": calendar.svg(calendar.Explained(START, day(2), days, HOSTILE)),
        "promises": promises.svg(kept),
    }


@pytest.mark.parametrize("name", ["timeline", "strip", "calendar", "promises"])
def test_a_picture_escapes_what_it_is_given_and_writes_no_style(name: str) -> None:
    svg = all_pictures()[name]
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(svg).iter()}
    assert "script" not in tags
    names = {key for element in ElementTree.fromstring(svg).iter() for key in element.attrib}
    assert not {key for key in names if key == "style" or key.startswith("on")}


@pytest.mark.parametrize("name", ["timeline", "strip", "calendar", "promises"])
def test_a_picture_is_named_and_described_by_its_own_words(name: str) -> None:
    root = ElementTree.fromstring(all_pictures()[name])
    assert root.get("role") == ("group" if name == "timeline" else "img")
    assert root.find(f"{SVG}title").get("id") == root.get("aria-labelledby")  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").get("id") == root.get("aria-describedby")  # type: ignore[union-attr]


def test_a_picture_with_links_is_a_group_and_one_without_an_image() -> None:
    assert 'role="group"' in timeline.svg(case(Event(START, "us", "square", "Sent", "/cases/1#e2")))
    assert 'role="img"' in timeline.svg(case(Event(START, "us", "square", "Sent")))


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//elsewhere.example/", "https://elsewhere.example/"])
def test_an_event_leads_to_our_own_pages_only(href: str) -> None:
    assert "<a " not in timeline.svg(case(Event(START, "us", "square", "Sent", href)))


def test_two_pictures_with_their_own_prefix_share_no_id() -> None:
    ids = re.findall(r' id="([^"]+)"', timeline.svg(case(), "one") + timeline.svg(case(), "two"))
    assert len(ids) == len(set(ids))


# Labels


def spans_by_line(svg: str) -> dict[float, list[tuple[float, float]]]:
    """Where each label of the timeline's lanes begins and ends, by its base line."""
    found: dict[float, list[tuple[float, float]]] = {}
    for element in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        classes = (element.get("class") or "").split()
        if "pic-over" in classes and "pic-middle" not in classes:
            left = float(element.get("x") or 0)
            found.setdefault(float(element.get("y") or 0), []).append((left, left + width_of(element.text or "")))
    return found


LANES = st.sampled_from(["customer", "us", "others", "promises"])
KINDS = st.sampled_from(["circle", "square", "hollow", "diamond_kept", "diamond_broken", "diamond_open"])
EVENTS = st.lists(
    st.builds(Event, st.integers(0, 730).map(day), LANES, KINDS, st.text("aWm i1%", min_size=1, max_size=60)),
    max_size=40,
)


@given(events=EVENTS, due=st.integers(0, 730))
def test_labels_never_touch_and_stay_inside(events: list[Event], due: int) -> None:
    svg = timeline.svg(case(*events, bars=(Bar("Clock", START, day(due)),)))
    for spans in spans_by_line(svg).values():
        ordered = sorted(spans)
        assert all(end < start for (_, end), (start, _) in pairwise(ordered))
        assert all(left >= 0 and right <= 1080 for left, right in ordered)


@pytest.mark.parametrize("span", [0, 1, 13, 56, 365, 730])
def test_a_timeline_is_drawn_from_one_day_to_two_years_with_few_ticks(span: int) -> None:
    data = Timeline("C-1", (Bar("Clock", TODAY, TODAY + timedelta(days=span)),), (), TODAY, TODAY)
    ticks = re.findall(r">day \d+<", timeline.svg(data))
    assert 1 <= len(ticks) <= 12


def test_labels_without_room_are_counted_and_stay_in_the_table() -> None:
    events = [Event(day(n), "us", "square", f"A message with many words {n}") for n in range(34)]
    svg = timeline.svg(case(*events))
    assert re.search(r"\d+ labels have no room here; the table has them\.", svg)
    assert len(timeline.table(case(*events)).rows) == 34 + 2


def test_events_on_one_day_share_a_label() -> None:
    events = [Event(day(3), "us", "square", f"Message {n}") for n in range(3)]
    assert "Message 2 +2" in timeline.svg(case(*events))


def test_the_first_and_the_newest_label_are_placed_before_the_others() -> None:
    placed = place_all([(n * 10.0, "a label of some width") for n in range(30)], Rows(0, 300, 1))
    assert placed[0] is not None
    assert placed[-1] is not None
    assert None in placed


def test_a_long_label_is_cut_with_an_ellipsis_that_fits() -> None:
    cut = shortened("A label that goes on and on without an end", 100)
    assert cut.endswith("…")
    assert width_of(cut) <= 100


def test_the_strip_places_by_shares_so_that_it_fits_any_width() -> None:
    root = ElementTree.fromstring(timeline.strip(case(Event(day(12), "promises", "diamond_broken", "Update"))))
    assert root.get("viewBox") is None
    widths = [rect.get("width") or "" for rect in root.iter(f"{SVG}rect")]
    assert widths
    assert all(width.endswith("%") for width in widths)


# Why this date?


def christmas() -> calendar.Explained:
    why = {25: "Christmas Day", 26: "Saturday", 27: "Sunday", 28: "Boxing Day (in lieu)"}
    days, number = [], 0
    for n in range(23, 32):
        number += n not in why and n > 23
        days.append(calendar.Day(date(2026, 12, n), None if n in why else number, why.get(n, "")))
    return calendar.Explained(date(2026, 12, 23), date(2026, 12, 31), tuple(days))


def test_the_calendar_says_how_many_days_were_counted_and_which_were_not() -> None:
    svg = calendar.svg(christmas())
    assert title_of(svg) == "Due Thu 31 December: 4 days counted"
    assert "Not counted: Christmas Day, Fri 25 Dec." in desc_of(svg)
    assert "Not counted: Boxing Day (in lieu), Mon 28 Dec." in desc_of(svg)


def test_the_calendar_table_has_a_line_for_each_day() -> None:
    rows = calendar.table(christmas()).rows
    assert rows[0] == ("Wed 23 December", "0", "Starts the count")
    assert rows[2] == ("Fri 25 December", "–", "Christmas Day")
    assert rows[-1] == ("Thu 31 December", "4", "Due")
    assert len(rows) == 9


def test_a_reason_that_recurs_is_told_once_with_its_number() -> None:
    days = tuple(calendar.Day(day(n), None, "Saturday") for n in range(0, 28, 7))
    assert calendar.reason_lines(calendar.Explained(START, day(28), days)) == ["Not counted: Saturday, 4 times."]


def test_a_long_period_without_days_shows_its_first_and_last_month() -> None:
    data = calendar.Explained(date(2026, 8, 31), date(2027, 2, 28))
    assert data.months() == [(2026, 8), (2027, 2)]
    assert title_of(calendar.svg(data)) == "From Mon 31 August to Sun 28 February 2027"
    assert [row[2] for row in calendar.table(data).rows] == ["Starts the count", "Due"]


def test_a_due_day_before_the_start_is_still_drawn() -> None:
    assert calendar.Explained(date(2027, 1, 4), date(2026, 12, 30)).months() == [(2026, 12), (2027, 1)]


# Promises


def ledger(*pairs: tuple[int, promises.State]) -> promises.Ledger:
    made = tuple(promises.Promise(TODAY + timedelta(days=n), f"Promise {n}", state) for n, state in pairs)
    return promises.Ledger(made, TODAY)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (ledger(), "No promises yet"),
        (ledger((4, "open")), "1 promise to come"),
        (ledger((-9, "kept"), (-4, "broken"), (4, "open")), "1 of 2 promises kept"),
        (ledger((-9, "kept")), "1 of 1 promise kept"),
    ],
)
def test_the_ledger_says_how_many_promises_were_kept(data: promises.Ledger, says: str) -> None:
    assert title_of(promises.svg(data)) == says


def test_each_promise_says_how_it_stands() -> None:
    late = promises.Promise(day(12), "Update", "broken", day(13))
    table = promises.table(promises.Ledger((late, *ledger((4, "open"), (-9, "kept")).promises), TODAY))
    assert [row[2] for row in table.rows] == ["1 day late", "kept", "in 4 days"]


def test_a_due_day_of_another_year_says_the_year() -> None:
    """An old case comes in from elsewhere: its days are not those of this year."""
    bars = (
        Bar("8-week clock (law)", START, date(2026, 12, 30)),
        Bar("Our target", START, date(2027, 1, 8), kind="target"),
    )
    for drawn in (timeline.strip(case(bars=bars)), timeline.svg(case(bars=bars))):
        assert "due Wed 30 Dec<" in drawn
        assert "due Fri 8 Jan 2027<" in drawn
