from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from amends.cases.models import Outgoing
from amends.mail import outbox
from amends.mail.outbox import SHOWN_ONLY, WAITS, PostResult, message_of, send_due
from amends.people.models import Organisation
from tests.cast import START

pytestmark = pytest.mark.django_db
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def post_office(settings: Settings) -> None:
    settings.EMAIL_BACKEND = LOCMEM
    settings.DEFAULT_FROM_EMAIL = "complaints@northern.example"


def queued(**fields: Any) -> Outgoing:
    said = {
        "case": "C-26-000001",
        "entry": 3,
        "to": "jo@example.org",
        "subject": "Your complaint",
        "body": "We have it.\n",
        "queued_at": START,
        "next_try_at": START,
        **fields,
    }
    return Outgoing.objects.create(**said)


def failing(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)


def test_what_is_due_is_sent_once() -> None:
    row = queued()
    assert send_due(START) == PostResult(sent=1)
    assert send_due(START) == PostResult()
    row.refresh_from_db()
    assert (row.sent_at, row.next_try_at, row.attempts, row.failure) == (START, None, 1, "")
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["jo@example.org"], "Your complaint", "We have it.\n")


def test_what_is_not_due_yet_waits() -> None:
    queued(next_try_at=START + timedelta(seconds=20))
    assert send_due(START) == PostResult()


def test_mail_says_that_a_machine_wrote_it_so_that_no_machine_answers() -> None:
    queued()
    send_due(START)
    headers = mail.outbox[0].message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["From"] == "complaints@northern.example"


def test_every_attempt_has_the_same_message_id_and_a_case_hangs_together() -> None:
    first, again = queued(), queued()
    assert message_of(first).message()["Message-ID"] == message_of(first).message()["Message-ID"]
    assert message_of(first).message()["Message-ID"] != message_of(again).message()["Message-ID"]
    assert message_of(first).message()["References"] == message_of(again).message()["References"]
    assert message_of(first).message()["Message-ID"].endswith("@northern.example>")


def test_a_failure_for_now_is_tried_again_later_and_later_and_then_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    row, at = queued(), START
    failing(smtplib.SMTPServerDisconnected("gone"), monkeypatch)
    waits = []
    while row.next_try_at is not None:
        at = row.next_try_at
        assert send_due(at).put_off == 1
        row.refresh_from_db()
        if row.next_try_at:
            waits.append(row.next_try_at - at)
    assert tuple(waits) == WAITS
    assert (row.attempts, row.sent_at) == (7, None)
    assert row.failure == "the mail server could not be used (SMTPServerDisconnected)"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            smtplib.SMTPRecipientsRefused({"jo@example.org": (550, b"no jo@example.org")}),
            "the recipient was refused (550)",
        ),
        (smtplib.SMTPDataError(554, b"spam"), "the mail server refused it (554)"),
        (ValueError("header"), "the address or the subject cannot be written as mail"),
    ],
)
def test_a_failure_for_good_is_not_tried_again_and_its_words_name_no_address(
    error: Exception, words: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    row = queued()
    failing(error, monkeypatch)
    assert send_due(START) == PostResult(failed=1)
    row.refresh_from_db()
    assert (row.failure, row.next_try_at) == (words, None)
    assert "jo@" not in caplog.text


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"jo@example.org": (450, b"later")}),
        smtplib.SMTPDataError(451, b"later"),
        smtplib.SMTPAuthenticationError(535, b"who?"),
        TimeoutError(),
    ],
)
def test_a_failure_that_may_pass_is_put_off(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    queued()
    failing(error, monkeypatch)
    assert send_due(START) == PostResult(put_off=1)


def test_of_two_workers_with_the_same_row_one_sends() -> None:
    """Both have read it; the second finds that it has been claimed."""
    queued()
    first, second = Outgoing.objects.get(), Outgoing.objects.get()
    outbox._send_all([first], START)
    outbox._send_all([second], START)
    assert len(mail.outbox) == 1


def test_a_worker_that_dies_while_sending_leaves_it_to_a_later_attempt() -> None:
    row = queued()
    assert outbox._claim(row, START)
    assert send_due(START + timedelta(minutes=4)) == PostResult()
    assert send_due(START + timedelta(minutes=5)) == PostResult(sent=1)


def test_a_mail_server_that_is_away_costs_no_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    row = queued()

    def away(_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", away)
    assert send_due(START) == PostResult(waiting=1)
    row.refresh_from_db()
    assert row.attempts == 0


def test_without_a_mail_server_messages_wait_and_are_not_called_sent(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    row = queued()
    assert send_due(START) == PostResult(waiting=1)
    row.refresh_from_db()
    assert (row.sent_at, row.next_try_at) == (None, START)


@pytest.mark.parametrize("by", ["setting", "organisation"])
def test_a_demonstration_sends_nothing_and_marks_what_it_would_have_sent(by: str, settings: Settings) -> None:
    settings.DEMO = by == "setting"
    Organisation.objects.create(name="Invented", demo=by == "organisation")
    row = queued()
    assert send_due(START) == PostResult(shown_only=1)
    row.refresh_from_db()
    assert (row.failure, row.sent_at, row.next_try_at) == (SHOWN_ONLY, None, None)
    assert mail.outbox == []


def test_a_line_break_in_a_subject_does_not_become_a_header() -> None:
    queued(subject="Your complaint\nBcc: all@example.org")
    assert send_due(START) == PostResult(sent=1)
    assert mail.outbox[0].subject == "Your complaint Bcc: all@example.org"
