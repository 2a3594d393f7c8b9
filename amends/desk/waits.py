"""What waits for someone: approvals, escalations, drafts to read and questions of colleagues, each with its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from amends.cases.doors import visible
from amends.cases.models import Case
from amends.cases.take import scene_of
from amends.desk.case.approvals import sums_words
from amends.desk.rows import names_of, pressing
from amends.people.authority import authority
from amends.record.read import read_many
from amends.rules.actors import Actor
from amends.rules.fold import fold
from amends.rules.rulings import Scene
from amends.rules.steps.approval import Approve

MOST = 20
"""As many cases as are looked into for one list; the most pressing come first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that is asked of this person. `words` are those of whoever asks."""

    case: Case
    what: str
    words: str
    by: str
    due_on: date
    url: str
    pressing: str = "plain"  # kind of tag


def waits_for(actor: Actor, at: datetime) -> list[Asked]:
    """By day. A handful of queries, however many cases there are."""
    asked = Q(invited__contains=f" {actor.id} ") | Q(approval_due_on__isnull=False)
    cases = visible(actor).filter(asked, is_asked=True).order_by("approval_due_on", "next_due_on", "id")[:MOST]
    rows = {case.reference: case for case in cases}
    if not rows:
        return []
    powers, scenes = authority(), {}
    for reference, entries in read_many(list(rows)):
        scenes[reference] = replace(scene_of(fold(entries), actor, at), authority=powers)
    found = [one for reference, scene in scenes.items() for one in _asked(rows[reference], scene)]
    names, today = names_of({one.by for one in found}), localdate(at)
    told = (replace(one, by=names.get(one.by, ""), pressing=pressing(one.due_on, today)) for one in found)
    return sorted(told, key=lambda one: (one.due_on, one.case.pk))


def _asked(case: Case, scene: Scene) -> Iterator[Asked]:
    yield from _approvals(case, scene)
    yield from _others(case, scene)


def _approvals(case: Case, scene: Scene) -> Iterator[Asked]:
    """Those addressed to this person; and those to whoever can, where they can."""
    for one in scene.facts.resolution.open_approvals():
        step = Approve(approval=one.number, reason="–")
        if one.of == scene.by.id or (not one.of and Approve.opening(scene) and step.checked(scene)):
            what = _("Approve it or send it back: {sums}").format(sums="; ".join(sums_words(scene, one.sums)))
            yield Asked(case, what, one.message, one.by, one.due_on, _url(case, "approve", f"?approval={one.number}"))


def _others(case: Case, scene: Scene) -> Iterator[Asked]:
    facts, me = scene.facts, scene.by.id
    for one in facts.open_escalations():
        if one.to == me:
            yield Asked(case, _("Escalated to you"), one.asked, one.by, one.due_on, _url(case))
    for review in facts.open_reviews():
        if review.of == me:
            url = _url(case, "give_review", f"?review={review.number}")
            yield Asked(case, _("Read a draft"), review.message, review.by, review.due_on, url)
    for request in facts.open_requests():
        if request.of == me:
            options = request.about == "options"
            step, what = ("identify_option", _("Add your options")) if options else ("receive_input", _("Your input"))
            query = "" if options else f"?request={request.number}"
            yield Asked(case, what, request.question, request.by, request.due_on, _url(case, step, query))


def _url(case: Case, step: str = "", query: str = "") -> str:
    if not step:
        return reverse("desk:case", args=[case.reference])
    return reverse("desk:step", args=[case.reference, step]) + query
