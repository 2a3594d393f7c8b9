"""Spans of time in which something is due next: for filters, for the table of ages, and for the search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amends.cases.models import Case


@dataclass(frozen=True, slots=True)
class Span:
    """From so many days ahead to so many, both included; None is without an end."""

    words: Promise
    first: int | None
    last: int | None

    def fits(self, today: date) -> Q:
        found = Q(next_due_on__isnull=False)
        if self.first is not None:
            found &= Q(next_due_on__gte=today + timedelta(days=self.first))
        if self.last is not None:
            found &= Q(next_due_on__lte=today + timedelta(days=self.last))
        return found


AGES: dict[str, Span] = {
    "late": Span(_("Late"), None, -1),
    "3d": Span(_("0 to 3 days left"), 0, 3),
    "7d": Span(_("4 to 7 days left"), 4, 7),
    "14d": Span(_("8 to 14 days left"), 8, 14),
    "beyond": Span(_("15 or more days left"), 15, None),
}
"""The columns of the table of ages: no two overlap, and with `none` they are all."""
NONE = "none"
DUE: dict[str, Span] = {
    **AGES,
    "today": Span(_("Due today"), 0, 0),
    "week": Span(_("Due within 7 days"), 0, 7),
    NONE: Span(_("No date"), 0, -1),
}


def within(cases: QuerySet[Case], name: str, today: date) -> QuerySet[Case]:
    """The cases due next in this span; none for a span that does not exist."""
    if name == NONE:
        return cases.filter(next_due_on__isnull=True)
    return cases.filter(DUE[name].fits(today)) if name in DUE else cases.none()
