"""Which entries passed between the customer and us: what they said, and what we said to them."""

from __future__ import annotations

from amends.rules.entries import KINDS, Entry


def from_customer(entry: Entry, *portals: str) -> bool:
    """Whether it came from the customer: said to us, or evidence that they added themselves, also through a portal
    (the id of its key)."""
    own = entry.by.startswith("customer:") or entry.by in portals
    return KINDS[entry.kind].from_customer or (entry.kind == "evidence_added" and own)


def to_customer(entry: Entry) -> bool:
    """Whether it is a message from us to the customer."""
    return KINDS[entry.kind].to_customer and entry.data.get("audience") != "internal"


def between_us(entry: Entry, *portals: str) -> bool:
    return from_customer(entry, *portals) or to_customer(entry)
