"""The Word template for letters: the one in use, to look at; an organisation's own, to take or to give up again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from amends.cases import wording
from amends.cases.wording import TemplateRefused
from amends.desk.admin.holders import Holders
from amends.desk.gates import colleague, holds, only
from amends.now import now
from amends.people.acts import What, note
from amends.people.models import AdminAct
from amends.rules.actors import Role

SUBJECT = "letters"
SHOWN = 10
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
compliance = only(Role.ADMIN, Role.QUALITY)


class TemplateForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Your Word template (.docx)"),
        help_text=gettext_lazy(
            "It is checked before it is used: what is missing in it is said here, and nothing changes."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def clean_file(self) -> Any:
        """One that is too large is not read."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > wording.LARGEST:
            raise forms.ValidationError(_("The file is too large: a template may have {n} MB at most.").format(
                n=wording.LARGEST >> 20
            ))  # fmt: skip
        return file


@compliance
def letters(request: HttpRequest) -> HttpResponse:
    form = TemplateForm(request.POST, request.FILES) if request.method == "POST" else TemplateForm()
    if form.is_valid():
        faults = _take(request, form.cleaned_data["file"].read())
        if not faults:
            messages.success(request, _("Letters are written with your template from now on."))
            return redirect("desk:admin-letters")
        for fault in faults:
            form.add_error("file", fault)
    context = {"form": form, "own": wording.own() is not None, "changes": _changes(), **_who(request)}
    return render(request, "desk/admin/letters.html", context, status=422 if form.is_bound else 200)


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"administers": holds(colleague(request), Role.ADMIN)}


def _take(request: HttpRequest, uploaded: bytes) -> list[str]:
    """What is wrong with it; nothing when it is taken."""
    before = wording.digest(wording.own())
    try:
        with transaction.atomic():
            wording.replace(uploaded)
            _note(request, What.TEMPLATE_SET, before)
    except TemplateRefused as refused:
        return refused.faults
    return []


@compliance
@require_POST
def back(request: HttpRequest) -> HttpResponse:
    """Go back to the template that comes with the program."""
    if wording.own():
        with transaction.atomic():
            before = wording.digest(wording.own())
            wording.drop()
            _note(request, What.TEMPLATE_DROPPED, before)
        messages.success(request, _("Letters are written with the template that comes with Amends again."))
    return redirect("desk:admin-letters")


@compliance
@require_safe
def template(request: HttpRequest, which: str) -> HttpResponse:
    """One of the two templates, as a download."""
    found = {"shipped": wording.shipped(), "own": wording.own()}.get(which)
    if found is None:
        raise Http404
    response = HttpResponse(found.read_bytes(), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{which}-letter.docx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _note(request: HttpRequest, what: What, before: str) -> None:
    """By their digests: the words of a template are nobody's business here."""
    settings = {"before": {"template": before}, "after": {"template": wording.digest(wording.own())}}
    note(what, SUBJECT, by=colleague(request).actor_id, at=now(), **settings)


def _changes() -> list[dict[str, Any]]:
    """The latest changes: when, who, what."""
    words = {What.TEMPLATE_SET: _("put in a template of ours"), What.TEMPLATE_DROPPED: _("went back to the usual one")}
    names = Holders()
    found = AdminAct.objects.filter(subject=SUBJECT).order_by("-at", "-pk")[:SHOWN]
    return [{"at": act.at, "by": names.name(act.by), "what": words[What(act.what)]} for act in found]
