"""What could go into a bundle: what was said, what came in, what was added as evidence; notes only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from amends.cases.bundling.texts import evidence_document, message_document, timeline_picture
from amends.cases.paper import TITLES, document_of
from amends.cases.told.opened import Opened
from amends.cases.told.thread import Message, thread
from amends.letters.document import Document, Picture
from amends.record.attachments import File, files_of
from amends.rules.fold import fold
from amends.rules.inquiry import Evidence

SEEN, EVIDENCE, NOTES = "seen", "evidence", "notes"
"""Why something is there: the customer sees it, a finding can rest on it, only staff see it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could go in, from the entry `number`. It has a text, which we set; a file, as it was kept;
    both, where the file is a letter of ours and the text is what it says; or it is a picture."""

    key: str
    group: str
    title: str
    kind: str
    at: datetime
    number: int
    text: Callable[[], Document] | None = None
    file: File | None = None
    picture: Callable[[], Picture] | None = None


def candidates(case: Opened) -> list[Candidate]:
    """Everything that could go in, in the order in which it happened. What was erased is not there."""
    files = {key: file for key, file in files_of(case.reference).items() if file.size}
    said = [one for one in thread(case, case.entries, files, {}) if isinstance(one, Message) and not one.erased]
    found = [one for message in said for one in _said(case, message)]
    found += [one for evidence in case.facts.evidence.values() for one in _evidence(case, evidence, files)]
    once = {one.key: one for one in reversed(found)}
    return [_at_a_glance(case), *sorted(once.values(), key=lambda one: (one.at, one.number, one.file is not None))]


def _at_a_glance(case: Opened) -> Candidate:
    title, kind = gettext("The case at a glance"), gettext("Timeline")
    return Candidate("timeline", SEEN, title, kind, case.at, case.tip.number, picture=lambda: timeline_picture(case))


def _said(case: Opened, message: Message) -> Iterator[Candidate]:
    group = NOTES if message.side == "note" else SEEN
    kind = {"customer": gettext("From the customer"), "us": gettext("To the customer")}.get(
        message.side, gettext("Note among staff")
    )
    title = message.about or gettext("Note")
    files = list(message.files)
    letter = files.pop(0) if files and _is_letter(case, message) else None
    text = _letter_text(case, message) if letter else lambda: message_document(case, message)
    yield Candidate(f"entry-{message.number}", group, title, kind, message.at, message.number, text, letter)
    for file in files:
        came = gettext("Came with: {what}").format(what=title)
        yield Candidate(f"file-{file.id}", group, file.filename, came, message.at, message.number, file=file)


def _is_letter(case: Opened, message: Message) -> bool:
    entry = case.entries[message.number - 1]
    return bool(entry.data.get("goes")) and entry.kind in TITLES


def _letter_text(case: Opened, message: Message) -> Callable[[], Document]:
    """The letter as it was made: with what the case was then."""
    until = case.entries[: message.number]
    return lambda: document_of(case.reference, until[-1], fold(until), case.scene)


def _evidence(case: Opened, evidence: Evidence, files: Mapping[str, File]) -> Iterator[Candidate]:
    kind = gettext("Evidence E-{n}").format(n=evidence.number)
    there = [files[one] for one in evidence.files if one in files]
    if evidence.detail or (evidence.title and not there):
        title = evidence.title or kind
        key = f"evidence-{evidence.number}"
        yield Candidate(
            key, EVIDENCE, title, kind, evidence.at, evidence.entry, lambda: evidence_document(case, evidence)
        )
    for file in there:
        title = file.filename if evidence.detail or not evidence.title else f"{evidence.title} ({file.filename})"
        yield Candidate(f"file-{file.id}", EVIDENCE, title, kind, evidence.at, evidence.entry, file=file)
