"""The page of a bundle: choose, say what to remove, look at it, and only then make it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from amends.cases.bundling.candidates import Candidate, candidates
from amends.cases.bundling.choosing import USUAL_RULE, Wanted, read_copies
from amends.cases.bundling.making import kept, made, removed
from amends.cases.take import Refused
from amends.desk.bundle.copies import kept_copies
from amends.desk.bundle.form import BundleForm
from amends.desk.case.done import done_words
from amends.desk.case.foretold import opening
from amends.desk.case.opened import Opened, on_case
from amends.desk.case.page import show
from amends.desk.case.taking import SeeOther
from amends.desk.forms.inputs import whole
from amends.letters.items import Bundle, StillThere, TooLarge
from amends.record.attachments import File
from amends.rules.rulings import YES, Ruling
from amends.rules.steps.referral import MakeBundle


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows. `bundle`: as it would be, once somebody has looked."""

    form: BundleForm
    found: list[Candidate]
    copies: dict[str, File]
    bundle: Bundle | None = None
    ruling: Ruling = YES
    status: int = 200


@require_http_methods(["GET", "HEAD", "POST"])
@on_case
def bundle(request: HttpRequest, case: Opened) -> HttpResponse:
    """The page of the step that makes a bundle."""
    ruling = opening(MakeBundle, case.scene)
    if not ruling:
        return show(request, case, "bundle.html", _words(ruling), 409 if request.method == "POST" else 200)
    found = candidates(case)
    if request.method != "POST":
        form = BundleForm(case, found, rule=request.GET.get("rule", USUAL_RULE))
        return _page(request, case, Answer(form, found, {}))
    answer = _post(request, case, found)
    return answer if isinstance(answer, HttpResponse) else _page(request, case, answer)


def _post(request: HttpRequest, case: Opened, found: list[Candidate]) -> Answer | HttpResponse:
    copies, refused = kept_copies(request, case, found)
    form = BundleForm(case, found, request.POST)
    for sentence in refused:
        form.add_error(None, sentence)
    if not form.is_valid():
        return Answer(form, found, copies, status=422)
    wanted = _wanted(case, form, copies)
    try:
        bundle = made(case, wanted)
    except (TooLarge, StillThere) as problem:
        form.add_error(None, str(problem))
        return Answer(form, found, copies, status=422)
    return _done(request, case, wanted, Answer(form, found, copies, bundle))


def _done(request: HttpRequest, case: Opened, wanted: Wanted, looked: Answer) -> Answer | HttpResponse:
    """Hand the bundle out to be read, keep it, or show what it would be."""
    do, bundle = request.POST.get("do"), looked.bundle
    if bundle is None or do not in ("read", "make"):
        return looked
    if do == "read":
        return _download(bundle, f"{case.reference} draft.pdf")
    try:
        taken = kept(case, wanted, bundle, whole(request.POST.get("seen")))
    except Refused as refused:
        return Answer(looked.form, looked.found, looked.copies, bundle, refused.ruling, 409)
    messages.success(request, done_words(taken, case))
    return SeeOther(reverse("desk:independent", args=[case.reference]))


def _download(bundle: Bundle, name: str) -> HttpResponse:
    response = HttpResponse(bundle.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _wanted(case: Opened, form: BundleForm, copies: dict[str, File]) -> Wanted:
    said = form.cleaned_data
    keys = {name: frozenset(said[name]) for name in ("chosen", "listed", "checked")}
    return Wanted(said["referral"], said["title"], said["terms"], **keys, copies=read_copies(case.reference, copies))


@dataclass(frozen=True, slots=True)
class Row:
    """A document on the page, with its ticks."""

    one: Candidate
    chosen: bool
    listed: bool
    checked: bool
    copy: File | None


def _page(request: HttpRequest, case: Opened, answer: Answer) -> HttpResponse:
    chosen, listed, checked = (answer.form.ticked(name) for name in ("chosen", "listed", "checked"))
    rows = [
        Row(one, one.key in chosen, one.key in listed, one.key in checked, answer.copies.get(one.key))
        for one in answer.found
    ]
    more: dict[str, Any] = {
        "form": answer.form,
        "rows": rows,
        "bundle": answer.bundle,
        "size": len(answer.bundle.pdf) if answer.bundle else 0,
        "removed": removed(answer.bundle) if answer.bundle else 0,
        "rules": _rules(),
        "rule": request.GET.get("rule", USUAL_RULE),
        **_words(answer.ruling),
    }
    return show(request, case, "bundle.html", more, answer.status)


def _words(ruling: Ruling) -> dict[str, Any]:
    """What the page says whether the step is open or not."""
    refusal = {"refusal": None if ruling else ruling, "missing": [(words, "") for words in ruling.missing]}
    return {"title": gettext(MakeBundle.label), "summary": gettext(MakeBundle.summary), **refusal}


def _rules() -> list[tuple[str, str]]:
    return [
        ("both", gettext("All the customer sees, and all evidence")),
        ("seen", gettext("All the customer sees")),
        ("evidence", gettext("All evidence")),
        ("none", gettext("Nothing yet")),
    ]
