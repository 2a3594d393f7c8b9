"""Who calls: a bearer key, its scopes, and the actor it stands for. Nothing in a request's body can change that."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest
from ninja.security import HttpBearer

from amends.api.problems import missing_scope, unknown_key
from amends.now import now
from amends.people.keys import actor_of, key_of
from amends.people.models import ApiKey
from amends.rules.actors import Actor


@dataclass(frozen=True, slots=True)
class Caller:
    """A key at work: its number, the actor that steps are taken by, and the moment of this request."""

    key: int
    actor: Actor
    at: datetime

    @property
    def for_customers(self) -> bool:
        """Whether the key speaks for customers: it then sees what a customer's own page shows."""
        return self.actor.is_customer


class Key(HttpBearer):
    """The bearer key that an operation asks for, with the scope it needs."""

    openapi_description = "A key made with «amends key create», limited to scopes, roles and teams."

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        """The caller. Raises Problem: 401 without a key that is known, 403 for one without the scope."""
        caller = super().__call__(request)
        if caller is None:
            raise unknown_key()
        return caller  # type: ignore[no-any-return]

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        key = key_of(token)
        if key is None:
            raise unknown_key()
        if self.scope not in key.scopes:
            raise missing_scope(self.scope)
        at = now()
        _touch(key, at)
        return Caller(key.pk, actor_of(key), at)


READ, WRITE, STEPS_READ = Key("cases:read"), Key("cases:write"), Key("steps:read")


def caller_of(request: Any) -> Caller:
    """The caller that the operation's key has found."""
    caller = request.auth
    assert isinstance(caller, Caller)  # noqa: S101 every operation with a caller names its key
    return caller


def _touch(key: ApiKey, at: datetime) -> None:
    """Note the day of use, once a day. A database that cannot be written must not keep anyone from reading."""
    if key.last_used_on != at.date():
        with suppress(DatabaseError):
            ApiKey.objects.filter(pk=key.pk).update(last_used_on=at.date())
