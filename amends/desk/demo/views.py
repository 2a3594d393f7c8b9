"""What would have been sent, and the time machine."""

from __future__ import annotations

import re
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases.models import Outgoing
from amends.cases.sweep import SweepResult, sweep
from amends.desk.forms.inputs import whole
from amends.desk.gates import demonstration
from amends.now import go_on, now

PAGE = 50
FURTHEST = 400
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@demonstration
def sent(request: HttpRequest) -> HttpResponse:
    """Everything that was written to someone, newest first."""
    page = Paginator(Outgoing.objects.order_by("-queued_at", "-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/sent.html", {"page": page})


@demonstration
def message(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Outgoing, pk=pk)
    return render(request, "desk/sent_message.html", {"message": found, "body": with_links(found.body)})


def with_links(text: str) -> SafeString:
    """The text, escaped, with its own web addresses as links, so that a customer's page can be opened from here."""
    parts, last = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [escape(text[last : found.start()]), format_html('<a href="{0}">{0}</a>', found[0])]
        last = found.end()
    return mark_safe("".join([*parts, escape(text[last:])]))  # noqa: S308 every piece is escaped


@demonstration
def time_machine(request: HttpRequest) -> HttpResponse:
    """Time goes on by some days, and what is then due is swept."""
    if request.method != "POST":
        return render(request, "desk/time_machine.html", {"now": now()})
    days = whole(request.POST.get("days"))
    if not 1 <= days <= FURTHEST:
        messages.error(request, _("Say a number of days from 1 to {most}.").format(most=FURTHEST))
        return redirect("desk:time-machine")
    go_on(timedelta(days=days))
    messages.success(request, what_changed(days, sweep(now())))
    return redirect("desk:time-machine")


def what_changed(days: int, swept: SweepResult) -> str:
    gone = ngettext("Time went on by {n} day.", "Time went on by {n} days.", days).format(n=days)
    looked = _("Cases with something due: {n}. Reminders written: {reminded}.")
    return f"{gone} {looked.format(n=swept.looked_at, reminded=swept.reminded)}"
