"""What all pages of a case share: the header, the strip, the column beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from amends.cases.told.timeline import reckoned
from amends.desk.case import aside, escalations
from amends.desk.case.aside import Wanted
from amends.desk.case.clocks import Clocks, clocks
from amends.desk.case.drawing import timeline_of
from amends.desk.case.independent import concerns
from amends.desk.case.opened import Opened
from amends.desk.letters.standing import going
from amends.desk.words import KINDS, PHASES
from amends.rules.facts import PromiseState
from amends.rules.status import phase
from amends.ui.pictures import timeline
from amends.ui.pictures.timeline_words import finding

Tag = tuple[str, str, str | None]
"""Kind, words and icon of a tag; None for the kind's own icon."""
SOON = timedelta(days=3)
"""So long before an update is due, it comes before all that is due later."""


def show(request: HttpRequest, case: Opened, template: str, more: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A page of this case."""
    return render(request, f"desk/case/{template}", {**frame(case), **more}, status=status)


def frame(case: Opened) -> dict[str, Any]:
    """The header and the column beside."""
    found = reckoned(case)
    drawn = timeline_of(case, found, whole=False)
    its_clocks = clocks(case, found)
    next_things = in_order(aside.next_things(case), case.scene.today)
    return {
        "case": case,
        "facts": case.facts,
        "subject": case.facts.subject or gettext("(words erased)"),
        "tags": [*state_tags(case), *flags(case, its_clocks)],
        "clocks": its_clocks,
        "next_things": next_things,
        "first": next_things[0] if next_things else None,
        "act": next((one for one in next_things if one.whose == "us" and one.ruling), None),
        "option_count": len(case.facts.resolution.of_stage(case.facts.stage)),
        "independent": concerns(case, found),
        "proposals": escalations.proposals(case),
        "escalated": escalations.escalated(case),
        "going": going(case),
        "strip": timeline.strip(drawn) if drawn.bars else "",
        "strip_says": finding(drawn),
        **aside.context(case),
    }


def in_order(wanted: Iterable[Wanted], today: date) -> list[Wanted]:
    """What moves the case on comes before telling the customer where things are, until that is nearly due."""
    return sorted(
        wanted, key=lambda one: one.step == "send_update" and one.due_on is not None and one.due_on > today + SOON
    )


def state_tags(case: Opened) -> list[Tag]:
    """What it is, where it is, at which stage."""
    facts, where = case.facts, phase(case.facts).value
    found: list[Tag] = [("acc" if facts.is_open else "plain", str(PHASES[where]), "" if facts.is_open else "lock")]
    if where != "new":
        found.append(("plain", str(KINDS[facts.kind.value]), None))
    if facts.is_complaint and case.scene.regime.last_stage > 1:
        found.append(("plain", gettext(case.scene.regime.stage(facts.stage).name), None))
    return found


def flags(case: Opened, its_clocks: Clocks) -> list[Tag]:
    """What nobody may overlook."""
    facts = case.facts
    broken = any(promise.state is PromiseState.BROKEN for promise in facts.promises.values())
    there: list[tuple[bool, Tag]] = [
        (its_clocks.late, ("bad", gettext("Late"), "clock")),
        (bool(facts.needs), ("warn", gettext("Has a need"), "flag")),
        (broken, ("bad", gettext("Promise broken"), "diamond")),
        (facts.is_open and facts.paused is not None, ("note", gettext("Paused"), "pause")),
        (facts.erased, ("plain", gettext("Personal data erased"), "lock")),
    ]
    return [tag for holds, tag in there if holds]
