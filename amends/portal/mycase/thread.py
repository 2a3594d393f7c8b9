"""The messages, both ways. What staff say among themselves is not taken out here: it is never taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from amends.cases.letters import as_told
from amends.record.attachments import File, files_of
from amends.rules.entries import KINDS, Entry


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said. `side` is `customer` or `us`."""

    side: str
    about: str
    at: datetime
    paragraphs: list[str]
    files: list[File]


def thread(reference: str, entries: list[Entry]) -> list[Said]:
    """Everything that this customer said or was told, in order."""
    files = files_of(reference)
    return [_said(entry, entries, files) for entry in entries if is_theirs(entry) or is_for_them(entry)]


def own_files(entries: list[Entry]) -> set[str]:
    """The ids of the files that this customer sent."""
    return {file for entry in entries if is_theirs(entry) for file in entry.words("files")}


def is_theirs(entry: Entry) -> bool:
    """Whether it came from the customer: said to us, or added by themselves."""
    return KINDS[entry.kind].from_customer or (entry.kind == "evidence_added" and entry.by.startswith("customer:"))


def is_for_them(entry: Entry) -> bool:
    return KINDS[entry.kind].to_customer and entry.data.get("audience") != "internal"


def _said(entry: Entry, entries: list[Entry], files: dict[str, File]) -> Said:
    theirs = is_theirs(entry)
    found = list(_theirs(entry)) if theirs else as_told(entry, entries)
    own = [files[name] for name in entry.words("files") if name in files] if theirs else []
    text = found or [_("What was said here has been erased.")]
    return Said("customer" if theirs else "us", _about(entry), entry.happened_at, text, own)


def _theirs(entry: Entry) -> Iterator[str]:
    if entry.kind == "satisfaction_answered":
        yield _answers().get(entry.word("answer"), "")
    for name in ("subject", "story", "message", "request", "comment", "title"):
        if text := entry.text(name):
            yield text
    if wants := entry.text("wants"):
        yield _("What would put it right: {wants}").format(wants=wants)


def _answers() -> dict[str, str]:
    return {"yes": _("Yes, it is sorted."), "partly": _("It is partly sorted."), "no": _("No, it is not sorted.")}


def _about(entry: Entry) -> str:
    """What kind of message this is, where that is worth saying."""
    names = {
        "received": _("What you told us"),
        "acknowledged": _("We confirm that we have it"),
        "asked": _("A question for you"),
        "answered": _("Your answer"),
        "findings_reported": _("Our answer"),
        "satisfaction_asked": _("Is it sorted?"),
        "stage_begun": _("You asked us to look again"),
        "excluded": _("Why we cannot look into it"),
        "reasons_given": _("Our reasons"),
        "clock_extended": _("We need more time"),
        "closed": _("We closed it"),
    }
    return names.get(entry.kind, "")
