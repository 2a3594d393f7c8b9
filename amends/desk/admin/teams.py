"""Teams: made and renamed. A team is not deleted: cases and records name it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.desk.gates import administrators, colleague
from amends.now import now
from amends.people.acts import What, note
from amends.people.models import Team


class TeamForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs only
    class Meta:
        model = Team
        fields = ("name",)
        labels = {"name": gettext_lazy("Name of the team")}

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if not slugify(name):
            raise forms.ValidationError(_("Use letters or digits."))
        if Team.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a team of this name."))
        if not self.instance.pk and Team.objects.filter(pk=slugify(name)[:50]).exists():
            raise forms.ValidationError(_("There is a team whose name was this, or nearly this."))
        return name


@administrators
def teams(request: HttpRequest) -> HttpResponse:
    form = TeamForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        form.instance.slug = slugify(form.cleaned_data["name"])[:50]
        with transaction.atomic():
            form.save()
            _note(request, What.TEAM_MADE, form.instance)
        messages.success(request, _("The team is there. Add people to it under People."))
        return redirect("desk:admin-teams")
    listed = Team.objects.annotate(people=Count("staff")).order_by("name")
    context = {"form": form, "teams": listed}
    return render(request, "desk/admin/teams.html", context, status=422 if form.is_bound else 200)


@administrators
def rename(request: HttpRequest, slug: str) -> HttpResponse:
    team = get_object_or_404(Team, pk=slug)
    form = TeamForm(request.POST or None, instance=team, label_suffix="")
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            before = Team.objects.get(pk=slug).name
            form.save()
            if form.changed_data:
                _note(request, What.TEAM_RENAMED, team, before)
        messages.success(request, _("Saved."))
        return redirect("desk:admin-teams")
    return render(request, "desk/admin/team.html", {"form": form}, status=422 if form.is_bound else 200)


def _note(request: HttpRequest, what: What, team: Team, before: str = "") -> None:
    was = {"name": before} if before else {}
    by = colleague(request).actor_id
    note(what, f"team:{team.pk}", by=by, at=now(), before=was, after={"name": team.name})
