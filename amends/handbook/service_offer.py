"""What the organisation offers by itself when something goes wrong, as it stands on a day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from amends.handbook.models import Entitlement
from amends.people.acts import What, note


def standing(day: date) -> QuerySet[Entitlement]:
    """The lines in force on a day, by occasion. One query."""
    return Entitlement.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day)).order_by("occasion", "title", "pk")


def add(line: Entitlement, *, by: str, at: datetime) -> None:
    """Lay down one more line, and note who did."""
    with transaction.atomic():
        line.save(force_insert=True)
        told = {"kind": line.kind, "pence": line.pence, "title": line.title, "source": line.source}
        note(What.ENTITLEMENT_ADDED, f"entitlement:{line.pk}", by=by, at=at, after=told)


def end(pk: int, *, day: date, by: str, at: datetime) -> bool:
    """Let a line end on this day; whether it was in force."""
    with transaction.atomic():
        ended = standing(day).filter(pk=pk).update(ended_on=day)
        if ended:
            note(What.ENTITLEMENT_ENDED, f"entitlement:{pk}", by=by, at=at, after={"ended_on": day.isoformat()})
    return bool(ended)
