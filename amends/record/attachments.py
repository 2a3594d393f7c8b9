"""Attachments: bytes that came from outside. Kept apart under random names, handed out only as downloads."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from django.conf import settings

from amends.record import canonical
from amends.record.models import Attachment

MOST = 25 * 1024 * 1024
"""Bytes that one file may have."""


class TooLarge(ValueError):
    """The file is larger than is taken."""


@dataclass(frozen=True, slots=True)
class File:
    """What a list of files shows."""

    id: str
    filename: str
    size: int
    media_type: str


def keep(case: str, filename: str, chunks: Iterable[bytes], at: datetime) -> File:
    """Keep a file's bytes and its row. Raises TooLarge, and leaves nothing behind then."""
    file_id = secrets.token_hex(16)
    path = _path(file_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("xb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > MOST:
                    raise TooLarge
                digest.update(chunk)
                out.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    name = _clean_name(filename)
    Attachment.objects.create(
        id=file_id,
        case=case,
        filename=name,
        media_type=_media_type(path),
        size=size,
        sha256=digest.hexdigest(),
        added_at=canonical.moment_text(at),
    )
    return File(file_id, name, size, _media_type(path))


def files_of(case: str) -> dict[str, File]:
    """The files of a case by id."""
    rows = Attachment.objects.filter(case=case).values_list("id", "filename", "size", "media_type")
    return {row[0]: File(*row) for row in rows}


def open_file(case: str, file_id: str) -> tuple[File, Path] | None:
    """A file of this case and where its bytes are, or nothing: an id of another case opens nothing here."""
    row = Attachment.objects.filter(case=case, id=file_id).first()
    if row is None or not _path(file_id).is_file():
        return None
    return File(row.id, row.filename, row.size, row.media_type), _path(file_id)


def erase_files(case: str) -> None:
    """Delete the bytes and names of a case's files. Their digests stay in the entries."""
    for row in Attachment.objects.filter(case=case):
        _path(row.id).unlink(missing_ok=True)
    Attachment.objects.filter(case=case).update(filename="erased", size=0)


def _path(file_id: str) -> Path:
    return Path(settings.AMENDS_HOME) / "files" / file_id[:2] / file_id


def _clean_name(name: str) -> str:
    """The last part of the name, without control characters, of a sensible length."""
    clean = "".join(char for char in PurePath(name.replace("\\", "/")).name if char.isprintable())
    return clean[-200:] or "file"


_MAGIC = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
}


def _media_type(path: Path) -> str:
    """Our own view of what it is; what the sender declared is not believed."""
    with path.open("rb") as file:
        start = file.read(16)
    return next((kind for magic, kind in _MAGIC.items() if start.startswith(magic)), "application/octet-stream")
