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
from amends.rules.redress import pounds
from amends.ui.pictures.authority_table import Holder, Limit, Powers
from amends.ui.sentences import words_text


def drawn(authority: Authority, day: date) -> Powers:
    kinds = tuple(words_text(kind_words(kind)) for kind in KINDS if kind != EVERYTHING)
    return Powers(kinds, (*_roles(authority, day), *_people(authority, day)))


def _roles(authority: Authority, day: date) -> Iterator[Holder]:
    for role in ROLES:
        n = sum(role in one.roles for one in authority.powers.people)
        note = ngettext("{n} person", "{n} people", n).format(n=n)
        yield _holder(authority, Actor(role.value, frozenset({role})), str(ROLE_WORDS[role.value]), note, day)


def _people(authority: Authority, day: date) -> Iterator[Holder]:
    with_own = {limit.holder for limit in own_limits(authority, day)}
    for one in authority.powers.people:
        if one.id in with_own:
            yield _holder(authority, one.actor, one.name, _roles_of(one), day, person=True)


def _roles_of(one: Colleague) -> str:
    return ", ".join(str(ROLE_WORDS[role.value]) for role in Role if role in one.roles and role.value in ROLE_WORDS)


def _holder(authority: Authority, who: Actor, name: str, note: str, day: date, *, person: bool = False) -> Holder:
    limits = {kind: _limit(held(authority.powers.limits, who, kind, day), who, kind, person=person) for kind in KINDS}
    total = limits.pop(EVERYTHING)
    return Holder(name, note, tuple(limits.values()), total, person=person)


def _limit(limit: LaidDown | None, who: Actor, kind: str, *, person: bool) -> Limit:
    """Without a limit a kind is barred; the sum over all kinds is free."""
    own = person and limit is not None and limit.holder == who.id
    if limit is None:
        return Limit(kind="endless" if kind == EVERYTHING else "barred")
    return Limit(kind="endless", own=own) if limit.pence is None else Limit(pounds(limit.pence), own=own)
