"""Sweep: which dates that the rows cache have come? Each such case is recomputed from its record, and then acted on.

Nothing is scheduled, so nothing is lost when a worker dies. One row at a time, by compare-and-set: several workers are
safe, and one bad row cannot stop the rest.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from amends.cases.doors import due_by
from amends.cases.drafts import drop_sent
from amends.cases.models import Case, Reminded
from amends.cases.project import columns, project
from amends.cases.regimes import registry
from amends.cases.reminding import LOOKED_AT, remind_asked, remind_owner
from amends.cases.take import scene_of
from amends.record.read import read
from amends.rules.actors import SYSTEM
from amends.rules.fold import fold

log = logging.getLogger(__name__)

MOST = 1000
"""Cases looked at in one sweep; the next takes up the rest."""


@dataclass(slots=True)
class SweepResult:
    """What a sweep did, in counts; `failed` names the cases that could not be swept."""

    looked_at: int = 0
    reminded: int = 0
    healed: int = 0
    failed: list[str] = field(default_factory=list)


def sweep(at: datetime) -> SweepResult:
    """Remind of what is due, once a date, and heal rows that no longer say what the record says. Drafts of what has
    gone are dropped."""
    drop_sent(at)
    result = SweepResult()
    for reference in _due(at):
        result.looked_at += 1
        try:
            _sweep_one(reference, at, result)
        except Exception as error:  # noqa: BLE001 one bad row must not stop the rest
            log.error("sweep: %s could not be swept (%s)", reference, type(error).__name__)
            result.failed.append(reference)
    return result


def _due(at: datetime) -> list[str]:
    """Open cases whose next date has come where their regime counts its days, and that no reminder was sent for; and
    those on which a colleague was asked for something by now, once a day."""
    said = Reminded.objects.filter(
        case=OuterRef("reference"), step=OuterRef("next_step"), due_on=OuterRef("next_due_on")
    )
    found: dict[str, None] = {}
    for regime in registry().ids():
        today = at.astimezone(ZoneInfo(registry().regime(regime).zone)).date()
        looked_at = Reminded.objects.filter(case=OuterRef("reference"), step=LOOKED_AT, due_on=today)
        asked = Case.objects.filter(is_asked=True, asked_due_on__lte=today).order_by("asked_due_on", "id")
        found |= dict.fromkeys(_first(due_by(today).filter(~Exists(said)), regime))
        found |= dict.fromkeys(_first(asked.filter(~Exists(looked_at)), regime))
    return [*found][:MOST]


def _first(cases: QuerySet[Case], regime: str) -> list[str]:
    return list(cases.filter(regime=regime).values_list("reference", flat=True)[:MOST])


def _sweep_one(reference: str, at: datetime, result: SweepResult) -> None:
    """The row is locked before the record is read, so that a step taken meanwhile writes its row after us."""
    with transaction.atomic():
        row = Case.objects.select_for_update().get(reference=reference)
        entries, _tip = read(reference)
        scene = scene_of(fold(entries), SYSTEM, at)
        if any(getattr(row, name) != value for name, value in columns(scene, entries).items()):
            project(reference, scene, entries)
            result.healed += 1
        result.reminded += remind_owner(reference, scene) + remind_asked(reference, scene)
