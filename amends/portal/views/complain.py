"""The questions, one a page. Answers stay in the session; a later page leads back to what is still open."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amends.portal.answering import go, page
from amends.portal.draft import Draft
from amends.portal.questions import BY_SLUG, QUESTIONS, Question, before, first_open
from amends.portal.questions.evidence import Evidence
from amends.portal.uploads import refusals, takes_files

WRONG = 422


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """On to the first question, or to the one where they stopped."""
    return _next(Draft(request.session))


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Delete what was written so far."""
    Draft(request.session).forget()
    return go("portal:start")


def question(request: HttpRequest, slug: str) -> HttpResponse:
    """Every question but the files, which come by a way of their own."""
    kind, draft = BY_SLUG.get(slug), Draft(request.session)
    if kind is None:
        raise Http404
    if _too_early(kind, draft):
        return _next(draft)
    if request.method != "POST":
        return _shown(request, kind(draft=draft))
    form = kind(request.POST, draft=draft)
    if not form.is_valid():
        return _shown(request, form, status=WRONG)
    form.keep()
    return _next(draft)


@takes_files
def evidence(request: HttpRequest) -> HttpResponse:
    """The files: add some, take one out, go on. Each button does its own thing with the same form."""
    draft = Draft(request.session)
    if _too_early(Evidence, draft):
        return _next(draft)
    if request.method != "POST":
        return _shown(request, Evidence(draft=draft))
    form = Evidence(request.POST, request.FILES, draft=draft)
    form.full_clean()
    for words in refusals(request):
        form.add_error("attached", words)
    if not form.is_valid():
        return _shown(request, form, status=WRONG)
    form.keep()
    if file_id := request.POST.get("remove"):
        form.remove(file_id)
    return _next(draft) if "continue" in request.POST else go("portal:question", Evidence.slug)


def _too_early(kind: type[Question], draft: Draft) -> bool:
    """Whether an earlier question is still open. What was answered before can always be changed."""
    still = first_open(draft)
    return still is not None and QUESTIONS.index(still) < QUESTIONS.index(kind) and not draft.has(kind.slug)


def _next(draft: Draft) -> HttpResponse:
    still = first_open(draft)
    return go("portal:question", still.slug) if still else go("portal:check")


def _shown(request: HttpRequest, form: Question, *, status: int = 200) -> HttpResponse:
    kind, draft = type(form), form.draft
    earlier = before(kind)
    changing = first_open(draft) is None
    back = reverse("portal:question", args=[earlier.slug]) if earlier else reverse("portal:start")
    context = {
        "form": form,
        "back": reverse("portal:check") if changing else back,
        "number": QUESTIONS.index(kind) + 1,
        "total": len(QUESTIONS),
        "files": draft.files,
        "begun": bool(draft.answers),
    }
    return page(request, "portal/question.html", context, status=status)
