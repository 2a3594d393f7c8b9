"""The desk as the cast sees it, on a Wednesday in March."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from amends.now import at

if TYPE_CHECKING:  # this file is read before Django is set up
    from amends.people.models import Staff

WEDNESDAY = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
As = Callable[["Staff"], Client]


@pytest.fixture(scope="session", autouse=True)
def static_folder() -> None:
    """What serves static files wants its folder to be there, were it empty."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[datetime]:
    """The clock stands: no page reads another."""
    with at(WEDNESDAY):
        yield WEDNESDAY


@pytest.fixture
def as_() -> As:
    """A browser in which this person is signed in."""

    def signed_in(staff: Staff) -> Client:
        client = Client()
        client.force_login(staff)
        return client

    return signed_in
