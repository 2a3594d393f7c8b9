"""Drafts: what someone is writing on a case, kept as it stands until it is sent and can no longer be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from amends.cases.doors import visible
from amends.cases.models import Draft
from amends.cases.post import take_back
from amends.rules.actors import Actor
from amends.rules.steps.base import LONG

MOST_VALUES = 200
"""Answers that one field may have."""
SHOWN = 50

Fields = Mapping[str, Sequence[str]]


def save(reference: str, step: str, actor: Actor, fields: Fields, at: datetime) -> Draft:
    """Keep what stands on the form now, in the place of what was kept before."""
    return _keep(reference, step, actor, fields, at, sent_at=None)


def sent(reference: str, step: str, actor: Actor, fields: Fields, at: datetime) -> None:
    """It has been sent: kept as it was sent, for as long as it can be taken back."""
    _keep(reference, step, actor, fields, at, sent_at=at)


def _keep(reference: str, step: str, actor: Actor, fields: Fields, at: datetime, *, sent_at: datetime | None) -> Draft:
    there = {"fields": _bounded(fields), "saved_at": at, "sent_at": sent_at}
    made, _new = Draft.objects.update_or_create(case=reference, step=step, person=actor.id, defaults=there)
    return made


def _bounded(fields: Fields) -> dict[str, list[str]]:
    """At most as much as a form may hold."""
    return {name: [value[:LONG] for value in values[:MOST_VALUES]] for name, values in fields.items()}


def draft_of(reference: str, step: str, person: str) -> Draft | None:
    """What this person is writing, if anything; what was sent is no draft any more."""
    return Draft.objects.filter(case=reference, step=step, person=person, sent_at=None).first()


def drafts_on(reference: str, actor: Actor) -> list[Draft]:
    """This person's drafts on one case, the newest first."""
    return list(Draft.objects.filter(case=reference, person=actor.id, sent_at=None).order_by("-saved_at"))


def drafts_by(actor: Actor) -> list[tuple[Draft, str]]:
    """This person's drafts and the subjects of their cases, the newest first; only of cases that they still may see."""
    found = list(Draft.objects.filter(person=actor.id, sent_at=None).order_by("-saved_at")[:SHOWN])
    if not found:
        return []
    seen = dict(visible(actor).filter(reference__in={one.case for one in found}).values_list("reference", "subject"))
    return [(one, seen[one.case]) for one in found if one.case in seen]


def discard(reference: str, step: str, actor: Actor) -> bool:
    """Whether there was anything to discard."""
    gone, _each = Draft.objects.filter(case=reference, step=step, person=actor.id, sent_at=None).delete()
    return gone > 0


def back(reference: str, steps: Iterable[str], actor: Actor) -> str:
    """What was sent was taken back: its draft stands again as it was. The step it belongs to, or ""."""
    there = Draft.objects.filter(case=reference, step__in=list(steps), person=actor.id).exclude(sent_at=None)
    latest = there.order_by("-sent_at").first()
    if latest is None:
        return ""
    Draft.objects.filter(pk=latest.pk).update(sent_at=None)
    return latest.step


def drop_sent(at: datetime) -> None:
    """Remove the drafts of what can no longer be taken back."""
    Draft.objects.filter(sent_at__lte=at - take_back()).delete()
