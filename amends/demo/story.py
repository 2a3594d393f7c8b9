"""One case from its first word to where it stands today, as its plan says."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from amends.demo import answering, elsewhere, inquiry, intake, phrases, solving
from amends.demo.plans import Chapter
from amends.demo.telling import PresentReached, StandsStill, Telling
from amends.rules.steps.closing import Close
from amends.rules.steps.informing import SendUpdate
from amends.rules.steps.satisfaction import AnswerSatisfaction, CheckSatisfaction


def tell(t: Telling) -> None:
    """Tell it as far as the present reaches."""
    with suppress(PresentReached, StandsStill):
        _tell(t)
    if t.reference:
        t.world.cases[t.person.name].append(t.reference)
        if t.plan.event:
            t.world.cases[t.plan.event].append(t.reference)


def _tell(t: Telling) -> None:
    intake.come_in(t)
    _may_stand(t, "received")
    intake.decide(t)
    _may_stand(t, "recognised")
    if t.plan.kind == "excluded":
        _close_excluded(t)
    elif t.plan.kind in ("query", "problem"):
        _settle_simply(t)
    else:
        _complaint(t)


def _may_stand(t: Telling, chapter: Chapter) -> None:
    if t.plan.stands_after == chapter:
        raise StandsStill


def _close_excluded(t: Telling) -> None:
    t.wait(3)
    if t.plan.signposts:
        elsewhere.signpost(t)
    reasons = "The customer was told why, and where to turn."
    t.take(Close(because="excluded", reasons=reasons, message=t.words(phrases.GOODBYE)), t.handler)


def _settle_simply(t: Telling) -> None:
    """A query is answered; a problem is dealt with, and the customer says whether it is sorted."""
    inquiry.promise(t)
    t.wait(1.5)
    t.take(SendUpdate(message=phrases.QUERY_ANSWER), t.handler)
    if t.plan.kind == "problem":
        t.take(CheckSatisfaction(message=t.words(phrases.ASK_SORTED)), t.handler)
        t.customer_waits(2)
        t.take(AnswerSatisfaction(answer="yes", comment=t.words(phrases.HAPPY)), t.customer)
    t.wait(1)
    because: Literal["resolved", "answered"] = "resolved" if t.plan.kind == "problem" else "answered"
    t.take(Close(because=because, reasons="Dealt with.", message=t.words(phrases.GOODBYE)), t.handler)


def _complaint(t: Telling) -> None:
    if t.plan.early:
        solving.settle_early(t)
        answering.ask_whether_sorted(t)
        answering.close(t)
        return
    intake.acknowledge(t)
    intake.note_what_matters(t)
    if t.plan.purchase:
        elsewhere.note_a_purchase(t)
    if t.plan.takes_back:
        elsewhere.take_back(t)
    _may_stand(t, "acknowledged")
    if t.plan.withdraws:
        answering.withdraw(t)
        return
    inquiry.understand(t)
    _may_stand(t, "understood")
    if t.plan.corrects:
        answering.correct(t)
    inquiry.promise(t)
    inquiry.look_into(t)
    if t.plan.escalates:
        elsewhere.keep_here(t) if t.plan.escalates == "kept" else elsewhere.escalate(t)
    answering.find(t)
    _may_stand(t, "found")
    if t.plan.solves and solving.went_wrong(t):
        solving.put_right(t)
    answering.report(t)
    _may_stand(t, "answered")
    answering.ask_whether_sorted(t)
    answering.give_reasons(t)
    if t.plan.second_stage and t.facts.dissatisfied:
        answering.next_stage(t)
    answering.close(t)
    answering.afterwards(t)
