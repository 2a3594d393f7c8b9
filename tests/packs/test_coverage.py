"""The examples of every pack touch all that it holds, and what nobody verified stays off until it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from amends.rules.examples import read_examples
from amends.rules.packfiles import Registry, builtin_folder, load_all
from amends.rules.regimes import UNVERIFIED, Clock, Regime
from tests.packs.coverage import holds, touched, works

REGISTRY = load_all([builtin_folder()])
PACKS = REGISTRY.ids()
EXAMPLES = {pack: read_examples(builtin_folder() / pack) for pack in PACKS}


def unverified(regime: Regime) -> Iterator[tuple[str, str]]:
    """What has to be confirmed in a regime: the name of a clock, or of a reason to pause or extend a verified one."""
    for clock in regime.clocks:
        if clock.needs_confirming:
            yield clock.id, ""
        for ground in clock.unconfirmed:
            yield clock.id, ground.id


OFF = sorted(
    {
        "/".join(filter(None, (pack, clock, ground)))
        for pack in PACKS
        for regime in REGISTRY.editions(pack)
        for clock, ground in unverified(regime)
    }
)


@pytest.fixture(scope="module")
def confirmed() -> Registry:
    """All packs with everything confirmed that can be."""
    return load_all([builtin_folder()], confirmed=OFF)


@pytest.mark.parametrize("pack", PACKS)
def test_the_examples_of_a_pack_touch_all_that_it_holds(pack: str, confirmed: Registry) -> None:
    # A clock that takes another's place is held beside it: both are in the pack, and both have examples.
    editions = confirmed.editions(pack)
    every = works(confirmed, pack, EXAMPLES[pack])
    untouched = holds(editions) - {name for one in every for name in touched(one, editions)}
    assert not untouched, f"{pack} has no example of: {'; '.join(sorted(untouched))}"


def test_what_no_example_touches_is_named(confirmed: Registry) -> None:
    editions = confirmed.editions("uk-ccr-2013")
    some = [one for one in EXAMPLES["uk-ccr-2013"] if one.clock == "cancel" and not one.extensions]
    names = {name for one in works(confirmed, "uk-ccr-2013", some) for name in touched(one, editions)}
    assert {"cancel", "cancel, later from informed", "cancel, met", "cancel, used too late"} <= names
    assert {"cancel_services", "cancel, extended for not_informed"} <= holds(editions) - names


@pytest.mark.parametrize("pack", PACKS)
def test_no_example_is_there_twice(pack: str) -> None:
    assert len({(one.clock, one.says) for one in EXAMPLES[pack]}) == len(EXAMPLES[pack])


# --- off until it is confirmed --------------------------------------------------------------------------------------


def test_each_unverified_clock_of_each_edition_is_off() -> None:
    clocks = [clock for pack in PACKS for regime in REGISTRY.editions(pack) for clock in regime.clocks]
    assert any(clock.confidence in UNVERIFIED for clock in clocks)
    assert [clock.id for clock in clocks if clock.confidence in UNVERIFIED and clock.enabled] == []
    assert [clock.id for clock in clocks if clock.only_for and clock.enabled] == []
    assert [clock.id for clock in clocks if not clock.needs_confirming and not clock.enabled] == []


def test_each_unverified_reason_of_a_clock_that_is_on_has_no_effect() -> None:
    for pack in PACKS:
        for regime in REGISTRY.editions(pack):
            for clock in regime.clocks:
                assert not clock.enabled or not [one for one in _reasons(clock) if one in UNVERIFIED]


def _reasons(clock: Clock) -> list[str]:
    grounds = clock.extension.grounds if clock.extension else ()
    return [ground.confidence for ground in (*clock.pauses, *grounds)]


@pytest.mark.parametrize("one", OFF)
def test_each_of_them_counts_once_it_alone_is_confirmed(one: str) -> None:
    pack, clock_id, *ground = one.split("/")
    alone = load_all([builtin_folder()], confirmed=[one])
    clocks = [clock for regime in alone.editions(pack) for clock in regime.clocks if clock.id == clock_id]
    assert clocks
    for clock in clocks:
        grounds = (*clock.pauses, *(clock.extension.grounds if clock.extension else ()))
        assert {reason.id for reason in grounds} >= set(ground)
        assert clock.enabled
