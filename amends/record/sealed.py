"""When the record was last sealed, for those who watch over it."""

from __future__ import annotations

from datetime import datetime

from amends.record.models import Seal


def last_sealed_at() -> datetime | None:
    """The moment of the newest seal, or nothing."""
    newest = Seal.objects.order_by("-pk").values_list("sealed_at", flat=True).first()
    return datetime.fromisoformat(newest) if newest else None
