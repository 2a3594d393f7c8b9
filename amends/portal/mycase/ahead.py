"""What happens next, and by when, as it is said to the customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _

from amends.portal.mycase.offers import standing
from amends.portal.mycase.promised import line
from amends.portal.outlook import Outlook, day, outlook, sentence_answer, sentence_confirm
from amends.rules.clocks import Reckoning
from amends.rules.facts import CaseKind, Facts
from amends.rules.rulings import Scene


@dataclass(frozen=True, slots=True)
class Ahead:
    """A sentence, and the clock whose count explains its date, if it has one."""

    text: str
    why: Reckoning | None = None


def ahead(scene: Scene) -> list[Ahead]:
    """In the order in which things are to come; never empty."""
    facts = scene.facts
    if facts.closed:
        return [Ahead(_("We have finished. If it is not sorted, you can tell us below."))]
    return [*_wanted_from_you(scene), *_settling(scene), *_wanted_from_us(scene)]


def _wanted_from_you(scene: Scene) -> Iterator[Ahead]:
    facts, stands = scene.facts, standing(scene)
    if stands and not stands.countered:
        yield Ahead(format_html("{} {}", _("Please tell us what you say to our offer."), stands.left))
    if facts.open_questions():
        yield Ahead(_("Please answer our question. If you do not know the answer, say so: that helps too."))
    if facts.satisfaction and not facts.satisfaction.answer:
        yield Ahead(_("Please tell us whether it is sorted. Only you can say that."))
    known = facts.understanding
    if known and known.confirmed == "not yet confirmed" and facts.stage not in facts.reported:
        yield Ahead(_("Please check whether we have understood you."))


def _settling(scene: Scene) -> Iterator[Ahead]:
    """What follows from offers and from going to an independent body."""
    facts, stands = scene.facts, standing(scene)
    if stands and stands.countered:
        words = _("We are thinking about what you suggested, and will answer you. You can still take our offer.")
        yield Ahead(format_html("{} {}", words, stands.left))
    for promise in facts.open_promises():
        if promise.agreed:
            words = _("We do what was agreed: {what}. {when}")
            yield Ahead(format_html(words, what=promise.what.rstrip(". "), when=line(promise, scene).note))
    for referral in facts.open_referrals():
        words = _("{body} looks into it now. If it asks us for something, we answer it. You can still write to us.")
        yield Ahead(words.format(body=referral.body))


def _wanted_from_us(scene: Scene) -> Iterator[Ahead]:
    facts = scene.facts
    if facts.kind is CaseKind.EXCLUDED:
        yield Ahead(_("We have told you why, and where else you can turn. You can still write to us."))
    elif facts.kind in (CaseKind.QUERY, CaseKind.PROBLEM):
        yield Ahead(_("We are dealing with it and will write to you."))
    elif facts.stage in facts.reported:
        if standing(scene) is None:
            yield _after_answer(facts)
    else:
        yield from _towards_answer(scene, outlook(facts, scene.regime, scene.calendar))


def _after_answer(facts: Facts) -> Ahead:
    if facts.dissatisfied and facts.reasons_given_at is None:
        return Ahead(_("We are reading what you said, and will write to you with our reasons."))
    return Ahead(_("You have our answer. You do not have to do anything. Below you see what you can still do."))


def _towards_answer(scene: Scene, owed: Outlook) -> Iterator[Ahead]:
    if scene.facts.acknowledged_at is None and owed.confirm:
        yield _dated(owed.confirm, sentence_confirm(owed.confirm), scene.at)
    if owed.answer:
        text = sentence_answer(owed.answer, assumed=owed.assumed)
        yield _dated(owed.answer, text, scene.at)
    elif scene.facts.acknowledged_at or not owed.confirm:
        yield Ahead(_("We are looking into it and will write to you."))
    contact = owed.contact
    if contact and contact.due_on and (not owed.answer or _before(contact, owed.answer)):
        words = _("Until then we write to you by {day}, even if there is nothing new.")
        yield _dated(contact, format_html(words, day=day(contact.due_on)), scene.at)


def _before(one: Reckoning, other: Reckoning) -> bool:
    return one.due_on is not None and other.due_on is not None and one.due_on < other.due_on


def _dated(reckoning: Reckoning, text: str, at: datetime) -> Ahead:
    """A date that has passed is owned up to; one that stands still says so."""
    state = reckoning.state(at)
    if state == "late" and reckoning.due_on:
        return Ahead(format_html(_late(reckoning), day=day(reckoning.due_on)), reckoning)
    if state == "paused":
        text = format_html("{} {}", text, _("While we wait for your answer, this date moves on."))
    return Ahead(text, reckoning if reckoning.due_on else None)


def _late(reckoning: Reckoning) -> str:
    stop = reckoning.clock.stops[0]
    if stop.endswith("acknowledged"):
        return _("We should have confirmed this to you by {day}. We are late, and we are sorry.")
    if stop.endswith("responded"):
        return _("We should have answered you by {day}. We are late, and we are sorry. You can ask us why below.")
    return _("We should have written to you by {day}. We are late, and we are sorry.")
