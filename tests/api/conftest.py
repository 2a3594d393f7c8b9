"""The clock stands still, and a machine has a key. What needs Django is imported once it is set up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from amends import now

if TYPE_CHECKING:
    from tests.api.machines import Machine
    from tests.cast import Cast


@pytest.fixture(autouse=True)
def held() -> Iterator[None]:
    """It is START until a test says otherwise."""
    from tests.cast import START

    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    with now.at(START):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    from tests.cast import Cast

    return Cast()


@pytest.fixture
def handler(cast: Cast) -> Machine:
    """A machine with every scope and the role of a handler, for every team."""
    from tests.api.machines import machine

    return machine("handler")


@pytest.fixture
def reference(handler: Machine) -> str:
    """A case just received, of the team that takes payments."""
    return handler.receive()
