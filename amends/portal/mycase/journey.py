"""Where we are: the way from the first word to the end, as the customer walks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amends.portal.mycase.offers import lapsed
from amends.portal.outlook import day, outlook
from amends.rules.clocks import Reckoning
from amends.rules.facts import CaseKind, Facts, PromiseState
from amends.rules.resolution import OfferState
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
    settled = list(_settled(scene))
    yield Mark(_("We look into it"), _looked_at(facts) or answered or (settled[0].done_at if settled else None))
    late = bool(answered and settled and settled[0].done_at and settled[0].done_at > answered)
    yield from [] if late else settled
    yield Mark(_("We answer you"), answered, _by(owed.answer))
    yield from settled if late else []
    for referral in facts.referrals.values():
        yield Mark(_("{body} looks into it").format(body=referral.body), referral.decided_at)


def _settled(scene: Scene) -> Iterator[Mark]:
    """The newest offer of this stage, the answer to it, and that it is done; nothing of one that was taken back."""
    offers = [offer for offer in scene.facts.resolution.offers.values() if offer.stage == scene.facts.stage]
    offer = offers[-1] if offers else None
    if offer is None or offer.state is OfferState.WITHDRAWN or lapsed(offer, scene.today):
        return
    yield Mark(_("We made you an offer"), offer.at)
    until = format_html(_("By {day}"), day=day(offer.open_until)) if offer.open_until else ""
    answered_at = None if offer.state is OfferState.OPEN else offer.moves[-1].at
    yield Mark(_("You answer our offer"), answered_at, until)
    if offer.state is OfferState.ACCEPTED:
        yield _carried_out(scene)


def _carried_out(scene: Scene) -> Mark:
    owed = [promise for promise in scene.facts.promises.values() if promise.agreed]
    open_ = [promise for promise in owed if promise.state is PromiseState.OPEN]
    if open_ or not owed:
        by = format_html(_("By {day}"), day=day(min(promise.due_on for promise in open_))) if open_ else ""
        return Mark(_("We do what we agreed"), None, by)
    return Mark(_("We do what we agreed"), max(promise.settled_at for promise in owed if promise.settled_at))


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
