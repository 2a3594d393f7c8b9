from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from amends.cases.regimes import registry
from amends.demo.organisation import found
from amends.handbook.service_offer import standing
from amends.people.authority import authority
from amends.people.models import Organisation
from amends.people.overview import own_limits
from amends.rules.authority import EVERYTHING

TODAY = datetime(2026, 11, 22, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_the_demonstration_has_limits_all_along_someone_with_one_of_her_own_and_someone_away() -> None:
    staff = found("http://127.0.0.1:8400", ["general"], TODAY)
    laid_down, day = authority(), TODAY.date()
    tom, ruth = staff["Tom Avery"].actor(), staff["Ruth Lindqvist"].actor()
    sunita, marcus = staff["Sunita Rao"].actor_id, staff["Marcus Bell"].actor_id
    for on in (date(2025, 4, 1), day):
        assert laid_down.most(tom, "refund", on) == 250_00
        assert laid_down.allows(ruth, {"refund": 600_00, EVERYTHING: 600_00}, on)
    assert {limit.holder for limit in own_limits(laid_down, day)} == {ruth.id}
    assert laid_down.delegate_of(sunita, day) == marcus
    assert not laid_down.away(sunita, day + timedelta(days=10))


def test_a_service_offer_is_laid_down() -> None:
    found("http://127.0.0.1:8400", ["general"], TODAY)
    lines = standing(TODAY.date())
    assert len({line.kind for line in lines}) >= 4
    assert any(line.pence for line in lines)


def test_consumer_law_stands_beside_the_procedures() -> None:
    found("http://127.0.0.1:8400", ["general"], TODAY)
    here = Organisation.here()
    assert set(here.regimes) - {"general"} <= set(registry().laws())
    assert len(here.regimes) == 3
