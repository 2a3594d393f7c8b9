"""References: C-26-004182. Numbers are given in order; a year starts again at one."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from amends.cases.models import Counter


def new_reference(at: datetime) -> str:
    """The next reference of this year, inside the caller's transaction (which alone makes it unique)."""
    year = Counter.objects.filter(year=at.year)
    if not year.update(last=F("last") + 1):
        Counter.objects.get_or_create(year=at.year)
        year.update(last=F("last") + 1)
    last = Counter.objects.values_list("last", flat=True).get(year=at.year)
    return f"C-{at:%y}-{last:06d}"
