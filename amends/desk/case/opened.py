"""A case opened by someone who may see it. Everyone else gets a page that says there is none."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from amends.cases.doors import case_for
from amends.cases.models import Case
from amends.cases.told.opened import Opened
from amends.desk.gates import colleague
from amends.now import now
from amends.people.models import Staff
from amends.record.read import read
from amends.rules.fold import fold

__all__ = ["CaseView", "Opened", "on_case", "opened"]


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
