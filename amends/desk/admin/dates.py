"""The date tester: a moment and a time limit in, the date and its explanation out."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.cases.regimes import registry
from amends.desk.forms.inputs import Moment
from amends.desk.gates import administrators
from amends.now import now
from amends.rules.calendars import OutsideCalendar
from amends.rules.clocks import Reckoning, reckon
from amends.rules.packfiles import UnknownRegime
from amends.ui.pictures import calendar
from amends.ui.sentences import words_text


class DateForm(forms.Form):
    clock = forms.ChoiceField(label=gettext_lazy("Time limit"))
    at = Moment(label=gettext_lazy("It starts"), help_text=gettext_lazy("What starts it is said in the explanation."))

    def __init__(self, data: QueryDict | None, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.fields["clock"].choices = [_group(name) for name in registry().ids()]  # type: ignore[attr-defined]


def _group(name: str) -> tuple[str, list[tuple[str, str]]]:
    regime = registry().regime(name)
    return _(regime.name), [(f"{name}/{clock.id}", _(clock.event)) for clock in regime.clocks]


@administrators
def tester(request: HttpRequest) -> HttpResponse:
    form = DateForm(request.GET if "clock" in request.GET else None, initial={"at": now()})
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        try:
            reckoned = reckoned_of(form.cleaned_data["clock"], form.cleaned_data["at"])
        except (OutsideCalendar, UnknownRegime) as error:
            form.add_error("at", str(error))
        except OverflowError:
            form.add_error("at", _("This date is too far away to be counted with."))
        else:
            if reckoned is None:
                form.add_error("at", _("This time limit is not in force on that day."))
            else:
                context |= _shown(reckoned)
    return render(request, "desk/admin/dates.html", context)


def reckoned_of(name: str, at: datetime) -> Reckoning | None:
    """The clock of the edition in force on that day, started at that moment; None where it is not for that day.

    Raises OutsideCalendar, UnknownRegime, and OverflowError at the end of all dates.
    """
    regime_id, _slash, clock_id = name.partition("/")
    regime = registry().pinned(regime_id, {"received": at})
    clock = next((one for one in regime.clocks if one.id == clock_id), None)
    if clock is None:
        return None
    days = registry().calendar(regime.calendar)
    return reckon(clock, {clock.starts: at}, calendar=days, zone=ZoneInfo(regime.zone))


def _shown(reckoned: Reckoning) -> dict[str, Any]:
    shown: dict[str, Any] = {"reckoned": reckoned, "clock": reckoned.clock}
    if reckoned.due_on:
        days = tuple(calendar.Day(day.on, day.number, words_text(day.skipped)) for day in reckoned.days)
        drawn = calendar.Explained(reckoned.start_on, reckoned.due_on, days)
        shown |= {"picture": calendar.svg(drawn), "table": calendar.table(drawn)}
    return shown
