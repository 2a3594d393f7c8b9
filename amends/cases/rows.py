"""Rows of other systems' files, and moments as they write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

NOON = time(12)
"""A bare date is taken as noon where the regime counts its days: it is that day nearly everywhere then."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file. `number` is what a spreadsheet shows beside it; `trouble` is why it could not be read."""

    number: int
    values: Mapping[str, str]
    trouble: str = ""


class NotAMoment(ValueError):
    """The text is no date that we can read; the message says which field, and what it holds."""


def moment(
    name: str, text: str, zone: ZoneInfo, date_format: str = "", *, not_after: datetime | None = None
) -> datetime:
    """The moment that the text means. Without an offset it is local time of `zone`.

    A bare date is noon of that day, or `not_after` where that day's noon is still to come. Raises NotAMoment.
    """
    read = _read(name, text, date_format)
    if isinstance(read, datetime):
        return read if read.tzinfo else read.replace(tzinfo=zone)
    noon = datetime.combine(read, NOON, zone)
    today = not_after and not_after.astimezone(zone).date() == read
    return min(noon, not_after) if today and not_after else noon


def _read(name: str, text: str, date_format: str) -> datetime | date:
    try:
        if date_format:
            read = datetime.strptime(text, date_format)  # noqa: DTZ007 the zone is put to it by the caller
            return read if "%H" in date_format or "%I" in date_format else read.date()
        return date.fromisoformat(text) if len(text) == len("2026-11-22") else datetime.fromisoformat(text)
    except ValueError as error:
        expected = date_format or "2026-11-22 or 2026-11-22T09:30"
        raise NotAMoment(f"{name}: «{text[:40]}» is not a date; expected {expected}") from error
