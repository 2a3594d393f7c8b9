"""The clocks of a case as the page shows them: the law's and our own, each with its date and how far it has run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from amends.cases.told.timeline import DUTIES
from amends.desk.case.opened import Opened
from amends.rules.clocks import Reckoning
from amends.rules.explain import UNVERIFIED
from amends.rules.regimes import Confidence
from amends.rules.words import Words, say
from amends.ui.pictures import calendar
from amends.ui.sentences import words_text

SETTLED = ("met", "met_late")


@dataclass(frozen=True, slots=True)
class Clock:
    """`state`: running, paused, late, met, met_late, no_date (see `Reckoning.state`)."""

    id: str
    event: str
    own: bool
    state: str
    due_on: date | None
    used: int
    total: int
    met_on: date | None
    qualifier: str
    unverified: bool

    @property
    def kind(self) -> str:
        """The kind of its bar."""
        return "target" if self.own else "law"

    @property
    def settled(self) -> bool:
        return self.state in SETTLED


@dataclass(frozen=True, slots=True)
class Clocks:
    """What still runs, what is done, and the rights and duties that open or end later."""

    running: list[Clock]
    settled: list[Clock]
    later: list[Clock]

    @property
    def late(self) -> bool:
        return any(clock.state == "late" for clock in self.running)


def clocks(case: Opened, found: Iterable[Reckoning]) -> Clocks:
    """Soonest due first; a clock without a number comes last."""
    shown = sorted(((r.clock.kind in DUTIES, clock(r, case)) for r in found), key=lambda one: one[1].due_on or date.max)
    duties = [each for is_duty, each in shown if is_duty]
    return Clocks(
        running=[each for each in duties if not each.settled] if case.facts.is_open else [],
        settled=[each for each in duties if each.settled],
        later=[each for is_duty, each in shown if not is_duty],
    )


def clock(reckoning: Reckoning, case: Opened) -> Clock:
    rule, due_on = reckoning.clock, reckoning.due_on
    met_on = reckoning.local(reckoning.met_at).date() if reckoning.met_at else None
    return Clock(
        id=rule.id,
        event=gettext(rule.event),
        own=rule.own_target,
        state=reckoning.state(case.at),
        due_on=due_on,
        used=((met_on or reckoning.local(case.at).date()) - reckoning.start_on).days,
        total=(due_on - reckoning.start_on).days if due_on else 0,
        met_on=met_on,
        qualifier=gettext(rule.qualifier) if rule.qualifier else "",
        unverified=rule.confidence in UNVERIFIED and not rule.confirmed,
    )


CONFIDENCE: dict[Confidence, tuple[str, Words]] = {
    Confidence.HIGH: ("ok", say("Read in the primary text")),
    Confidence.MEDIUM: ("plain", say("Read in a reliable account of it")),
    Confidence.LOW: ("note", say("Not verified: read in one account only")),
    Confidence.BACKGROUND: ("note", say("Not verified: general knowledge")),
    Confidence.HOUSE: ("plain", say("Our own choice, nothing to verify")),
}
CONFIRMED = ("ok", say("Confirmed by this organisation"))


def explained(case: Opened, reckoning: Reckoning) -> dict[str, Any]:
    """Why this date: context for its page. The calendar is drawn where the days can be told one by one."""
    rule = reckoning.clock
    picture = _picture(reckoning, gettext(rule.event))
    return {
        "clock": clock(reckoning, case),
        "rule": rule,
        "reckoning": reckoning,
        "regime": case.scene.regime,
        "edition_on": date.fromisoformat(case.scene.regime.edition),
        "picture": calendar.svg(picture) if picture else "",
        "rows": calendar.table(picture) if picture else None,
        "confidence": CONFIRMED if rule.confirmed else CONFIDENCE[rule.confidence],
    }


def _picture(reckoning: Reckoning, title: str) -> calendar.Explained | None:
    if reckoning.due_on is None or not reckoning.days:
        return None
    days = tuple(calendar.Day(day.on, day.number, words_text(day.skipped)) for day in reckoning.days)
    return calendar.Explained(reckoning.start_on, reckoning.due_on, days, title)
