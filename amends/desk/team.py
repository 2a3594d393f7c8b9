"""Team: what nobody has taken, who carries how much, where work is stuck, and the list behind every number."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from amends.cases.doors import Filters, listed
from amends.cases.leading import waiting_for_leaders
from amends.cases.models import Case
from amends.cases.regimes import registry
from amends.desk.due import DUE, within
from amends.desk.gates import casework, colleague, holds
from amends.desk.leading import needing
from amends.desk.lists import slice_by_due
from amends.desk.load import OPEN_PHASES, ages, load, tally
from amends.desk.rows import names_of, rows
from amends.desk.words import KINDS, PHASES
from amends.now import now
from amends.people.models import Organisation, Team
from amends.rules.actors import Actor
from amends.rules.steps import STEPS
from amends.ui.dates import today

NOBODY = "nobody"
NARROW = ("owner", "phase", "stage", "kind", "regime", "due", "leader")
LABELS = {
    "owner": _("Whose"),
    "team": _("Team"),
    "phase": _("Where it is"),
    "kind": _("What it is"),
    "regime": _("Procedure"),
    "due": _("Due"),
}
Asked = dict[str, Any]


@casework
def team(request: HttpRequest) -> HttpResponse:
    staff, day = colleague(request), today()
    actor, asked = staff.actor(), {name: said.replace("\0", "") for name, said in request.GET.dict().items()}
    everything = listed(actor, Filters(team=asked.get("team", ""), open_only=True))
    counts = tally(everything, day)
    names = names_of({count.owner for count in counts})
    for_leader, more_for_leader = needing(everything, now())
    if asked.get("leader"):
        everything = waiting_for_leaders(everything, now())
    page = slice_by_due(narrowed(everything, actor, asked, day), asked.get("after", ""))
    context = {
        "load": load(counts, names),
        "ages": ages(counts),
        "for_leader": for_leader,
        "more_for_leader": more_for_leader,
        "page": page,
        "rows": rows(page.cases, day, names=names),
        "paged": bool(asked.get("after")),
        "filters": _filters(asked, names),
        "narrow": any(asked.get(name) for name in NARROW),
        "with_owner": True,
        "may_assign": holds(staff, *STEPS["assign"].who),
    }
    return render(request, "desk/team.html", context)


def narrowed(cases: QuerySet[Case], actor: Actor, asked: Asked, day: date) -> QuerySet[Case]:
    """The cases that fit what the address asks for. What it says that does not exist narrows to nothing."""
    for name in ("phase", "kind", "regime"):
        if asked.get(name):
            cases = cases.filter(**{name: asked[name]})
    if owner := asked.get("owner"):
        cases = cases.filter(owner={"me": actor.id, NOBODY: ""}.get(owner, owner))
    if stage := asked.get("stage", ""):
        cases = cases.filter(stage=int(stage)) if stage in "123456789" else cases.none()
    return within(cases, asked["due"], day) if asked.get("due") else cases


def _filters(asked: Asked, names: dict[str, str]) -> list[dict[str, Any]]:
    """The choices above the list, each with what is chosen now."""
    here = Organisation.here()
    teams = Team.objects.order_by("name").values_list("slug", "name")
    people = sorted(names.items(), key=lambda pair: pair[1])
    regimes = [(name, registry().regime(name).name) for name in here.regimes if name in registry().procedures()]
    choices: dict[str, list[tuple[str, Any]]] = {
        "owner": [(NOBODY, _("Nobody")), ("me", _("Me")), *people],
        "team": list(teams),
        "phase": [(phase, PHASES[phase]) for phase in OPEN_PHASES],
        "kind": list(KINDS.items()),
        "regime": regimes,
        "due": [(name, span.words) for name, span in DUE.items()],
    }
    return [
        {"name": name, "label": LABELS[name], "choices": offered, "chosen": asked.get(name, "")}
        for name, offered in choices.items()
        if len(offered) > 1
    ]
