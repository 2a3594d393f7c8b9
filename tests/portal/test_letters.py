"""A letter that went out as a file is the customer's to have again; what the thread calls each message."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from amends import now
from amends.portal.mycase.thread import their_files, thread
from amends.record.append import append
from amends.record.attachments import keep
from amends.record.read import read
from amends.rules.entries import KINDS, Draft, Entry
from amends.rules.rulings import TAKE_BACK
from tests.cast import START, Cast, cast, days, received
from tests.portal.negotiating import offered
from tests.portal.test_offers import LATER, plain, said
from tests.portal.walk import enter, text_of

__all__ = ["cast"]
SENT = START + days(1)


def sent_as_letter(cast: Cast, name: str = "files", **data: object) -> tuple[str, str]:
    """A case with a letter that we sent, and the id of its file."""
    amira = cast.amira.actor()
    reference = received(amira).reference
    file = keep(reference, "Letter.pdf", [b"%PDF-1.7 the letter"], SENT).id
    named = file if name == "letter" else [file]
    draft = Draft("update_sent", {"purpose": "update", "goes": "letter", name: named, **data}, {"message": "As said."})
    append(reference, [draft], step="send_update", by=amira.id, at=SENT, after=read(reference)[1])
    return reference, file


@pytest.mark.parametrize("name", ["files", "letter"])
def test_a_letter_stands_in_the_thread_and_comes_as_a_download(cast: Cast, client: Client, name: str) -> None:
    reference, file = sent_as_letter(cast, name)
    with now.at(SENT + TAKE_BACK):
        enter(client, reference)
        assert f'<a href="/my/files/{file}/">Letter.pdf</a>' in text_of(client, "/my/")
        response = client.get(f"/my/files/{file}/")
    assert response["Content-Disposition"] == 'attachment; filename="Letter.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content) == b"%PDF-1.7 the letter"


def test_a_letter_that_can_be_taken_back_is_not_there_yet(cast: Cast, client: Client) -> None:
    reference, file = sent_as_letter(cast)
    with now.at(SENT + TAKE_BACK - timedelta(seconds=1)):
        enter(client, reference)
        assert client.get(f"/my/files/{file}/").status_code == 404


def test_a_letter_to_someone_else_is_not_there(cast: Cast, client: Client) -> None:
    _reference, file = sent_as_letter(cast)
    other = received(cast.amira.actor(), customer_email="other@example.org").reference
    with now.at(SENT + days(1)):
        enter(client, other)
        assert client.get(f"/my/files/{file}/").status_code == 404


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_only_files_of_what_was_said_to_or_by_the_customer_are_theirs(kind: str) -> None:
    entry = Entry(1, kind, "step", "staff:1", START, START, {"files": ["a"], "letter": "b"}, {})
    theirs = {"a", "b"} if KINDS[kind].to_customer else {"a"} if KINDS[kind].from_customer else set()
    assert their_files([entry]) == theirs


def test_what_stays_inside_has_no_files_for_them() -> None:
    data = {"files": ["a"], "letter": "b", "audience": "internal"}
    assert their_files([Entry(1, "findings_reported", "step", "staff:1", START, START, data, {})]) == set()


UPDATES = {
    "update": "",
    "holding": "Why it takes longer",
    "not_yet": "Why there is no answer yet, and what you can do",
    "deadlock": "Our own procedure has ended",
}


@pytest.mark.parametrize(("purpose", "about"), UPDATES.items())
def test_an_update_is_called_by_what_it_is_for(cast: Cast, purpose: str, about: str) -> None:
    reference, _file = sent_as_letter(cast, purpose=purpose)
    assert thread(reference, read(reference)[0])[-1].about == about


def test_offers_and_answers_are_told_as_messages(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    said(client, reference, "/my/offers/1/suggest/", message="And something for the trouble.", pence="80")
    said(client, reference, "/my/offers/1/no/", why="It is too little.")
    told = [(one.side, one.about, one.paragraphs) for one in thread(reference, read(reference)[0])]
    assert told[-2:] == [
        ("customer", "Your suggestion", ["You asked for £80 instead.", "And something for the trouble."]),
        ("customer", "You said no to our offer", ["You said no.", "It is too little."]),
    ]
    assert told[-3][:2] == ("us", "Our offer")
    assert "We would like to put this right." in told[-3][2]


def test_the_copy_to_keep_has_the_negotiation_in_it(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    said(client, reference, "/my/offers/1/yes/2/", comment="Thank you.")
    with now.at(LATER + days(1)):
        enter(client, reference)
        text = plain(text_of(client, "/my/copy/"))
    assert "You said yes to: A letter of apology. Thank you." in text
