"""The service offer: read by everyone who works on cases, laid down by administrators and compliance."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amends.cases.regimes import currencies
from amends.desk.forms.inputs import Money
from amends.desk.gates import colleague, holds, only
from amends.handbook.models import Entitlement
from amends.handbook.service_offer import add, end, standing
from amends.now import now
from amends.rules.actors import CASEWORK, Role
from amends.rules.redress import IN_MONEY, REDRESS_WORDS, Redress, money
from amends.rules.steps.options import WITHOUT_AMOUNT
from amends.ui.dates import today
from amends.ui.sentences import words_text

READERS = only(*sorted({*CASEWORK, Role.ADMIN}))
WRITERS = (Role.ADMIN, Role.QUALITY)
only_writers = only(*WRITERS)


def kinds() -> list[tuple[str, str]]:
    return [(kind.value, words_text(REDRESS_WORDS[kind])) for kind in Redress if kind is not Redress.NOTHING]


class EntitlementForm(forms.Form):
    occasion = forms.CharField(
        max_length=300,
        label=gettext_lazy("When it is due"),
        help_text=gettext_lazy("As customers are told: «An appointment that we missed»."),
    )
    kind = forms.ChoiceField(choices=kinds, label=gettext_lazy("Kind of redress"))
    title = forms.CharField(max_length=300, label=gettext_lazy("What would be done"))
    pence = Money(
        required=False,
        label=gettext_lazy("Amount"),
        help_text=gettext_lazy("Leave it empty where there is none, or it has to be worked out."),
    )
    source = forms.CharField(
        max_length=300,
        label=gettext_lazy("Where it stands"),
        help_text=gettext_lazy("«Service offer, point 4», «Refund policy, section 2»."),
    )

    def __init__(self, data: QueryDict | None, currency: str) -> None:
        super().__init__(data, label_suffix="")
        cast("Money", self.fields["pence"]).take(currency)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        kind, pence = said.get("kind"), said.get("pence")
        if kind and pence and Redress(kind) in WITHOUT_AMOUNT:
            words = _("{kind} has no amount. Make the money a line of its own.")
            self.add_error("pence", words.format(kind=dict(kinds())[kind]))
        if kind and pence == 0 and Redress(kind) in IN_MONEY:
            self.add_error("pence", _("An amount of nothing is none: leave it empty."))
        return said


def told(line: Entitlement, currency: str) -> str:
    """The amount of a line, as it is read."""
    return money(line.pence, currency) if line.pence is not None else ""


@READERS
def service_offer(request: HttpRequest) -> HttpResponse:
    """What stands today; the form below it for those who may change it."""
    staff = colleague(request)
    may = holds(staff, *WRITERS)
    if request.method == "POST" and not may:
        raise Http404
    currency = currencies()[0]
    form = EntitlementForm(request.POST or None, currency) if may else None
    if form is not None and request.method == "POST" and form.is_valid():
        add(Entitlement(**form.cleaned_data), by=staff.actor_id, at=now())
        messages.success(request, _("It is part of the service offer, and ready on every case."))
        return redirect("desk:admin-service-offer")
    status = 422 if form is not None and form.is_bound else 200
    context = {"lines": [(line, told(line, currency)) for line in standing(today())], "form": form}
    return render(request, "desk/admin/service_offer.html", context, status=status)


@require_POST
@only_writers
def end_line(request: HttpRequest, pk: int) -> HttpResponse:
    """A line ends today. What was offered by it stays as it was."""
    if not end(pk, day=today(), by=colleague(request).actor_id, at=now()):
        raise Http404
    messages.success(request, _("It has ended. What was offered by it stays."))
    return redirect("desk:admin-service-offer")
