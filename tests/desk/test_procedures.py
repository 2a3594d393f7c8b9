"""Procedures: every time limit with its source; what nobody verified counts only once it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.urls import reverse

from amends.cases.regimes import registry
from amends.desk.admin import confirming
from amends.desk.admin.dates import reckoned_of
from amends.rules.explain import UNVERIFIED
from tests.cast import Cast, cast
from tests.desk.conftest import As

__all__ = ["cast"]


@pytest.fixture(autouse=True)
def own_home(settings: LazySettings, tmp_path: Path) -> Iterator[Path]:
    """Confirmations of one test are not those of the next."""
    settings.AMENDS_HOME = tmp_path
    settings.AMENDS_PACKS = []
    registry.cache_clear()
    yield tmp_path
    settings.AMENDS_PACKS = []
    registry.cache_clear()


def unverified(regime: str = "uk-fca-disp") -> str:
    return next(clock.id for clock in registry().regime(regime).clocks if clock.confidence in UNVERIFIED)


def enabled(regime: str, clock: str) -> bool:
    return registry().regime(regime).clock(clock).enabled


def test_every_procedure_is_listed_with_its_editions(cast: Cast, as_: As) -> None:
    text = as_(cast.frank).get(reverse("desk:admin-procedures")).content.decode()
    for name in registry().ids():
        assert name in text
        for edition in registry().editions(name):
            assert edition.edition in text
    assert "Usual" in text


@pytest.mark.parametrize("name", registry().ids())
def test_a_procedure_shows_every_time_limit(cast: Cast, as_: As, name: str) -> None:
    newest = registry().regime(name)
    came = as_(cast.frank).get(reverse("desk:admin-procedure", args=[name]), {"edition": newest.edition})
    assert [limit.clock.id for limit in came.context["limits"]] == [clock.id for clock in newest.clocks]


def test_the_edition_in_force_is_shown_unless_another_is_asked_for(cast: Cast, as_: As) -> None:
    came = as_(cast.frank).get(reverse("desk:admin-procedure", args=["uk-fca-disp"]))
    assert came.context["regime"].edition == "2016-06-30"
    assert as_(cast.frank).get(reverse("desk:admin-procedure", args=["nowhere"])).status_code == 404


def test_an_unverified_time_limit_counts_once_it_is_confirmed(cast: Cast, as_: As, own_home: Path) -> None:
    clock, frank = unverified(), as_(cast.frank)
    address = reverse("desk:admin-procedure", args=["uk-fca-disp"])
    assert "Not until confirmed" in frank.get(address).content.decode()
    assert not enabled("uk-fca-disp", clock)
    frank.post(address, {"clock": clock, "on": "yes"})
    assert enabled("uk-fca-disp", clock)
    assert confirming.confirmed() == [f"uk-fca-disp/{clock}"]
    assert "Confirmed by your organisation." in frank.get(address).content.decode()
    frank.post(address, {"clock": clock, "on": "no"})
    assert not enabled("uk-fca-disp", clock)


def test_a_confirmation_is_there_after_a_restart(cast: Cast, own_home: Path, settings: LazySettings) -> None:
    clock = unverified()
    confirming.confirm(f"uk-fca-disp/{clock}", on=True)
    settings.AMENDS_PACKS = [str(own_home / "packs")]
    registry.cache_clear()
    assert enabled("uk-fca-disp", clock)


def test_a_verified_time_limit_needs_no_confirmation(cast: Cast, as_: As) -> None:
    address = reverse("desk:admin-procedure", args=["uk-fca-disp"])
    assert as_(cast.frank).post(address, {"clock": "final", "on": "yes"}).status_code == 404
    assert as_(cast.frank).post(address, {"clock": "nothing", "on": "yes"}).status_code == 404
    assert confirming.confirmed() == []


def test_a_confirmation_that_cannot_be_read_changes_nothing(cast: Cast) -> None:
    from amends.rules.packfiles import PackError

    with pytest.raises(PackError):
        confirming.confirm("uk-fca-disp/no-such-clock", on=True)
    assert confirming.confirmed() == []


# --- the date tester ---------------------------------------------------------------------------------------------


def test_the_date_tester_gives_the_date_and_why(cast: Cast, as_: As) -> None:
    asked = {"clock": "uk-fca-disp/final", "at": "2026-12-11T10:00"}
    text = as_(cast.frank).get(reverse("desk:admin-dates"), asked).content.decode()
    assert "Fri 5 February 2027" in text
    assert "It starts on Friday 11 December 2026 at 10:00" in text
    assert "pic-calendar" in text


@pytest.mark.parametrize("name", registry().ids())
def test_every_time_limit_can_be_tested(name: str) -> None:
    newest = registry().regime(name)
    for clock in newest.clocks:
        on = clock.started_to or max(date.fromisoformat(newest.edition), date(2026, 3, 2))
        reckoned = reckoned_of(f"{name}/{clock.id}", datetime.combine(on, time(10), UTC))
        assert reckoned is None or reckoned.lines, clock.id


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"clock": "general/ack", "at": "1999-01-01T10:00"}, "No edition of general was in force"),
        ({"clock": "general/ack", "at": "2100-01-01T10:00"}, "covers"),
        ({"clock": "uk-fca-disp/final", "at": "9999-12-31T10:00"}, "too far away"),
        ({"clock": "uk-fca-disp/return_new", "at": "2020-01-01T10:00"}, "not in force on that day"),
        ({"clock": "general/nothing", "at": "2026-01-01T10:00"}, "Select a valid choice"),
        ({"clock": "general/ack", "at": "soon"}, "Write a date and a time."),
    ],
)
def test_what_cannot_be_reckoned_is_said(cast: Cast, as_: As, asked: dict[str, str], words: str) -> None:
    came = as_(cast.frank).get(reverse("desk:admin-dates"), asked)
    assert came.status_code == 200
    assert words in came.content.decode()
