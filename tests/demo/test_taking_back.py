"""However long messages wait in this installation, the demonstration can be told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings

from amends.cases.take import facts_of
from amends.demo import build as building
from amends.demo.build import Beginning
from amends.demo.plans import Plan
from amends.demo.world import World
from amends.record.read import chains

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def one_that_takes_back(world: World, cases: int) -> list[Beginning]:
    area = world.areas["energy"]
    return [Beginning(world.end - timedelta(days=60), area, area.topics[0].id, Plan(takes_back=True))] * cases


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "taken_back"), [(0, False), (1, True), (8, True), (300, True)])
def test_a_message_is_taken_back_while_it_waits(
    seconds: int, taken_back: bool, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AMENDS_TAKE_BACK = seconds
    monkeypatch.setattr(building, "_beginnings", one_that_takes_back)
    building.build(now=NOON, seed=7, cases=1, address="http://127.0.0.1:8400")
    (reference,) = chains()
    assert bool(facts_of(reference)[0].taken_back) is taken_back
