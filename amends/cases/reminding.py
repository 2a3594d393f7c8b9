"""Reminders: of what is due to the owner of a case, and of what waits for them to those who were asked for something.

Each is sent once a date, by a row that only one worker can make. A message names the case and the step, and nothing
that the customer said or is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from amends.cases.models import Outgoing, Reminded
from amends.people.models import Organisation, Staff
from amends.rules.deadlines import reckonings
from amends.rules.next_steps import Next, next_steps
from amends.rules.resolving import able_to_approve
from amends.rules.rulings import Scene
from amends.rules.steps import STEPS
from amends.rules.wanting import Asked, asked_of_colleagues
from amends.ui.sentences import value_text

LOOKED_AT = "asked"
"""What stands for «looked at on this day» among the reminders of a case on which something is asked."""
MOST_ABLE = 5
"""People who are reminded of an approval that was asked of whoever can."""


def remind_owner(reference: str, scene: Scene) -> bool:
    """Remind the owner of the first thing that is due, unless that was done; whether a message was queued."""
    first = next(iter(next_steps(scene)), None)
    if first is None or first.due_on is None or first.due_on > scene.today:
        return False
    if not _first_time(reference, first.step, first.due_on, scene):
        return False
    owner = _person(scene.facts.owner)
    if owner:
        _queue(reference, first.step, first.due_on, owner, scene, first)
    return owner is not None


def remind_asked(reference: str, scene: Scene) -> int:
    """Remind those who were asked for something by now, or whoever stands in for them; how many messages were
    queued."""
    due = [one for one in asked_of_colleagues(scene.facts) if one.due_on <= scene.today]
    if not due or not scene.facts.is_open or not _first_time(reference, LOOKED_AT, scene.today, scene):
        return 0
    return sum(_remind_one(reference, one, person, scene) for one in due for person in _asked(one, scene))


def _remind_one(reference: str, asked: Asked, person: str, scene: Scene) -> bool:
    if not _first_time(reference, f"{asked.step} {person}", asked.due_on, scene):
        return False
    found = _person(person)
    if found:
        _queue(reference, asked.step, asked.due_on, found, scene)
    return found is not None


def _asked(asked: Asked, scene: Scene) -> Iterator[str]:
    """The ids of those to remind: the person, or whoever decides in their place; of an approval asked of whoever can,
    some who could. A team has its page."""
    if asked.of.startswith("staff:"):
        yield scene.authority.delegate_of(asked.of, scene.today) or asked.of
    elif asked.step == "approve":
        yield from [one.id for one in able_to_approve(scene)][:MOST_ABLE]


def _first_time(reference: str, step: str, due_on: date, scene: Scene) -> bool:
    """Whether nobody has sent this reminder yet; from now on somebody has."""
    try:
        with transaction.atomic():
            Reminded.objects.create(case=reference, step=step, due_on=due_on, at=scene.at)
    except IntegrityError:
        return False
    return True


def _person(actor_id: str) -> Staff | None:
    """A member of staff, by id. A case that nobody owns is on the team's page: mail to all makes it nobody's."""
    kind, _colon, number = actor_id.partition(":")
    return Staff.objects.filter(pk=int(number), is_active=True).first() if kind == "staff" else None


def _queue(reference: str, step: str, due_on: date, person: Staff, scene: Scene, first: Next | None = None) -> None:
    with override(person.settings.get("language") or settings.LANGUAGE_CODE):
        what, day = _(STEPS[step].label), value_text(due_on)
        subject = _("{reference}: due today") if due_on == scene.today else _("{reference}: overdue")
        why = _why(first, scene) if first else _("you were asked for it by then")
        lines = [_("{what} – due on {day}, because {why}.").format(what=what, day=day, why=why), _link(reference)]
    Outgoing.objects.create(
        case=reference,
        entry=0,
        to=person.email,
        subject=subject.format(reference=reference),
        body="\n\n".join(line for line in lines if line) + "\n",
        queued_at=scene.at,
        next_try_at=scene.at,
    )


def _why(first: Next, scene: Scene) -> str:
    found = {r.clock.id: r for r in reckonings(scene.facts, scene.regime, scene.calendar)}
    if first.clock in found:
        clock = found[first.clock].clock
        whose = _("our own target") if clock.own_target else _(scene.regime.name)
        return _("of the time limit «{event}» ({whose})").format(event=_(clock.event), whose=whose)
    if first.step in ("keep_promise", "carry_out"):
        return _("it was promised to the customer by then")
    if first.whose == "colleague":
        return _("a colleague was asked for it by then")
    if first.whose == "customer":
        return _("the customer was asked for it by then")
    if first.step == "post_letter":
        return _("the letter was written then, and is not posted yet")
    if first.step == "escalate":
        return _("something happened then that speaks for it")
    return _("nobody has taken it up since it came in")


def _link(reference: str) -> str:
    address = Organisation.here().address.rstrip("/")
    return f"{address}/desk/cases/{reference}/" if address else ""
