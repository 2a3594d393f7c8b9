"""Attachments: bytes that came from outside. Kept apart under random names, handed out only as downloads."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from django.conf import settings
from django.db import transaction

from amends.record import canonical
from amends.record.models import Attachment

MOST = 25 * 1024 * 1024
"""Bytes that one file may have."""
ERASED = "erased"
CHUNK = 1024 * 1024


class TooLarge(ValueError):
    """The file is larger than is taken."""


@dataclass(frozen=True, slots=True)
class File:
    """What a list of files shows."""

    id: str
    filename: str
    size: int
    media_type: str


def keep(case: str, filename: str, chunks: Iterable[bytes], at: datetime, *, most: int = 0) -> File:
    """Keep a file's bytes and its row. Raises TooLarge, beyond `most` bytes or MOST, and leaves nothing behind then."""
    with _arriving() as path:
        size, sha256 = _write(path, chunks, most or MOST)
        name, media_type, added_at, salt = (
            _clean_name(filename),
            _media_type(path),
            canonical.moment_text(at),
            secrets.token_hex(16),
        )
        digest = canonical.file_digest(salt, case, name, media_type, added_at, size, sha256)
        file_id = secrets.token_hex(8) + digest
        Attachment.objects.create(
            id=file_id, case=case, filename=name, media_type=media_type, size=size, salt=salt, added_at=added_at
        )
        path_of(file_id).parent.mkdir(parents=True, exist_ok=True)
        path.rename(path_of(file_id))
    return File(file_id, name, size, media_type)


def files_of(case: str) -> dict[str, File]:
    """The files of a case by id."""
    rows = Attachment.objects.filter(case=case).values_list("id", "filename", "size", "media_type")
    return {row[0]: File(*row) for row in rows}


def unknown_files(case: str, ids: Iterable[str]) -> list[str]:
    """Those of the ids that are no file of this case, or one that was erased."""
    asked = list(ids)
    known = Attachment.objects.filter(case=case, id__in=asked).exclude(salt="").values_list("id", flat=True)
    return sorted(set(asked) - set(known)) if asked else []


def open_file(case: str, file_id: str) -> tuple[File, Path] | None:
    """A file of this case and where its bytes are, or nothing: an id of another case opens nothing here."""
    row = Attachment.objects.filter(case=case, id=file_id).first()
    if row is None or not path_of(file_id).is_file():
        return None
    return File(row.id, row.filename, row.size, row.media_type), path_of(file_id)


def erase_files(case: str) -> None:
    """Delete names, salts and, once the caller's transaction is committed, the bytes of a case's files.

    Their digests stay in the entries, and without the salt nobody can match a file against them.
    """
    paths = [path_of(file_id) for file_id in files_of(case)]
    Attachment.objects.filter(case=case).update(filename=ERASED, salt="", size=0)
    transaction.on_commit(lambda: _remove(paths))


def path_of(file_id: str) -> Path:
    """Where the bytes of a file lie."""
    return Path(settings.AMENDS_HOME) / "files" / file_id[:2] / file_id


def sha256_of(path: Path) -> tuple[int, str]:
    """The size of a file and its SHA-256, read in pieces."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


@contextmanager
def _arriving() -> Iterator[Path]:
    """A path for bytes on their way in, gone again unless they were moved to their place."""
    path = Path(settings.AMENDS_HOME) / "files" / "arriving" / secrets.token_hex(16)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _write(path: Path, chunks: Iterable[bytes], most: int) -> tuple[int, str]:
    """Write the bytes through to the disk, as the record's own are, and give their size and SHA-256."""
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise TooLarge
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return size, digest.hexdigest()


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _clean_name(name: str) -> str:
    """The last part of the name, without control characters, of a sensible length."""
    clean = "".join(char for char in PurePath(name.replace("\\", "/")).name if char.isprintable())
    return canonical.clean_text(clean)[-200:] or "file"


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
