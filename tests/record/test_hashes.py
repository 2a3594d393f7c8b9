from __future__ import annotations

import pytest

from amends.record.hashes import hashes
from amends.record.read import read
from tests.cast import START, Cast, cast, days, received, take_step

__all__ = ["cast"]


@pytest.mark.django_db
def test_each_entry_has_the_hash_that_its_chain_knows_it_by(cast: Cast) -> None:
    by = cast.amira.actor()
    reference = received(by).reference
    first = read(reference)[1]
    assert hashes(reference) == {1: first.hash}
    take_step(reference, "note", by, START + days(1), note="Called.")
    found = hashes(reference)
    assert (found[1], found[2]) == (first.hash, read(reference)[1].hash)


@pytest.mark.django_db
def test_a_case_that_is_not_there_has_none() -> None:
    assert hashes("C-1") == {}
