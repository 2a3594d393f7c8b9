"""What the procedure wants next, and by when: most pressing first. The first is the case's line on My work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from amends.rules.clocks import Reckoning
from amends.rules.deadlines import reckonings
from amends.rules.facts import CaseKind, Facts
from amends.rules.needs import accepted_early, regime_summarises, wants_acknowledgement
from amends.rules.regimes import ClockKind
from amends.rules.resolution import OfferState
from amends.rules.rulings import Scene
from amends.rules.wanting import Next, owed, towards_resolution, unposted
from amends.rules.words import say

__all__ = ["Next", "next_steps"]

FAR = date.max


def next_steps(scene: Scene) -> list[Next]:
    """What is wanted now, by due date; things without a date come last, in the order of the procedure."""
    if not scene.facts.is_open:
        return [*_unheard(scene), *unposted(scene)]
    wanted = [*_wanted(scene), *owed(scene)]
    return sorted(wanted, key=lambda one: (one.due_on or FAR, one.whose != "us"))


def _unheard(scene: Scene) -> Iterator[Next]:
    """A closed case wants nothing, unless the customer spoke since and nobody has done anything about it."""
    facts = scene.facts
    heard = max(facts.last_from_us, facts.closed.entry if facts.closed else facts.number)
    last = facts.last_from_customer
    if last > heard and facts.kinds[last - 1] != "satisfaction_answered":
        day = scene.day(facts.happened[last - 1])
        yield Next("reopen", say("The customer wrote after it was closed: open it again, or note why not"), day)


def _begun_on(scene: Scene) -> date:
    """The day on which the present stage was asked for."""
    facts = scene.facts
    return scene.day(facts.moments.get(facts.moment_of_stage("received"), facts.received_at))


def _wanted(scene: Scene) -> Iterator[Next]:
    facts = scene.facts
    running = [r for r in reckonings(facts, scene.regime, scene.calendar) if r.due_on and not r.met_at]
    if facts.kind is CaseKind.UNDECIDED:
        yield Next("recognise", say("Decide whether it is a complaint"), scene.day(facts.received_at))
        return
    if not facts.owner:
        yield Next("assign", say("Give it an owner"), _begun_on(scene))
    elif facts.owner in facts.about_staff:
        yield Next("hand_over", say("Give it to someone else: the complaint is about its owner"), _begun_on(scene))
    if facts.is_complaint:
        yield from _complaint(scene, running)
    else:
        yield from _simple(facts)


def _due(running: list[Reckoning], stop: str) -> tuple[date | None, str]:
    """The earliest date by which a clock wants this moment, and that clock's id. The first stop of a clock is what it
    is for; the others only end it."""
    fitting = (r for r in running if r.clock.kind is ClockKind.ACT_BY and r.clock.stops[:1] == (stop,))
    dated = [(r.due_on, r.clock.id) for r in fitting if r.due_on]
    return min(dated) if dated else (None, "")


def _complaint(scene: Scene, running: list[Reckoning]) -> Iterator[Next]:
    facts = scene.facts
    if facts.acknowledged_at is None and facts.stage not in facts.reported and wants_acknowledgement(scene):
        due, clock = _due(running, facts.moment_of_stage("acknowledged"))
        yield Next("acknowledge", say("Acknowledge it to the customer"), due or _begun_on(scene), clock=clock)
    if facts.stage in facts.reported:
        yield from _after_answer(facts)
        return
    due, clock = _due(running, facts.moment_of_stage("responded"))
    if regime_summarises(scene) and accepted_early(scene):
        yield Next("send_summary", say("Send the summary resolution: they have accepted"), due, clock=clock)
    else:
        yield _towards_answer(facts, due, clock)
    contact, its_clock = _due(running, "last_contact")
    if contact:
        yield Next("send_update", say("Tell the customer where things are"), contact, clock=its_clock)


def _towards_answer(facts: Facts, due: date | None, clock: str) -> Next:
    """The one thing that stands between here and the answer."""
    if not facts.issues:
        return Next("add_issue", say("Write down the points complained of"), due, clock=clock)
    if facts.understanding is None:
        return Next("confirm_understanding", say("Confirm the understanding with the customer"), due, clock=clock)
    undecided = facts.undecided_issues()
    if undecided:
        what = say("Decide issue {number}: {title}", number=undecided[0].number, title=undecided[0].title)
        return Next("find", what, due, clock=clock)
    if resolving := towards_resolution(facts):
        return Next(*resolving, due, clock=clock)
    return Next("report_findings", say("Send the final response"), due, clock=clock)


def _after_answer(facts: Facts) -> Iterator[Next]:
    if facts.undecided_issues() or facts.unreported_findings():
        yield _towards_answer(facts, None, "")
    elif facts.satisfaction is None:
        yield Next("check_satisfaction", say("Ask the customer whether it is sorted"))
    elif facts.dissatisfied and facts.reasons_given_at is None:
        yield Next("give_reasons", say("Give reasons: the customer says it is not sorted"))
    else:
        yield from _close(facts)


def _close(facts: Facts) -> Iterator[Next]:
    """Closing, once nothing is owed or awaited any more: until then that stands in the list itself. An offer with a
    last day does not keep a case open for ever."""
    offers = facts.resolution.offers.values()
    endless = any(offer.state is OfferState.OPEN and offer.open_until is None for offer in offers)
    awaited = (facts.open_requests(), facts.resolution.open_approvals(), facts.open_escalations())
    if not (endless or any((facts.owed_promises(), *awaited, facts.open_reviews(), facts.open_referrals()))):
        yield Next("close", say("Close the case"))


def _simple(facts: Facts) -> Iterator[Next]:
    if facts.kind is CaseKind.EXCLUDED:
        yield from _close(facts)
    elif facts.dissatisfied and facts.reasons_given_at is None:
        yield Next("recognise", say("The customer says it is not sorted: decide whether it is a complaint"))
    elif facts.last_to_customer < facts.last_from_customer:
        yield Next("send_update", say("Answer the customer"))
    else:
        yield from _close(facts)
