"""A case that has come as far as its acknowledgement, and Amira at its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.desk.case.asking import Asking

# Models are imported inside the fixtures: this file is read before Django is set up.


@pytest.fixture
def cast(db: None) -> Cast:
    from tests.cast import Cast

    return Cast()


@pytest.fixture
def asking(cast: Cast) -> Asking:
    """A new case."""
    from tests.cast import received
    from tests.desk.case.asking import Asking

    return Asking(received(cast.amira.actor()).reference, cast.amira)


@pytest.fixture
def begun(asking: Asking, cast: Cast) -> Asking:
    """A complaint that Amira owns and has acknowledged."""
    from tests.cast import START, take_step

    by = cast.amira.actor()
    take_step(asking.reference, "recognise", by, START, limb="service")
    take_step(asking.reference, "assign", by, START, to=by.id)
    take_step(asking.reference, "acknowledge", by, START, message="We have it.", says=["received", "next"])
    return asking
