"""The conversation: what the customer said, what we said, what staff noted, and in between what happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.utils.translation import gettext

from amends.cases.letters import as_told
from amends.cases.told.corrections import Correction, Corrections, as_corrected, corrections
from amends.cases.told.opened import Opened
from amends.cases.told.posted import Post, Posted
from amends.cases.told.sayings import said, texts
from amends.record.attachments import File
from amends.rules.entries import KINDS, Entry

LATER = timedelta(minutes=5)
"""How long after it happened something is written down before the page says so."""
SHORT = 240


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said. `side`: customer, us or note. `recorded_at` only where it was written down later."""

    number: int
    side: str
    who: str
    about: str
    at: datetime
    text: tuple[str, ...]
    files: tuple[File, ...] = ()
    corrected: tuple[Correction, ...] = ()
    erased: bool = False
    recorded_at: datetime | None = None
    post: Post | None = None
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened, on a line."""

    number: int
    line: str
    detail: str
    who: str
    at: datetime
    corrected: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened between two messages, folded into one line where it is more than one thing."""

    lines: tuple[Change, ...]


Item = Message | Changes


def thread(case: Opened, entries: Iterable[Entry], files: dict[str, File], posted: Posted) -> list[Item]:
    """The conversation of these entries, in the order of the record."""
    made = corrections(case.entries)
    shown = [_shown(case, as_corrected(entry, made.get(entry.number, ())), made, files, posted) for entry in entries]
    found: list[Item] = []
    for is_change, run in groupby(shown, key=lambda one: isinstance(one, Change)):
        if is_change:
            found.append(Changes(tuple(one for one in run if isinstance(one, Change))))
        else:
            found.extend(one for one in run if isinstance(one, Message))
    return found


def side_of(entry: Entry) -> str:
    """Who speaks in this entry; nothing where nobody does."""
    kind = KINDS[entry.kind]
    if entry.kind == "noted":
        return "note"
    if kind.from_customer:
        return "customer"
    if kind.to_customer:
        return "note" if entry.word("audience") == "internal" else "us"
    return ""


def _shown(case: Opened, entry: Entry, made: Corrections, files: dict[str, File], posted: Posted) -> Message | Change:
    side = side_of(entry)
    own = tuple(made.get(entry.number, ()))
    text = tuple(_text(case, entry, side)) if side else ()
    erased = bool(side) and not text and entry.number <= case.facts.erased_up_to
    if not side or not (text or erased):
        return change(case, entry, own)
    return Message(
        number=entry.number,
        side=side,
        who=_speaker(case, entry, side),
        about=_about(case, entry, side),
        at=entry.happened_at,
        text=text,
        files=tuple(files[one] for one in entry.words("files") if one in files),
        corrected=own,
        erased=erased,
        recorded_at=entry.at if entry.at - entry.happened_at > LATER else None,
        post=posted.get(entry.number) if side == "us" and not erased else None,
        taken_back=entry.number in case.facts.taken_back,
    )


def change(case: Opened, entry: Entry, made: tuple[Correction, ...] = (), *, short: bool = True) -> Change:
    """An entry as a line with what it says, or the start of it."""
    detail = " – ".join(" ".join(text.split()) for _name, text in texts(entry))
    detail = detail if len(detail) <= SHORT or not short else detail[:SHORT].rstrip() + "…"
    line = said(entry, case.scene.regime, case.names)
    return Change(entry.number, line, detail, case.names.who(entry.by), entry.happened_at, made)


def _text(case: Opened, entry: Entry, side: str) -> Iterator[str]:
    if side in ("us", "note") and entry.kind != "noted":
        yield from as_told(entry, case.entries)
        return
    yield from (text for name, text in texts(entry) if text and name in _SPOKEN)
    if entry.kind in ("satisfaction_answered", "accepted"):
        yield said(entry, case.scene.regime, case.names)
    if entry.kind == "countered" and (pence := entry.amount("pence")) is not None:
        yield f"{gettext('Asked for')}: {case.scene.money(pence)}"


_SPOKEN = frozenset({"story", "message", "note", "request", "comment", "why"})


def _speaker(case: Opened, entry: Entry, side: str) -> str:
    return case.names.who("customer:") if side == "customer" else case.names.who(entry.by)


def _about(case: Opened, entry: Entry, side: str) -> str:
    if side == "note":
        return "" if entry.kind == "noted" else said(entry, case.scene.regime, case.names)
    line = said(entry, case.scene.regime, case.names)
    if side == "customer" and not entry.by.startswith("customer:"):
        return gettext("{what} · written down by {name}").format(what=line, name=case.names.who(entry.by))
    return line
