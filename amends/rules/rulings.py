"""Rulings: yes, or no with the reason, the rule it rests on, what is missing, and who could."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from amends.rules.actors import Actor, Role
from amends.rules.authority import Authority
from amends.rules.calendars import Calendar
from amends.rules.facts import Facts
from amends.rules.redress import money
from amends.rules.regimes import Regime, Stage
from amends.rules.words import Words, say

TAKE_BACK = timedelta(seconds=20)
"""How long a message waits before it goes, and can be taken back, where nobody says otherwise."""
NOBODY = Authority()
"""Nothing laid down: nobody may decide anything that needs authority."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a ruling may look at: the facts, who asks, when, and under which regime."""

    facts: Facts
    by: Actor
    at: datetime
    regime: Regime
    calendar: Calendar
    authority: Authority = NOBODY
    take_back: timedelta = TAKE_BACK  # how long a message of ours waits, and can be taken back

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.regime.zone)

    @property
    def today(self) -> date:
        """The day it is where the regime counts its days."""
        return self.day(self.at)

    @property
    def stage(self) -> Stage:
        """The regime's own account of the stage that the case is in."""
        return self.regime.stage(min(self.facts.stage, self.regime.last_stage))

    def local(self, moment: datetime) -> datetime:
        """A moment as the clocks on the wall show it where the regime counts its days."""
        return moment.astimezone(self.zone)

    def money(self, pence: int) -> str:
        """An amount, as it is written under this regime."""
        return money(pence, self.regime.currency)

    def day(self, moment: datetime) -> date:
        """The day of a moment, where the regime counts its days."""
        return self.local(moment).date()


NOTHING = say("")


@dataclass(frozen=True, slots=True)
class Ruling:
    """`rule` is a stable id, so that programs can tell refusals apart; `who_could` is in words, for people."""

    allowed: bool
    reason: Words = NOTHING
    rule: str = ""
    who_could: tuple[Words, ...] = ()
    missing: tuple[Words, ...] = ()

    def __bool__(self) -> bool:
        return self.allowed


YES = Ruling(allowed=True)

Need = Callable[[Scene], Ruling]
"""A condition for a step. Named functions in `amends.rules.needs`, listed by the step that has them."""

ROLE_NAMES: dict[Role, Words] = {
    Role.HANDLER: say("a complaint handler"),
    Role.LEADER: say("a team leader"),
    Role.QUALITY: say("someone in quality or compliance"),
    Role.ASSESSOR: say("an assessor"),
    Role.ADMIN: say("an administrator"),
    Role.CUSTOMER: say("the customer"),
    Role.SYSTEM: say("the system"),
}


def no(rule: str, reason: Words, *, who_could: Iterable[Words] = (), missing: Iterable[Words] = ()) -> Ruling:
    """A refusal."""
    return Ruling(allowed=False, reason=reason, rule=rule, who_could=tuple(who_could), missing=tuple(missing))


def first_refusal(rulings: Iterable[Ruling]) -> Ruling:
    """The first no, or yes. Rulings are made lazily: later ones may rely on earlier ones."""
    return next((ruling for ruling in rulings if not ruling), YES)
