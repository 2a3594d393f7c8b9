"""A case as data for the pictures: its clocks, what everyone did, and what was promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from amends.desk.case.clocks import DUTIES
from amends.desk.case.opened import Opened
from amends.desk.case.sayings import said
from amends.desk.case.thread import side_of
from amends.rules.clocks import Reckoning
from amends.rules.counting import Pause
from amends.rules.entries import Entry
from amends.rules.facts import PromiseState
from amends.ui.pictures.promises import Ledger, Promise
from amends.ui.pictures.timeline import Bar, Event, Timeline


def timeline_of(case: Opened, found: Iterable[Reckoning], *, whole: bool = True) -> Timeline:
    """Clocks as bars, entries as events; a promise stands on the day it was for. Unless it is whole, as for the
    strip, it has promises only, and no clock that every contact begins anew: that would hide how far the case is."""
    shown = [r for r in found if r.clock.kind in DUTIES and (whole or r.clock.starts != "last_contact")]
    bars = tuple(_bar(r, r.due_on) for r in shown if r.due_on)
    events = (*_events(case), *_promises(case)) if whole else tuple(_promises(case))
    return Timeline(case.reference, bars, events, case.today, day_of(case.facts.received_at))


def day_of(at: datetime) -> date:
    """The day a moment falls on here."""
    return timezone.localdate(at)


def _bar(r: Reckoning, due_on: date) -> Bar:
    done_on = r.local(r.met_at).date() if r.met_at else None
    pauses = tuple(_stretch(r, pause) for pause in r.pauses)
    return Bar(gettext(r.clock.event), r.start_on, due_on, done_on, "target" if r.clock.own_target else "law", pauses)


def _stretch(r: Reckoning, pause: Pause) -> tuple[date, date | None]:
    return r.local(pause.from_at).date(), r.local(pause.until_at).date() if pause.until_at else None


def _events(case: Opened) -> Iterator[Event]:
    waiting = {request.entry for request in case.facts.open_requests()}
    waiting |= {question.entry for question in case.facts.open_questions()}
    for entry in case.entries:
        side = side_of(entry)
        unanswered = entry.number in waiting
        if side == "customer":
            yield _event(case, entry, "customer", "circle")
        elif side == "us":
            yield _event(case, entry, "us", "hollow" if unanswered else "square")
        elif entry.kind in ("input_requested", "input_received"):
            yield _event(case, entry, "others", "hollow" if unanswered else "square")


def _event(case: Opened, entry: Entry, lane: str, kind: str) -> Event:
    href = f"{reverse('desk:history', args=[case.reference])}#entry-{entry.number}"
    label = said(entry, case.scene.regime, case.names)
    return Event(day_of(entry.happened_at), lane, kind, label, href)  # type: ignore[arg-type]


def _promises(case: Opened) -> Iterator[Event]:
    href = f"{reverse('desk:history', args=[case.reference])}#entry-"
    for promise in case.facts.promises.values():
        if promise.state is not PromiseState.RELEASED:
            kind = f"diamond_{promise.state.value}"
            yield Event(promise.due_on, "promises", kind, promise.what, f"{href}{promise.entry}")  # type: ignore[arg-type]


def ledger_of(case: Opened) -> Ledger:
    """The promises that bind us; one that the customer let go does not."""
    made = (p for p in case.facts.promises.values() if p.state is not PromiseState.RELEASED)
    shown = tuple(
        Promise(p.due_on, p.what, p.state.value, day_of(p.settled_at) if p.settled_at else None)  # type: ignore[arg-type]
        for p in made
    )
    return Ledger(shown, case.today)
