"""A complaint with two issues, both decided, and Amira at its pages; a home of the test's own."""

from __future__ import annotations

from pathlib import Path
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
    """A complaint that Amira owns and has acknowledged."""
    from tests.cast import START, received, take_step
    from tests.desk.case.asking import Asking

    by = cast.amira.actor()
    asking = Asking(received(by, customer_address="12 Bridge Street\nFernhill").reference, cast.amira)
    for step, fields in (
        ("recognise", {"limb": "service"}),
        ("assign", {"to": by.id}),
        ("acknowledge", {"message": "We have it.", "says": ["received", "next"]}),
        ("add_issue", {"title": "The second charge"}),
        ("add_issue", {"title": "Rude words on the phone"}),
    ):
        take_step(asking.reference, step, by, START, **fields)  # type: ignore[arg-type]
    return asking


@pytest.fixture
def decided(asking: Asking, cast: Cast) -> Asking:
    """Both issues have a finding."""
    from tests.cast import START, take_step

    by = cast.amira.actor()
    take_step(
        asking.reference, "confirm_understanding", by, START, nature="Charged twice", cause="A retry",
        implications="Short of money", wants="The money back", confirmed="by the customer",
    )  # fmt: skip
    take_step(asking.reference, "add_evidence", by, START, title="The ledger", source="our records")
    for issue in (1, 2):
        take_step(
            asking.reference, "find", by, START, issue=issue, outcome="justified", reasons="The ledger shows it.",
            cause="A retry", let_down_by="systems", evidence=[1],
        )  # fmt: skip
    return asking


@pytest.fixture
def home(settings: object, tmp_path: Path) -> Path:
    settings.AMENDS_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path
