"""The organisation: its name, how customers reach it, and the procedures it works under."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.cases.regimes import registry
from amends.desk.editions import not_in_force
from amends.desk.gates import administrators, colleague
from amends.now import now
from amends.people.acts import What, note
from amends.people.models import Organisation

MOST_DAYS = 250
"""Working days; a year has about as many."""


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs only
    regimes = forms.MultipleChoiceField(label=gettext_lazy("Procedures in use"), widget=forms.CheckboxSelectMultiple)
    regime = forms.ChoiceField(
        label=gettext_lazy("Usual procedure"),
        help_text=gettext_lazy("Used where nobody says another. Cases keep the procedure they began under."),
    )

    laws = forms.MultipleChoiceField(
        label=gettext_lazy("Consumer law beside them"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "What it gives the customer, with its days and its source, is shown beside the options."
        ),
    )
    address = forms.URLField(
        label=gettext_lazy("Web address of this system"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Links in messages begin with it, such as https://complaints.example.org"),
    )

    no_contact_days = forms.IntegerField(
        label=gettext_lazy("No customer waits without a word from us for more than so many working days"),
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        help_text=gettext_lazy(
            "Our own target, for complaints under procedures that have none. Each message to the customer begins it "
            "anew. 0: none. Cases that are open show a change with their next step, or all at once after "
            "«amends rebuild»."
        ),
    )

    class Meta:
        model = Organisation
        fields = ("name", "contact", "address", "regimes", "laws", "regime", "no_contact_days")
        labels = {
            "name": gettext_lazy("Name"),
            "contact": gettext_lazy("How customers reach you"),
        }
        help_texts = {
            "contact": gettext_lazy("Phone, post, opening hours. Shown to customers and at the end of messages."),
        }

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        there, laws = registry().procedures(), registry().laws()
        for field, some in (("regimes", there), ("regime", there), ("laws", laws)):
            self.fields[field].choices = [(name, _(registry().regime(name).name)) for name in some]  # type: ignore[attr-defined]
        self.initial["laws"] = [name for name in self.instance.regimes if name in laws]

    def clean_no_contact_days(self) -> int:
        return self.cleaned_data["no_contact_days"] or 0

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("regime") and said["regime"] not in said.get("regimes", []):
            self.add_error("regime", _("The usual procedure must be one of those in use."))
        for name in said.get("regimes", []):
            if why := not_in_force(name):
                self.add_error("regimes", why)
        if "regimes" in said:
            said["regimes"] = [*said["regimes"], *said.get("laws", [])]
        return said


@administrators
def organisation(request: HttpRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None, instance=Organisation.here(), label_suffix="")
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            before = _procedures(Organisation.here())
            form.save()
            _note(request, form, before)
        messages.success(request, _("Saved."))
        return redirect("desk:admin-organisation")
    return render(request, "desk/admin/organisation.html", {"form": form}, status=422 if form.is_bound else 200)


def _procedures(here: Organisation) -> dict[str, Any]:
    """What of the organisation changes how cases are handled."""
    return {"regime": here.regime, "regimes": sorted(here.regimes), "no_contact_days": here.no_contact_days}


def _note(request: HttpRequest, form: OrganisationForm, before: dict[str, Any]) -> None:
    """Which procedures are in use, before and after; of the rest, only that it changed."""
    changed_too = [name for name in ("name", "contact", "address") if name in form.changed_data]
    after = _procedures(form.instance) | ({"changed_too": changed_too} if changed_too else {})
    if after != before:
        by = colleague(request).actor_id
        note(What.ORGANISATION_CHANGED, "organisation", by=by, at=now(), before=before, after=after)
