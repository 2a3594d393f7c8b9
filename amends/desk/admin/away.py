"""Who is away, and who decides in their place. Everyone says it for themselves; administrators for anyone, leaders for
the people of their teams."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amends.desk.admin.holders import Holders
from amends.desk.forms.inputs import Day
from amends.desk.gates import colleague, holds, signed_in
from amends.now import now
from amends.people.authority import colleagues, set_absence, withdraw_absence
from amends.people.models import Absence, Staff
from amends.rules.actors import CASEWORK, Role
from amends.rules.authority import Colleague
from amends.ui.dates import today
from amends.ui.sentences import words_text


def may_speak_for(staff: Staff, everyone: list[Colleague]) -> list[Colleague]:
    """Whose absences this member of staff may note and withdraw: their own, first; and of whom they answer for."""
    me = next(one for one in everyone if one.id == staff.actor_id)
    if holds(staff, Role.ADMIN):
        others = everyone
    elif holds(staff, Role.LEADER):
        others = [one for one in everyone if one.teams & me.teams]
    else:
        others = []
    return [me, *(one for one in others if one.id != me.id)]


class AwayForm(forms.Form):
    person = forms.ChoiceField(label=gettext_lazy("Who is away"))
    from_on = Day(label=gettext_lazy("First day"))
    until_on = Day(label=gettext_lazy("Last day"))
    delegate = forms.ChoiceField(
        label=gettext_lazy("Who decides in their place"),
        required=False,
        help_text=gettext_lazy("With the limits of whoever is away, beside their own, and only for these days."),
    )

    def __init__(self, data: QueryDict | None, spoken_for: list[Colleague], everyone: list[Colleague]) -> None:
        super().__init__(data, initial={"from_on": today()}, label_suffix="")
        there = [(one.id, one.name) for one in everyone if one.actor.has(*CASEWORK)]
        self.fields["person"].choices = [(one.id, one.name) for one in spoken_for]  # type: ignore[attr-defined]
        self.fields["delegate"].choices = [("", _("Nobody")), *there]  # type: ignore[attr-defined]


@signed_in
def away(request: HttpRequest) -> HttpResponse:
    staff, everyone = colleague(request), colleagues()
    spoken_for = may_speak_for(staff, everyone)
    form = AwayForm(request.POST if request.method == "POST" else None, spoken_for, everyone)
    if form.is_bound and form.is_valid() and _set(request, form):
        messages.success(request, _("Noted. It shows where work is given out and approval is asked for."))
        return redirect("desk:admin-away")
    context = {
        "form": form,
        "lines": _lines({one.id for one in spoken_for}),
        "administers": holds(staff, Role.ADMIN),
        "alone": len(spoken_for) == 1,
    }
    return render(request, "desk/admin/away.html", context, status=422 if form.is_bound else 200)


def _set(request: HttpRequest, form: AwayForm) -> bool:
    said = form.cleaned_data
    days = {"from_on": said["from_on"], "until_on": said["until_on"]}
    try:
        set_absence(said["person"], **days, delegate=said["delegate"], by=colleague(request).actor_id, at=now())
    except ValueError as error:
        form.add_error(None, words_text(error.args[0]))
        return False
    return True


def _lines(spoken_for: set[str]) -> list[dict[str, Any]]:
    """Who is or will be away, the nearest first."""
    rows = Absence.objects.filter(withdrawn_at=None, until_on__gte=today()).order_by("from_on", "pk")
    names = Holders()
    return [
        {
            "absence": row,
            "who": names.name(row.person),
            "delegate": names.name(row.delegate) if row.delegate else "",
            "now": row.from_on <= today(),
            "mine": row.person in spoken_for,
        }
        for row in rows
    ]


@signed_in
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    absence = get_object_or_404(Absence, pk=pk)
    if absence.person not in {one.id for one in may_speak_for(colleague(request), colleagues())}:
        raise Http404
    try:
        withdraw_absence(pk, by=colleague(request).actor_id, at=now())
    except ValueError as error:
        messages.error(request, words_text(error.args[0]))
    else:
        messages.success(request, _("Withdrawn: they are there, and nobody decides in their place."))
    return redirect("desk:admin-away")
