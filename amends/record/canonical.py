"""One byte sequence for one meaning: what is hashed, and how. Version 1; a change of any kind is a new version.

An entry's bytes are its fields in a fixed order, each behind its length, so that nothing can be moved across a border.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from amends.rules.entries import Plain

ENTRY = b"amends entry 1"
CONTENT = b"amends content 1"
FILE = b"amends file 1"
START = "0" * 64
"""What the first entry of a chain names as its predecessor."""


def moment_text(moment: datetime) -> str:
    """A moment as it is kept: UTC, microseconds always written. Raises ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    try:
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    except OverflowError:
        raise ValueError("a moment outside the years 1 to 9999") from None


def clean_text(text: str) -> str:
    """Text in one form (NFC). Raises ValueError for what no database can keep."""
    if "\x00" in text:
        raise ValueError("text holds a NUL character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("text holds half a character") from None
    return unicodedata.normalize("NFC", text)


def body_text(data: Mapping[str, object]) -> str:
    """Data as canonical JSON: keys sorted, no spaces, no fractions. Raises ValueError for what has two forms."""
    return json.dumps(plain(data), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def plain(data: Mapping[str, object]) -> dict[str, Plain]:
    """Data as the record keeps it. Raises ValueError for what it cannot keep."""
    return {_name(key): _plain(item) for key, item in data.items()}


def _name(name: object) -> str:
    """A name that is in its one form already, so that two names never become one."""
    if not isinstance(name, str) or clean_text(name) != name:
        raise ValueError("an entry cannot hold a name that is not in canonical form")
    return name


def _plain(value: object) -> Plain:
    if isinstance(value, str):
        return clean_text(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {**plain(value)}
    raise ValueError(f"an entry cannot hold a {type(value).__name__}")


def framed(tag: bytes, parts: Iterable[bytes]) -> bytes:
    """The parts, each behind its length in eight bytes."""
    return b"".join((tag, *(len(part).to_bytes(8, "big") + part for part in parts)))


def content_digest(salt: str, field: str, text: str) -> str:
    """The salted digest that stands in the entry for a personal field."""
    return hashlib.sha256(framed(CONTENT, (salt.encode(), field.encode(), text.encode()))).hexdigest()


def file_digest(salt: str, case: str, filename: str, media_type: str, added_at: str, size: int, sha256: str) -> str:
    """The salted digest that stands in a file's id, and so in every entry that names the file."""
    parts = (salt, case, filename, media_type, added_at, str(size), sha256)
    return hashlib.sha256(framed(FILE, (part.encode() for part in parts))).hexdigest()


def entry_hash(
    case: str,
    number: int | str,
    kind: str,
    step: str,
    by: str,
    at: str,
    happened_at: str,
    body: str,
    digests: str,
    previous: str,
) -> str:
    """The hash of an entry over all that it is: the columns in the order of the table."""
    parts = (case, str(number), kind, step, by, at, happened_at, body, digests, previous)
    return hashlib.sha256(framed(ENTRY, (part.encode() for part in parts))).hexdigest()
