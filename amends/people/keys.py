"""API keys: made once, shown once, kept as one SHA-256 (they are random, so a slow hash would only slow the API)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from amends.people.acts import COMMAND_LINE, What, note
from amends.people.models import ApiKey, Staff, Team
from amends.rules.actors import Actor, Role

SCOPES = ("cases:read", "cases:write", "steps:read")
"""What a key may be limited to. `cases:write` takes steps; which steps, its roles say."""
KEY_ROLES = tuple(role.value for role in (Role.HANDLER, Role.LEADER, Role.QUALITY, Role.CUSTOMER))
"""Roles a key may have. One with the role of the customer belongs to a portal through which customers speak."""


def new_key(
    name: str,
    *,
    roles: list[str],
    scopes: list[str],
    teams: list[str],
    at: datetime,
    by: str = COMMAND_LINE,
    staff: Staff | None = None,
) -> str:
    """Make a key and return it: the only time it is seen. With `staff` it acts as that person, so that whoever has a
    login and a key is one actor. Raises ValueError, in words, for what no key may have."""
    _refuse(roles, scopes)
    if staff:
        _refuse_as(staff, roles)
    secret = f"amends_{secrets.token_urlsafe(32)}"
    may = {"roles": roles, "scopes": scopes, "teams": teams}
    told = {**may, "person": staff.actor_id} if staff else may
    with transaction.atomic():
        made = {"prefix": secret[:12], "sha256": _hashed(secret), "staff": staff, "created_at": at}
        key = ApiKey.objects.create(name=name, **may, **made)
        note(What.KEY_MADE, f"key:{key.pk}", by=by, at=at, after=told)
    return secret


def _refuse(roles: list[str], scopes: list[str]) -> None:
    unknown = [scope for scope in scopes if scope not in SCOPES] + [role for role in roles if role not in KEY_ROLES]
    if unknown:
        raise ValueError(f"No key can have: {', '.join(unknown)}.")
    if Role.CUSTOMER.value in roles and len(roles) > 1:
        raise ValueError("A key that speaks for customers can have no other role: staff never answer for a customer.")


def _refuse_as(staff: Staff, roles: list[str]) -> None:
    """A key can do no more than the person whose it is."""
    if not staff.is_active:
        raise ValueError(f"{staff.name} may not sign in, so no key can act as them.")
    if strange := [role for role in roles if role not in staff.roles]:
        raise ValueError(f"{staff.name} does not have the role {', '.join(strange)}.")


def revoke_key(key: int, *, at: datetime, by: str = COMMAND_LINE) -> None:
    """From now on it opens nothing. One that was revoked before stays so, and nothing is noted again."""
    with transaction.atomic():
        if ApiKey.objects.filter(pk=key, revoked_at=None).update(revoked_at=at):
            note(What.KEY_REVOKED, f"key:{key}", by=by, at=at)


def key_of(secret: str) -> ApiKey | None:
    """The key that this is, unless it is unknown or revoked, or whoever it acts as may no longer sign in."""
    keys = ApiKey.objects.select_related("staff").filter(sha256=_hashed(secret), revoked_at=None)
    found = keys.first() if secret else None
    return None if found and found.staff and not found.staff.is_active else found


def actor_of(key: ApiKey) -> Actor:
    """The value that steps by this key are taken by. A key without teams sees every team.

    The key of a person acts as that person, with what of the key's roles and teams they have at this moment.
    """
    if key.staff:
        person = key.staff.actor()
        theirs = person.teams & frozenset(key.teams) if key.teams else person.teams
        return Actor(person.id, person.roles & frozenset(Role(role) for role in key.roles), theirs)
    teams = key.teams or list(Team.objects.values_list("slug", flat=True))
    return Actor(f"key:{key.pk}", frozenset(Role(role) for role in key.roles), frozenset(teams))


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
