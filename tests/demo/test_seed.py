from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from amends.demo.build import build
from amends.record.read import chains, read

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def told(seed: int, hour: int) -> list[tuple[str, str, str, str]]:
    """Kind, moment and words of every entry that this seed makes; nothing of it stays."""
    with transaction.atomic():
        build(now=NOON.replace(hour=hour), seed=seed, cases=20, address="http://127.0.0.1:8400")
        found = [
            (case, entry.kind, entry.at.isoformat(), " ".join(sorted(entry.content.values())))
            for case in chains()
            for entry in read(case)[0]
        ]
        transaction.set_rollback(True)
    return found


def test_the_same_seed_on_the_same_day_tells_the_same_stories_and_another_seed_others() -> None:
    first = told(seed=11, hour=8)
    assert told(seed=11, hour=17) == first
    assert told(seed=12, hour=8) != first
