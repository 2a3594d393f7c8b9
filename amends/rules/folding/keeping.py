"""Messages, notes, links, corrections, erasure: what keeps the record whole."""

from __future__ import annotations

from amends.rules.entries import UPDATES, Entry
from amends.rules.facts import Facts, Link


def nothing(facts: Facts, entry: Entry) -> None:
    """The entry tells its own story; no fact hangs on it."""


def update_sent(facts: Facts, entry: Entry) -> None:
    """A holding response, or the letter that says there is no answer in time, is a moment that clocks look at."""
    facts.moments["updated"] = entry.happened_at
    if moment := UPDATES.get(entry.word("purpose")):
        facts.moments.setdefault(moment, entry.happened_at)
    if moment == "deadlock":
        facts.moments.setdefault("signposted", entry.happened_at)  # it says where else to turn


def linked(facts: Facts, entry: Entry) -> None:
    facts.links.append(Link(entry.word("reference"), entry.word("relation"), entry.number))


def corrected(facts: Facts, entry: Entry) -> None:
    facts.corrected.setdefault(entry.number_of("entry"), []).append(entry.number)


def erased(facts: Facts, entry: Entry) -> None:
    facts.erased, facts.erased_up_to = True, entry.number_of("up_to")
    facts.to_post = ()  # the letters are gone with the rest


ON = {
    "noted": nothing,
    "update_sent": update_sent,
    "message_received": nothing,
    "linked": linked,
    "corrected": corrected,
    "erased": erased,
}
