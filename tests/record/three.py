"""Three cases with a few entries each, for records to be tampered with. Import the fixtures you use, and `cast`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from amends.record.verify import verify
from tests.cast import START, Cast, cast, days, received, take_step
from tests.record.attack import lifted

__all__ = ["cases", "cast", "unguarded"]


@pytest.fixture
def cases(cast: Cast) -> list[str]:
    """References of three cases: received, assigned, a promise, a note; all sound."""
    references = [_case(cast, START + days(number), f"Charged twice ({number})") for number in range(3)]
    assert verify().is_clean
    return references


def _case(cast: Cast, at: datetime, subject: str) -> str:
    by = cast.amira.actor()
    reference = received(by, at, subject=subject).reference
    take_step(reference, "assign", by, at + days(0.1), to=by.id)
    take_step(reference, "promise", by, at + days(0.2), what="Call about the meter", due_on=(at + days(3)).date())
    take_step(reference, "note", by, at + days(0.3), note=f"Called; no answer. {subject}")
    return reference


@pytest.fixture
def unguarded(db: None) -> Iterator[None]:
    """The triggers are lifted for this test."""
    with lifted():
        yield
