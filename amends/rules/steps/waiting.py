"""A pause that waits for the customer ends when the customer speaks; any pause ends with the answer."""

from __future__ import annotations

from datetime import datetime

from amends.rules.clocks import Pause
from amends.rules.entries import Draft
from amends.rules.rulings import Scene

WAITING_FOR_CUSTOMER = "waiting_for_customer"
"""The id that packs give to the reason «we are waiting for the customer»."""


def resumed_by_the_customer(scene: Scene, at: datetime) -> list[Draft]:
    """The entry that ends such a pause, if one is running. What was said before it began is not what it waits for."""
    pause = scene.facts.paused
    if pause is None or pause.reason != WAITING_FOR_CUSTOMER or at < pause.from_at:
        return []
    return [_resumed(pause, at)]


def resumed_by_the_answer(scene: Scene, at: datetime) -> list[Draft]:
    """The entry that ends whatever pause is running: there is nothing left to wait for."""
    pause = scene.facts.paused
    return [_resumed(pause, at)] if pause else []


def _resumed(pause: Pause, at: datetime) -> Draft:
    data = {"reason": pause.reason, "by_itself": True}
    return Draft("clock_resumed", data, {"explanation": ""}, max(at, pause.from_at))
