"""Procedures: the packs that are there, their editions and time limits, where each value is from and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.cases.regimes import registry
from amends.desk.admin.confirming import confirm
from amends.desk.editions import in_force
from amends.desk.gates import administrators, colleague
from amends.now import now
from amends.people.acts import What, note
from amends.people.models import Organisation
from amends.rules.explain import UNVERIFIED, period
from amends.rules.packfiles import PackError
from amends.rules.regimes import MOMENTS, Clock, Confidence
from amends.ui.sentences import words_text

MARKS: dict[Confidence, tuple[str, Promise]] = {
    Confidence.HIGH: ("ok", gettext_lazy("Read in the primary text")),
    Confidence.MEDIUM: ("plain", gettext_lazy("Read in a good source")),
    Confidence.LOW: ("warn", gettext_lazy("Not verified")),
    Confidence.BACKGROUND: ("warn", gettext_lazy("Not verified")),
    Confidence.HOUSE: ("acc", gettext_lazy("Our own choice")),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """One time limit as a line of the table."""

    clock: Clock
    long: str
    starts: str
    mark: tuple[str, str]
    may_confirm: bool


@administrators
def procedures(request: HttpRequest) -> HttpResponse:
    here = Organisation.here()
    lines = [
        {
            "regime": regime,
            "used": regime.id in here.regimes,
            "usual": regime.id == here.regime,
            "editions": [one.edition for one in registry().editions(regime.id)],
            "unverified": sum(clock.confidence in UNVERIFIED and not clock.confirmed for clock in regime.clocks),
        }
        for regime in map(in_force, registry().ids())
    ]
    return render(request, "desk/admin/procedures.html", {"lines": lines})


@administrators
def procedure(request: HttpRequest, regime: str) -> HttpResponse:
    if regime not in registry().regimes:
        raise Http404
    if request.method == "POST":
        _confirm(request, regime)
        return redirect("desk:admin-procedure", regime)
    every, now_in_force = registry().editions(regime), in_force(regime)
    shown = next((one for one in every if one.edition == request.GET.get("edition")), now_in_force)
    context = {
        "regime": shown,
        "editions": [one.edition for one in every],
        "in_force": now_in_force.edition,
        "limits": [_limit(clock) for clock in shown.clocks],
        "mark": _mark(shown.confidence),
    }
    return render(request, "desk/admin/procedure.html", context)


def _confirm(request: HttpRequest, regime: str) -> None:
    clock, on = request.POST.get("clock", ""), request.POST.get("on") == "yes"
    if not any(limit.may_confirm for limit in map(_limit, _clocks(regime)) if limit.clock.id == clock):
        raise Http404
    try:
        confirm(f"{regime}/{clock}", on=on)
    except PackError as error:
        messages.error(request, str(error))
        return
    what = What.CLOCK_CONFIRMED if on else What.CLOCK_WITHDRAWN
    note(what, f"{regime}/{clock}", by=colleague(request).actor_id, at=now())
    done = _("Confirmed: this time limit counts from now on.") if on else _("Withdrawn: it no longer counts.")
    more = _("Open cases show it when they are next touched or swept; other running parts, when they start again.")
    messages.success(request, f"{done} {more}")


def _clocks(regime: str) -> list[Clock]:
    return [clock for one in registry().editions(regime) for clock in one.clocks]


def _limit(clock: Clock) -> Limit:
    if clock.limit is None:
        long = clock.qualifier or _("no number of days")
    else:
        long = words_text(period(clock.limit, clock.unit))
    starts = _("from when {moment}").format(moment=_(MOMENTS[clock.starts]))
    return Limit(clock, long, starts, _mark(clock.confidence), clock.needs_confirming)


def _mark(confidence: Confidence) -> tuple[str, str]:
    kind, words = MARKS[confidence]
    return kind, str(words)
