"""Which cases need a leader, by their rows alone; the same as the rules say when asked about the case itself."""

from __future__ import annotations

from datetime import datetime

from amends.cases.leading import causes_of, waiting_for_leaders
from amends.cases.models import Case
from amends.cases.take import facts_of, scene_of
from amends.rules.actors import SYSTEM
from amends.rules.escalating import proposed
from tests.cases.agreeing import begun, weighed
from tests.cast import START, Cast, cast, days, received, take_step

__all__ = ["cast"]


def waits(at: datetime) -> list[str]:
    return list(waiting_for_leaders(Case.objects.all(), at).values_list("reference", flat=True))


def as_the_rules_say(reference: str, at: datetime) -> bool:
    """Whether the row names the causes that the rules propose."""
    by_rules = [one.cause for one in proposed(scene_of(facts_of(reference)[0], SYSTEM, at))]
    return causes_of(Case.objects.get(reference=reference), at) == by_rules


def test_a_case_in_good_order_needs_none(cast: Cast) -> None:
    begun(cast, about="charge")
    assert waits(START + days(1)) == []


def test_an_approval_that_is_asked_for_waits_with_its_day(cast: Cast) -> None:
    reference, by = begun(cast, about="charge"), cast.amira.actor()
    weighed(cast, reference, kind="refund", pence=90000, title="Pay it back")
    take_step(reference, "select_option", by, START + days(1), option=1, rationale="It fits", why_only="Plain")
    due_on = (START + days(3)).date()
    take_step(reference, "seek_approval", by, START + days(1), options=[1], due_on=due_on, message="Too much for me")
    row = Case.objects.get(reference=reference)
    could = f" {cast.carol.actor_id}  {cast.dilip.actor_id} "
    assert (row.approval_due_on, row.is_asked, row.invited) == (due_on, True, could)
    assert waits(START + days(1)) == [reference]
    take_step(reference, "decline", cast.carol.actor(), START + days(1), approval=1, reason="Too much for us")
    assert waits(START + days(1)) == []
    assert not Case.objects.get(reference=reference).is_asked


def test_a_broken_promise_waits_until_somebody_says_why_it_need_not(cast: Cast) -> None:
    reference, by = begun(cast, about="charge"), cast.amira.actor()
    take_step(reference, "promise", by, START, what="Call", due_on=START.date())
    take_step(reference, "break_promise", by, START + days(1), promise=1, reason="Forgotten")
    assert waits(START + days(1)) == [reference]
    assert as_the_rules_say(reference, START + days(1))
    take_step(reference, "keep_here", by, START + days(1), cause="promise", reason="Called a day later")
    assert waits(START + days(1)) == []


def test_a_selected_option_of_high_risk_waits(cast: Cast) -> None:
    reference, by = begun(cast, about="charge"), cast.amira.actor()
    weighed(cast, reference, kind="refund", pence=6400, title="Pay it back")
    high = {"legal_likelihood": "high", "legal_impact": "high", "why_legal": "A test case"}
    take_step(reference, "assess_risk", by, START + days(1), option=1, **high)
    assert waits(START + days(1)) == []
    take_step(reference, "select_option", by, START + days(1), option=1, rationale="It fits", why_only="Plain")
    assert waits(START + days(1)) == [reference]
    assert as_the_rules_say(reference, START + days(1))


def test_a_customer_with_a_need_who_hears_nothing_for_a_week_waits(cast: Cast) -> None:
    reference, by = begun(cast, about="charge"), cast.amira.actor()
    take_step(reference, "note_need", by, START, need="Large print", adjustment="18 point")
    assert waits(START + days(6)) == []
    assert waits(START + days(7)) == [reference]
    assert as_the_rules_say(reference, START + days(7))


def test_time_running_out_is_seen_on_the_day_and_not_before(cast: Cast) -> None:
    cast.organisation.regimes.append("uk-fca-disp")
    cast.organisation.save()

    reference = received(cast.amira.actor(), regime="uk-fca-disp").reference
    take_step(reference, "recognise", cast.amira.actor(), START, limb="distress")
    due_on = Case.objects.get(reference=reference).law_due_on
    assert due_on is not None
    near = START + days((due_on - START.date()).days - 2)
    assert waits(near - days(1)) == []
    assert waits(near) == [reference]
    assert as_the_rules_say(reference, near)
