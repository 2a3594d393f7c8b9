"""The clocks of a case: what is due, computed from its facts each time. Nothing here is kept."""

from __future__ import annotations

from amends.rules.calendars import Calendar
from amends.rules.clocks import Extended, Reckoning, due_dates, reckon
from amends.rules.facts import CaseKind, Facts
from amends.rules.regimes import Clock, Regime
from amends.rules.rulings import Scene


def reckonings(facts: Facts, regime: Regime, calendar: Calendar) -> tuple[Reckoning, ...]:
    """Every enabled clock that has started, in the order of the pack. A query or an excluded case has none of law."""
    if facts.kind not in (CaseKind.COMPLAINT, CaseKind.UNDECIDED):
        return ()
    stage, pauses, extensions = facts.stage, facts.pauses, facts.extensions
    return due_dates(
        regime, facts.moments, stage, calendar=calendar, pauses=pauses, extensions=extensions, limb=facts.limb
    )


def reckoning_of(scene: Scene, clock: Clock, *more: Extended) -> Reckoning | None:
    """One clock, or None where it has not started; with further extensions, as it would be then."""
    facts = scene.facts
    return reckon(
        clock,
        facts.moments,
        calendar=scene.calendar,
        zone=scene.zone,
        pauses=facts.pauses,
        extensions=[*facts.extensions, *more],
    )
