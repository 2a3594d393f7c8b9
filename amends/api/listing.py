"""Lists of cases, a page at a time. A cursor says where a page ended, so that later ones cost what the first does."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from amends.api.caller import Caller
from amends.api.cases import known
from amends.api.problems import Problem, bad_fields
from amends.api.telling import customers
from amends.api.telling.cases import NEXT, ROW, row_told
from amends.cases.doors import Filters, listed
from amends.cases.models import Case
from amends.cases.post import take_back
from amends.record.read import read
from amends.rules.facts import CaseKind
from amends.rules.status import Phase

MOST = 200
LAST_ID = 2**63 - 1


class Asked(Schema):
    """What a list is narrowed by."""

    query: str = Field("", max_length=300, description="Words that occur in the reference, people or text.")
    owner: str = Field("", max_length=60, description="An id such as staff:7.")
    team: str = Field("", max_length=50)
    kind: CaseKind | None = None
    phase: Phase | None = None
    regime: str = Field("", max_length=80)
    customer: str = Field("", max_length=32, description="A customer's id.")
    due_by: date | None = Field(None, description="Open cases in which something is due by this day.")
    open: bool | None = Field(None, description="Only open cases, or only closed ones.")
    limit: int = Field(50, ge=1, le=MOST)
    cursor: str = Field("", max_length=200, description="From the page before.")


@dataclass(frozen=True, slots=True)
class Place:
    """The last case of a page: its due date, if it has one, and its row."""

    due_on: date | None
    row: int


AMONG_STAFF = ("query", "owner", "team", "due_by")
"""What only staff narrow a list by: a search looks into their notes, and dates into what they owe one another."""


def page(caller: Caller, asked: Asked) -> dict[str, Any]:
    """One page, and the cursor of the next."""
    if caller.for_customers:
        return _page_for_customers(caller, asked)
    cases = listed(caller.actor, _filters(asked))
    if asked.open is False:
        cases = cases.filter(is_open=False)
    # What is closed has no date: looking for one would go through every case that is open.
    dated = asked.open is not False and asked.phase is not Phase.CLOSED
    rows = _rows(cases, _place(asked.cursor), asked.limit + 1, dated=dated)
    more = len(rows) > asked.limit
    rows = rows[: asked.limit]
    return {"cases": [row_told(row) for row in rows], "cursor": _cursor(rows[-1]) if more else None}


def _page_for_customers(caller: Caller, asked: Asked) -> dict[str, Any]:
    """Cases in order of arrival, as their customers know them. Raises Problem for what only staff may ask for."""
    wrong = [(name, _("A key that speaks for customers cannot ask for this.")) for name in AMONG_STAFF]
    if wrong := [(name, words) for name, words in wrong if getattr(asked, name)]:
        raise bad_fields(wrong)
    place = _place(asked.cursor)
    cases = listed(caller.actor, _filters(asked)).filter(id__gt=place.row if place else 0)
    if asked.open is False:
        cases = cases.filter(is_open=False)
    rows = list(cases.only(*customers.ROW, "last_at").order_by("id")[: asked.limit + 1])
    more = len(rows) > asked.limit
    rows = rows[: asked.limit]
    cursor = _cursor_at(None, rows[-1]) if more else None
    return {"cases": [_row_for_customer(row, caller) for row in rows], "cursor": cursor}


def _row_for_customer(row: Case, caller: Caller) -> dict[str, Any]:
    """A row that was written a moment ago may be ahead of what has reached the customer."""
    if caller.at - row.last_at >= take_back():
        return customers.row_for_customer(row)
    return customers.row_for_customer(row, known(read(row.reference)[0], caller)[0])


def _filters(asked: Asked) -> Filters:
    return Filters(
        query=asked.query,
        owner=asked.owner,
        team=asked.team,
        kind=asked.kind.value if asked.kind else "",
        phase=asked.phase.value if asked.phase else "",
        regime=asked.regime,
        customer=asked.customer,
        due_by=asked.due_by,
        open_only=asked.open is True,
    )


def _rows(cases: QuerySet[Case], after: Place | None, most: int, *, dated: bool) -> list[Case]:
    """The next rows: those with a date by date, then those without in order of arrival.

    Two queries, each along an index. One that sorts «nulls last» would sort every case for every page.
    """
    shown = cases.only(*ROW, *NEXT)
    found: list[Case] = []
    if dated and (after is None or after.due_on):
        by_date = shown.filter(is_open=True, next_due_on__isnull=False).order_by("next_due_on", "id")
        found = list((by_date.filter(_behind(after)) if after else by_date)[:most])
    if len(found) < most:
        undated = shown.filter(next_due_on__isnull=True).order_by("id")
        start = after.row if after and not after.due_on else 0
        found += list(undated.filter(id__gt=start)[: most - len(found)])
    return found


def _behind(place: Place) -> Q:
    return Q(next_due_on__gte=place.due_on) & (Q(next_due_on__gt=place.due_on) | Q(id__gt=place.row))


def _cursor(row: Case) -> str:
    return _cursor_at(row.next_due_on, row)


def _cursor_at(due_on: date | None, row: Case) -> str:
    place = [due_on.isoformat() if due_on else "", row.pk]
    return urlsafe_b64encode(json.dumps(place).encode()).decode()


def _place(cursor: str) -> Place | None:
    if not cursor:
        return None
    try:
        due_on, row = json.loads(urlsafe_b64decode(cursor.encode()))
        place = Place(date.fromisoformat(due_on) if due_on else None, int(row))
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise _stale() from None
    if not 0 <= place.row <= LAST_ID:
        raise _stale()
    return place


def _stale() -> Problem:
    return bad_fields([("cursor", _("This cursor is not one that we gave."))])
