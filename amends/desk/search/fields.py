"""What each `field:value` of the search narrows to. A field says no with the values that it knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from amends.cases.regimes import registry
from amends.desk.due import DUE, NONE
from amends.desk.search.days import Days, days_of
from amends.desk.words import CHANNELS, KINDS, PHASES
from amends.people.models import Staff, Team

Found = Q | list[str]
"""The condition; or, where the value does not exist, the values there are."""


@dataclass
class Ground:
    """What terms are read against: who asks, what day it is, which people and teams there are."""

    actor: str
    today: date

    @cached_property
    def people(self) -> dict[str, str]:
        """Ids by name and by the first part of the address, in small letters."""
        found: dict[str, str] = {}
        for pk, name, email in Staff.objects.values_list("pk", "name", "email"):
            for word in (name, email.partition("@")[0], *name.split()[:1]):
                found.setdefault(word.lower(), f"staff:{pk}")
        return found

    @cached_property
    def teams(self) -> dict[str, str]:
        pairs = Team.objects.values_list("slug", "name")
        return {word.lower(): slug for slug, name in pairs for word in (slug, name)}


def condition(field: str, value: str, ground: Ground) -> Found:
    return READ[field](value.strip(), ground)


def _owner(value: str, ground: Ground) -> Found:
    known = {"me": ground.actor, "nobody": "", **ground.people}
    return Q(owner=known[value.lower()]) if value.lower() in known else list(known)


def _team(value: str, ground: Ground) -> Found:
    known = {"none": "", **ground.teams}
    return Q(team=known[value.lower()]) if value.lower() in known else list(known)


def _one_of(column: str, values: Callable[[], list[str]]) -> Callable[[str, Ground], Found]:
    def read(value: str, ground: Ground) -> Found:
        return Q(**{column: value.lower()}) if value.lower() in values() else values()

    return read


def _stage(value: str, ground: Ground) -> Found:
    return Q(stage=int(value)) if value in list("123456789") else ["1", "2"]


def _due(value: str, ground: Ground) -> Found:
    """Only open cases have something due."""
    if value == NONE:
        return Q(is_open=True, next_due_on__isnull=True)
    if value in ("late", "overdue"):
        return Q(is_open=True) & DUE["late"].fits(ground.today)
    days = days_of(value, ground.today, ahead=True)
    return Q(is_open=True) & _between("next_due_on", days) if days else ["late", "today", "week", "<3d", "none"]


def _moment(column: str) -> Callable[[str, Ground], Found]:
    def read(value: str, ground: Ground) -> Found:
        days = days_of(value, ground.today, ahead=False)
        return _between(column, days, moments=True) if days else ["today", "week", "<30d", f"{ground.today:%Y-%m}"]

    return read


def _between(column: str, days: Days, *, moments: bool = False) -> Q:
    first, last = days
    found = Q(**{f"{column}__isnull": False})
    if first:
        found &= Q(**{f"{column}__gte": _instant(first, time.min) if moments else first})
    if last:
        found &= Q(**{f"{column}__lte": _instant(last, time.max) if moments else last})
    return found


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, timezone.get_current_timezone())


STATES: dict[str, Callable[[Ground], Q]] = {
    "open": lambda ground: Q(is_open=True),
    "closed": lambda ground: Q(is_open=False),
    "late": lambda ground: Q(is_open=True) & DUE["late"].fits(ground.today),
    "mine": lambda ground: Q(owner=ground.actor),
    "unassigned": lambda ground: Q(owner="", is_open=True),
    "waiting": lambda ground: Q(is_open=True, next_whose__in=["customer", "colleague", "body"]),
    "vulnerable": lambda ground: Q(has_need=True),
}


def _is(value: str, ground: Ground) -> Found:
    return STATES[value.lower()](ground) if value.lower() in STATES else list(STATES)


PROMISES = {"open": Q(promises_open__gt=0), "broken": Q(promises_broken__gt=0)}


def _promise(value: str, ground: Ground) -> Found:
    return PROMISES[value.lower()] if value.lower() in PROMISES else list(PROMISES)


def _ref(value: str, ground: Ground) -> Found:
    return Q(reference__iexact=value) | Q(external_ref=value)


READ: dict[str, Callable[[str, Ground], Found]] = {
    "owner": _owner,
    "team": _team,
    "phase": _one_of("phase", lambda: list(PHASES)),
    "stage": _stage,
    "kind": _one_of("kind", lambda: list(KINDS)),
    "regime": _one_of("regime", lambda: list(registry().ids())),
    "channel": _one_of("channel", lambda: list(CHANNELS)),
    "due": _due,
    "received": _moment("received_at"),
    "closed": _moment("closed_at"),
    "is": _is,
    "promise": _promise,
    "ref": _ref,
}
