"""Is it sorted? Three buttons, and the first press counts; then, where it is not, what is missing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from amends.portal.answering import go, page
from amends.portal.views.acts import act, data_of, form_or_page
from amends.portal.views.forms import Missing, Sorted
from amends.portal.visits import Visit, visitors
from amends.rules.steps import STEPS


@form_or_page
@visitors
def sorted_(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = Sorted(visit, *data_of(request))
    if request.method == "POST" and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        return act(request, visit, form, then="portal:my" if yes else "portal:missing")
    opening = STEPS[form.step].opening(visit.scene)
    context = {"form": Sorted(visit), "ruling": None if opening else opening, "facts": visit.facts}
    return page(request, "portal/sorted.html", context, status=200 if opening else 409)


@form_or_page
@visitors
def missing(request: HttpRequest, visit: Visit) -> HttpResponse:
    said = visit.facts.satisfaction
    if said is None or said.answer not in ("partly", "no"):
        return go("portal:sorted")
    form = Missing(visit, *data_of(request), initial={"comment": said.comment})
    return act(request, visit, form, fixed={"answer": said.answer})
