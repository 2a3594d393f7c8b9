"""What follows a step: messages to the customer, queued in the same transaction and sent later by `mail`."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import override

from amends.cases.letters import letter
from amends.cases.models import Outgoing
from amends.cases.post import queue
from amends.cases.refusing import Refused
from amends.people.access import new_link
from amends.people.models import Organisation
from amends.rules.entries import KINDS, Entry
from amends.rules.rulings import Scene, no
from amends.rules.words import say

AFTERWARDS = timedelta(minutes=5)
"""What happened longer ago than this when it is recorded was said to the customer then, by other means."""


def follow(reference: str, new: list[Entry], scene: Scene) -> None:
    """Queue what the new entries say to the customer."""
    facts = scene.facts
    for entry in new:
        if facts.customer_email and is_for_customer(entry):
            _queue(reference, entry, scene)


def let_back(reference: str, new: list[Entry]) -> None:
    """Take what was taken back out of the post. Raises Refused where the post was quicker."""
    numbers = [number for entry in new if entry.kind == "taken_back" for number in entry.numbers("entries")]
    if not numbers:
        return
    waiting = Outgoing.objects.filter(case=reference, entry__in=numbers)
    waiting.filter(sent_at=None, attempts=0).delete()
    if waiting.exists():
        raise Refused(no("still_waiting", say("It is too late: the message has gone.")))


def is_for_customer(entry: Entry) -> bool:
    """Whether the customer gets this entry as a message. What came over the web is confirmed with its reference; what
    is written down afterwards has reached them already, and is not sent a second time; what is printed goes by post."""
    if entry.at - entry.happened_at > AFTERWARDS:
        return False
    if entry.word("goes") == "print":
        return False
    if entry.kind == "received":
        return entry.word("channel") == "web"
    return KINDS[entry.kind].to_customer and entry.data.get("audience") != "internal" and bool(entry.text("message"))


def _queue(reference: str, entry: Entry, scene: Scene) -> None:
    here = Organisation.here()
    link = f"{here.address.rstrip('/')}/my/link/{new_link(reference, scene.at)}" if here.address else ""
    with override(scene.facts.language):
        subject, body = letter(reference, entry, scene, organisation=here.name, contact=here.contact, link=link)
    files = entry.words("files") if entry.word("goes") == "letter" else ()
    queue(
        reference,
        scene.facts.customer_email,
        subject,
        body,
        scene.at,
        entry=entry.number,
        wait=scene.take_back,
        files=files,
    )
