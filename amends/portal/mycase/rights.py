"""The independent body: who it is, how to reach it, from when and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.html import format_html
from django.utils.translation import gettext as _

from amends.portal.mycase.ahead import Ahead
from amends.portal.outlook import counted, day
from amends.rules.clocks import Reckoning
from amends.rules.entries import Entry
from amends.rules.facts import CaseKind
from amends.rules.regimes import ClockKind
from amends.rules.rulings import Scene

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rights:
    name: str
    says: str
    contact: str
    dates: list[Ahead]


def rights(scene: Scene) -> Rights | None:
    """What the customer may do outside; None where the procedure knows no such body, or this is no complaint. Once it
    has been put before one, from when and until when is no question any more."""
    third = scene.regime.third_party
    if third is None or scene.facts.kind in (CaseKind.QUERY, CaseKind.PROBLEM):
        return None
    there = bool(scene.facts.referrals)
    running = [] if there else counted(scene.facts, scene.regime, scene.calendar)
    return Rights(third.name, third.says, third.contact, [line for r in running for line in _said(r, scene)])


def _said(r: Reckoning, scene: Scene) -> Iterator[Ahead]:
    if r.met_at or r.due_on is None:
        return
    if r.clock.kind is ClockKind.RIGHT_OPENS:
        opens_on = r.due_on + ONE_DAY
        if opens_on <= scene.today:
            yield Ahead(_("You can go to them now, also without our final answer."), r)
        else:
            words = _("You can go to them from {day}, also if you have no final answer from us by then.")
            yield Ahead(format_html(words, day=day(opens_on)), r)
    if r.clock.kind is ClockKind.RIGHT_CLOSES:
        over = r.due_on < scene.today
        words = _("The time to go to them ended on {day}.") if over else _("You can go to them until {day}.")
        yield Ahead(format_html(words, day=day(r.due_on)), r)


def elsewhere(entries: list[Entry]) -> str:
    """The other ways that we pointed to last, in our words then."""
    pointed = [entry.text("elsewhere") for entry in entries if entry.kind in ("signposted", "excluded")]
    return pointed[-1] if pointed else ""
