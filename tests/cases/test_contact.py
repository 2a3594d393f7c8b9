"""Nobody waits for a word for more than so many days: the organisation's own target, where a regime has none."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends.cases.contact import CLOCK
from amends.cases.models import Case
from amends.cases.rebuild import differences, rebuild
from amends.cases.take import Taken, facts_of, scene_of, take
from amends.people.models import Organisation
from amends.rules.clocks import Reckoning
from amends.rules.deadlines import reckonings
from amends.rules.next_steps import next_steps
from amends.rules.rulings import Scene
from amends.rules.steps import STEPS
from tests.cast import START, Cast, cast, customer, days, received, take_step

__all__ = ["cast"]

HOUSING, FCA = "uk-housing-ombudsman-code-2024", "uk-fca-disp"


def complaint(cast: Cast, regime: str = HOUSING) -> str:
    case = received(cast.amira.actor(), regime=regime).reference
    scene = scene_now(case, cast)
    take_step(case, "recognise", cast.carol.actor(), START, limb=scene.regime.definition[0].id)
    take_step(case, "assign", cast.carol.actor(), START, to=cast.amira.actor_id)
    return case


def scene_now(case: str, cast: Cast, after: float = 0) -> Scene:
    return scene_of(facts_of(case)[0], cast.amira.actor(), START + days(after))


def target(case: str, cast: Cast, after: float = 0) -> Reckoning | None:
    scene = scene_now(case, cast, after)
    found = reckonings(scene.facts, scene.regime, scene.calendar)
    return next((one for one in found if one.clock.id == CLOCK), None)


def due(case: str, cast: Cast) -> date | None:
    found = target(case, cast)
    return found.due_on if found else None


def says(case: str, cast: Cast, name: str = "send_update", after: float = 3, **fields: object) -> Taken:
    step = STEPS[name].model_validate({"message": "We are looking into it.", **fields})
    return take(case, step, by=cast.amira.actor(), at=START + days(after))


def allow(number: int) -> None:
    Organisation.objects.update(no_contact_days=number)


def test_it_begins_with_receipt_and_is_ten_working_days_of_our_own(cast: Cast) -> None:
    found = target(complaint(cast), cast)
    assert found
    assert (found.due_on, found.clock.own_target) == (date(2026, 3, 16), True)
    assert found.clock.starts == "received"


def test_each_message_to_the_customer_begins_it_anew_and_none_of_theirs_does(cast: Cast) -> None:
    case = complaint(cast)
    says(case, cast, after=3)
    assert due(case, cast) == date(2026, 3, 19)
    step = STEPS["receive_message"].model_validate({"message": "Any news?"})
    take(case, step, by=customer(case), at=START + days(6))
    assert due(case, cast) == date(2026, 3, 19)
    says(case, cast, after=8)
    assert due(case, cast) == date(2026, 3, 24)


def test_a_note_among_ourselves_is_no_word_to_the_customer(cast: Cast) -> None:
    case = complaint(cast)
    take_step(case, "note", cast.amira.actor(), START + days(3), note="Rang nobody.")
    assert due(case, cast) == date(2026, 3, 16)


@pytest.mark.parametrize(("number", "on"), [(1, date(2026, 3, 3)), (5, date(2026, 3, 9)), (20, date(2026, 3, 30))])
def test_the_organisation_says_how_many_days(cast: Cast, number: int, on: date) -> None:
    allow(number)
    assert due(complaint(cast), cast) == on


def test_none_is_none(cast: Cast) -> None:
    allow(0)
    assert target(complaint(cast), cast) is None


def test_a_procedure_that_has_its_own_keeps_it_alone(cast: Cast) -> None:
    case = complaint(cast, "general")
    scene = scene_now(case, cast)
    assert CLOCK not in [clock.id for clock in scene.regime.clocks]
    assert "no_contact" in [clock.id for clock in scene.regime.clocks]


def test_a_query_has_none(cast: Cast) -> None:
    case = received(cast.amira.actor(), regime=FCA).reference
    assert target(case, cast)
    take_step(case, "keep_as", cast.amira.actor(), START, kind="query", reason="A question.")
    assert target(case, cast) is None


def test_it_is_what_is_wanted_next_and_late_when_its_day_has_passed(cast: Cast) -> None:
    case = complaint(cast)
    says(case, cast, after=0.1)
    wanted = [one for one in next_steps(scene_now(case, cast, 1)) if one.step == "send_update"]
    assert [(one.due_on, one.clock) for one in wanted] == [(date(2026, 3, 16), CLOCK)]
    later = target(case, cast, 16)
    assert later
    assert later.state(START + days(16)) == "late"


def test_lists_have_it_among_our_own_targets(cast: Cast) -> None:
    case = complaint(cast)
    row = Case.objects.get(reference=case)
    assert row.target_due_on == date(2026, 3, 16)
    assert row.law_due_on == date(2026, 3, 9)


def test_nothing_is_owed_any_more_once_it_is_answered(cast: Cast) -> None:
    case = complaint(cast, FCA)
    says(case, cast, after=1)
    assert target(case, cast)
    take_step(case, "receive_message", customer(case), START + days(2), message="I take it back.")
    closing = {"because": "withdrawn", "reasons": "Withdrawn.", "message": "We have closed it."}
    take_step(case, "close", cast.amira.actor(), START + days(3), **closing)
    assert target(case, cast) is None


def test_after_a_change_the_rows_are_as_the_rebuild_makes_them(cast: Cast) -> None:
    case = complaint(cast)
    assert differences() == []
    allow(5)
    assert {one.column for one in differences()} == {"target_due_on"}
    rebuild()
    assert differences() == []
    assert Case.objects.get(reference=case).target_due_on == date(2026, 3, 9)


def test_the_setting_is_read_only_where_it_may_matter(cast: Cast) -> None:
    def queries(case: str) -> int:
        scene = scene_now(case, cast)
        with CaptureQueriesContext(connection) as captured:
            scene_of(scene.facts, scene.by, scene.at)
        return len(captured)

    assert queries(complaint(cast)) == 1
    assert queries(complaint(cast, "general")) == 0
