"""Remedies of consumer law in a case: what may be asked for now, until when, and in what words not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.rules.clocks import Pause, reckon
from amends.rules.facts import Facts
from amends.rules.packfiles import builtin_folder, load_all
from amends.rules.redress import Redress
from amends.rules.regimes import Clock, ClockKind, Regime
from amends.rules.remedies import RemedyNow, remedies_for

REGISTRY = load_all([builtin_folder()])
GOODS, SERVICES, DIGITAL = (REGISTRY.regime(f"uk-cra-2015-{kind}") for kind in ("goods", "services", "digital"))
CANCELLING, WATER = REGISTRY.regime("uk-ccr-2013"), REGISTRY.regime("gb-water-gss")
DAY = timedelta(days=1)


def on(month: int, day: int, year: int = 2026, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def stand(
    at: datetime, *regimes: Regime, pauses: list[Pause] | None = None, **moments: datetime
) -> dict[str, RemedyNow]:
    """How the remedies stand at a moment, by their ids."""
    facts = Facts(moments=dict(moments), pauses=pauses or [])
    chosen = [one for one in (GOODS, SERVICES, DIGITAL, CANCELLING, WATER) if one in (regimes or (GOODS,))]
    return {now.remedy.id: now for now in remedies_for(chosen, facts, REGISTRY.calendar, at)}


def opened(found: dict[str, RemedyNow]) -> set[str]:
    return {name for name, now in found.items() if now.open}


# --- the ladder for goods --------------------------------------------------------------------------------------------


def test_in_the_first_thirty_days_goods_can_be_rejected_repaired_or_replaced() -> None:
    found = stand(on(3, 10), delivered=on(3, 1))
    assert opened(found) == {"reject", "repair", "replace", "damages"}
    reject = found["reject"]
    assert (reject.due_on, reject.clock_id, reject.regime_id) == (
        date(2026, 3, 31),
        "short_reject",
        "uk-cra-2015-goods",
    )
    assert reject.why == "Open to the end of Tuesday 31 March 2026."


@pytest.mark.parametrize(("at", "is_open"), [(on(3, 31, hour=22), True), (on(3, 31, hour=23), False)])
def test_the_right_to_reject_ends_with_the_thirtieth_local_day(at: datetime, is_open: bool) -> None:
    reject = stand(at, delivered=on(3, 1))["reject"]
    assert reject.open is is_open
    if not is_open:
        assert reject.why == "Its time limit ended on Tuesday 31 March 2026."


def test_without_a_day_of_delivery_the_right_to_reject_is_open_and_says_what_would_end_it() -> None:
    reject = stand(on(3, 10))["reject"]
    assert (reject.open, reject.due_on) == (True, None)
    assert reject.why == "Its time limit starts when the goods were delivered; no day is recorded for that yet."


@pytest.mark.parametrize(
    ("moment", "what"),
    [
        ("attempt_failed", "it was still not right after one repair or replacement"),
        ("attempt_impossible", "putting it right turned out to be impossible, or out of proportion"),
        ("attempt_too_slow", "putting it right took too long, or was too much trouble for the customer"),
    ],
)
def test_the_last_rung_opens_when_putting_it_right_failed_was_impossible_or_took_too_long(
    moment: str, what: str
) -> None:
    found = stand(on(5, 4), delivered=on(3, 1), **{moment: on(5, 1)})
    assert {"price_reduction", "final_reject"} <= opened(found)
    told = f"Open since Friday 1 May 2026: {what}. No time limit of its own closes it."
    assert found["price_reduction"].why == found["final_reject"].why == told


def test_before_that_the_last_rung_says_what_it_waits_for() -> None:
    told = (
        "Not yet. What opens it: it was still not right after one repair or replacement; or putting it right turned "
        "out to be impossible, or out of proportion; or putting it right took too long, or was too much trouble for "
        "the customer."
    )
    assert stand(on(5, 4), delivered=on(3, 1))["final_reject"].why == told


def test_what_is_impossible_can_no_longer_be_asked_for() -> None:
    repair = stand(on(5, 4), delivered=on(3, 1), attempt_impossible=on(5, 1))["repair"]
    words = "No longer: putting it right turned out to be impossible, or out of proportion, on Friday 1 May 2026."
    assert (repair.open, repair.why) == (False, words)


def test_who_has_rejected_the_goods_has_used_the_right_and_no_other_of_the_ladder() -> None:
    found = stand(on(3, 20), delivered=on(3, 1), rejected=on(3, 15), attempt_failed=on(3, 14))
    assert opened(found) == {"damages"}
    assert found["reject"].why == "Used in time, on Sunday 15 March 2026."
    assert found["price_reduction"].why == "No longer: the customer rejected the goods, on Sunday 15 March 2026."


def test_rejecting_too_late_is_said_to_be_too_late() -> None:
    assert stand(on(4, 20), delivered=on(3, 1), rejected=on(4, 2))["reject"].why == (
        "Asked for on Thursday 2 April 2026, after the last day."
    )


def test_the_time_to_reject_stands_still_while_the_goods_are_away_and_moves_on_when_they_are_back() -> None:
    away = stand(on(4, 20), delivered=on(3, 1), put_right_asked=on(3, 10))["reject"]
    assert away.open
    assert away.why == "Its time limit stands still; as it was, it ends on Tuesday 31 March 2026."
    back = stand(on(4, 20), delivered=on(3, 1), put_right_asked=on(3, 10), put_right_done=on(4, 19))["reject"]
    assert (back.open, back.due_on) == (True, date(2026, 5, 11))


def test_a_remedy_tells_of_the_time_limits_that_bear_on_it() -> None:
    refund = {"refund_agreed": on(5, 11), "attempt_failed": on(5, 1), "delivered": on(3, 1)}
    found = stand(on(5, 12), **refund)["final_reject"]
    assert found.beside == (
        "A fault that shows is presumed to have been there at delivery: until Monday 31 August 2026.",
        "Final rejection without a deduction for use: until Tuesday 1 September 2026.",
        "Pay the refund: by Sunday 24 May 2026.",
    )
    later = stand(on(10, 1), refunded=on(5, 20), **refund)["final_reject"]
    assert later.beside == (
        "A fault that shows is presumed to have been there at delivery: that ended on Monday 31 August 2026.",
        "Final rejection without a deduction for use: that ended on Tuesday 1 September 2026.",
        "Pay the refund: done on Wednesday 20 May 2026.",
    )
    asked = stand(on(3, 12), delivered=on(3, 1), put_right_asked=on(3, 10))["repair"]
    assert asked.beside[0] == (
        "Repair or replace the goods, at our cost: within a reasonable time, and without significant inconvenience to "
        "the customer."
    )


def test_goods_that_do_not_come_can_be_given_more_time_and_then_be_done_without() -> None:
    assert not {"deliver", "end_undelivered"} & opened(stand(on(3, 31), contracted=on(3, 1)))
    late = stand(on(4, 1), contracted=on(3, 1))
    assert late["deliver"].why == (
        "Open since Wednesday 1 April 2026: this was not done in its time: Deliver, where no time was agreed. "
        "No time limit of its own closes it."
    )
    assert late["end_undelivered"].why == (
        "Not yet. What opens it: we refused to deliver, or missed a time that was essential; or the further time that "
        "the customer set for delivery passed without the goods."
    )
    assert "end_undelivered" in opened(stand(on(4, 20), contracted=on(3, 1), extra_time_over=on(4, 15)))
    assert "deliver" in opened(stand(on(3, 10), contracted=on(3, 1), delivery_overdue=on(3, 9)))


def test_before_the_clock_of_delivery_is_missed_the_words_name_it() -> None:
    assert stand(on(3, 10), contracted=on(3, 1))["deliver"].why == (
        "Not yet. What opens it: the time agreed for delivery passed without the goods; or this was not done in its "
        "time: Deliver, where no time was agreed."
    )


# --- services, digital content, cancelling, guaranteed standards -----------------------------------------------------


def test_a_service_is_done_again_before_its_price_is_reduced() -> None:
    assert opened(stand(on(3, 10), SERVICES)) == {"repeat", "price_reduction_late", "damages"}
    found = stand(on(3, 10), SERVICES, attempt_impossible=on(3, 9))
    assert opened(found) == {"price_reduction", "price_reduction_late", "damages"}
    assert found["repeat"].remedy.kind is Redress.PUT_RIGHT


def test_one_failed_repair_reduces_the_price_of_goods_but_not_yet_of_digital_content() -> None:
    assert "price_reduction" in opened(stand(on(3, 10), GOODS, attempt_failed=on(3, 9)))
    assert "price_reduction" not in opened(stand(on(3, 10), DIGITAL, attempt_failed=on(3, 9)))
    assert "price_reduction" in opened(stand(on(3, 10), DIGITAL, attempt_too_slow=on(3, 9)))


def test_an_order_can_be_cancelled_for_fourteen_days_or_from_being_told_late() -> None:
    assert stand(on(3, 10), CANCELLING, delivered=on(3, 1))["cancel"].due_on == date(2026, 3, 15)
    assert "cancel" not in opened(stand(on(3, 16), CANCELLING, delivered=on(3, 1)))
    told_late = stand(on(3, 16), CANCELLING, delivered=on(3, 1), informed=on(3, 12))["cancel"]
    assert (told_late.open, told_late.due_on) == (True, date(2026, 3, 26))


def test_a_missed_reply_of_a_water_company_costs_it_forty_pounds_at_once() -> None:
    before, after = (stand(at, WATER, received=on(3, 2)) for at in (on(3, 16), on(3, 17)))
    assert (before["late_reply"].open, after["late_reply"].open) == (False, True)
    assert after["late_reply"].remedy.pence == 4000
    late = stand(on(3, 20), WATER, received=on(3, 2), responded=on(3, 18))["late_reply"]
    assert late.open
    assert not stand(on(3, 20), WATER, received=on(3, 2), responded=on(3, 16))["late_reply"].open


# --- all of them -----------------------------------------------------------------------------------------------------


def test_remedies_come_by_rung_and_those_that_nobody_verified_do_not_come() -> None:
    regimes = [REGISTRY.regime(one) for one in REGISTRY.ids()]
    found = remedies_for(regimes, Facts(moments={"received": on(3, 2)}), REGISTRY.calendar, on(3, 3))
    assert all(one.remedy.rung <= two.remedy.rung for one, two in pairwise(found))
    assert {remedy.id for one in regimes for remedy in one.remedies if not remedy.enabled} == {
        "appointment",
        "start_delayed",
    }
    assert ("gb-ofgem-2008", "appointment") not in {(now.regime_id, now.remedy.id) for now in found}


def test_an_unverified_remedy_comes_once_it_is_confirmed() -> None:
    regime = load_all([builtin_folder()], confirmed=["gb-ofgem-2008/remedies/appointment"]).regime("gb-ofgem-2008")
    found = remedies_for([regime], Facts(moments={"received": on(3, 2)}), REGISTRY.calendar, on(3, 3))
    assert [(now.remedy.id, now.open, now.remedy.pence) for now in found] == [("appointment", True, 4000)]


def test_the_limb_of_the_case_is_not_taken_for_one_of_the_law_beside_it() -> None:
    facts = Facts(moments={"contracted": on(3, 1)}, limb="goods")
    found = {one.remedy.id: one for one in remedies_for([CANCELLING], facts, REGISTRY.calendar, on(3, 2))}
    assert found["cancel_services"].due_on == date(2026, 3, 15)


def test_what_happens_later_is_not_known_yet() -> None:
    assert "final_reject" not in opened(stand(on(5, 1), delivered=on(3, 1), attempt_failed=on(5, 2)))
    assert "reject" in opened(stand(on(3, 14), delivered=on(3, 1), rejected=on(3, 15)))


# --- properties of the clocks behind the rights ----------------------------------------------------------------------

RIGHTS = [
    (regime, clock)
    for regime in (REGISTRY.regime(one) for one in REGISTRY.ids())
    for clock in regime.clocks
    if clock.kind in (ClockKind.RIGHT_CLOSES, ClockKind.RIGHT_OPENS) and clock.limit
]
TOLD = ("delivered", "owned", "installed", "rejected", "attempt_failed", "put_right_asked", "put_right_done")
days = st.datetimes(datetime(2024, 1, 1), datetime(2026, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001
near = st.datetimes(datetime(2026, 2, 20), datetime(2026, 5, 10), timezones=st.just(UTC))  # noqa: DTZ001
long = st.timedeltas(timedelta(), timedelta(days=20))
waits = st.lists(st.tuples(near, long), max_size=4)
LADDERS = [
    ("uk-fca-disp", "fos_opens", "fos_closes"),
    ("uk-fca-disp-psd-emd", "fos_opens", "fos_closes"),
    ("uk-fca-disp-motor-finance", "fos_opens", "fos_closes"),
    ("uk-legal-leo", "final", "refer_by"),
    ("gb-rail-orr", "ombudsman_opens", "refer_by"),
]


def named(clock: Clock) -> list[str]:
    """The moments that a right is counted from."""
    names, further = [clock.starts], clock.or_if_later
    while further:
        names.append(further.starts)
        further = further.or_if_later
    return names


@st.composite
def begun(draw: st.DrawFn) -> tuple[str, Clock, dict[str, datetime]]:
    regime, clock = draw(st.sampled_from(RIGHTS))
    moments = {clock.starts: draw(days)}
    moments |= {name: draw(days) for name in named(clock)[1:] if draw(st.booleans())}
    moments |= {name: draw(days) for name in clock.cut_short_by if draw(st.booleans())}
    return regime.id, clock, moments


def last_day(pack: str, clock: Clock, moments: dict[str, datetime], pauses: list[Pause] | None = None) -> date | None:
    regime = REGISTRY.regime(pack)
    zone = ZoneInfo(regime.zone)
    found = reckon(clock, moments, calendar=REGISTRY.calendar(regime.calendar), zone=zone, pauses=pauses or [])
    return found.due_on if found else None


@given(begun())
def test_a_right_never_closes_before_it_opens(one: tuple[str, Clock, dict[str, datetime]]) -> None:
    pack, clock, moments = one
    due_on = last_day(pack, clock, moments)
    if due_on is not None:
        zone = REGISTRY.regime(pack).zone
        start = moments[clock.starts].astimezone(ZoneInfo(zone)).date()
        assert due_on >= start - DAY if clock.kind is ClockKind.RIGHT_OPENS else due_on >= start


@given(begun())
def test_of_two_counts_the_later_holds(one: tuple[str, Clock, dict[str, datetime]]) -> None:
    pack, clock, moments = one
    due_on = last_day(pack, clock, moments)
    for name in named(clock)[1:]:
        fewer = {key: value for key, value in moments.items() if key != name}
        without = last_day(pack, clock, fewer)
        if due_on is not None and without is not None:
            assert due_on >= without


@given(st.sampled_from(LADDERS), near, st.timedeltas(timedelta(), timedelta(days=300)))
def test_the_way_to_the_independent_body_is_open_before_it_closes(
    ladder: tuple[str, str, str], received: datetime, until_answered: timedelta
) -> None:
    pack, opens, closes = ladder
    regime, moments = REGISTRY.regime(pack), {"received": received, "responded": received + until_answered}
    first, last = (last_day(pack, regime.clock(one), moments) for one in (opens, closes))
    assert first
    assert last is None or last > first  # the six months of motor finance begin only with answers from a certain day


@given(near, waits, st.tuples(near, long))
def test_more_waiting_never_shortens_the_time_to_reject(
    delivered: datetime, some: list[tuple[datetime, timedelta]], one_more: tuple[datetime, timedelta]
) -> None:
    clock, moments = GOODS.clock("short_reject"), {"delivered": delivered}
    few = [Pause("repair_or_replacement", at, at + lasted) for at, lasted in some]
    many = [*few, Pause("repair_or_replacement", one_more[0], one_more[0] + one_more[1])]
    fewer, longer = (last_day("uk-cra-2015-goods", clock, moments, pauses) for pauses in (few, many))
    assert fewer
    assert longer
    assert longer >= fewer


@given(near, near, long)
def test_waiting_counts_alike_by_its_moments_and_by_a_pause(
    delivered: datetime, asked: datetime, lasted: timedelta
) -> None:
    clock, done = GOODS.clock("short_reject"), asked + lasted
    by_moments = {"delivered": delivered, "put_right_asked": asked, "put_right_done": done}
    by_pause = last_day(
        "uk-cra-2015-goods", clock, {"delivered": delivered}, [Pause("repair_or_replacement", asked, done)]
    )
    assert last_day("uk-cra-2015-goods", clock, by_moments) == by_pause


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(TOLD, near)), near)
def test_a_remedy_that_is_closed_says_why_and_one_that_is_open_is_not_past_its_day(
    moments: dict[str, datetime], at: datetime
) -> None:
    for now in stand(at, **moments).values():
        assert now.why.endswith(".")
        if now.open and now.due_on and "stands still" not in now.why:
            assert at.date() <= now.due_on
