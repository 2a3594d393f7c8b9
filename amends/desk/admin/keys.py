"""API keys: made, shown once, revoked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amends.desk.admin.limits import fresh_password
from amends.desk.gates import administrators, colleague
from amends.desk.words import ROLES
from amends.now import now
from amends.people.keys import SCOPES, new_key, revoke_key
from amends.people.models import ApiKey, Staff, Team
from amends.rules.actors import CASEWORK

SCOPE_WORDS = {
    "cases:read": gettext_lazy("Read cases"),
    "cases:write": gettext_lazy("Open cases and take steps"),
    "steps:read": gettext_lazy("Read which steps there are"),
}


class KeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=100, help_text=gettext_lazy("Which system uses it, and what for.")
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("It acts as"),
        queryset=Staff.objects.none(),
        required=False,
        empty_label=gettext_lazy("Itself"),
        help_text=gettext_lazy(
            "Someone who works by program and by hand is one person: what they did the one way they cannot approve the "
            "other way. Give such a key to nobody else."
        ),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("It may"),
        choices=[(scope, SCOPE_WORDS[scope]) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("With the role of"),
        choices=[(role.value, ROLES[role.value]) for role in sorted(CASEWORK)],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Decides which steps it may take and which cases it sees."),
    )
    teams = forms.MultipleChoiceField(
        label=gettext_lazy("Only cases of these teams"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: of every team; of a person's key, of every team of theirs."),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        there = list(Team.objects.order_by("name").values_list("slug", "name"))
        self.fields["teams"].choices = there  # type: ignore[attr-defined]
        people = Staff.objects.filter(is_active=True).order_by("name", "pk")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


@administrators
def keys(request: HttpRequest) -> HttpResponse:
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _make_as(request) if form.cleaned_data["person"] else _make(request)
    return _page(request, form)


def _page(request: HttpRequest, form: KeyForm) -> HttpResponse:
    made = ApiKey.objects.select_related("staff").order_by("revoked_at", "-pk")
    context = {"form": form, "lines": [_line(key) for key in made]}
    return render(request, "desk/admin/keys.html", context, status=422 if form.is_bound else 200)


def _make(request: HttpRequest) -> HttpResponse:
    """Make the key of a form that has been found right."""
    form = KeyForm(request.POST)
    form.full_clean()
    said = form.cleaned_data
    may = {"roles": said["roles"], "scopes": said["scopes"], "teams": said["teams"]}
    try:
        secret = new_key(said["name"], **may, at=now(), by=colleague(request).actor_id, staff=said["person"])
    except ValueError as error:
        form.add_error("person", str(error))
        return _page(request, form)
    return render(request, "desk/admin/key.html", {"name": said["name"], "secret": secret})


_make_as = fresh_password(_make)
"""A key that acts as someone opens what they may do, so the password is asked for again."""


def _line(key: ApiKey) -> dict[str, Any]:
    return {
        "key": key,
        "scopes": ", ".join(str(SCOPE_WORDS.get(scope, scope)) for scope in key.scopes),
        "roles": ", ".join(str(ROLES.get(role, role)) for role in key.roles),
    }


@administrators
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(ApiKey, pk=pk)
    revoke_key(pk, at=now(), by=colleague(request).actor_id)
    messages.success(request, _("The key «{name}» no longer opens anything.").format(name=key.name))
    return redirect("desk:admin-keys")
