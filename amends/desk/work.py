"""My work: what is mine, by what is due next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amends.cases.doors import soon, work_list
from amends.cases.models import Case
from amends.desk.gates import colleague, holds, signed_in
from amends.desk.letters.mine import mine
from amends.desk.lists import slice_by_due
from amends.desk.profile import recall_theme
from amends.desk.rows import Row, rows
from amends.desk.waits import waits_for
from amends.now import now
from amends.people.models import Staff
from amends.rules.actors import CASEWORK, Role
from amends.ui.dates import today

Place = tuple[str, Promise, Callable[[Row, date], bool]]

PLACES: tuple[Place, ...] = (
    ("now", _("Now"), lambda row, day: row.due_by(day)),
    ("waiting", _("Waiting for others"), lambda row, day: bool(row.waits)),
    ("new", _("New to me"), lambda row, day: row.new),
    ("week", _("This week"), lambda row, day: row.due_by(soon(day))),
    ("later", _("Later"), lambda row, day: True),
)
"""Id, title, and which rows stand there; a row stands in the first that takes it."""
KEPT = 500
"""How many cases of this list are remembered as met."""
SHOWN = ("now", "week", "later", "waiting", "new")


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    rows: list[Row]


@signed_in
def work(request: HttpRequest) -> HttpResponse:
    """Whoever only administers is led to what they administer."""
    staff = colleague(request)
    if not holds(staff, *CASEWORK):
        return redirect("desk:admin") if holds(staff, Role.ADMIN) else render(request, "desk/no_casework.html")
    answer = render(request, "desk/work.html", _mine(staff, request.GET.get("after", "")))
    return recall_theme(answer, request, staff)


def _mine(staff: Staff, after: str) -> dict[str, object]:
    day, actor = today(), staff.actor()
    page = slice_by_due(work_list(actor), after)
    listed = rows(page.cases, day, new=_new_to(staff, page.cases, day))
    waiting = [row.case for row in listed if row.waits]
    return {
        "asked": [] if after else waits_for(actor, now()),
        **({} if after else mine(actor)),
        "sections": sections(listed, day),
        "page": page,
        "paged": bool(after),
        "nothing_due": all(row.waits for row in listed),
        "waiting": len(waiting),
        "oldest": min((case.last_at for case in waiting), default=None),
    }


def sections(listed: list[Row], day: date) -> list[Section]:
    """The rows under their headings, empty headings left out."""
    stand: dict[str, list[Row]] = {place: [] for place in SHOWN}
    for row in listed:
        stand[next(place for place, _title, takes in PLACES if takes(row, day))].append(row)
    titles = {place: str(title) for place, title, _takes in PLACES}
    return [Section(place, titles[place], stand[place]) for place in SHOWN if stand[place]]


def _new_to(staff: Staff, cases: list[Case], day: date) -> frozenset[str]:
    """Cases that this list shows its owner for the first time today. What it has shown is kept in their settings."""
    met: dict[str, str] | None = staff.settings.get("met")
    here = [case.reference for case in cases]
    known = {} if met is None else met
    unmet = [reference for reference in here if reference not in known]
    if unmet or met is None:
        since = "" if met is None else day.isoformat()
        kept = {**known, **dict.fromkeys(unmet, since)}
        staff.settings = {**staff.settings, "met": dict(list(kept.items())[-KEPT:])}
        staff.save(update_fields=["settings"])
        known = kept
    return frozenset(reference for reference in here if known[reference] == day.isoformat())
