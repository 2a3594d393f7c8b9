"""Limits of authority laid down, changed from a day on, and ended. For administrators, with a fresh password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amends.cases.regimes import currencies
from amends.desk.admin.authority import kind_choices
from amends.desk.admin.holders import Holders
from amends.desk.forms.inputs import Day, LongText, Money
from amends.desk.gates import View, administrators, colleague
from amends.desk.words import ROLES as ROLE_WORDS
from amends.now import now
from amends.people.authority import (
    KINDS,
    LONGEST_REASON,
    ROLES,
    authority,
    colleagues,
    end_limit,
    lay_down_usual,
    set_limit,
)
from amends.people.models import AuthorityLimit
from amends.people.overview import amount_words, kind_words, pence_words, standing
from amends.rules.actors import CASEWORK
from amends.ui.dates import today
from amends.ui.sentences import words_text

fresh_password: Callable[[View], View] = reauthentication_required(allow_get=True)
"""Behind another gate: nothing is changed unless the password was given within the last minutes. The page itself shows,
and what was written in it is kept while the password is asked for."""


class ReasonForm(forms.Form):
    reason = LongText(
        label=gettext_lazy("Why"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("It stays in the history, which colleagues can read."),
    )


class LimitForm(ReasonForm):
    holder = forms.ChoiceField(label=gettext_lazy("Whose"))
    kind = forms.ChoiceField(label=gettext_lazy("For what"))
    how = forms.ChoiceField(
        label=gettext_lazy("How much"),
        choices=[("up_to", gettext_lazy("Up to an amount")), ("free", gettext_lazy("Without limit"))],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("For all redress of this kind on one case together, so that nothing can be split."),
    )
    amount = Money(
        label=gettext_lazy("Amount"),
        required=False,
        help_text=gettext_lazy("For «Up to an amount». 0 allows only what costs nothing."),
    )
    from_on = Day(label=gettext_lazy("From"))
    until_on = Day(
        label=gettext_lazy("Until before"),
        required=False,
        help_text=gettext_lazy("Only for a limit that holds for a while: what it replaces holds again from this day."),
    )
    field_order = ("holder", "kind", "how", "amount", "from_on", "until_on", "reason")

    def __init__(self, data: QueryDict | None, initial: dict[str, Any], currency: str) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        cast("Money", self.fields["amount"]).take(currency)
        roles = [(role.value, ROLE_WORDS[role.value]) for role in ROLES]
        people = [(one.id, one.name) for one in colleagues() if one.actor.has(*CASEWORK)]
        grouped = [(_("Everyone with this role"), roles), (_("One person, in place of their roles"), people)]
        self.fields["holder"].choices = grouped  # type: ignore[attr-defined]
        self.fields["kind"].choices = kind_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("how") == "up_to" and said.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("Write the amount."))
        return said

    @property
    def pence(self) -> int | None:
        said: dict[str, Any] = self.cleaned_data
        return said["amount"] if said["how"] == "up_to" else None


@administrators
@fresh_password
def new(request: HttpRequest) -> HttpResponse:
    """A limit from a day on. The links of the table say whose and for what."""
    initial: dict[str, Any] = {
        "holder": request.GET.get("holder") or request.POST.get("holder", ""),
        "kind": request.GET.get("kind") or request.POST.get("kind", ""),
        "how": "up_to",
        "from_on": today(),
    }
    currency = currencies()[0]
    form = LimitForm(request.POST if request.method == "POST" else None, initial, currency)
    if form.is_bound and form.is_valid() and _set(request, form):
        messages.success(request, _("Laid down. It holds from the day you gave."))
        return redirect("desk:admin-authority")
    context = {"form": form, "holds_now": _holds_now(initial["holder"], initial["kind"], currency)}
    return render(request, "desk/admin/limit.html", context, status=422 if form.is_bound else 200)


def _holds_now(holder: str, kind: str, currency: str) -> str:
    """What the new limit takes the place of, in words; nothing where a link named nobody or nothing there is."""
    laid_down, names = authority(since=today()), Holders()
    if kind not in KINDS or not (holder in ROLES or holder in names.staff):
        return ""
    limit = standing(laid_down.powers.limits, holder, kind, today())
    said = {"who": names.name(holder), "kind": words_text(kind_words(kind))}
    amount = words_text(amount_words(limit, holder, kind, currency))
    return _("{who}, {kind}: today {amount}.").format(**said, amount=amount)


def _set(request: HttpRequest, form: LimitForm) -> bool:
    said = form.cleaned_data
    days = {"from_on": said["from_on"], "until_on": said["until_on"]}
    who = {"by": colleague(request).actor_id, "at": now(), "reason": said["reason"]}
    try:
        set_limit(said["holder"], said["kind"], form.pence, **days, **who)
    except ValueError as error:
        form.add_error(None, words_text(error.args[0]))
        return False
    return True


class EndForm(ReasonForm):
    until_on = Day(label=gettext_lazy("It ends on"), help_text=gettext_lazy("The first day on which it does not hold."))
    field_order = ("until_on", "reason")


@administrators
@fresh_password
def end(request: HttpRequest, pk: int) -> HttpResponse:
    limit = get_object_or_404(AuthorityLimit, pk=pk, ended_at=None)
    if limit.until_on and limit.until_on <= today():
        raise Http404
    initial = {"until_on": limit.from_on if limit.from_on > today() else today() + timedelta(days=1)}
    form = EndForm(request.POST if request.method == "POST" else None, initial=initial, label_suffix="")
    if form.is_bound and form.is_valid() and _end(request, form, limit):
        messages.success(request, _("Ended from the day you gave. It stays in the history."))
        return redirect("desk:admin-authority")
    context = {"form": form, "limit": limit, "says": _says(limit), "after": _after(limit)}
    return render(request, "desk/admin/limit_end.html", context, status=422 if form.is_bound else 200)


def _end(request: HttpRequest, form: EndForm, limit: AuthorityLimit) -> bool:
    said = form.cleaned_data
    who = {"by": colleague(request).actor_id, "at": now(), "reason": said["reason"]}
    try:
        end_limit(limit.pk, until_on=said["until_on"], **who)
    except ValueError as error:
        form.add_error(None, words_text(error.args[0]))
        return False
    return True


def _says(limit: AuthorityLimit) -> str:
    kind, amount = words_text(kind_words(limit.kind)), words_text(pence_words(limit.pence, currencies()[0]))
    return f"{Holders().name(limit.holder)}: {kind}, {amount}"


def _after(limit: AuthorityLimit) -> str:
    """What ending it means."""
    if limit.from_on > today():
        return _("It has not begun: ended by its first day, it never does, and what holds now goes on.")
    if limit.holder.startswith("staff:"):
        return _("Afterwards the limits of their roles hold for this person.")
    if limit.kind == "all":
        return _("Afterwards nothing limits the sum on a case; the limits of each kind still do.")
    return _("Afterwards this role may not decide this kind at all.")


@administrators
@fresh_password
@require_POST
def usual(request: HttpRequest) -> HttpResponse:
    """The usual limits, where an installation from before there were any has none."""
    try:
        lay_down_usual(from_on=today(), by=colleague(request).actor_id, at=now())
    except ValueError as error:
        messages.error(request, words_text(error.args[0]))
    else:
        messages.success(request, _("The usual limits hold from today. Change what does not suit you."))
    return redirect("desk:admin-authority")
