"""Lists of cases by what is due next, a page at a time. A page begins after a case, so that no page grows slower."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from amends.cases.models import Case

PAGE = 50
UNDATED = "-"


@dataclass(frozen=True, slots=True)
class Slice:
    """Cases of one page. `after` is the cursor of the next one, or empty."""

    cases: list[Case]
    after: str = ""


def slice_by_due(cases: QuerySet[Case], after: str = "") -> Slice:
    """The page after this cursor (the first one for a cursor that is none). Two queries at most.

    Dated cases and those without a date are asked for apart: an index serves each, and none serves both together.
    """
    on, last = _read(after)
    found: list[Case] = []
    if on is not None or not last:
        dated = cases.filter(next_due_on__isnull=False).order_by("next_due_on", "id")
        beyond = Q(next_due_on__gt=on) | Q(next_due_on=on, id__gt=last)
        found = list(dated.filter(beyond)[: PAGE + 1] if on else dated[: PAGE + 1])
        last = 0
    if len(found) <= PAGE:
        undated = cases.filter(next_due_on__isnull=True, id__gt=last).order_by("id")
        found += undated[: PAGE + 1 - len(found)]
    return Slice(found[:PAGE], _cursor(found[PAGE - 1]) if len(found) > PAGE else "")


def _cursor(case: Case) -> str:
    return f"{case.next_due_on or UNDATED}.{case.pk}"


def _read(cursor: str) -> tuple[date | None, int]:
    """The date and the id in a cursor; nothing and 0 where it is none."""
    day, _, last = cursor.partition(".")
    if not (last.isascii() and last.isdigit() and len(last) < 19):
        return None, 0
    if day == UNDATED:
        return None, int(last)
    try:
        return date.fromisoformat(day), int(last)
    except ValueError:
        return None, 0
