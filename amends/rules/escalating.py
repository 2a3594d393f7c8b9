"""When escalating is proposed, computed from the facts: a proposal with its reason, never an act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from amends.rules.deadlines import reckonings
from amends.rules.facts import Facts, PromiseState
from amends.rules.referring import Cause, EscalationState
from amends.rules.regimes import ClockKind
from amends.rules.resolution import Level
from amends.rules.rulings import YES, Ruling, Scene, no
from amends.rules.words import Words, say

ADDRESSEE = say("the person it was escalated to")
AT_RISK = timedelta(days=2)
"""A time limit of law that ends within so many days is at risk while the answer is not there."""
UNHEARD = timedelta(days=7)
"""A customer with a need who has not heard from us for so long."""


BY_THE_RECORD = frozenset({Cause.PROMISE, Cause.RISK})
"""Causes that something brings about which happened; the others come with time."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Why escalating is proposed. `since` is the number of the entry it rests on; 0 where time has passed."""

    cause: Cause
    why: Words
    since: int


def proposed(scene: Scene) -> list[Proposal]:
    """What speaks for escalating now, and has neither been escalated nor been said to need none since."""
    if not scene.facts.is_open:
        return []
    return [one for one in _found(scene) if not _answered(scene.facts, one)]


def _found(scene: Scene) -> Iterator[Proposal]:
    yield from _clock(scene)
    yield from _promise(scene)
    yield from _risk(scene)
    yield from _vulnerable(scene)


def _answered(facts: Facts, proposal: Proposal) -> bool:
    """Whether somebody has escalated for this cause, or said why not, since what it rests on."""
    escalated = (one.entry for one in facts.escalations.values() if one.cause is proposal.cause)
    last = max([facts.kept_here.get(proposal.cause.value, 0), *escalated])
    return last > proposal.since


def _clock(scene: Scene) -> Iterator[Proposal]:
    """A limit of law for the answer is near or past."""
    facts = scene.facts
    for found in reckonings(facts, scene.regime, scene.calendar):
        law = found.clock.kind is ClockKind.ACT_BY and not found.clock.own_target
        if law and found.due_on and not found.met_at and found.due_on - AT_RISK <= scene.today:
            yield Proposal(Cause.CLOCK, _due(found.clock.event, found.due_on, scene.today), 0)
            return


def _due(event: str, day: date, today: date) -> Words:
    if day < today:
        return say("«{event}» was due on {day}", event=event, day=day)
    return say("«{event}» is due on {day}", event=event, day=day)


def _promise(scene: Scene) -> Iterator[Proposal]:
    """A promise to the customer was broken."""
    broken = [p for p in scene.facts.promises.values() if p.state is PromiseState.BROKEN]
    if broken:
        last = max(broken, key=lambda promise: (promise.settled_at or promise.promised_at, promise.number))
        said = say("promise {number} was broken: {what}", number=last.number, what=last.what)
        yield Proposal(Cause.PROMISE, said, _entry_of(scene.facts, "promise_broken"))


def _risk(scene: Scene) -> Iterator[Proposal]:
    """The option that was selected carries a high risk."""
    resolution = scene.facts.resolution
    selected = resolution.selected.get(scene.facts.stage)
    option = resolution.options.get(selected.option) if selected else None
    if selected and option and option.worst is Level.HIGH:
        yield Proposal(
            Cause.RISK,
            say("option {number}, which was selected, has a high risk", number=option.number),
            selected.entry,
        )


def _vulnerable(scene: Scene) -> Iterator[Proposal]:
    """A customer with a need has not heard from us for a week."""
    facts = scene.facts
    heard = facts.moments.get("last_contact", facts.received_at)
    if facts.needs and facts.stage not in facts.reported and scene.at - heard >= UNHEARD:
        said = say("a customer with a need has not heard from us since {day}", day=scene.day(heard))
        yield Proposal(Cause.VULNERABLE, said, max(facts.last_to_customer, facts.needs[-1].entry))


def _entry_of(facts: Facts, kind: str) -> int:
    """The number of the last entry of a kind."""
    return max((number for number, one in enumerate(facts.kinds, 1) if one == kind), default=0)


def is_proposed(scene: Scene) -> Ruling:
    return YES if proposed(scene) else no("is_proposed", say("Escalating is not proposed at this moment."))


def has_open_escalation(scene: Scene) -> Ruling:
    if scene.facts.open_escalations():
        return YES
    return no("has_open_escalation", say("The case has not been escalated."))


def has_returnable(scene: Scene) -> Ruling:
    if any(one.state is not EscalationState.RETURNED for one in scene.facts.escalations.values()):
        return YES
    return no("has_open_escalation", say("The case has not been escalated."))
