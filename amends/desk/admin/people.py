"""People: who works here. An administrator makes the accounts; nobody signs themselves up."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amends.desk.gates import administrators, colleague
from amends.desk.words import ROLES
from amends.now import now
from amends.people.acts import What, note
from amends.people.models import Staff, Team
from amends.rules.actors import Role

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another when a password is read out."""


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs only
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        choices=list(ROLES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What they may do. One person may have several."),
    )
    teams = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Teams"),
        queryset=Team.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They see the cases of these teams."),
    )

    class Meta:
        model = Staff
        fields = ("name", "email", "roles", "teams", "is_active")
        labels = {
            "name": gettext_lazy("Name"),
            "email": gettext_lazy("Email"),
            "is_active": gettext_lazy("May sign in"),
        }

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if Staff.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Someone else has this address."))
        return email

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        stays = said.get("is_active") and Role.ADMIN in said.get("roles", [])
        if self.instance.pk and not stays and not _other_administrators(self.instance.pk):
            raise forms.ValidationError(_("Someone must stay an administrator: make another one first."))
        return said


def _other_administrators(pk: int) -> bool:
    active = Staff.objects.filter(is_active=True).exclude(pk=pk)
    return any(Role.ADMIN in roles for roles in active.values_list("roles", flat=True))


@administrators
def people(request: HttpRequest) -> HttpResponse:
    everyone = Staff.objects.prefetch_related("teams").order_by("-is_active", "name")
    lines = [
        {
            "person": person,
            "roles": ", ".join(str(ROLES.get(role, role)) for role in person.roles),
            "teams": ", ".join(team.name for team in person.teams.all()),
        }
        for person in everyone
    ]
    return render(request, "desk/admin/people.html", {"lines": lines})


@administrators
def add(request: HttpRequest) -> HttpResponse:
    """A new colleague. Their first password is made here and shown once."""
    form = PersonForm(request.POST or None, initial={"is_active": True}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            person = form.save(commit=False)
            password = _set_password(person)
            form.save_m2m()
            _note(request, What.PERSON_ADDED, person, after=_settings(person))
        return render(request, "desk/admin/password.html", {"person": person, "password": password})
    return render(request, "desk/admin/person.html", {"form": form}, status=422 if form.is_bound else 200)


@administrators
def change(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Staff, pk=pk)
    form = PersonForm(request.POST or None, instance=person, label_suffix="")
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            before = _settings(Staff.objects.get(pk=pk))
            form.save()
            _note_changes(request, form, before)
        messages.success(request, _("Saved."))
        return redirect("desk:admin-people")
    context = {"form": form, "person": Staff.objects.get(pk=pk)}
    return render(request, "desk/admin/person.html", context, status=422 if form.is_bound else 200)


@administrators
@require_POST
def new_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a temporary password and show it once. All sessions of that person end."""
    person = get_object_or_404(Staff, pk=pk)
    with transaction.atomic():
        password = _set_password(person)
        _note(request, What.PASSWORD_SET, person)
    return render(request, "desk/admin/password.html", {"person": person, "password": password})


def _set_password(person: Staff) -> str:
    groups = ("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(4))
    password = "-".join(groups)
    person.set_password(password)
    person.save()
    return password


def _settings(person: Staff) -> dict[str, Any]:
    """What decides what they may do."""
    teams = sorted(person.teams.values_list("slug", flat=True))
    return {"roles": sorted(person.roles), "teams": teams, "active": person.is_active}


def _note_changes(request: HttpRequest, form: PersonForm, before: dict[str, Any]) -> None:
    """Of a name or an address, only that it changed."""
    changed_too = [name for name in ("name", "email") if name in form.changed_data]
    after = _settings(form.instance) | ({"changed_too": changed_too} if changed_too else {})
    if after != before:
        _note(request, What.PERSON_CHANGED, form.instance, before=before, after=after)


def _note(request: HttpRequest, what: What, person: Staff, **settings: dict[str, Any]) -> None:
    note(what, person.actor_id, by=colleague(request).actor_id, at=now(), **settings)
