"""«No contact for so many days» as a target of the organisation, for regimes that have no such clock of their own."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from amends.people.models import Organisation
from amends.rules.facts import CaseKind, Facts
from amends.rules.regimes import Clock, ClockKind, Confidence, Regime, Unit

CLOCK = "own_contact"
CONTACT = "last_contact"


def wants_contact(regime: Regime, facts: Facts) -> bool:
    """Whether the target is for this case now: a complaint that waits for its answer, under a regime without one."""
    awaited = facts.closed is None and facts.stage not in facts.reported
    return awaited and facts.kind in (CaseKind.COMPLAINT, CaseKind.UNDECIDED) and not _has_its_own(regime)


def with_contact(regime: Regime, facts: Facts) -> Regime:
    """The regime with the organisation's target, counted from the last contact, or from receipt before there was any.
    One query: what an administrator has set holds for whatever is computed from then on."""
    days = Organisation.objects.values_list("no_contact_days", flat=True).first()
    if not days:
        return regime
    starts = CONTACT if CONTACT in facts.moments else "received"
    return replace(regime, clocks=(*regime.clocks, _clock(days, starts, facts.moment_of_stage("responded"))))


def _has_its_own(regime: Regime) -> bool:
    return any(clock.enabled and clock.starts == CONTACT and clock.stops[:1] == (CONTACT,) for clock in regime.clocks)


@lru_cache
def _clock(days: int, starts: str, answered: str) -> Clock:
    return Clock(
        id=CLOCK,
        event="Tell the customer where things are",
        kind=ClockKind.ACT_BY,
        starts=starts,
        stops=(CONTACT, answered, "resolved", "closed"),
        unit=Unit.WORKING_DAY,
        limit=days,
        own_target=True,
        note="Each contact begins it anew.",
        confidence=Confidence.HOUSE,
    )
