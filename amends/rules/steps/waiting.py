"""A pause that waits for the customer ends when the customer speaks."""

from __future__ import annotations

from datetime import datetime

from amends.rules.entries import Draft
from amends.rules.rulings import Scene

WAITING_FOR_CUSTOMER = "waiting_for_customer"
"""The id that packs give to the reason «we are waiting for the customer»."""


def resumed_by_the_customer(scene: Scene, at: datetime) -> list[Draft]:
    """The entry that ends such a pause, if one is running."""
    pause = scene.facts.paused
    if pause is None or pause.reason != WAITING_FOR_CUSTOMER:
        return []
    return [
        Draft("clock_resumed", {"reason": pause.reason, "by_itself": True}, {"explanation": ""}, max(at, pause.from_at))
    ]
