"""A case opened by someone who may see it. Everyone else gets a page that says there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache

from amends.cases.doors import case_for
from amends.cases.models import Case
from amends.cases.take import scene_of
from amends.desk.case.names import Names, names_for
from amends.desk.gates import colleague
from amends.now import now
from amends.people.models import Staff
from amends.record.append import Tip
from amends.record.read import read
from amends.rules.actors import Actor
from amends.rules.entries import Entry
from amends.rules.facts import Facts
from amends.rules.fold import fold
from amends.rules.rulings import Scene


@dataclass(frozen=True)
class Opened:
    """What every page of a case begins with. `at` is the one moment that the whole page speaks of;
    `tip`, where the chain of its record ends."""

    reference: str
    actor: Actor
    at: datetime
    facts: Facts
    entries: list[Entry]
    tip: Tip

    @cached_property
    def scene(self) -> Scene:
        return scene_of(self.facts, self.actor, self.at)

    @cached_property
    def names(self) -> Names:
        return names_for(self.facts, self.entries)

    @property
    def today(self) -> date:
        """The day as the calendar on the reader's wall has it."""
        return timezone.localdate(self.at)


def opened(staff: Staff, reference: str) -> Opened:
    """Raises Http404 for a case that is not there, and for one that is not this person's to see."""
    actor = staff.actor()
    try:
        case = case_for(actor, reference)
    except Case.DoesNotExist:
        raise Http404 from None
    entries, tip = read(case.reference)
    return Opened(case.reference, actor, now(), fold(entries), entries, tip)


CaseView = Callable[..., HttpResponseBase]


def on_case(view: CaseView) -> CaseView:
    """A view of one case, for staff who may see it. It is handed the case, opened; no browser keeps what it answers."""

    @wraps(view)
    @never_cache
    @login_required
    def wrapped(request: HttpRequest, reference: str, **more: Any) -> HttpResponseBase:
        return view(request, opened(colleague(request), reference), **more)

    return wrapped
