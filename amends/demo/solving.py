"""Putting it right: ways that are weighed, one that is selected, approval where it is needed, the offer and what the
customer says to it, and what was agreed done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, Literal

from amends.demo import right_phrases as phrases
from amends.demo.plans import Fate
from amends.demo.telling import Telling
from amends.demo.ways import Way, risks, ways, weighing
from amends.rules import resolving
from amends.rules.actors import Actor
from amends.rules.facts import Outcome
from amends.rules.redress import Redress, amounts_in
from amends.rules.resolution import Offer
from amends.rules.steps.agreeing import Accept, CarryOut, Counter, RefuseOffer
from amends.rules.steps.approval import Approve, Decline, SeekApproval
from amends.rules.steps.investigation import AddEvidence, Find
from amends.rules.steps.letter import LetterWithParts
from amends.rules.steps.offers import AgreeCounter, MakeOffer, WithdrawOffer
from amends.rules.steps.options import AssessRisk, IdentifyOption, InviteOptions, SelectOption, WeighOption
from amends.rules.steps.response import SendSummary
from amends.rules.steps.understanding import AddIssue, ConfirmUnderstanding

Phone = Literal["portal", "phone"]
BY_PHONE = 0.25
"""The share of customers who say by phone what they say to an offer."""


def went_wrong(t: Telling) -> bool:
    """Whether something was found justified in this stage."""
    found = (issue.findings.get(t.facts.stage) for issue in t.facts.issues.values())
    return any(one is not None and one.outcome in (Outcome.JUSTIFIED, Outcome.PARTLY) for one in found)


def put_right(t: Telling) -> None:
    """From the options to what was agreed, as far as the plan goes."""
    weigh(t)
    first = _offered_ways(t)
    if not _approved(t, first):
        first = _lesser(t)
    offer(t, first)
    _ANSWERS[t.plan.offer](t)
    carry_out(t)


def weigh(t: Telling) -> None:
    """Look at the ways there are, one's own and those of colleagues, and choose."""
    found = ways(t.rng, t.topic.kind, t.words(t.topic.way), t.area.currency)
    t.wait(t.area.days * 0.05)
    if t.plan.invites:
        _invite(t, found.pop(1))
    for way in found:
        _add(t, way, t.handler)
    _weigh_all(t)
    t.take(SelectOption(option=_first(t), rationale=t.words(phrases.RATIONALE)), t.handler)


def _invite(t: Telling, way: Way) -> None:
    colleague = next(one for one in t.world.handlers(t.area.team) if one.id not in {t.handler.id, *t.facts.about_staff})
    due_on = t.calendar.working_days_after(t.at.date(), 3)
    t.take(InviteOptions(of=[colleague.id], question=phrases.WHICH_WAYS, due_on=due_on), t.handler)
    t.stands("invited")
    t.wait(1)
    _add(t, way, colleague)


def _add(t: Telling, way: Way, by: Actor) -> None:
    t.take(IdentifyOption(kind=way.kind, title=way.title, pence=way.pence), by)
    t.ways[len(t.facts.resolution.options)] = way


def _weigh_all(t: Telling) -> None:
    """Benefits and drawbacks of each; the risks of the one that is chosen, and of some of the others."""
    for option in t.facts.resolution.of_stage(t.facts.stage):
        _weigh(t, option.number)
        if option.kind is t.topic.kind or t.plan.upheld or t.rng.random() < 0.3:
            _assess(t, option.number)


def _weigh(t: Telling, number: int) -> None:
    t.take(WeighOption(option=number, **weighing(t.ways[number])), t.handler)


def _assess(t: Telling, number: int) -> None:
    t.take(AssessRisk(option=number, **risks(t.ways[number], t.rng)), t.handler)


def _first(t: Telling) -> int:
    """The option that the topic has for itself."""
    options = t.facts.resolution.of_stage(t.facts.stage)
    return next(option.number for option in options if option.kind is t.topic.kind)


