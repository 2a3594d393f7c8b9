"""Cases of a team that need a leader, and why: an approval is asked for, or escalating is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases.leading import causes_of, waiting_for_leaders
from amends.cases.models import Case
from amends.rules.referring import CAUSE_WORDS
from amends.ui.dates import day_text
from amends.ui.sentences import words_text

MOST = 10


@dataclass(frozen=True, slots=True)
class Needing:
    """One case; each reason is words and the page on which it is seen to."""

    case: Case
    reasons: tuple[tuple[str, str], ...]


def needing(cases: QuerySet[Case], at: datetime) -> tuple[list[Needing], bool]:
    """The most pressing, approvals before all, and whether there are more. One query."""
    approvals_first = F("approval_due_on").asc(nulls_last=True)
    by_day = F("next_due_on").asc(nulls_last=True)
    found = list(waiting_for_leaders(cases, at).order_by(approvals_first, by_day, "id")[: MOST + 1])
    return [Needing(case, tuple(_reasons(case, at))) for case in found[:MOST]], len(found) > MOST


def _reasons(case: Case, at: datetime) -> Iterator[tuple[str, str]]:
    if case.approval_due_on:
        words = _("Approval is asked for, by {day}").format(day=day_text(case.approval_due_on))
        yield words, _step(case, "approve")
    for cause in causes_of(case, at):
        yield words_text(CAUSE_WORDS[cause]), f"{_step(case, 'escalate')}?cause={cause.value}"


def _step(case: Case, step: str) -> str:
    return reverse("desk:step", args=[case.reference, step])
