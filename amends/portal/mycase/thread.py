"""The messages, both ways. What staff say among themselves is not taken out here: it is never taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from amends.cases.letters import as_told
from amends.cases.regimes import pack_of
from amends.portal.mycase.offers import move_told
from amends.record.attachments import File, files_of
from amends.rules.entries import Entry
from amends.rules.facts import Facts
from amends.rules.fold import fold
from amends.rules.said import between_us, from_customer, to_customer
from amends.rules.steps.agreeing import WAYS
from amends.ui.sentences import words_text


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
    facts = fold(entries)
    return [_said(entry, entries, facts, files) for entry in entries if between_us(entry)]


def their_files(entries: list[Entry]) -> set[str]:
    """The ids of the files that this customer sent, and of the letters that we sent them."""
    return {file for entry in entries for file in _files_in(entry)}


def _files_in(entry: Entry) -> Iterator[str]:
    """The files of an entry that are the customer's to have."""
    if between_us(entry):
        yield from entry.words("files")
    if to_customer(entry) and (letter := entry.word("letter")):
        yield letter


def _said(entry: Entry, entries: list[Entry], facts: Facts, files: dict[str, File]) -> Said:
    theirs = from_customer(entry)
    found = list(_theirs(entry, facts)) if theirs else as_told(entry, _until(entry, entries))
    own = [files[name] for name in dict.fromkeys(_files_in(entry)) if name in files]
    text = found or [_("What was said here has been erased.")]
    return Said("customer" if theirs else "us", _about(entry), entry.happened_at, text, own)


def _until(entry: Entry, entries: list[Entry]) -> list[Entry]:
    """Those up to this one: where something was taken back, its number is not its place."""
    return [one for one in entries if one.number <= entry.number]


def _theirs(entry: Entry, facts: Facts) -> Iterator[str]:
    if entry.kind == "satisfaction_answered":
        yield _answers().get(entry.word("answer"), "")
    if entry.kind in ("accepted", "countered", "refused"):
        yield from _about_an_offer(entry, facts)
    for name in ("subject", "story", "message", "request", "comment", "why", "title"):
        if text := entry.text(name):
            yield text
    if wants := entry.text("wants"):
        yield _("What would put it right: {wants}").format(wants=wants)


def _about_an_offer(entry: Entry, facts: Facts) -> Iterator[str]:
    """What this said to an offer, in a sentence of ours, and how it reached us where that was not by this page."""
    offer = facts.resolution.offers.get(entry.number_of("offer"))
    move = next((one for one in offer.moves if one.entry == entry.number), None) if offer else None
    if offer and move:
        what = move_told(move, offer, pack_of(facts).currency)
        how = words_text(WAYS[move.channel]) if move.channel in WAYS and move.channel != "portal" else ""
        yield f"{what}. ({how})" if how else f"{what}."


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
        "offered": _("We agreed to your suggestion") if entry.data.get("agrees_to") else _("Our offer"),
        "offer_withdrawn": _("We took our offer back"),
        "countered": _("Your suggestion"),
        "accepted": _("You said yes to our offer"),
        "refused": _("You said no to our offer"),
        "signposted": _("Where else you can turn"),
        "summary_sent": _("Our answer, in short"),
        "update_sent": _updates().get(entry.word("purpose"), ""),
    }
    return names.get(entry.kind, "")


def _updates() -> dict[str, str]:
    return {
        "holding": _("Why it takes longer"),
        "not_yet": _("Why there is no answer yet, and what you can do"),
        "deadlock": _("Our own procedure has ended"),
    }
