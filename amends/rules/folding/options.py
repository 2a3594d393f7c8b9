"""Options, how they were weighed, which was chosen, and what was approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from amends.rules.entries import Entry
from amends.rules.facts import Facts
from amends.rules.redress import Redress
from amends.rules.resolution import (
    Approval,
    ApprovalState,
    Level,
    Meets,
    Option,
    Risk,
    RiskKind,
    Selection,
    Weighing,
)


def option_identified(facts: Facts, entry: Entry) -> None:
    number = entry.number_of("option")
    facts.resolution.options[number] = Option(
        number=number,
        kind=Redress(entry.word("kind")),
        pence=entry.amount("pence") or 0,
        title=entry.text("title"),
        detail=entry.text("detail"),
        by=entry.by,
        stage=facts.stage,
        entry=entry.number,
    )


def option_weighed(facts: Facts, entry: Entry) -> None:
    option = facts.resolution.options[entry.number_of("option")]
    weighing = Weighing(
        benefits_customer=entry.text("benefits_customer"),
        drawbacks_customer=entry.text("drawbacks_customer"),
        benefits_us=entry.text("benefits_us"),
        drawbacks_us=entry.text("drawbacks_us"),
        meets=Meets(entry.word("meets")),
        pence=entry.amount("pence"),
        by=entry.by,
        at=entry.happened_at,
        entry=entry.number,
    )
    facts.resolution.options[option.number] = replace(option, weighing=weighing)


def risk_assessed(facts: Facts, entry: Entry) -> None:
    """A risk assessed anew takes the place of what was said of it before; the others stay."""
    option = facts.resolution.options[entry.number_of("option")]
    found = dict(option.risks)
    for kind in RiskKind:
        levels = entry.words(kind.value)
        if len(levels) == 2:
            found[kind] = Risk(kind, Level(levels[0]), Level(levels[1]), entry.text(f"why_{kind.value}"))
    facts.resolution.options[option.number] = replace(option, risks=found)
    facts.resolution.assessors.setdefault(facts.stage, set()).add(entry.by)


def option_selected(facts: Facts, entry: Entry) -> None:
    facts.resolution.selected[facts.stage] = Selection(
        option=entry.number_of("option"),
        rationale=entry.text("rationale"),
        why_only=entry.text("why_only"),
        by=entry.by,
        at=entry.happened_at,
        entry=entry.number,
    )


def sums_in(entry: Entry, name: str) -> dict[str, int]:
    """Pence by kind, as an entry keeps them."""
    kept = entry.data.get(name)
    return {kind: pence for kind, pence in kept.items() if isinstance(pence, int)} if isinstance(kept, dict) else {}


def approval_sought(facts: Facts, entry: Entry) -> None:
    """What is asked anew takes the place of what was asked before and is not decided yet."""
    approvals = facts.resolution.approvals
    for one in facts.resolution.open_approvals():
        approvals[one.number] = replace(one, state=ApprovalState.OVERTAKEN)
    number = entry.number_of("approval")
    approvals[number] = Approval(
        number=number,
        options=entry.numbers("options"),
        sums=sums_in(entry, "sums"),
        of=entry.word("of"),
        message=entry.text("message"),
        due_on=date.fromisoformat(entry.word("due_on")),
        by=entry.by,
        at=entry.happened_at,
        stage=facts.stage,
        entry=entry.number,
        able=entry.words("able"),
    )


def approved(facts: Facts, entry: Entry) -> None:
    _decide(facts, entry, ApprovalState.APPROVED)


def declined(facts: Facts, entry: Entry) -> None:
    _decide(facts, entry, ApprovalState.DECLINED)


def _decide(facts: Facts, entry: Entry, state: ApprovalState) -> None:
    approval = facts.resolution.approvals[entry.number_of("approval")]
    facts.resolution.approvals[approval.number] = replace(
        approval,
        state=state,
        decided_by=entry.by,
        acts_for=entry.word("acts_for"),
        reason=entry.text("reason"),
        decided_at=entry.happened_at,
    )


ON = {
    "option_identified": option_identified,
    "option_weighed": option_weighed,
    "risk_assessed": risk_assessed,
    "option_selected": option_selected,
    "approval_sought": approval_sought,
    "approved": approved,
    "declined": declined,
}
