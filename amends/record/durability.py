"""A record is worth what its database keeps: refuse to work on one that loses acknowledged commits."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE_FULL = 2
"""`PRAGMA synchronous` of FULL. NORMAL was measured to lose acknowledged commits in a power cut."""


def refuse_forgetful(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Raise ImproperlyConfigured unless commits reach the disk before they are acknowledged."""
    if connection.vendor == "sqlite":
        if _one(connection, "PRAGMA synchronous") < SQLITE_FULL:
            raise ImproperlyConfigured("SQLite must run with synchronous=FULL, or a power cut loses what was recorded.")
        return
    for name in ("fsync", "synchronous_commit"):
        if _one(connection, f"SHOW {name}") in ("off", "local"):
            raise ImproperlyConfigured(f"PostgreSQL runs with {name} off: what was recorded could be lost. Turn it on.")


def _one(connection: BaseDatabaseWrapper, query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]
