"""What administrators changed, noted as it is done: who, when, what, and how it was before and after.

Ids and settings only. A name, an address or a secret has no place here: that one was changed is said, not what to.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from amends.people.models import AdminAct

COMMAND_LINE = "command line"
"""Who acts where nobody signed in: whoever may run commands on the machine."""


class What(StrEnum):
    """Every kind of change that is noted."""

    PERSON_ADDED = "person_added"
    PERSON_CHANGED = "person_changed"
    PASSWORD_SET = "password_set"  # noqa: S105  the name of a change
    TEAM_MADE = "team_made"
    TEAM_RENAMED = "team_renamed"
    KEY_MADE = "key_made"
    KEY_REVOKED = "key_revoked"
    ORGANISATION_CHANGED = "organisation_changed"
    CLOCK_CONFIRMED = "clock_confirmed"
    CLOCK_WITHDRAWN = "clock_withdrawn"
    LIMITS_BEGUN = "limits_begun"
    LIMIT_SET = "limit_set"
    LIMIT_ENDED = "limit_ended"
    ABSENCE_SET = "absence_set"
    ABSENCE_WITHDRAWN = "absence_withdrawn"
    ENTITLEMENT_ADDED = "entitlement_added"
    ENTITLEMENT_ENDED = "entitlement_ended"
    TEMPLATE_SET = "template_set"
    TEMPLATE_DROPPED = "template_dropped"


Settings = Mapping[str, Any]


def note(
    what: What, subject: str, *, by: str, at: datetime, before: Settings | None = None, after: Settings | None = None
) -> None:
    """Write it down, in the transaction of the change itself. Call it where something changed."""
    AdminAct.objects.create(
        at=at, by=by, what=what.value, subject=subject, before=dict(before or {}), after=dict(after or {})
    )
