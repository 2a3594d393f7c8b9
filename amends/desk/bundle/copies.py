"""Redacted copies of files, sent along to be bound in instead. They are kept first, so that no error can lose them."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext

from amends.cases.bundling.candidates import Candidate
from amends.desk.case.opened import Opened
from amends.record.attachments import MOST, File, TooLarge, files_of, keep

SENT, KEPT = "copy-", "kept-"
"""How the fields begin: a file that comes now, and the id of one that came before."""


def kept_copies(request: HttpRequest, case: Opened, found: Iterable[Candidate]) -> tuple[dict[str, File], list[str]]:
    """By key, the copy of each file that has one; and sentences about those that were too large."""
    there, copies, refused = files_of(case.reference), {}, []
    for one in found:
        before = there.get(request.POST.get(KEPT + one.key, ""))
        if before is not None:
            copies[one.key] = before
        sent = request.FILES.get(SENT + one.key)
        if sent is not None:
            try:
                copies[one.key] = keep(case.reference, sent.name or "", sent.chunks(), case.at)
            except TooLarge:
                words = gettext("{name} is larger than {most} MB. Make it smaller, or send it in parts.")
                refused.append(words.format(name=sent.name, most=MOST // 1024**2))
    return copies, refused
