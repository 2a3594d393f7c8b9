"""Is it sorted? Three buttons, or three links in a message; the first press counts. Then, what is missing."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from amends.now import now
from amends.people.access import made_at_of_link
from amends.portal import limits, visits
from amends.portal.answering import go, page, private, secret, too_often
from amends.portal.mycase.rights import rights
from amends.portal.own_word import own_word
from amends.portal.views.acts import act, data_of, form_or_page
from amends.portal.views.forms import Missing, More, Sorted
from amends.portal.views.sending import of_link
from amends.portal.visits import Visit, visitors
from amends.rules.facts import Facts
from amends.rules.steps import STEPS
from amends.ui.language import has_chosen, remember, spoken

ANSWERS = ("yes", "partly", "no")


@form_or_page
@own_word
@visitors
def sorted_(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = Sorted(visit, *data_of(request))
    if request.method == "POST" and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        return act(request, visit, form, then="portal:my" if yes else "portal:missing", facts=visit.facts)
    opening = STEPS[form.step].opening(visit.scene)
    context = {"form": Sorted(visit), "ruling": None if opening else opening, "facts": visit.facts}
    return page(request, "portal/sorted.html", context, status=200 if opening else 409)


@form_or_page
@own_word
@visitors
def missing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is missing is told with the same answer once more: the first press stays as it was."""
    said = visit.facts.satisfaction
    if said is None or said.answer not in ("partly", "no"):
        return go("portal:sorted")
    form = Missing(visit, *data_of(request), initial={"comment": said.comment})
    scene = visit.scene
    may = {"next_stage": bool(STEPS["next_stage"].opening(scene))}
    fixed = {"answer": said.answer}
    return act(request, visit, form, fixed=fixed, facts=visit.facts, rights=rights(scene), may=may)


@form_or_page
@own_word
@visitors
def more(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Thanks for a yes, and room for words: they are a message, so that the moment of the yes stays as it was."""
    said = visit.facts.satisfaction
    if said is None or said.answer != "yes":
        return go("portal:sorted")
    return act(request, visit, More(visit, *data_of(request)), facts=visit.facts)


@form_or_page
@own_word
def by_link(request: HttpRequest, token: str, answer: str) -> HttpResponse:
    """A link of the message that asks. Opening it answers nothing: a scanner of mail opens every link. What it opens
    has the answer in a form, which our script sends at once, and which has a button for who has no script."""
    at = now()
    if answer not in ANSWERS:
        raise Http404
    if limits.LINKS_TRIED.passed(limits.address_of(request), at):
        return too_often(request)
    reference, facts, _entries = of_link(token, at)
    if request.method == "POST":
        response = _answered(request, reference, facts, answer, at)
    elif _is_open(facts, token):
        return _chosen(request, facts, answer)
    else:
        visits.begin(request, reference, at)
        response = go(_after(facts))
    return secret(response if has_chosen(request) else remember(response, facts.language))


def _is_open(facts: Facts, token: str) -> bool:
    """Whether this link asks what we want to know now: it is not answered, and not from an earlier time."""
    asked, made_at = facts.satisfaction, made_at_of_link(token)
    return asked is not None and not asked.answer and made_at is not None and made_at >= asked.asked_at


def _after(facts: Facts) -> str:
    """Where one sees what was said, or can say it."""
    answer = facts.satisfaction.answer if facts.satisfaction else ""
    return {"yes": "portal:more", "partly": "portal:missing", "no": "portal:missing"}.get(answer, "portal:sorted")


def _chosen(request: HttpRequest, facts: Facts, answer: str) -> HttpResponse:
    language = translation.get_language() if has_chosen(request) else spoken(facts.language)
    with translation.override(language):
        context = {"answer": answer, "facts": facts, "others": [one for one in ANSWERS if one != answer]}
        return secret(page(request, "portal/sorted_by_link.html", context))


def _answered(request: HttpRequest, reference: str, facts: Facts, answer: str, at: datetime) -> HttpResponse:
    """The first answer to this asking counts, whichever of the links is pressed when."""
    visits.begin(request, reference, at)
    visit = visits.visit(request.session, at)
    if visit is None:
        raise Http404
    asked = facts.satisfaction
    if asked is None or asked.answer:
        return go(_after(facts))
    said = request.POST.get("answer", answer)
    form = Sorted(visit, {"answer": said, "once": f"asked-{asked.entry}", "seen": facts.number})
    if not form.is_valid():
        return go("portal:sorted")
    return private(act(request, visit, form, then=lambda: _thanked(request, at), facts=facts))


def _thanked(request: HttpRequest, at: datetime) -> HttpResponse:
    """On to the page for what was said, which may have been said a moment before by another press."""
    visit = visits.visit(request.session, at)
    return go(_after(visit.facts) if visit else "portal:sorted")
