"""A visit: this browser may see one case for a while, after a link or a code. It ends when nothing happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth import SESSION_KEY as SIGNED_IN
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from amends.cases.doors import case_for
from amends.cases.models import Case
from amends.cases.post import take_back
from amends.cases.take import facts_of, scene_of
from amends.now import now
from amends.portal.answering import go, private
from amends.rules.actors import Actor, Role
from amends.rules.entries import Entry
from amends.rules.facts import Facts
from amends.rules.fold import fold
from amends.rules.inflight import delivered
from amends.rules.rulings import Scene

CASE, SEEN, UNSENT = "portal_case", "portal_seen_at", "portal_unsent"
IDLE = timedelta(hours=1)
"""How long a visit lasts without a page being opened."""
NOTED_EVERY = timedelta(minutes=1)

Arguments = ParamSpec("Arguments")


@dataclass(frozen=True, slots=True)
class Visit:
    """A customer on their case's pages, at one moment."""

    reference: str
    actor: Actor
    at: datetime
    facts: Facts
    entries: list[Entry]

    @property
    def scene(self) -> Scene:
        return scene_of(self.facts, self.actor, self.at)


def customer_of(reference: str) -> Actor:
    return Actor(f"customer:{reference}", frozenset({Role.CUSTOMER}))


def begin(request: HttpRequest, reference: str, at: datetime) -> None:
    """Open the case to this browser under a new session key, so that a key planted before is worth nothing."""
    request.session.cycle_key()
    request.session[CASE], request.session[SEEN] = reference, at.isoformat()


def end(request: HttpRequest) -> None:
    """Close the case to this browser at once. A member of staff who looked at it stays signed in."""
    if SIGNED_IN in request.session:
        for key in (CASE, SEEN, UNSENT):
            request.session.pop(key, None)
    else:
        request.session.flush()


def reference_of(session: SessionBase, at: datetime) -> str:
    """The case that this session may see now, or nothing."""
    reference, seen = session.get(CASE), session.get(SEEN)
    if not reference or not seen:
        return ""
    since = at - datetime.fromisoformat(seen)
    if since > IDLE:
        return ""
    if since > NOTED_EVERY:
        session[SEEN] = at.isoformat()
    return str(reference)


def visit(session: SessionBase, at: datetime) -> Visit | None:
    """The visit of this session, if its case is still there for them: what was erased is nobody's to open."""
    reference = reference_of(session, at)
    if not reference:
        return None
    actor = customer_of(reference)
    try:
        case_for(actor, reference)
    except Case.DoesNotExist:
        return None
    facts, entries = known_of(reference, at)
    return None if facts.erased else Visit(reference, actor, at, facts, entries)


def known_of(reference: str, at: datetime) -> tuple[Facts, list[Entry]]:
    """What the customer knows of a case: the facts, and the entries they come from, without what can still be taken
    back. What was erased is gone at once."""
    facts, entries = facts_of(reference)
    there = delivered(entries, at, take_back())
    known = facts if facts.erased or len(there) == len(entries) else fold(there)
    return known, there


View = Callable[Concatenate[HttpRequest, Visit, Arguments], HttpResponseBase]


def visitors(view: View[Arguments]) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]:
    """For pages of one's own case. Everyone else is asked who they are; what they were writing is kept for them."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
        found = visit(request.session, now())
        if found is None:
            return _ask_again(request)
        return private(view(request, found, *args, **kwargs))

    return opened


def _ask_again(request: HttpRequest) -> HttpResponseBase:
    if reference := request.session.pop(CASE, ""):
        messages.info(
            request, _("You were away for a while, so we closed your page. Please show us again that it is you.")
        )
        if text := request.POST.get("message", "")[:20_000]:
            request.session[UNSENT] = {"reference": reference, "text": text}
    return go("portal:follow")


def take_unsent(request: HttpRequest, reference: str) -> str:
    """What this customer was writing about this case when their visit ended; given back once."""
    unsent = request.session.get(UNSENT) or {}
    if unsent.get("reference") != reference:
        return ""
    request.session.pop(UNSENT, None)
    return str(unsent["text"])
