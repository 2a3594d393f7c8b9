"""Files on their way in: streamed to disk, counted, hashed, and refused when too large before anything is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from amends.api.bodies import refuse_unmeasured
from amends.api.problems import bad_fields, broken, too_large, wrong_type
from amends.record.attachments import MOST

OCTETS, MULTIPART = "application/octet-stream", "multipart/form-data"
FRAME = 64 * 1024
"""Bytes that the frame of a multipart body may have beside the file."""
CHUNK = 64 * 1024
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that has arrived whole. `digest` tells it from any other, name included."""

    filename: str
    file: IO[bytes]
    digest: bytes

    def chunks(self) -> Iterator[bytes]:
        self.file.seek(0)
        return iter(lambda: self.file.read(CHUNK), b"")


@contextmanager
def uploaded(request: HttpRequest, filename: str) -> Iterator[Upload]:
    """The file of this request: its whole body, or the field `file` of a form. Raises Problem."""
    refuse_unmeasured(request)
    length = _length(request)
    if length > MOST + FRAME:
        raise too_large(MOST)
    if not length:
        raise bad_fields([("file", _("Send a file."))])
    with TemporaryFile() as spool:
        name, chunks = _parts(request, filename)
        yield Upload(name, spool, _spooled(name, chunks, spool))


def _length(request: HttpRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "")
    return int(said[:18]) if said.isdecimal() else 0  # eighteen digits are more than anyone has


def _parts(request: HttpRequest, filename: str) -> tuple[str, Iterator[bytes]]:
    if request.content_type == OCTETS:
        return filename or "file", iter(lambda: request.read(CHUNK), b"")
    if request.content_type == MULTIPART:
        return _from_form(request, filename)
    raise wrong_type(f"{OCTETS}, {MULTIPART}")


def _from_form(request: HttpRequest, filename: str) -> tuple[str, Iterator[bytes]]:
    try:
        sent = request.FILES.get("file")
    except (MultiPartParserError, UnreadablePostError, TooManyFilesSent):
        raise broken(_("The form cannot be read.")) from None
    except RequestDataTooBig:
        raise too_large(MOST) from None
    if sent is None or isinstance(sent, list):
        raise bad_fields([("file", _("Send a file in the field «file»."))])
    return filename or sent.name or "file", iter(sent.chunks())


def _spooled(name: str, chunks: Iterator[bytes], spool: IO[bytes]) -> bytes:
    size, digest = 0, sha256(name.encode(errors="replace"))
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST:
                raise too_large(MOST)
            digest.update(chunk)
            spool.write(chunk)
    except UnreadablePostError:
        raise broken(_("The body did not arrive whole.")) from None
    if not size:
        raise bad_fields([("file", _("The file is empty."))])
    return digest.digest()
