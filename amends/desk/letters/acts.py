"""What can be done with a letter before it is sent: check it, look at it on paper, save it, have it read."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST
from pydantic import ValidationError

from amends.cases import drafts, wording
from amends.cases.checks.written import Written, written
from amends.cases.paper import document_of, filename
from amends.cases.take import Refused, take
from amends.desk.case.foretold import opening
from amends.desk.case.opened import CaseView, Opened, on_case
from amends.desk.case.taking import SeeOther, again
from amends.desk.forms import Options, StepForm, form_for
from amends.desk.forms.complaints import in_plain_words
from amends.desk.letters.checked import checked
from amends.desk.letters.reviews import ReviewForm, as_it_will_read
from amends.desk.letters.writing import as_begun, as_far_as_written, form_of, is_letter, typed, with_values
from amends.letters.document import Document
from amends.letters.heavy import docx, pdf
from amends.letters.shipped import TemplateBroken
from amends.rules.rulings import YES, Ruling
from amends.rules.steps import STEPS
from amends.rules.steps.letter import Letter
from amends.rules.steps.reviewing import AskReview

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SAFE = "default-src 'none'; object-src 'self'; frame-ancestors 'none'"
"""What a browser may do for a letter of our own: show it, and fetch nothing for it."""

Act = Callable[[HttpRequest, Opened, type[Letter]], HttpResponse]


def on_letter(act: Act) -> CaseView:
    """An act on a letter that is being written. Where the step is closed, its page says why."""

    @require_POST
    @on_case
    def view(request: HttpRequest, case: Opened, step: str) -> HttpResponse:
        step_class = STEPS.get(step)
        if step_class is None or not is_letter(step_class):
            raise Http404
        ruling = opening(step_class, case.scene)
        return act(request, case, step_class) if ruling else again(request, case, step_class, None, ruling)

    return view


@on_letter
def check(request: HttpRequest, case: Opened, step_class: type[Letter]) -> HttpResponse:
    """The checks alone, as they are asked for while somebody types; else the page, with its fields filled in."""
    if not getattr(request, "htmx", False):
        typed_in = with_values(request, case, step_class, request.POST.copy())
        return again(request, case, step_class, _kept(case, step_class, typed_in))
    found = checked(as_far_as_written(form_of(request, case, step_class)), case.scene)
    return render(request, "desk/letters/checks.html", {"checked": found, "case": case})


@on_letter
def save(request: HttpRequest, case: Opened, step_class: type[Letter]) -> HttpResponse:
    kept = drafts.save(case.reference, step_class.name, case.actor, typed(request, step_class), case.at)
    if getattr(request, "htmx", False):
        context = {"kept": kept, "case": case, "step_name": step_class.name}
        return render(request, "desk/letters/saved.html", context)
    messages.success(request, gettext("The draft is saved."))
    return _to_form(case, step_class)


@on_letter
def discard(request: HttpRequest, case: Opened, step_class: type[Letter]) -> HttpResponse:
    drafts.discard(case.reference, step_class.name, case.actor)
    messages.info(request, gettext("The draft is discarded."))
    return _to_form(case, step_class)


@on_letter
def look(request: HttpRequest, case: Opened, step_class: type[Letter]) -> HttpResponse:
    """The letter as PDF, as it would be sent."""
    letter, document = _on_paper(request, case, step_class)
    if document is None:
        return _not_yet(request, case, step_class)
    made = pdf(document, large_print=letter.step.large_print)
    return _file(made, filename(case.reference, document), "application/pdf", "inline")


@on_letter
def word(request: HttpRequest, case: Opened, step_class: type[Letter]) -> HttpResponse:
    """The letter as a Word document, from the organisation's template."""
    letter, document = _on_paper(request, case, step_class)
    if document is None:
        return _not_yet(request, case, step_class)
    try:
        made = docx(document, wording.own(), large_print=letter.step.large_print)
    except TemplateBroken as broken:
        messages.error(request, str(broken))
        return again(request, case, step_class, _kept(case, step_class, request.POST))
    name = filename(case.reference, document).removesuffix(".pdf") + ".docx"
    return _file(made, name, WORD, "attachment")


def _on_paper(request: HttpRequest, case: Opened, step_class: type[Letter]) -> tuple[Written, Document | None]:
    """The letter, and the document that it makes once all is chosen that it needs."""
    letter = written(as_far_as_written(form_of(request, case, step_class)), case.scene)
    if letter.entry is None:
        return letter, None
    return letter, document_of(case.reference, letter.entry, letter.facts, case.scene)


def _not_yet(request: HttpRequest, case: Opened, step_class: type[Letter]) -> HttpResponse:
    messages.warning(request, gettext("Choose first what the letter is about; then it can be looked at."))
    return again(request, case, step_class, _kept(case, step_class, request.POST))


def _file(made: bytes, name: str, media_type: str, how: str) -> HttpResponse:
    response = HttpResponse(made, content_type=media_type)
    response["Content-Disposition"] = f'{how}; filename="{_plain(name)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SAFE
    return response


def _plain(name: str) -> str:
    """A name of a file that every header can carry."""
    return "".join(char if char.isascii() and (char.isalnum() or char in " .-_") else "_" for char in name)


@on_letter
def ask(request: HttpRequest, case: Opened, step_class: type[Letter]) -> HttpResponse:
    """Ask a colleague to read it. The draft is saved with that, so that what they read and what stands here agree."""
    review = ReviewForm(case, request.POST)
    letter = as_far_as_written(form_of(request, case, step_class))
    drafts.save(case.reference, step_class.name, case.actor, typed(request, step_class), case.at)
    asked = _asked(review, letter, case)
    ruling = _take(asked, case) if asked else None
    if ruling is None or not ruling:
        kept = _kept(case, step_class, request.POST)
        return again(request, case, step_class, kept, YES if ruling is None else ruling, review)
    name = dict(review.fields["of"].choices).get(review.cleaned_data["of"], "")  # type: ignore[attr-defined]
    messages.success(request, gettext("{name} is asked to read it.").format(name=name))
    return _to_form(case, step_class)


def _asked(review: ReviewForm, letter: Letter, case: Opened) -> AskReview | None:
    if not review.is_valid():
        return None
    said = {name: value for name, value in review.cleaned_data.items() if value not in (None, "")}
    try:
        return AskReview.model_validate({**said, "step": letter.name, "draft": as_it_will_read(letter, case)})
    except ValidationError as error:
        problem = error.errors()[0]
        empty = problem["loc"] == ("draft",) and problem["type"] == "string_too_short"
        review.add_error(None, gettext("Nothing is written yet.") if empty else in_plain_words(problem))
        return None


def _take(step: AskReview, case: Opened) -> Ruling:
    try:
        take(case.reference, step, by=case.actor, at=case.at)
    except Refused as refused:
        return refused.ruling
    return YES


def _kept(case: Opened, step_class: type[Letter], data: QueryDict) -> StepForm:
    """The form with what was typed, as if it had only been begun with: nothing on it is an error yet."""
    begun = as_begun(step_class, dict(data.lists()))
    return form_for(step_class, case.scene, Options(case.actor), initial=begun)


def _to_form(case: Opened, step_class: type[Letter]) -> HttpResponse:
    return SeeOther(reverse("desk:step", args=[case.reference, step_class.name]))
