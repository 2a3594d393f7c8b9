"""Sending what is queued. Each attempt is claimed before it is made, so that of several workers one sends.

A worker that dies in between leaves the message to a later attempt, under the same Message-ID.
"""

from __future__ import annotations

import logging
import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from amends.cases.models import Outgoing
from amends.people.models import Organisation
from amends.record.attachments import open_file

log = logging.getLogger(__name__)

WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 2 * 60, 5 * 60, 10 * 60, 24 * 60))
"""How long to wait after each attempt that failed for now. After the attempt behind the last wait we give up."""
SHOWN_ONLY = "shown only: a demonstration sends nothing"
UNCONFIRMED = "an attempt was begun and not confirmed"
MOST = 200
"""Messages of one round."""


class FileGone(ValueError):
    """A file that was to go along has been erased, or its bytes are lost."""


@dataclass(slots=True)
class PostResult:
    """What a round of sending did, in counts. `waiting` are those left because no mail server is set or it is away."""

    sent: int = 0
    put_off: int = 0
    failed: int = 0
    shown_only: int = 0
    waiting: int = 0


def send_due(at: datetime) -> PostResult:
    """Send what is due. A demonstration never sends; without a mail server everything waits."""
    due = Outgoing.objects.filter(sent_at=None, next_try_at__lte=at)
    if settings.DEMO or Organisation.here().demo:
        return PostResult(shown_only=due.update(next_try_at=None, failure=SHOWN_ONLY))
    if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
        return PostResult(waiting=due.count())
    rows = list(due.order_by("next_try_at", "pk")[:MOST])
    return _send_all(rows, at) if rows else PostResult()


def _send_all(rows: list[Outgoing], at: datetime) -> PostResult:
    result, connection = PostResult(), get_connection()
    for row in rows:
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            log.error("mail: the server cannot be reached (%s)", type(error).__name__)
            result.waiting += 1
            continue
        if _claim(row, at):
            _attempt(row, connection, at, result)
    connection.close()
    return result


def _claim(row: Outgoing, at: datetime) -> bool:
    """Compare-and-set: this attempt is ours if nobody has made it since we read the row."""
    wait = WAITS[row.attempts] if row.attempts < len(WAITS) else None
    mine = Outgoing.objects.filter(pk=row.pk, attempts=row.attempts, next_try_at=row.next_try_at, sent_at=None)
    then = at + wait if wait is not None else None
    return mine.update(attempts=F("attempts") + 1, next_try_at=then, failure=UNCONFIRMED) == 1


def _attempt(row: Outgoing, connection: BaseEmailBackend, at: datetime, result: PostResult) -> None:
    mine = Outgoing.objects.filter(pk=row.pk)
    try:
        message_of(row, connection).send()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        connection.close()
        lasting, words = _judged(error)
        result.failed += lasting
        result.put_off += not lasting
        mine.update(failure=words, **({"next_try_at": None} if lasting else {}))
        log.warning("mail: message %s was not sent: %s", row.pk, words)
    else:
        result.sent += 1
        # The words are in the record; the copy, and the way in that it holds, have done their work.
        mine.update(sent_at=at, next_try_at=None, failure="", body="")


def _judged(error: Exception) -> tuple[bool, str]:
    """Whether the failure is for good, and in words that name no address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return all(code >= 500 for code in codes), f"the recipient was refused ({', '.join(map(str, codes))})"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False, "the mail server does not accept our credentials"
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500, f"the mail server refused it ({error.smtp_code})"
    if isinstance(error, FileGone):
        return True, "a file that was to go along is not there any more"
    if isinstance(error, ValueError):
        return True, "the address or the subject cannot be written as mail"
    return False, f"the mail server could not be used ({type(error).__name__})"


def message_of(row: Outgoing, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The message as it goes out. Every attempt has the same Message-ID, and all of a case hang together."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    headers = {
        "Message-ID": f"<{row.pk}.{row.case}.{row.queued_at:%Y%m%d%H%M%S}@{domain}>",
        "References": f"<{row.case}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    subject = " ".join(row.subject.split())
    message = EmailMessage(subject, row.body, to=[row.to], headers=headers, connection=connection)
    for file_id in row.files:
        found = open_file(row.case, file_id)
        if found is None:
            raise FileGone
        file, path = found
        message.attach(file.filename, path.read_bytes(), file.media_type)
    return message
