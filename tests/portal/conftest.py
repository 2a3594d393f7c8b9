from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as ours
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture(scope="session", autouse=True)
def static_folder() -> None:
    """What serves static files wants its folder to be there, were it empty."""
    Path(ours.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def portal_alone(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.portal.urls"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amends.portal.codes.TAKES", 0)


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> Iterator[None]:
    """The counts of the limits are kept in memory, and so outlive a test."""
    cache.clear()
    yield
    cache.clear()
