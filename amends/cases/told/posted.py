"""What became of the messages to the customer: waiting, sent, or failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from amends.cases.models import Outgoing


@dataclass(frozen=True, slots=True)
class Post:
    """`state`: waiting (may still be sent), sent, shown (a demonstration sends nothing), failed (for good)."""

    state: str
    at: datetime | None


Posted = Mapping[int, Post]


def posted_of(reference: str) -> Posted:
    """The post of a case by the number of the entry that caused it. One query."""
    rows = Outgoing.objects.filter(case=reference).values_list("entry", "sent_at", "next_try_at")
    return {entry: _post(sent_at, next_try_at) for entry, sent_at, next_try_at in rows}


def _post(sent_at: datetime | None, next_try_at: datetime | None) -> Post:
    if sent_at:
        return Post("sent", sent_at)
    if next_try_at:
        return Post("waiting", next_try_at)
    return Post("shown" if settings.DEMO else "failed", None)