def _offered_ways(t: Telling) -> list[int]:
    """What is put to the customer: the one selected, and now and then another to choose from."""
    others = [option for option in t.facts.resolution.of_stage(t.facts.stage) if option.sums]
    rest = [option.number for option in others if option.number != _first(t) and option.kind is Redress.GOODWILL]
    return [_first(t), *(rest if t.rng.random() < 0.6 else [])]


def _lesser(t: Telling) -> list[int]:
    """What the handler may give alone, where more was declined: half of it, or an apology."""
    less = Way(Redress.GOODWILL, f"{t.area.currency}45 for the trouble, and an apology", 45_00)
    _add(t, less, t.handler)
    number = len(t.facts.resolution.options)
    _weigh(t, number)
    _assess(t, number)
    t.take(SelectOption(option=number, rationale=phrases.LESS), t.handler)
    return [number]


def _approved(t: Telling, options: Sequence[int]) -> bool:
    """Whether it may be offered: because it is within authority, or because someone else has approved it."""
    scene = t.scene(t.handler)
    sums = resolving.offer_sums(scene, [t.facts.resolution.options[number] for number in options])
    if resolving.within_authority(scene, sums, options):
        return True
    due_on = t.calendar.working_days_after(t.at.date(), 2)
    t.take(SeekApproval(options=list(options), due_on=due_on, message=t.words(phrases.PLEASE_APPROVE)), t.handler)
    t.stands("asked")
    t.wait(1)
    approver, number = _who_approves(t), len(t.facts.resolution.approvals)
    if t.plan.declined:
        t.take(Decline(approval=number, reason=phrases.DECLINED), approver)
        return False
    t.take(Approve(approval=number, reason=t.words(phrases.APPROVED)), approver)
    return True


def _who_approves(t: Telling) -> Actor:
    """Someone who may, has no part in it and sees the case: the leader where it is within their authority."""
    number = len(t.facts.resolution.approvals)
    fitting = Approve(approval=number, reason=".")
    return next(one for one in t.world.deciders(t.area.team) if fitting.ruling(t.scene(one)))


def offer(t: Telling, options: Sequence[int]) -> None:
    """Put it to the customer, on paper where the plan says so."""
    step = MakeOffer(
        options=list(options),
        open_until=t.at.date() + timedelta(days=14 if t.plan.offer == "lapsed" else 28),
        without_liability=t.rng.random() < 0.3,
        message=t.words(phrases.OFFERED),
        goes="letter" if t.plan.paper == "letter" else "message",
        large_print=t.plan.large_print,
        **parts(MakeOffer, t),
    )
    t.take(step, t.handler)


def settle_early(t: Telling) -> None:
    """Looked into, agreed and answered in short, all within the day."""
    for issue in t.issues:
        t.take(AddIssue(title=issue.title, about=issue.about), t.handler)
    understood = ConfirmUnderstanding(
        nature=t.issues[0].title,
        cause=t.issues[0].cause,
        implications=t.words(t.topic.so),
        wants=t.facts.wants or "An answer.",
        confirmed="by the customer",
    )
    t.take(understood, t.handler)
    t.take(AddEvidence(title=t.issues[0].proof, source="our records", issues=[1]), t.handler)
    for number, issue in enumerate(t.issues, start=1):
        found = Find(
            issue=number,
            outcome=Outcome.JUSTIFIED,
            reasons=issue.up,
            cause=issue.cause,
            let_down_by=issue.let_down,
            evidence=[1],
        )
        t.take(found, t.handler)
    weigh(t)
    _approved(t, [_first(t)])
    offer(t, [_first(t)])
    t.take(Accept(offer=1, option=_first(t), comment=t.words(phrases.YES_PLEASE), channel="phone"), t.handler)
    t.take(SendSummary(message=phrases.SUMMARY, **parts(SendSummary, t)), t.handler)
    carry_out(t)


