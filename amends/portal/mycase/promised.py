"""Our promises to this customer: kept, broken with a sorry, or to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.portal.outlook import day
from amends.rules.facts import Promise, PromiseState
from amends.rules.rulings import Scene


@dataclass(frozen=True, slots=True)
class Line:
    """`state` as `amends.ui` draws it, or `late` for one that is still open past its day."""

    state: str
    what: str
    note: str


def promises(scene: Scene) -> list[Line]:
    """Those to come first, then the others, the newest on top. What was agreed or ordered stands elsewhere; what we
    owe an independent body is no promise to the customer."""
    own = (p for p in scene.facts.promises.values() if not (p.agreed or p.request))
    return [
        line(promise, scene) for promise in sorted(own, key=lambda p: (p.state is not PromiseState.OPEN, -p.number))
    ]


def line(promise: Promise, scene: Scene) -> Line:
    return Line(_state(promise, scene), promise.what, _note(promise, scene))


def _state(promise: Promise, scene: Scene) -> str:
    late = promise.state is PromiseState.OPEN and scene.today > promise.due_on
    return "late" if late else promise.state.value


def _note(promise: Promise, scene: Scene) -> str:
    by = day(promise.due_on)
    match promise.state:
        case PromiseState.OPEN if scene.today > promise.due_on:
            return format_html(_("We said by {day}. We are late, and we are sorry."), day=by)
        case PromiseState.OPEN:
            return format_html(_("By {day}."), day=by)
        case PromiseState.BROKEN:
            return format_html(_("We said by {day} and did not do it. We are sorry. {why}"), day=by, why=promise.told)
        case PromiseState.RELEASED:
            return _("You told us that it is no longer needed.")
        case _:
            return _kept(promise, scene)


def _kept(promise: Promise, scene: Scene) -> str:
    settled_on = _settled_on(promise, scene)
    if settled_on <= promise.due_on:
        return format_html(_("Done on {day}."), day=day(settled_on))
    late = (settled_on - promise.due_on).days
    words = ngettext("Done on {day}, {n} day late. We are sorry.", "Done on {day}, {n} days late. We are sorry.", late)
    return format_html(words, day=day(settled_on), n=late)


def _settled_on(promise: Promise, scene: Scene) -> date:
    return promise.settled_at.astimezone(scene.zone).date() if promise.settled_at else promise.due_on
