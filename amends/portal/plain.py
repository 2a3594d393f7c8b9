"""A copy to keep, as plain text: it can be printed, read aloud, or read out over a relay service."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from amends.people.models import Organisation
from amends.portal.answering import private
from amends.portal.mycase.thread import Said, thread
from amends.rules.entries import Entry
from amends.ui.dates import moment_text


def copy_of(reference: str, entries: list[Entry]) -> HttpResponse:
    """The customer's whole thread, to be saved."""
    here = Organisation.here()
    head = [here.name, _("Your reference: {reference}").format(reference=reference), here.contact]
    parts = [*(line for line in head if line), *(_part(said) for said in thread(reference, entries))]
    response = HttpResponse("\n\n".join(parts) + "\n", content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{reference}.txt"'
    return private(response)


def _part(said: Said) -> str:
    who = _("You") if said.side == "customer" else _("We")
    head = f"{who}, {moment_text(said.at, year=True)}"
    files = [_("File: {name}").format(name=file.filename) for file in said.files]
    return "\n".join(["-" * 40, head + (f" ({said.about})" if said.about else ""), "", *said.paragraphs, *files])
