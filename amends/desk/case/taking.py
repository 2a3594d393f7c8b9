"""Taking a step: its form, the refusal in words with everything that was typed, and the hold when the case moved on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from amends.cases.doors import visible
from amends.cases.take import Refused, Taken, take
from amends.cases.told.corrections import as_corrected, corrections
from amends.cases.told.thread import Change, change, thread
from amends.desk.case.begun import begun
from amends.desk.case.composer import draft_key
from amends.desk.case.done import done_words, gone_words
from amends.desk.case.foretold import opening, speaks_to_customer, wanted, ways
from amends.desk.case.opened import Opened, on_case
from amends.desk.case.page import show
from amends.desk.case.solving import beside, lands_on
from amends.desk.case.uploads import Uploads, uploads
from amends.desk.forms import Options, StepForm, form_for
from amends.desk.forms.inputs import whole
from amends.desk.forms.step_form import KEPT
from amends.desk.letters import page as letters
from amends.desk.letters.reviews import ReviewForm
from amends.desk.letters.sent import settle
from amends.desk.letters.writing import begun_again, with_values
from amends.record.attachments import files_of
from amends.rules.rulings import YES, Ruling
from amends.rules.steps import STEPS
from amends.rules.steps.base import Step
from amends.rules.steps.keeping import Correct


class SeeOther(HttpResponseRedirect):
    """Done: the browser goes on to another page, and asks for it anew."""

    status_code = 303


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page of a step has to say. `ruling`: a refusal; `since`: the last entry that the writer had seen;
    `held`: nothing is wrong, but there is something to read first."""

    form: StepForm | None
    ruling: Ruling = YES
    since: int | None = None
    held: bool = False
    status: int = 200


@require_http_methods(["GET", "HEAD", "POST"])
@on_case
def step_page(request: HttpRequest, case: Opened, step: str) -> HttpResponse:
    """The page of one step in one case."""
    step_class = STEPS.get(step)
    if step_class is None or step_class.makes_case:
        raise Http404
    answer = _post(request, case, step_class) if request.method == "POST" else _get(request, case, step_class)
    return answer if isinstance(answer, HttpResponse) else _page(request, case, step_class, answer)


def _get(request: HttpRequest, case: Opened, step_class: type[Step]) -> Answer:
    ruling = opening(step_class, case.scene)
    if not ruling:
        return Answer(None, ruling)
    initial = begun(step_class, case, request.GET) | begun_again(case, step_class)
    return Answer(form_for(step_class, case.scene, Options(case.actor), initial=initial))


def _post(request: HttpRequest, case: Opened, step_class: type[Step]) -> Answer | HttpResponse:
    """Every way out but the last keeps what was typed, and shows what was recorded since they began to write."""
    ruling, seen = opening(step_class, case.scene), _seen(request)
    sent = (
        uploads(request, case.reference, case.at) if ruling and "files" in step_class.model_fields else Uploads([], [])
    )
    form = _filled(request, case, step_class, sent)
    if not ruling:
        return Answer(form, ruling, seen, status=409)
    if not form.is_valid() or form.step is None:
        return Answer(form, since=seen, status=422)
    if seen < case.facts.number and speaks_to_customer(step_class):
        return Answer(form, since=seen, held=True, status=409)
    try:
        taken = take(case.reference, form.step, by=case.actor, at=case.at, seen=seen)
    except Refused as refused:
        return Answer(form, refused.ruling, seen, status=409)
    return _done(request, case, taken, settle(request, case, step_class))


def _done(request: HttpRequest, case: Opened, taken: Taken, onward: str) -> HttpResponse:
    messages.success(request, done_words(taken, case))
    if onward:
        return SeeOther(onward)
    if visible(case.actor).filter(reference=case.reference).exists():
        return SeeOther(reverse(lands_on(taken.entries[0].step), args=[case.reference]))
    messages.info(request, gone_words(case))
    return SeeOther(reverse("desk:work"))


def _filled(request: HttpRequest, case: Opened, step_class: type[Step], sent: Uploads) -> StepForm:
    data: QueryDict = with_values(request, case, step_class, request.POST.copy())
    data.setlist(KEPT, sent.ids)
    form = form_for(step_class, case.scene, Options(case.actor), data, request.FILES, attached=sent.attached)
    for sentence in sent.refused:
        form.add_error("files", sentence)
    return form


def _seen(request: HttpRequest) -> int:
    """The last entry that was on the page when they began to write; 0 when the page did not say."""
    return whole(request.POST.get("seen"))


def again(
    request: HttpRequest,
    case: Opened,
    step_class: type[Step],
    form: StepForm | None,
    ruling: Ruling = YES,
    review: ReviewForm | None = None,
) -> HttpResponse:
    """The page of a step once more, after something that was no taking of it: with this form on it, or closed."""
    status = 422 if review and review.errors else 200 if ruling else 409
    return _page(request, case, step_class, Answer(form, ruling, status=status), review)


def _page(
    request: HttpRequest, case: Opened, step_class: type[Step], answer: Answer, review: ReviewForm | None = None
) -> HttpResponse:
    news = [entry for entry in case.entries if answer.since is not None and entry.number > answer.since]
    must, parts = wanted(step_class, case.scene)
    more: dict[str, Any] = {
        "step_name": step_class.name,
        "summary": gettext(step_class.summary),
        "title": gettext(step_class.label),
        "form": answer.form,
        "refusal": None if answer.ruling else answer.ruling,
        "missing": [(words, _target(words, parts)) for words in answer.ruling.missing],
        "news": thread(case, news, files_of(case.reference), {}) if news else [],
        "held": answer.held,
        "must": must,
        "corrects": _corrected(case, answer.form) if step_class is Correct else None,
        "parts": [gettext(text) for text, _field in parts],
        "ways": ways(step_class, case.scene) if answer.form else [],
        "to_customer": speaks_to_customer(step_class),
        "dangerous": step_class.name == "erase",
        "draft": draft_key(case, step_class.name),
        **beside(step_class, case),
        **letters.context(request, case, step_class, answer.form, review),
    }
    return show(request, case, letters.template_of(step_class, answer.form), more, answer.status)


def _corrected(case: Opened, form: StepForm | None) -> Change | None:
    """The entry that a correction is about, as it reads now."""
    number = whole(form["entry"].value()) if form else 0
    if not 1 <= number <= len(case.entries):
        return None
    made = corrections(case.entries).get(number, [])
    return change(case, as_corrected(case.entries[number - 1], made), short=False)


def _target(missing: str, parts: list[tuple[str, str]]) -> str:
    """The id of the field that a missing part belongs into, if there is one."""
    field = next((field for text, field in parts if text == missing), "")
    return {"": "", "says": "id_says_0"}.get(field, f"id_{field}")
