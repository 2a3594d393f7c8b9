"""Where we are: the way from the first word to the end, as the customer walks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amends.portal.outlook import day, outlook
from amends.rules.clocks import Reckoning
from amends.rules.facts import CaseKind, Facts
from amends.rules.rulings import Scene
from amends.ui.dates import local_day
from amends.ui.sentences import value_text


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on the way. `done_at` when it is behind; `note` says when that was, or by when it is to come."""

    name: str
    done_at: datetime | None = None
    note: str = ""
    state: str = "todo"


def journey(scene: Scene) -> list[Mark]:
    """The marks in order; the first that is not behind is where we are."""
    return _with_states(list(_marks(scene)), closed=scene.facts.closed is not None)


def _with_states(marks: list[Mark], *, closed: bool) -> list[Mark]:
    here = next((n for n, mark in enumerate(marks) if mark.done_at is None), len(marks))
    states = [
        "done" if mark.done_at else "current" if n == here and not closed else "todo" for n, mark in enumerate(marks)
    ]
    return [Mark(m.name, m.done_at, _note(m), state) for m, state in zip(marks, states, strict=True)]


def _note(mark: Mark) -> str:
    return capfirst(value_text(local_day(mark.done_at))) if mark.done_at else mark.note


def _marks(scene: Scene) -> Iterator[Mark]:
    facts = scene.facts
    yield Mark(_("You told us"), facts.received_at)
    if facts.kind is CaseKind.EXCLUDED:
        yield Mark(
            _("We told you why we cannot look into it, and where you can turn"), facts.moments.get("last_contact")
        )
    elif facts.kind in (CaseKind.QUERY, CaseKind.PROBLEM):
        yield Mark(_("We deal with it"), facts.closed.at if facts.closed else None)
    else:
        yield from _complaint(scene)
    if facts.closed:
        yield Mark(_("We closed it"), facts.closed.at)
    elif facts.kind is not CaseKind.EXCLUDED:
        yield Mark(_("You tell us whether it is sorted"), _sorted_at(facts))


def _complaint(scene: Scene) -> Iterator[Mark]:
    facts = scene.facts
    for stage in range(1, facts.stage):
        answered = facts.reported.get(stage)
        yield Mark(_("We answered you"), answered)
        asked = facts.moments.get(f"stage{stage + 1}_received")
        yield Mark(_("You asked us to look again, with fresh eyes"), asked)
    owed = outlook(facts, scene.regime, scene.calendar)
    answered = facts.reported.get(facts.stage)
    yield Mark(_("We confirm that we have it"), facts.acknowledged_at or answered, _by(owed.confirm))
    yield Mark(_("We look into it"), _looked_at(facts) or answered)
    yield Mark(_("We answer you"), answered, _by(owed.answer))


def _looked_at(facts: Facts) -> datetime | None:
    """When the last issue of this stage was decided, once all are."""
    if not facts.issues or facts.undecided_issues():
        return None
    return max(issue.findings[facts.stage].at for issue in facts.issues.values())


def _sorted_at(facts: Facts) -> datetime | None:
    return facts.satisfaction.answered_at if facts.satisfaction else None


def _by(reckoning: Reckoning | None) -> str:
    if reckoning is None or reckoning.due_on is None:
        return ""
    return format_html(_("By {day}"), day=day(local_day(reckoning.due_on)))
