"""By when we confirm and answer: computed from the regime's clocks, for a case or for one that begins now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amends.cases.regimes import calendar_for
from amends.rules.calendars import Calendar, OutsideCalendar
from amends.rules.clocks import Reckoning
from amends.rules.deadlines import reckonings
from amends.rules.facts import Facts
from amends.rules.regimes import ClockKind, Regime
from amends.ui.dates import stamped
from amends.ui.sentences import value_text

AN_INSTANT = timedelta(seconds=1)  # a day that has ended is no longer that day


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is owed in the present stage. `assumed`: the answer's date rests on our confirming at the last moment."""

    confirm: Reckoning | None
    answer: Reckoning | None
    contact: Reckoning | None
    assumed: bool = False


def from_now(regime: Regime, at: datetime) -> Outlook:
    """The outlook of a complaint that reaches us at this moment."""
    return outlook(Facts(number=1, moments={"received": at}), regime, calendar_for(regime))


def outlook(facts: Facts, regime: Regime, calendar: Calendar) -> Outlook:
    confirming, answering = facts.moment_of_stage("acknowledged"), facts.moment_of_stage("responded")
    found = list(counted(facts, regime, calendar))
    confirm, answer = _soonest(found, confirming), _soonest(found, answering)
    contact = _soonest(found, "last_contact")
    if answer is None and confirm and confirm.due_at and confirming not in facts.moments:
        later = replace(facts, moments={**facts.moments, confirming: confirm.due_at - AN_INSTANT})
        answer = _soonest(list(counted(later, regime, calendar)), answering)
        return Outlook(confirm, answer, contact, assumed=True)
    return Outlook(confirm, answer, contact)


def counted(facts: Facts, regime: Regime, calendar: Calendar) -> Iterator[Reckoning]:
    """The clocks of a case; none where its calendar does not reach that far."""
    try:
        yield from reckonings(facts, regime, calendar)
    except OutsideCalendar:
        return


def _soonest(found: list[Reckoning], moment: str) -> Reckoning | None:
    """The clock that wants this moment first. Its first stop is what a clock is for; the others only end it."""
    wanting = [
        r for r in found if r.clock.kind is ClockKind.ACT_BY and r.clock.stops[:1] == (moment,) and r.met_at is None
    ]
    return min(wanting, key=lambda r: r.due_on or date.max, default=None)


def sentence_confirm(reckoning: Reckoning) -> str:
    if reckoning.due_on is None:
        return _("We will confirm to you that we have it, and who looks after it, promptly.")
    words = _("We will confirm to you that we have it, and who looks after it, by {day}.")
    return format_html(words, day=day(reckoning.due_on))


def sentence_answer(reckoning: Reckoning, *, assumed: bool = False) -> str:
    if reckoning.due_on is None:
        return _("We will look into it and answer you as soon as we can.")
    words = _("We will look into it and answer you by {day}.")
    if assumed:
        words = _("We will look into it and answer you by {day} at the latest.")
    return format_html(words, day=day(reckoning.due_on))


def day(on: date) -> SafeString:
    """«Friday 8 January 2027», in bold, for sentences."""
    return format_html("<b>{}</b>", stamped(on, value_text(on)))
