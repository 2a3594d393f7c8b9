"""A case as data for its timeline: its clocks, what everyone did, and what was promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext

from amends.cases.told.opened import Opened
from amends.cases.told.sayings import said
from amends.cases.told.thread import side_of
from amends.rules.clocks import Reckoning
from amends.rules.counting import Pause
from amends.rules.deadlines import reckonings
from amends.rules.entries import Entry
from amends.rules.facts import PromiseState
from amends.rules.regimes import ClockKind
from amends.ui.pictures.timeline import Bar, Event, Timeline

DUTIES = (ClockKind.ACT_BY,)
"""What we can be late with. A time within which an easier way is open, such as a summary resolution, is no duty."""


def reckoned(case: Opened) -> tuple[Reckoning, ...]:
    return reckonings(case.facts, case.scene.regime, case.scene.calendar)


def timeline_of(case: Opened, found: Iterable[Reckoning], *, whole: bool = True, history: str = "") -> Timeline:
    """Clocks as bars, entries as events; a promise stands on the day it was for. Unless it is whole, as for the
    strip, it has promises only, and no clock that every contact begins anew: that would hide how far the case is.
    `history` is the address of the page that events lead to; on paper they lead nowhere."""
    shown = [r for r in found if r.clock.kind in DUTIES and (whole or r.clock.starts != "last_contact")]
    bars = tuple(_bar(r, r.due_on) for r in shown if r.due_on)
    promises = tuple(_promises(case, history))
    events = (*_events(case, history), *promises) if whole else promises
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


def _events(case: Opened, history: str) -> Iterator[Event]:
    waiting = {request.entry for request in case.facts.open_requests()}
    waiting |= {question.entry for question in case.facts.open_questions()}
    for entry in case.entries:
        side = side_of(entry)
        unanswered = entry.number in waiting
        if side == "customer":
            yield _event(case, entry, history, "customer", "circle")
        elif side == "us":
            yield _event(case, entry, history, "us", "hollow" if unanswered else "square")
        elif entry.kind in ("input_requested", "input_received"):
            yield _event(case, entry, history, "others", "hollow" if unanswered else "square")


def _event(case: Opened, entry: Entry, history: str, lane: str, kind: str) -> Event:
    label = said(entry, case.scene.regime, case.names)
    return Event(day_of(entry.happened_at), lane, kind, label, _place(history, entry.number))  # type: ignore[arg-type]


def _promises(case: Opened, history: str) -> Iterator[Event]:
    for promise in case.facts.promises.values():
        if promise.state is not PromiseState.RELEASED:
            kind = f"diamond_{promise.state.value}"
            place = _place(history, promise.entry)
            yield Event(promise.due_on, "promises", kind, promise.what, place)  # type: ignore[arg-type]


def _place(history: str, entry: int) -> str:
    return f"{history}#entry-{entry}" if history else ""
