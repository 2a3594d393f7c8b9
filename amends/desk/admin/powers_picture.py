"""Who may decide what as a picture: every role, and the people with limits of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import ngettext

from amends.desk.words import ROLES as ROLE_WORDS
from amends.people.authority import KINDS, ROLES
from amends.people.overview import held, kind_words, own_limits
from amends.rules.actors import Actor, Role
from amends.rules.authority import EVERYTHING, Authority, Colleague
from amends.rules.authority import Limit as LaidDown
from amends.rules.redress import money
from amends.ui.pictures.authority_table import Holder, Limit, Powers
from amends.ui.sentences import words_text


def drawn(authority: Authority, day: date, currency: str) -> Powers:
    kinds = tuple(words_text(kind_words(kind)) for kind in KINDS if kind != EVERYTHING)
    return Powers(kinds, (*_roles(authority, day, currency), *_people(authority, day, currency)))


def _roles(authority: Authority, day: date, currency: str) -> Iterator[Holder]:
    for role in ROLES:
        n = sum(role in one.roles for one in authority.powers.people)
        note = ngettext("{n} person", "{n} people", n).format(n=n)
        limits = _limits(authority, Actor(role.value, frozenset({role})), day, currency)
        yield _holder(str(ROLE_WORDS[role.value]), note, limits)


def _people(authority: Authority, day: date, currency: str) -> Iterator[Holder]:
    with_own = {limit.holder for limit in own_limits(authority, day)}
    for one in authority.powers.people:
        if one.id in with_own:
            limits = _limits(authority, one.actor, day, currency, person=True)
            yield _holder(one.name, _roles_of(one), limits, person=True)


def _roles_of(one: Colleague) -> str:
    return ", ".join(str(ROLE_WORDS[role.value]) for role in Role if role in one.roles and role.value in ROLE_WORDS)


def _limits(authority: Authority, who: Actor, day: date, currency: str, *, person: bool = False) -> dict[str, Limit]:
    """By kind. A limit is a person's own where it is for them by name."""
    found = {kind: held(authority.powers.limits, who, kind, day) for kind in KINDS}
    own = {kind for kind, limit in found.items() if person and limit is not None and limit.holder == who.id}
    return {kind: _limit(limit, kind, currency, own=kind in own) for kind, limit in found.items()}


def _holder(name: str, note: str, limits: dict[str, Limit], *, person: bool = False) -> Holder:
    each = tuple(limit for kind, limit in limits.items() if kind != EVERYTHING)
    return Holder(name, note, each, limits[EVERYTHING], person=person)


def _limit(limit: LaidDown | None, kind: str, currency: str, *, own: bool) -> Limit:
    """Without a limit a kind is barred; the sum over all kinds is free."""
    if limit is None:
        return Limit(kind="endless" if kind == EVERYTHING else "barred")
    return Limit(kind="endless", own=own) if limit.pence is None else Limit(money(limit.pence, currency), own=own)
