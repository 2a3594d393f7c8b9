"""Codes by mail. Whether the reference exists, and whose it is, shows neither in the answer nor in its time."""

from __future__ import annotations

import hashlib
import hmac
import time
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amends.cases.post import queue
from amends.cases.take import facts_of
from amends.people.access import new_code, use_code
from amends.people.models import Organisation

NOBODY = "none:"
"""Begins the name under which a code is kept that nobody gets, so that a wrong guess costs the same."""

TAKES = 0.1
"""Seconds that asking always takes, so that a long record to be read does not show either."""


def ask(reference: str, email: str, at: datetime) -> str:
    """Mail a code to the customer of this case, if this is their address. The name to try the code under."""
    began = time.monotonic()
    name = _asked(reference, email, at)
    time.sleep(max(0.0, began + TAKES - time.monotonic()))
    return name


def _asked(reference: str, email: str, at: datetime) -> str:
    with transaction.atomic():
        facts, _entries = facts_of(reference)
        theirs = hmac.compare_digest(_plain(facts.customer_email).encode(), _plain(email).encode())
        real = bool(facts.customer_email) and theirs and not facts.erased
        name = reference if real else _nobody(reference, email)
        code = new_code(name, at)
        if code:
            _send(name, facts.customer_email if real else email, code, at, really=real)
    return name


def is_right(name: str, code: str, at: datetime) -> bool:
    """Whether this is the code that was mailed. It is used up by being right, and by too many tries."""
    right = use_code(name, "".join(code.split()), at)
    return right and not name.startswith(NOBODY)


def _send(reference: str, to: str, code: str, at: datetime, *, really: bool) -> None:
    """For nobody, the message is written and taken back: the same work, so the time tells nothing."""
    here = Organisation.here().name
    subject = _("Your code: {code}").format(code=code)
    body = _(
        "Your code is {code}. It works for 20 minutes, once.\n\n"
        "If you did not ask for it, do nothing. Nobody can see your complaint without it.\n\n{organisation}\n"
    )
    with transaction.atomic():
        queue(reference, to, subject, body.format(code=code, organisation=here), at)
        transaction.set_rollback(not really)


def _nobody(reference: str, email: str) -> str:
    return NOBODY + hashlib.sha256(f"{reference}\n{_plain(email)}".encode(errors="replace")).hexdigest()[:24]


def _plain(email: str) -> str:
    return email.strip().casefold()
