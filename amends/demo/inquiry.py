"""Second chapter: understanding what is meant, finding out what happened, and keeping one's word meanwhile."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from amends.demo import phrases
from amends.demo.plans import LATE
from amends.demo.solving import parts
from amends.demo.telling import Telling
from amends.rules.rulings import Scene
from amends.rules.steps.informing import (
    BreakPromise,
    KeepPromise,
    MakePromise,
    ReceiveMessage,
    ReleasePromise,
    SendUpdate,
)
from amends.rules.steps.investigation import AddEvidence, HandOver, ReceiveInput, RequestInput
from amends.rules.steps.time import ExtendClock, PauseClock, ResumeClock, extendable
from amends.rules.steps.understanding import AddIssue, Answer, Ask, ConfirmUnderstanding

Confirmed = Literal["by the customer", "not yet confirmed"]
CONFIRMED: tuple[Confirmed, ...] = ("by the customer", "by the customer", "not yet confirmed")


def understand(t: Telling) -> None:
    """The points complained of, what is still unclear, and what the customer confirms."""
    t.wait(t.area.days * 0.12)
    for issue in t.issues:
        t.take(AddIssue(title=issue.title, about=issue.about), t.handler)
    if t.plan.asks or t.plan.waits_for_customer:
        _ask(t)
    t.wait(t.area.days * 0.1)
    confirmed: Confirmed = t.rng.choice(CONFIRMED)
    step = ConfirmUnderstanding(
        nature="; ".join(issue.title for issue in t.issues) + ".",
        cause="They think that nobody looked at what was already known.",
        implications=t.words(t.topic.so),
        wants=t.facts.wants or "An answer.",
        confirmed=confirmed,
    )
    t.take(step, t.handler)


def _ask(t: Telling) -> None:
    t.take(Ask(message=t.topic.question), t.handler)
    if t.plan.waits_for_customer:
        t.take(PauseClock(reason="waiting_for_customer", explanation=phrases.PAUSED_FOR_CUSTOMER), t.handler)
    t.customer_waits(3)
    t.take(Answer(question=len(t.facts.questions), message=t.topic.answer), t.customer)


def promise(t: Telling) -> None:
    """Give one's word, and what became of it."""
    if t.plan.promise:
        _promise(t)
    if t.plan.promise == "broken twice":
        _settle(t, "broken")
        _promise(t)
    if t.plan.hands_over:
        _hand_over(t)
    if t.plan.promise:
        _settle(t, "broken" if t.plan.promise == "broken twice" else t.plan.promise)
    if t.plan.promise == "broken":
        _promise(t)
        _settle(t, "kept")


def _promise(t: Telling) -> None:
    due_on = t.calendar.working_days_after(t.at.date(), t.rng.randint(2, 4))
    t.take(MakePromise(what=t.words(t.topic.promise), due_on=due_on), t.handler)


def _settle(t: Telling, fate: str) -> None:
    open_one = t.facts.open_promises()[0]
    after = {"kept": -1, "released": -1, "late": 3, "broken": 2}[fate]
    t.go_to(open_one.due_on + timedelta(days=after))
    if fate == "broken":
        t.take(BreakPromise(promise=open_one.number, reason=t.words(phrases.BROKEN)), t.handler)
    elif fate == "released":
        t.take(ReleasePromise(promise=open_one.number, reason=t.words(phrases.RELEASED)), t.customer)
    else:
        t.take(KeepPromise(promise=open_one.number, proof=t.words(phrases.KEPT)), t.handler)


def _hand_over(t: Telling) -> None:
    others = [
        one for one in t.world.handlers(t.area.team) if one.id != t.handler.id and one.id not in t.facts.about_staff
    ]
    if len(others) < 2 and t.plan.second_stage:
        return  # someone must be left who had no part in it
    reason, next_steps = t.rng.choice(phrases.HAND_OVER)
    after = t.rng.choice(others)
    t.take(HandOver(to=after.id, reason=reason, next_steps=next_steps), t.handler)
    t.owner = after


def look_into(t: Telling) -> None:
    """Time, colleagues, records."""
    if t.plan.extends:
        _extend(t)
    if t.plan.waits_for_others:
        _wait_for_others(t)
    if t.plan.asks_colleague:
        _ask_colleague(t)
    t.wait(t.area.days * 0.25)
    if t.plan.pace != LATE:
        t.take(SendUpdate(message=t.words(phrases.UPDATES)), t.handler)
    else:
        _say_that_it_takes_longer(t)
    if t.plan.pace == LATE and t.rng.random() < 0.6:
        t.customer_waits(2)
        t.take(ReceiveMessage(message=t.words(phrases.MESSAGES)), t.customer)
    t.wait(t.area.days * 0.25)
    add_evidence(t)


def _say_that_it_takes_longer(t: Telling) -> None:
    """The letter that some regimes want where there is no answer in time."""
    stops = {stop for clock in t.scene(t.handler).regime.clocks for stop in clock.stops}
    said = {"message": phrases.TAKES_LONGER, **parts(SendUpdate, t)}
    if "holding_sent" in stops:
        t.take(SendUpdate(purpose="holding", **said), t.handler)
    elif "not_yet_sent" in stops:
        t.take(SendUpdate(purpose="not_yet", **said), t.handler)


def add_evidence(t: Telling) -> None:
    for number, issue in enumerate(t.issues, start=1):
        source: Literal["third party", "our records"] = "third party" if t.rng.random() < 0.2 else "our records"
        t.take(AddEvidence(title=issue.proof, source=source, issues=[number]), t.handler)


def _ask_colleague(t: Telling) -> None:
    due_on = t.calendar.working_days_after(t.at.date(), 3)
    other = t.leader
    t.take(RequestInput(of=other.id, question=t.words(phrases.COLLEAGUES), due_on=due_on), t.handler)
    t.wait(2)
    number = len(t.facts.requests)
    t.take(ReceiveInput(request=number, answer=t.words(phrases.COLLEAGUES_SAY)), t.handler)


def _wait_for_others(t: Telling) -> None:
    t.take(PauseClock(reason="waiting_for_third_party", explanation=phrases.PAUSED_FOR_OTHERS), t.handler)
    t.wait(6)
    t.take(ResumeClock(explanation=phrases.CAME), t.handler)


def _extend(t: Telling) -> None:
    """Take the longer time that the regime allows, if it is not too late for that."""
    scene = t.scene(t.handler)
    for clock in extendable(scene):
        if clock.extension and clock.stage in (None, t.facts.stage) and "responded" in clock.stops:
            agreed = clock.extension.form == "agree"
            step = ExtendClock(
                clock=clock.id,
                ground=clock.extension.grounds[0].id,
                explanation="More people and records are concerned than usual.",
                to_on=_later(scene) if agreed else None,
                agreed=agreed,
                message=phrases.EXTENDED,
                **{name: text for name, text in parts(ExtendClock, t).items() if name not in ("reasons", "new_date")},
            )
            if step.ruling(scene):
                t.take(step, t.handler)
            return


def _later(scene: Scene) -> date:
    return scene.facts.received_at.date() + timedelta(days=240)
