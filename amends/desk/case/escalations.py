"""Escalating, as the column beside the case shows it: what is proposed and why, and what has been escalated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from amends.desk.case.opened import Opened
from amends.desk.case.options import Act, act
from amends.rules.escalating import proposed
from amends.rules.referring import CAUSE_WORDS, Escalation, EscalationState
from amends.rules.steps.escalation import Escalate, KeepHere, Return, TakeOver
from amends.ui.sentences import words_text


@dataclass(frozen=True, slots=True)
class Proposed:
    why: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Escalated:
    escalation: Escalation
    cause: str
    to: str
    by: str
    at: datetime
    due_on: date
    taken: bool
    acts: tuple[Act, ...]


def proposals(case: Opened) -> list[Proposed]:
    """What speaks for escalating at this moment."""
    return [
        Proposed(
            words_text(one.why),
            (
                act(case, Escalate, gettext("Escalate"), f"?cause={one.cause.value}"),
                act(case, KeepHere, gettext("Not needed"), f"?cause={one.cause.value}"),
            ),
        )
        for one in proposed(case.scene)
    ]


def escalated(case: Opened) -> list[Escalated]:
    """Those that have not been given back."""
    if not case.facts.is_open:
        return []
    there = (one for one in case.facts.escalations.values() if one.state is not EscalationState.RETURNED)
    return [_escalated(case, one) for one in there]


def _escalated(case: Opened, one: Escalation) -> Escalated:
    return Escalated(
        escalation=one,
        cause=words_text(CAUSE_WORDS[one.cause]),
        to=case.names.who(one.to),
        by=case.names.who(one.by),
        at=one.at,
        due_on=one.due_on,
        taken=one.state is EscalationState.TAKEN_OVER,
        acts=tuple(_acts(case, one)),
    )


def _acts(case: Opened, one: Escalation) -> list[Act]:
    query, words = f"?escalation={one.number}", "–"
    back = act(
        case, Return, gettext("Answer and give it back"), query, trial=Return(escalation=one.number, answer=words)
    )
    if one.state is EscalationState.TAKEN_OVER:
        return [back]
    over = TakeOver(escalation=one.number, reason=words)
    return [act(case, TakeOver, gettext("Take it over"), query, trial=over), back]