def _standing(t: Telling) -> Offer:
    return list(t.facts.resolution.offers.values())[-1]


def _says(t: Telling) -> tuple[Actor, Phone]:
    """Whether the customer says it themselves, or on the phone to whoever handles it."""
    return (t.handler, "phone") if t.rng.random() < BY_PHONE else (t.customer, "portal")


def accept(t: Telling, *, stands: bool = True) -> None:
    if stands:
        t.stands("offered")
    t.customer_waits(3)
    by, channel = _says(t)
    found = _standing(t)
    step = Accept(
        offer=found.number, option=found.terms[0].option, comment=t.words(phrases.YES_PLEASE), channel=channel
    )
    t.take(step, by)
    t.stands("agreed")


def _counter(t: Telling) -> None:
    """They ask for more; we agree where we may, and otherwise offer the same again, which they take."""
    t.customer_waits(3)
    found, (by, channel) = _standing(t), _says(t)
    asked = _more_than(found.terms[0].pence)
    t.take(Counter(offer=found.number, message=t.words(phrases.MORE), pence=asked, channel=channel), by)
    t.stands("countered")
    t.wait(1)
    agrees = AgreeCounter(option=found.terms[0].option, message=phrases.AGREED)
    if agrees.ruling(t.scene(t.handler)):
        t.take(agrees, t.handler)
    else:
        offer(t, [term.option for term in found.terms])
        accept(t, stands=False)


def _more_than(pence: int) -> int | None:
    """A fifth more, in whole pounds; of what is no money, nothing."""
    return (pence * 6 // 500 + 1) * 100 if pence else None


def _refuse(t: Telling) -> None:
    t.customer_waits(4)
    by, channel = _says(t)
    t.take(RefuseOffer(offer=_standing(t).number, why=t.words(phrases.NO_THANKS), channel=channel), by)


def _withdraw(t: Telling) -> None:
    """It named the wrong amount: it is taken back, and made again."""
    t.wait(0.6)
    found = _standing(t)
    t.take(WithdrawOffer(offer=found.number, message=phrases.OFFER_TAKEN_BACK), t.handler)
    offer(t, [term.option for term in found.terms])
    accept(t, stands=False)


def _lapse(t: Telling) -> None:
    until = _standing(t).open_until
    if until:
        t.go_to(until + timedelta(days=2))


_ANSWERS: dict[Fate, Callable[[Telling], None]] = {
    "accepted": accept,
    "countered": _counter,
    "refused": _refuse,
    "withdrawn": _withdraw,
    "lapsed": _lapse,
}


def carry_out(t: Telling) -> None:
    """Do what was agreed or ordered, mostly in time, with what proves it."""
    for promise in t.facts.open_promises():
        if promise.agreed:
            late = t.rng.random() < 0.12
            t.go_to(promise.due_on + timedelta(days=2 if late else -t.rng.randint(1, 9)))
            proof = t.words(phrases.PAID if promise.pence else phrases.DONE)
            t.take(CarryOut(promise=promise.number, proof=proof, pence=promise.pence), t.handler)


def redress_said(t: Telling) -> str:
    """What the answer says of putting it right: no more money than was agreed or stands offered."""
    if not went_wrong(t):
        return phrases.NOTHING_WRONG
    said, most = t.words(t.topic.redress), t.facts.resolution.named(t.at.date())
    if max(amounts_in(said), default=0) <= most:
        return said
    offers = t.facts.resolution.offers
    return phrases.OFFER_NOT_TAKEN if offers and not t.facts.resolution.agreed() else phrases.PUT_RIGHT


def parts(step: type[LetterWithParts], t: Telling) -> dict[str, Any]:
    """What the regime wants said in this letter, as this organisation says it."""
    return {name: phrases.PARTS[name] for name in step.wanted_parts(t.scene(t.handler))}
