"""Third chapter: what was found, the answer, whether it is sorted, and the end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from amends.demo import elsewhere, phrases
from amends.demo.inquiry import add_evidence
from amends.demo.intake import acknowledge
from amends.demo.solving import redress_said
from amends.demo.telling import Telling
from amends.demo.world import Issue
from amends.rules.facts import Outcome
from amends.rules.steps.closing import Close, NextStage, Reopen
from amends.rules.steps.informing import ReceiveMessage, SendUpdate
from amends.rules.steps.investigation import Assign, Find
from amends.rules.steps.keeping import Correct, Erase
from amends.rules.steps.response import PART_FIELDS, ReportFindings, required_parts
from amends.rules.steps.satisfaction import AnswerSatisfaction, CheckSatisfaction, GiveReasons

OUTCOMES = (Outcome.JUSTIFIED, Outcome.PARTLY, Outcome.UNJUSTIFIED, Outcome.UNABLE)
WEIGHTS = (44, 22, 29, 5)


def find(t: Telling) -> None:
    """A finding for each point."""
    t.wait(t.area.days * 0.15)
    evidence = sorted(t.facts.evidence)
    for number, issue in enumerate(t.issues, start=1):
        t.take(_finding(t, number, issue, evidence[-len(t.issues) :][number - 1]), t.handler)


def _finding(t: Telling, number: int, issue: Issue, proof: int) -> Find:
    outcome = Outcome.JUSTIFIED if t.plan.upheld else t.rng.choices(OUTCOMES, WEIGHTS)[0]
    reasons = {
        Outcome.JUSTIFIED: issue.up,
        Outcome.PARTLY: f"{issue.up} {phrases.PARTLY}",
        Outcome.UNJUSTIFIED: issue.down,
        Outcome.UNABLE: phrases.UNABLE,
    }[outcome]
    went_wrong = outcome in (Outcome.JUSTIFIED, Outcome.PARTLY)
    return Find(
        issue=number,
        outcome=outcome,
        reasons=reasons,
        evidence=[proof],
        cause=issue.cause if went_wrong else "",
        let_down_by=issue.let_down if went_wrong else "none",
    )


def report(t: Telling) -> None:
    """The response, with all that the regime requires."""
    t.wait(t.area.days * 0.1)
    if t.plan.reports_inside and t.facts.stage == 1:
        t.take(ReportFindings(audience="internal", message=phrases.INSIDE), t.leader)
    message = t.words(phrases.ANSWERED)
    if t.plan.reviews:
        elsewhere.have_it_read(t, ReportFindings.name, message)
    goes = t.plan.paper or "message"
    t.take(ReportFindings(message=message, goes=goes, large_print=t.plan.large_print, **_parts(t)), t.handler)
    elsewhere.post(t)


def _parts(t: Telling) -> dict[str, Any]:
    scene = t.scene(t.handler)
    said = {
        **ReportFindings.suggests(scene),
        "how_considered": "We read your account, our records and what colleagues told us, and compared them.",
        "redress": redress_said(t),
        "outstanding_actions": "Nothing is outstanding on your side. We check in a month that it has held.",
        "next_stage_how": "Answer this message, or tell us on your page, that you want stage 2 and what we missed.",
        "time_limit": "You must do so within six months of the date of this letter.",
        "waiver": "If you refer it later than that, we do not agree to set the time limit aside.",
        "leaflet": "Your complaint and the ombudsman",
        "signed_by": "Helen Marsh, for the responsible person",
    }
    if not said["referral_rights"]:
        said["referral_rights"] = "There is no ombudsman for this. You can get independent advice from Citizens Advice."
    wanted = {part.field for part in required_parts(scene)} | {"redress"}
    return {name: said[name] for name in PART_FIELDS if name in wanted}


def ask_whether_sorted(t: Telling) -> None:
    """Only the customer can say; some never do."""
    t.wait(1.5)
    t.take(CheckSatisfaction(message=t.words(phrases.ASK_SORTED)), t.handler)
    if not t.plan.sorted:
        t.wait(10)
        return
    t.customer_waits(3)
    words = phrases.HAPPY if t.plan.sorted == "yes" else phrases.UNHAPPY
    t.take(AnswerSatisfaction(answer=t.plan.sorted, comment=t.words(words)), t.customer)


def give_reasons(t: Telling) -> None:
    if t.facts.dissatisfied:
        t.wait(1.5)
        rights = GiveReasons.suggests(t.scene(t.handler)).get("message", "")
        t.take(GiveReasons(message="\n\n".join(filter(None, (t.words(phrases.REASONS_AGAIN), rights)))), t.handler)


def next_stage(t: Telling) -> None:
    """Stage 2, by someone who had no part in stage 1."""
    t.customer_waits(5)
    t.take(NextStage(request=t.words(phrases.STAGE_TWO)), t.customer)
    t.wait(0.7)
    earlier = t.facts.took_part.get(1, set())
    fresh = [one for one in t.world.handlers(t.area.team) if one.id not in earlier | t.facts.about_staff]
    t.owner = t.rng.choice(fresh)
    t.take(Assign(to=t.owner.id, reason="Had no part in stage 1."), t.leader)
    acknowledge(t)
    t.wait(t.area.days * 0.5)
    t.take(SendUpdate(message=t.words(phrases.STAGE_TWO_FOUND)), t.handler)
    t.wait(t.area.days * 0.4)
    add_evidence(t)
    find(t)
    report(t)
    ask_whether_sorted(t)
    give_reasons(t)


def close(t: Telling) -> None:
    t.wait(2)
    answered = t.facts.satisfaction
    is_sorted = answered is not None and answered.answer == "yes"
    t.take(
        Close(
            because="resolved" if is_sorted else "final_response",
            reasons=t.words(phrases.CLOSED_SORTED if is_sorted else phrases.CLOSED_ANSWERED),
            message=t.words(phrases.GOODBYE),
        ),
        t.handler,
    )


def withdraw(t: Telling) -> None:
    t.customer_waits(4)
    t.take(ReceiveMessage(message=t.words(phrases.WITHDRAWN)), t.customer)
    t.wait(1)
    t.take(
        Close(because="withdrawn", reasons="Withdrawn by the customer.", message=t.words(phrases.GOODBYE)), t.handler
    )


def afterwards(t: Telling) -> None:
    """What may still happen to a closed case."""
    if t.plan.reopens:
        t.customer_waits(9)
        t.take(Reopen(reason=t.words(phrases.REOPENED)), t.customer)
        t.wait(1)
        t.take(
            SendUpdate(message="You are right, and I am sorry. It has been done now, and I have seen it myself."),
            t.handler,
        )
        close(t)
    if t.plan.refers and t.facts.dissatisfied:
        elsewhere.refer(t)
        ask_whether_sorted(t)
        give_reasons(t)
        close(t)
    if t.plan.erases:
        t.at += timedelta(days=45)
        t.take(Erase(ground="request of the customer", sure=True), t.world.quality())


def correct(t: Telling) -> None:
    """Something had been written down wrongly."""
    step = Correct(entry=1, field="customer_phone", value=t.person.phone, reason="Two digits had been swapped.")
    if t.rng.random() < 0.4:
        moment = t.facts.received_at - timedelta(hours=20)
        step = Correct(
            entry=1, field="happened_at", value=moment.isoformat(), reason="It came the day before, after hours."
        )
    t.take(step, t.handler)
