"""Sweep: which dates that the rows cache have come? Each such case is recomputed from its record, and then acted on.

Nothing is scheduled, so nothing is lost when a worker dies. One row at a time, by compare-and-set: several workers are
safe, and one bad row cannot stop the rest.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import override

from amends.cases.doors import due_by
from amends.cases.drafts import drop_sent
from amends.cases.models import Case, Outgoing, Reminded
from amends.cases.project import columns, project
from amends.cases.regimes import registry
from amends.cases.take import scene_of
from amends.people.models import Organisation, Staff
from amends.record.read import read
from amends.rules.actors import SYSTEM
from amends.rules.deadlines import reckonings
from amends.rules.fold import fold
from amends.rules.next_steps import Next, next_steps
from amends.rules.rulings import Scene
from amends.rules.steps import STEPS
from amends.ui.sentences import value_text

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
    """Open cases whose next date has come where their regime counts its days, and that no reminder was sent for."""
    said = Reminded.objects.filter(
        case=OuterRef("reference"), step=OuterRef("next_step"), due_on=OuterRef("next_due_on")
    )
    found: list[str] = []
    for regime in registry().ids():
        today = at.astimezone(ZoneInfo(registry().regime(regime).zone)).date()
        found += due_by(today).filter(~Exists(said), regime=regime).values_list("reference", flat=True)[:MOST]
    return found[:MOST]


def _sweep_one(reference: str, at: datetime, result: SweepResult) -> None:
    """The row is locked before the record is read, so that a step taken meanwhile writes its row after us."""
    with transaction.atomic():
        row = Case.objects.select_for_update().get(reference=reference)
        entries, _tip = read(reference)
        scene = scene_of(fold(entries), SYSTEM, at)
        if any(getattr(row, name) != value for name, value in columns(scene, entries).items()):
            project(reference, scene, entries)
            result.healed += 1
        if _remind(reference, scene):
            result.reminded += 1


def _remind(reference: str, scene: Scene) -> bool:
    """Remind the owner of the first thing that is due, unless that was done; whether a message was queued."""
    first = next(iter(next_steps(scene)), None)
    if first is None or first.due_on is None or first.due_on > scene.today:
        return False
    try:
        with transaction.atomic():
            Reminded.objects.create(case=reference, step=first.step, due_on=first.due_on, at=scene.at)
    except IntegrityError:
        return False
    owner = _owner(scene)
    if owner:
        with override(owner.settings.get("language") or settings.LANGUAGE_CODE):
            _queue(reference, first, first.due_on, owner.email, scene)
    return owner is not None


def _owner(scene: Scene) -> Staff | None:
    """Who is reminded. A case that nobody owns is on the team's page, and mail to all would not make it anyone's."""
    kind, _colon, number = scene.facts.owner.partition(":")
    if kind != "staff":
        return None
    return Staff.objects.filter(pk=int(number), is_active=True).first()


def _queue(reference: str, first: Next, due_on: date, address: str, scene: Scene) -> None:
    """The message names the case and the step, and nothing that the customer said or is."""
    what, day = _(STEPS[first.step].label), value_text(due_on)
    subject = _("{reference}: due today") if due_on == scene.today else _("{reference}: overdue")
    lines = [
        _("{what} – due on {day}, because {why}.").format(what=what, day=day, why=_why(first, scene)),
        _link(reference),
    ]
    Outgoing.objects.create(
        case=reference,
        entry=0,
        to=address,
        subject=subject.format(reference=reference),
        body="\n\n".join(line for line in lines if line) + "\n",
        queued_at=scene.at,
        next_try_at=scene.at,
    )


def _why(first: Next, scene: Scene) -> str:
    found = {r.clock.id: r for r in reckonings(scene.facts, scene.regime, scene.calendar)}
    if first.clock in found:
        clock = found[first.clock].clock
        whose = _("our own target") if clock.own_target else _(scene.regime.name)
        return _("of the time limit «{event}» ({whose})").format(event=_(clock.event), whose=whose)
    if first.step == "keep_promise":
        return _("it was promised to the customer by then")
    if first.step == "receive_input":
        return _("a colleague was asked for it by then")
    return _("nobody has taken it up since it came in")


def _link(reference: str) -> str:
    address = Organisation.here().address.rstrip("/")
    return f"{address}/desk/cases/{reference}/" if address else ""
