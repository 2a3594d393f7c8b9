"""The last page before it is sent, the sending, and the confirmation that can be opened again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from amends.cases.take import Refused, open_case, scene_of, take
from amends.now import now
from amends.people.access import case_of_link, new_link
from amends.portal import limits, once, staging
from amends.portal.answering import go, page, private, secret, too_often
from amends.portal.compose import composed
from amends.portal.draft import Draft
from amends.portal.mycase.ahead import ahead
from amends.portal.plain import copy_of
from amends.portal.questions import QUESTIONS, first_open
from amends.portal.questions.base import Text
from amends.portal.questions.person import Reach
from amends.portal.visits import customer_of, known_of
from amends.record.attachments import keep
from amends.rules.actors import Actor, Role
from amends.rules.entries import Entry
from amends.rules.facts import Facts
from amends.rules.steps.investigation import AddEvidence

NEW = Actor("customer:new", frozenset({Role.CUSTOMER}))
REFUSED = 409


class TooOften(Exception):
    """More complaints than one person sends."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A line of the last page: what was asked, in short, and the answer in lines."""

    slug: str
    short: Text
    lines: list[str]


class Send(forms.Form):
    """`token` names this complaint, so that it is sent once. `website` is for machines: nobody sees it."""

    token = forms.CharField(widget=forms.HiddenInput)
    website = forms.CharField(
        required=False,
        label=gettext_lazy("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data.get("website"):
            raise forms.ValidationError(_("Leave this box empty, then send again. It catches machines."))
        return ""


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """All answers, each with a way to change it, and the button that sends."""
    at, draft = now(), Draft(request.session)
    if request.method == "POST" and (sent_before := once.answer_to(request.POST.get("token", ""))):
        return _to_confirmation(sent_before, at)
    if still := first_open(draft):
        return go("portal:question", still.slug)
    if request.method != "POST":
        return _shown(request, draft, Send(initial={"token": draft.token}))
    form = Send(request.POST)
    if not form.is_valid() or form.cleaned_data["token"] != draft.token:
        return _shown(request, draft, form, status=422)
    return _send(request, draft, at)


def _shown(request: HttpRequest, draft: Draft, form: Send, *, refused: Any = None, status: int = 200) -> HttpResponse:
    answers = [Answered(kind.slug, kind.short, kind.reads(draft.said(kind.slug))) for kind in QUESTIONS]
    context = {"answers": answers, "files": draft.files, "form": form, "ruling": refused}
    return page(request, "portal/check.html", context, status=status)


def _sent_too_often(request: HttpRequest, draft: Draft, at: datetime) -> bool:
    counted = [
        (limits.SENT_FROM_ADDRESS, limits.address_of(request)),
        (limits.SENT_BY_SESSION, request.session.session_key or ""),
    ]
    if email := draft.said(Reach.slug).get("email", "").casefold():
        counted += [(limits.SENT_FOR_MAILBOX, email), (limits.SENT_FOR_MAILBOX_A_DAY, email)]
    passed = [limit.passed(who, at) for limit, who in counted]  # each is counted, also when one was passed
    return any(passed)


def _send(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    try:
        reference = _opened(request, draft, at)
    except TooOften:
        return too_often(request)
    except Refused as refused:
        form = Send(initial={"token": draft.token})
        return _shown(request, draft, form, refused=refused.ruling, status=REFUSED)
    draft.forget()
    return _to_confirmation(reference, at)


@transaction.atomic
def _opened(request: HttpRequest, draft: Draft, at: datetime) -> str:
    """The reference of the new case, files and all; of the one that exists, where this was sent already.

    Raises TooOften, and Refused. A second press is no second complaint, so it is not counted.
    """
    if not once.first(draft.token, at):
        return once.answer_to(draft.token)
    if _sent_too_often(request, draft, at):
        raise TooOften
    reference = open_case(composed(draft, at), by=NEW, at=at).reference
    _add_files(reference, draft, at)
    once.remember(draft.token, reference)
    return reference


def _add_files(reference: str, draft: Draft, at: datetime) -> None:
    files = [keep(reference, f["name"], staging.chunks(draft.folder, f["id"]), at).id for f in draft.files]
    if files:
        title = _("Files sent with the complaint")
        take(reference, AddEvidence(title=title, source="customer", files=files), by=customer_of(reference), at=at)


def _to_confirmation(reference: str, at: datetime) -> HttpResponse:
    return go("portal:sent", new_link(reference, at))


@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """The confirmation. Its address can be kept: it works for as long as the link in it does."""
    at = now()
    reference, facts, _entries = of_link(token, at)
    scene = scene_of(facts, customer_of(reference), at)
    context = {"reference": reference, "facts": facts, "ahead": ahead(scene), "token": token}
    return secret(page(request, "portal/sent.html", context))


@require_safe
def copy(request: HttpRequest, token: str) -> HttpResponse:
    """The same as text, to be saved."""
    reference, _facts, entries = of_link(token, now())
    return secret(private(copy_of(reference, entries)))


def of_link(token: str, at: datetime) -> tuple[str, Facts, list[Entry]]:
    """The case of a link, as far as its customer knows it. Raises Http404 for a link that has ended, or never was."""
    reference = case_of_link(token, at)
    facts, entries = known_of(reference, at) if reference else (Facts(), [])
    if not facts.number or facts.erased:
        raise Http404
    return reference, facts, entries
