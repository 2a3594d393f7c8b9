"""The first page: what this is for, what it needs, what we promise, and the other ways."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amends.now import now
from amends.portal.answering import page
from amends.portal.compose import regime_here
from amends.portal.draft import Draft
from amends.portal.outlook import from_now, sentence_answer, sentence_confirm


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    at = now()
    regime = regime_here(at)
    owed = from_now(regime, at)
    context = {
        "confirm": sentence_confirm(owed.confirm) if owed.confirm else "",
        "answer": sentence_answer(owed.answer, assumed=owed.assumed) if owed.answer else "",
        "third": regime.third_party,
        "writing": bool(Draft(request.session).answers),
    }
    return page(request, "portal/start.html", context)
