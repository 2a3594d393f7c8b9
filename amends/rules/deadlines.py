"""The clocks of a case: what is due, computed from its facts each time. Nothing here is kept."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from amends.rules.calendars import Calendar
from amends.rules.clocks import Reckoning, reckon
from amends.rules.facts import Facts
from amends.rules.regimes import Clock, Regime
from amends.rules.rulings import Scene


def reckonings(facts: Facts, regime: Regime, calendar: Calendar) -> tuple[Reckoning, ...]:
    """Every enabled clock that has started, in the order of the pack. A query or an excluded case has none of law."""
    if not (facts.is_complaint or facts.kind.value == "undecided"):
        return ()
    zone = ZoneInfo(regime.zone)
    found = (_reckoned(facts, clock, calendar, zone) for clock in regime.clocks if _runs(facts, clock))
    return tuple(reckoning for reckoning in found if reckoning)


def _runs(facts: Facts, clock: Clock) -> bool:
    return clock.enabled and (clock.stage is None or clock.stage <= facts.stage)


def _reckoned(facts: Facts, clock: Clock, calendar: Calendar, zone: ZoneInfo) -> Reckoning | None:
    return reckon(clock, facts.moments, calendar=calendar, zone=zone, pauses=facts.pauses, extensions=facts.extensions)


def due_on(scene: Scene, clock: Clock) -> date | None:
    """When this clock runs out, or None where it has not started or has no number."""
    reckoning = _reckoned(scene.facts, clock, scene.calendar, scene.zone)
    return reckoning.due_on if reckoning else None
