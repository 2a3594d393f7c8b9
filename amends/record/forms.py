"""Forms: whether what is stored is written in the one way that `canonical` writes it."""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import lru_cache
from typing import NoReturn

from amends.record.canonical import body_text
from amends.rules.entries import Plain

Data = dict[str, Plain]
_MOMENT = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


@lru_cache(maxsize=1024)
def is_moment(stored: bytes) -> bool:
    """Whether this is a moment as `canonical.moment_text` writes it."""
    if not _MOMENT.fullmatch(stored):
        return False
    try:
        datetime.fromisoformat(stored.decode())
    except ValueError:
        return False
    return True


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"fractions have more than one form: {text}")


_read = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse).decode
_write = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


@lru_cache(maxsize=4096)
def plain_data(stored: bytes) -> Data | None:
    """The data that these bytes say, or None where `canonical.body_text` would write the same data differently."""
    try:
        text = stored.decode()
        data = _read(text)
        if not isinstance(data, dict):
            return None
        # Characters beyond ASCII may have other forms, and an escaped one may be forbidden: ask the long way.
        again = _write(data) if text.isascii() and "\\u" not in text else body_text(data)
    except (ValueError, RecursionError):
        return None
    return data if again == text else None
