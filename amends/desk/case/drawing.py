"""A case as data for the pictures of its pages: the timeline, with links to the history, and the promises."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from amends.cases.told import timeline
from amends.cases.told.timeline import day_of
from amends.desk.case.opened import Opened
from amends.rules.clocks import Reckoning
from amends.rules.facts import PromiseState
from amends.ui.pictures.promises import Ledger, Promise
from amends.ui.pictures.timeline import Timeline


def timeline_of(case: Opened, found: Iterable[Reckoning], *, whole: bool = True) -> Timeline:
    """The timeline of which every event leads to its entry in the history."""
    return timeline.timeline_of(case, found, whole=whole, history=reverse("desk:history", args=[case.reference]))


def ledger_of(case: Opened) -> Ledger:
    """The promises that bind us; one that the customer let go does not."""
    made = (p for p in case.facts.promises.values() if p.state is not PromiseState.RELEASED)
    shown = tuple(
        Promise(p.due_on, p.what, p.state.value, day_of(p.settled_at) if p.settled_at else None)  # type: ignore[arg-type]
        for p in made
    )
    return Ledger(shown, case.today)
