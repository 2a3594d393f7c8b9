"""What passed between the customer and us, and what is among staff."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amends.rules.entries import KINDS, Entry
from amends.rules.said import between_us, from_customer, to_customer
from tests.rules.story import AMIRA, START


def entry(kind: str, by: str = AMIRA.id) -> Entry:
    return Entry(1, kind, "step", by, START, START, {}, {})


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_is_theirs_or_ours_or_among_staff(kind: str) -> None:
    one = entry(kind)
    assert from_customer(one) == KINDS[kind].from_customer
    assert to_customer(one) == KINDS[kind].to_customer
    assert between_us(one) == (KINDS[kind].from_customer or KINDS[kind].to_customer)


def test_findings_reported_inside_are_among_staff() -> None:
    assert not between_us(replace(entry("findings_reported"), data={"audience": "internal"}))


@pytest.mark.parametrize(("by", "theirs"), [("customer:C-26-000001", True), ("key:3", True), ("key:4", False)])
def test_evidence_is_theirs_where_they_added_it_themselves_or_through_their_portal(by: str, theirs: bool) -> None:
    assert from_customer(entry("evidence_added", by), "key:3") == theirs
