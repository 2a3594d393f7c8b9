"""What is or was asked to be approved: the sums on the case in words, who asked and why, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from amends.desk.case.negotiation import term_words
from amends.desk.case.opened import Opened
from amends.desk.case.options import Act, act
from amends.desk.case.powers import asked_words
from amends.rules.authority import EVERYTHING
from amends.rules.redress import REDRESS_WORDS, Redress
from amends.rules.resolution import Approval, ApprovalState
from amends.rules.rulings import Scene
from amends.rules.steps.agreeing import agreed
from amends.rules.steps.approval import Approve, Decline
from amends.rules.words import Words, say
from amends.ui.sentences import words_text

STATES: dict[ApprovalState, tuple[str, Words]] = {
    ApprovalState.ASKED: ("warn", say("Waits for a decision")),
    ApprovalState.APPROVED: ("ok", say("Approved")),
    ApprovalState.DECLINED: ("bad", say("Sent back")),
    ApprovalState.OVERTAKEN: ("plain", say("Asked for anew since")),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `sums` are what the case may come to in all; `acts`, while it is open, what can be done about it."""

    approval: Approval
    tone: str
    state: str
    of: str
    by: str
    at: datetime
    due_on: date
    options: tuple[str, ...]
    sums: tuple[str, ...]
    decided: str
    acts: tuple[Act, ...]

    @property
    def open(self) -> bool:
        return self.approval.state is ApprovalState.ASKED


def approvals(case: Opened) -> list[Asked]:
    """The newest first."""
    return [_asked(case, approval) for approval in reversed(case.facts.resolution.approvals.values())]


def _asked(case: Opened, approval: Approval) -> Asked:
    tone, state = STATES[approval.state]
    options = (case.facts.resolution.options[number] for number in approval.options)
    return Asked(
        approval=approval,
        tone=tone,
        state=words_text(state),
        of=asked_words(case, approval),
        by=case.names.who(approval.by),
        at=approval.at,
        due_on=approval.due_on,
        options=tuple(term_words(case.scene, agreed(option)) for option in options),
        sums=tuple(sums_words(case.scene, approval.sums)),
        decided=_decided(case, approval),
        acts=_acts(case, approval) if approval.state is ApprovalState.ASKED else (),
    )


def sums_words(scene: Scene, sums: Mapping[str, int]) -> list[str]:
    """«Refund: up to £900», and all together where that is more than one kind."""
    kinds = [kind for kind in sums if kind != EVERYTHING]
    found = [_sum(scene, words_text(REDRESS_WORDS[Redress(kind)]), sums[kind]) for kind in kinds]
    return [*found, _sum(scene, gettext("Everything together"), sums[EVERYTHING])] if len(kinds) > 1 else found


def _sum(scene: Scene, what: str, pence: int) -> str:
    return gettext("{what}: up to {amount}").format(what=what, amount=scene.money(pence)) if pence else what


def _decided(case: Opened, approval: Approval) -> str:
    """Who decided, and whose limits carried it."""
    if not approval.decided_by:
        return ""
    who = case.names.who(approval.decided_by)
    if approval.acts_for and approval.acts_for != approval.decided_by:
        return gettext("{who}, in place of {whose}").format(who=who, whose=case.names.who(approval.acts_for))
    return who


def _acts(case: Opened, approval: Approval) -> tuple[Act, ...]:
    one, words = f"?approval={approval.number}", "–"
    yes, sent_back = (kind(approval=approval.number, reason=words) for kind in (Approve, Decline))
    return (
        act(case, Approve, gettext("Approve"), one, trial=yes),
        act(case, Decline, gettext("Send it back"), one, trial=sent_back),
    )
