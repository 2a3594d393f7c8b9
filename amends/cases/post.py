"""Post: what is to be sent, as rows. Queued in the caller's transaction; `mail` sends them later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings

from amends.cases.models import Outgoing

AT_ONCE = timedelta(0)


def take_back() -> timedelta:
    """How long a message of ours waits before it goes, and can be taken back."""
    return timedelta(seconds=settings.AMENDS_TAKE_BACK)


def queue(
    reference: str,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    *,
    entry: int = 0,
    wait: timedelta = AT_ONCE,
    files: Sequence[str] = (),
) -> None:
    """Queue one message about a case. `entry` is the entry that it tells of, if there is one; `wait`, how long it may
    still be taken back; `files`, those of the case that go along."""
    Outgoing.objects.create(
        case=reference,
        entry=entry,
        to=to,
        subject=subject,
        body=body,
        files=list(files),
        queued_at=at,
        next_try_at=at + wait,
    )
