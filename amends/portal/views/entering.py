"""Ways in, without an account: a reference and a code by mail, or a link. And the way out."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amends.now import now
from amends.people.access import case_of_link
from amends.portal import codes, limits, visits
from amends.portal.answering import go, page, secret, too_often
from amends.portal.fields import PlainText
from amends.ui.language import has_chosen, remember

ASKED = "portal_asked"
WRONG = 422
form_or_page = require_http_methods(["GET", "HEAD", "POST"])


class Follow(forms.Form):
    reference = PlainText(
        label=gettext_lazy("Your reference"),
        help_text=gettext_lazy("It looks like C-26-004182. It is in every message from us."),
        most=32,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        error_messages={"required": gettext_lazy("Write your reference.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        help_text=gettext_lazy("The one that you gave us. We send a code to it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Write your email address."),
            "invalid": gettext_lazy("Write one email address, like name@example.com."),
        },
    )

    def clean_reference(self) -> str:
        return "".join(str(self.cleaned_data["reference"]).upper().split())


class Code(forms.Form):
    code = PlainText(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Six digits. You can paste it."),
        most=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Write the code from our message.")},
    )


@form_or_page
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for a code. The answer is the same whether or not there is such a case."""
    at = now()
    if request.method != "POST":
        form = Follow()
        return page(request, "portal/follow.html", {"form": form})
    if limits.CODES_ASKED.passed(limits.address_of(request), at):
        return too_often(request)
    form = Follow(request.POST)
    if not form.is_valid():
        return page(request, "portal/follow.html", {"form": form}, status=WRONG)
    request.session[ASKED] = codes.ask(form.cleaned_data["reference"], form.cleaned_data["email"], at)
    return go("portal:code")


@form_or_page
def code(request: HttpRequest) -> HttpResponse:
    at, name = now(), request.session.get(ASKED, "")
    if not name:
        return go("portal:follow")
    if request.method != "POST":
        return page(request, "portal/code.html", {"form": Code()})
    if limits.CODES_TRIED.passed(limits.address_of(request), at):
        return too_often(request)
    form = Code(request.POST)
    if form.is_valid() and not codes.is_right(name, form.cleaned_data["code"], at):
        form.add_error("code", _("This is not the newest code, or it has ended. After five tries it ends too. You can ask for a new one."))  # fmt: skip  # noqa: E501
    if not form.is_valid():
        return page(request, "portal/code.html", {"form": form}, status=WRONG)
    del request.session[ASKED]
    visits.begin(request, name, at)
    return go("portal:my")


@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A link from one of our messages. The page that follows does not have it in its address, and is in the language of
    the message where this browser knows no other."""
    at = now()
    if limits.LINKS_TRIED.passed(limits.address_of(request), at):
        return too_often(request)
    reference = case_of_link(token, at)
    if not reference:
        messages.info(request, _("This link has ended. You can get in with your reference and a code."))
        return secret(go("portal:follow"))
    visits.begin(request, reference, at)
    found = visits.visit(request.session, at)
    asked = found and found.facts.satisfaction and not found.facts.satisfaction.answer
    answer = secret(go("portal:sorted" if asked else "portal:my"))
    return remember(answer, found.facts.language) if found and not has_chosen(request) else answer


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    visits.end(request)
    messages.success(request, _("You have left. Nobody can open your complaint from this page now."))
    return go("portal:start")
