"""The remedies of every pack, each opened and closed by all that opens and closes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from amends.rules.facts import Facts
from amends.rules.packfiles import builtin_folder, load_all
from amends.rules.regimes import Regime, Remedy
from amends.rules.remedies import RemedyNow, remedies_for

REGISTRY = load_all([builtin_folder()])
AT = datetime(2026, 9, 1, 12, tzinfo=UTC)
RECENT, LONG_AGO = datetime(2026, 8, 31, 12, tzinfo=UTC), datetime(2024, 3, 1, 12, tzinfo=UTC)


def everything() -> Iterator[tuple[Regime, Remedy]]:
    for pack in REGISTRY.ids():
        regime = REGISTRY.regime(pack)
        yield from ((regime, remedy) for remedy in regime.remedies)


ALL = list(everything())
IDS = [f"{regime.id}-{remedy.id}" for regime, remedy in ALL]


def now(regime: Regime, remedy: Remedy, **moments: datetime) -> RemedyNow:
    """How the remedy stands, were it verified."""
    alone = replace(regime, remedies=(replace(remedy, enabled=True),))
    [found] = remedies_for([alone], Facts(moments=moments), REGISTRY.calendar, AT)
    return found


@pytest.mark.parametrize(("regime", "remedy"), ALL, ids=IDS)
def test_a_remedy_opens_with_each_of_what_opens_it_and_not_without(regime: Regime, remedy: Remedy) -> None:
    opening = bool(remedy.opened_by or remedy.after)
    assert now(regime, remedy).open is not opening
    for moment in remedy.opened_by:
        assert now(regime, remedy, **{moment: RECENT}).open, moment
    for clock in remedy.after:
        starts = regime.clock(clock).starts
        assert not now(regime, remedy, **{starts: RECENT}).open
        assert now(regime, remedy, **{starts: LONG_AGO}).open


@pytest.mark.parametrize(("regime", "remedy"), ALL, ids=IDS)
def test_a_remedy_is_closed_by_each_of_what_closes_it(regime: Regime, remedy: Remedy) -> None:
    opened = dict.fromkeys(remedy.opened_by[:1], LONG_AGO)
    for moment in remedy.ended_by:
        assert not now(regime, remedy, **opened, **{moment: RECENT}).open, moment
    for clock in remedy.clocks:
        starts = regime.clock(clock).starts
        assert now(regime, remedy, **{starts: RECENT}).open
        assert not now(regime, remedy, **{starts: LONG_AGO}).open


@pytest.mark.parametrize(("regime", "remedy"), ALL, ids=IDS)
def test_a_remedy_is_told_in_plain_words(regime: Regime, remedy: Remedy) -> None:
    assert remedy.text[0].isupper() or remedy.text[0].isdigit()
    assert not remedy.text.endswith(".")
    assert remedy.when.endswith(".")
    assert remedy.source


def test_the_first_rung_needs_nothing_to_have_failed_but_the_last_does() -> None:
    goods = {remedy.id: remedy for regime, remedy in ALL if regime.id == "uk-cra-2015-goods"}
    assert [goods[name].rung for name in ("reject", "repair", "replace", "price_reduction", "final_reject")] == [
        *(1, 2, 2),
        *(3, 3),
    ]
    assert not goods["repair"].opened_by
    assert goods["final_reject"].opened_by == goods["price_reduction"].opened_by
