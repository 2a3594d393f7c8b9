"""What of a case a leader must see: an approval that is asked for, and causes for which escalating is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from amends.cases.models import Case
from amends.rules.escalating import AT_RISK, UNHEARD, proposed
from amends.rules.referring import Cause
from amends.rules.rulings import Scene

SOME_DAY = datetime(2190, 1, 1, tzinfo=UTC)
"""So late that whatever time can bring about has come about."""


def for_leaders(scene: Scene) -> dict[str, Any]:
    """The columns. `escalate_for` has the causes for which escalating is proposed, or will be once time has passed;
    whether it has is asked with the other columns, so that the row does not depend on when it was written."""
    facts = scene.facts
    approvals = facts.resolution.open_approvals() if facts.is_open else []
    causes = {one.cause.value for one in proposed(replace(scene, at=SOME_DAY))}
    return {
        "approval_due_on": min((one.due_on for one in approvals), default=None),
        "escalate_for": "".join(f" {cause} " for cause in sorted(causes)),
        "heard_at": facts.moments.get("last_contact", facts.received_at),
    }


def waiting_for_leaders(cases: QuerySet[Case], at: datetime) -> QuerySet[Case]:
    """Those of the cases in which an approval is open, or escalating is proposed at this moment."""
    day = timezone.localdate(at)
    return cases.filter(is_open=True).filter(Q(approval_due_on__isnull=False) | _escalating(day, at))


def causes_of(case: Case, at: datetime) -> list[Cause]:
    """Why escalating is proposed on this case at this moment, as its row has it."""
    return list(_causes(case, at))


def _escalating(day: date, at: datetime) -> Q:
    by_record = Q(escalate_for__contains=" promise ") | Q(escalate_for__contains=" risk ")
    by_clock = Q(escalate_for__contains=" clock ", law_due_on__lte=day + AT_RISK)
    return by_record | by_clock | Q(escalate_for__contains=" vulnerable ", heard_at__lte=at - UNHEARD)


def _causes(case: Case, at: datetime) -> Iterator[Cause]:
    day, found = timezone.localdate(at), case.escalate_for.split()
    if Cause.CLOCK in found and case.law_due_on and case.law_due_on - AT_RISK <= day:
        yield Cause.CLOCK
    yield from (cause for cause in (Cause.PROMISE, Cause.RISK) if cause in found)
    if Cause.VULNERABLE in found and case.heard_at and case.heard_at <= at - UNHEARD:
        yield Cause.VULNERABLE
