"""The files that entries name: there, of this case, and byte for byte what was kept; or erased and gone."""

from __future__ import annotations

from amends.record.attachments import path_of, sha256_of
from amends.record.canonical import file_digest
from amends.record.streams import rows

_FILE = 'SELECT "case", "filename", "media_type", "added_at", "size", "salt" FROM record_attachment WHERE "id" = %s'
_DIGEST = 64
"""Characters of an id that are its digest: the last ones."""


def check_file(case: bytes, file_id: str, *, erased: bool) -> str:
    """What is wrong with a file that an entry of this case names, or nothing."""
    row = next(rows(_FILE, [file_id]), None)
    if row is None or row[0] != case:
        return f"it names a file that is not among those of the case: {file_id[:16]}"
    path = path_of(file_id)
    if erased:
        return f"an entry says that file {file_id[:16]} was erased, and it is still there" if path.exists() else ""
    if not path.is_file():
        return f"the bytes of file {file_id[:16]} are missing, and no entry says that they were erased"
    size, sha256 = sha256_of(path)
    name, media_type, added_at, salt = (value.decode("utf-8", "replace") for value in (row[1], row[2], row[3], row[5]))
    digest = file_digest(salt, case.decode("utf-8", "replace"), name, media_type, added_at, size, sha256)
    if size != row[4] or file_id[-_DIGEST:] != digest:
        return f"file {file_id[:16]} is not what was kept"
    return ""
