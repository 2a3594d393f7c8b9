"""Messages, notes, links, corrections, erasure: what keeps the record whole."""

from __future__ import annotations

from amends.rules.entries import Entry
from amends.rules.facts import Facts, Link


def nothing(facts: Facts, entry: Entry) -> None:
    """The entry tells its own story; no fact hangs on it."""


def linked(facts: Facts, entry: Entry) -> None:
    facts.links.append(Link(entry.word("reference"), entry.word("relation"), entry.number))


def corrected(facts: Facts, entry: Entry) -> None:
    facts.corrected.setdefault(entry.number_of("entry"), []).append(entry.number)


def erased(facts: Facts, entry: Entry) -> None:
    facts.erased = True


ON = {
    "noted": nothing,
    "update_sent": nothing,
    "message_received": nothing,
    "linked": linked,
    "corrected": corrected,
    "erased": erased,
}
