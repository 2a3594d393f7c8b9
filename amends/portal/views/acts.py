"""What a customer does on their case: each act is a step, taken as theirs, or refused in words with nothing lost."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from amends.cases.take import Refused, Taken, take
from amends.portal import once
from amends.portal.answering import go, page
from amends.portal.uploads import refusals, takes_files
from amends.portal.views.forms import Act, Answer, Message, NextStage, Reopen, Understanding
from amends.portal.visits import Visit, take_unsent, visitors
from amends.record.attachments import keep
from amends.rules.inquiry import Question
from amends.rules.rulings import Ruling
from amends.rules.steps import STEPS

WRONG, REFUSED = 422, 409
form_or_page = require_http_methods(["GET", "HEAD", "POST"])


def act(
    request: HttpRequest,
    visit: Visit,
    form: Act,
    *,
    then: str | Callable[[], HttpResponse] = "portal:my",
    fixed: dict[str, Any] | None = None,
    closed: Ruling | None = None,
    also: Callable[[Taken], None] | None = None,
    **shown: Any,
) -> HttpResponse:
    """Show the form, or take its step. `fixed` are values that are not the customer's to choose; `closed`, why there is
    no form to show; `also`, what is done in the same transaction; `shown`, what the page tells beside the form.
    `then` is where it goes from there, or a page that says itself what was done."""
    if request.method != "POST":
        opening = STEPS[form.step].opening(visit.scene) if closed is None else closed
        return _page(request, form, None if opening else opening, shown, 200 if opening else REFUSED)
    form.full_clean()
    for words in refusals(request):
        form.add_error("attached", words)
    if not form.is_valid():
        return _page(request, form, None, shown, WRONG)
    try:
        _take_once(visit, form, fixed or {}, also)
    except Refused as refused:
        return _page(request, form, refused.ruling, shown, REFUSED)
    if not isinstance(then, str):
        return then()
    messages.success(request, str(form.done))
    return go(then)


def _page(request: HttpRequest, form: Act, ruling: Ruling | None, shown: dict[str, Any], status: int) -> HttpResponse:
    context = {"form": form, "ruling": ruling, "closed": ruling is not None and not form.is_bound, **shown}
    return page(request, form.template, context, status=status)


@transaction.atomic
def _take_once(visit: Visit, form: Act, fixed: dict[str, Any], also: Callable[[Taken], None] | None) -> None:
    """Take the step unless this very form was taken before. Files are kept only for a step that may be taken."""
    token = form.cleaned_data.get("once") or secrets.token_urlsafe(18)
    if not once.first(f"{visit.reference}:{token}", visit.at):
        return
    values = {**form.of_step(), **fixed}
    files = form.cleaned_data.get("attached")
    if files and STEPS[form.step].model_validate(values).ruling(visit.scene):
        values["files"] = [keep(visit.reference, str(file.name), file.chunks(), visit.at).id for file in files]
    step = STEPS[form.step].model_validate(values)
    taken = take(visit.reference, step, by=visit.actor, at=visit.at, seen=form.seen_number)
    if also:
        also(taken)


def data_of(request: HttpRequest) -> tuple[Any, Any]:
    """What a form is bound to: nothing on a first look."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@takes_files
@form_or_page
@visitors
def message(request: HttpRequest, visit: Visit) -> HttpResponse:
    return act(request, visit, message_form(request, visit))


def message_form(request: HttpRequest, visit: Visit) -> Message:
    """The form to write to us; what was being written when a visit ended is there again."""
    unsent = "" if request.method == "POST" else take_unsent(request, visit.reference)
    return Message(visit, *data_of(request), initial={"message": unsent}, auto_id="message_%s")


@takes_files
@form_or_page
@visitors
def answer(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    question = visit.facts.questions.get(number)
    if question is None:
        raise Http404
    form = Answer(visit, *data_of(request), auto_id=f"answer_{number}_%s")
    return act(request, visit, form, fixed={"question": number}, question=question)


def answer_forms(visit: Visit) -> list[tuple[Question, Answer]]:
    """Each open question with the form to answer it."""
    return [(q, Answer(visit, auto_id=f"answer_{q.number}_%s")) for q in visit.facts.open_questions()]


@form_or_page
@visitors
def understanding(request: HttpRequest, visit: Visit) -> HttpResponse:
    known = visit.facts.understanding
    if known is None:
        raise Http404
    initial = {name: getattr(known, name) for name in ("nature", "cause", "implications", "wants")}
    return act(request, visit, Understanding(visit, *data_of(request), initial=initial))


@form_or_page
@visitors
def next_stage(request: HttpRequest, visit: Visit) -> HttpResponse:
    return act(request, visit, NextStage(visit, *data_of(request)))


@form_or_page
@visitors
def reopen(request: HttpRequest, visit: Visit) -> HttpResponse:
    return act(request, visit, Reopen(visit, *data_of(request)))
