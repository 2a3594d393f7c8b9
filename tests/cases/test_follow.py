"""What follows a step: which entries become messages, to whom, and with which way back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings

from amends.cases.follow import is_for_customer
from amends.cases.models import Outgoing
from amends.cases.take import Refused
from amends.people.access import case_of_link
from amends.people.models import Organisation
from amends.record.read import read
from amends.rules.entries import KINDS, Entry
from amends.rules.rulings import TAKE_BACK
from tests.cast import START, Cast, cast, days, received, take_step

__all__ = ["cast"]
LATER = START + days(1)
TOLD = {
    "excluded", "acknowledged", "asked", "update_sent", "clock_extended", "offered", "offer_withdrawn",
    "signposted", "summary_sent", "findings_reported", "satisfaction_asked",
    "reasons_given", "closed",
}  # fmt: skip


def entry(kind: str, **data: str) -> Entry:
    content = dict.fromkeys(KINDS[kind].personal, "text")
    return Entry(2, kind, "step", "staff:1", START, START, data, content)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_customer_gets_what_is_said_to_them_and_nothing_else(kind: str) -> None:
    assert is_for_customer(entry(kind)) is (kind in TOLD)


def test_findings_reported_inside_stay_inside() -> None:
    assert not is_for_customer(entry("findings_reported", audience="internal"))


def test_an_entry_without_a_message_is_not_sent() -> None:
    silent = Entry(2, "closed", "close", "staff:1", START, START, {}, {"reasons": "Ours only"})
    assert not is_for_customer(silent)


def test_what_is_written_down_afterwards_is_not_sent_again(cast: Cast) -> None:
    by = cast.amira.actor()
    reference = received(by).reference
    take_step(reference, "send_update", by, LATER, message="As I said on the phone.", happened_at=START + days(0.5))
    assert not Outgoing.objects.exists()
    take_step(reference, "send_update", by, LATER, message="And now in writing.")
    assert Outgoing.objects.count() == 1


def test_a_note_queues_nothing(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    take_step(reference, "note", cast.amira.actor(), LATER, note="Sounded upset.")
    assert not Outgoing.objects.exists()


def test_a_message_waits_a_moment_and_then_may_go(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    take_step(reference, "send_update", cast.amira.actor(), LATER, message="We are looking.")
    row = Outgoing.objects.get()
    assert (row.case, row.to, row.queued_at, row.next_try_at) == (reference, "jo@example.org", LATER, LATER + TAKE_BACK)
    assert reference in row.subject
    assert "We are looking." in row.body
    assert "Northern Energy" in row.body


def test_a_message_has_a_link_that_opens_this_case(cast: Cast) -> None:
    first, second = (received(cast.amira.actor()).reference for _ in range(2))
    for reference in (first, second):
        take_step(reference, "send_update", cast.amira.actor(), LATER, message="We are looking.")
        found = re.search(r"http://testserver/my/link/(\S+)", Outgoing.objects.get(case=reference).body)
        assert found
        assert case_of_link(found[1], LATER) == reference
        assert case_of_link(found[1], LATER + days(61)) == ""


def test_where_no_address_is_known_no_link_is_made(cast: Cast) -> None:
    Organisation.objects.update(address="")
    reference = received(cast.amira.actor()).reference
    take_step(reference, "send_update", cast.amira.actor(), LATER, message="We are looking.")
    assert "link" not in Outgoing.objects.get().body


def test_a_customer_without_an_address_gets_no_mail(cast: Cast) -> None:
    reference = received(cast.amira.actor(), customer_email="").reference
    take_step(reference, "send_update", cast.amira.actor(), LATER, message="We are looking.")
    assert not Outgoing.objects.exists()


@pytest.mark.parametrize(("channel", "messages"), [("web", 1), ("phone", 0), ("letter", 0)])
def test_what_came_over_the_web_is_confirmed_with_its_reference(cast: Cast, channel: str, messages: int) -> None:
    reference = received(cast.amira.actor(), channel=channel).reference
    rows = list(Outgoing.objects.all())
    assert len(rows) == messages
    assert all(reference in row.body for row in rows)


def test_a_corrected_address_is_used_from_then_on(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    take_step(
        reference, "correct", cast.amira.actor(), LATER, entry=1, field="customer_email", value="jo@example.net",
        reason="Misheard on the phone",
    )  # fmt: skip
    take_step(reference, "send_update", cast.amira.actor(), LATER, message="We are looking.")
    assert Outgoing.objects.get().to == "jo@example.net"


@pytest.mark.parametrize("seconds", [0, 5, 60])
def test_the_organisation_says_how_long_a_message_waits(cast: Cast, settings: LazySettings, seconds: int) -> None:
    settings.AMENDS_TAKE_BACK = seconds
    amira = cast.amira.actor()
    reference = received(amira).reference
    take_step(reference, "send_update", amira, LATER, message="We are looking.")
    row = Outgoing.objects.get(case=reference, entry=2)
    assert row.next_try_at == LATER + timedelta(seconds=seconds)
    with pytest.raises(Refused, match="It is too late"):
        take_step(reference, "take_back", amira, LATER + timedelta(seconds=seconds))
    if seconds:
        take_step(reference, "take_back", amira, LATER + timedelta(seconds=seconds - 1))
        assert not Outgoing.objects.filter(case=reference, entry=2).exists()


def test_what_the_post_has_begun_to_send_is_not_taken_back(cast: Cast) -> None:
    amira = cast.amira.actor()
    reference = received(amira).reference
    take_step(reference, "send_update", amira, LATER, message="We are looking.")
    Outgoing.objects.filter(case=reference).update(attempts=1)
    with pytest.raises(Refused, match="It is too late"):
        take_step(reference, "take_back", amira, LATER)
    assert len(read(reference)[0]) == 2
