"""Dates in a search: `2026`, `2026-03`, `2026-03-05`, `today`, `week`, `<3d`, `>14d`."""

from __future__ import annotations

import re
from datetime import date, timedelta

Days = tuple[date | None, date | None]
"""First and last day, both included; None is without an end."""

_NEAR = re.compile(r"([<>])(\d{1,4})d")
_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def days_of(value: str, today: date, *, ahead: bool) -> Days | None:
    """The days that a value means, or None when it means none. `ahead` counts `3d` towards the future."""
    if value == "today":
        return today, today
    if value == "week":
        return _near("<", 7, today, ahead=ahead)
    if near := _NEAR.fullmatch(value):
        return _near(near[1], int(near[2]), today, ahead=ahead)
    if period := _PERIOD.fullmatch(value):
        return _period(*(int(part) if part else 0 for part in period.groups()))
    return None


def _near(sign: str, days: int, today: date, *, ahead: bool) -> Days:
    """`<3d`: no more than 3 days from now, what is late included; `>3d`: more than that."""
    edge = today + timedelta(days=days if ahead else -days)
    if ahead:
        return (None, edge) if sign == "<" else (edge + timedelta(days=1), None)
    return (edge, None) if sign == "<" else (None, edge - timedelta(days=1))


def _period(year: int, month: int, day: int) -> Days | None:
    try:
        first = date(year, month or 1, day or 1)
        if day:
            return first, first
        after = date(year + month // 12, month % 12 + 1, 1) if month else date(year + 1, 1, 1)
    except ValueError:
        return None
    return first, after - timedelta(days=1)
