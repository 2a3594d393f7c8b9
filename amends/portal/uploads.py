"""Uploads: stopped while they come in, before they fill a disk, and refused in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from amends.now import now
from amends.portal import limits
from amends.portal.answering import page, too_often
from amends.portal.fields import MOST_FILES, too_large, too_many
from amends.record.attachments import MOST

View = Callable[..., HttpResponseBase]
REFUSED = "amends.refused_files"


class Measure(FileUploadHandler):
    """Drops a file the moment it grows too large, or is one too many, and remembers why. Other fields still come."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.refused: list[str] = []
        self.files = self.size = 0

    def new_file(self, *arguments: Any, **named: Any) -> None:
        super().new_file(*arguments, **named)
        self.files, self.size = self.files + 1, 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.size += len(raw_data)
        if self.files > MOST_FILES:
            self._refuse(too_many())
        if self.size > MOST:
            self._refuse(too_large(self.file_name or "?"))
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _refuse(self, words: str) -> None:
        if words not in self.refused:
            self.refused.append(words)
        raise SkipFile


def takes_files(view: View) -> View:
    """For views with a file field. The check against forged requests comes after the measure is in place."""
    inner = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def measured(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if request.method != "POST":
            return inner(request, *arguments, **named)
        if limits.UPLOADS.passed(limits.address_of(request), now()):
            return too_often(request)
        measure = Measure(request)
        request.upload_handlers.insert(0, measure)
        try:
            request.POST  # noqa: B018 - reading it is what brings the files in
        except (TooManyFilesSent, RequestDataTooBig):
            return page(request, "portal/too_much.html", {"too_many": too_many()}, status=413)
        request.META[REFUSED] = measure.refused
        return inner(request, *arguments, **named)

    return measured


def refusals(request: HttpRequest) -> list[str]:
    """What was dropped on the way in, in words."""
    return list(request.META.get(REFUSED, []))


def names(files: list[Any]) -> str:
    """The names of files in one line, for a message that has no words of its own."""
    return _("I have sent these files: {names}").format(names=", ".join(str(file.name) for file in files))
