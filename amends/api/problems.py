"""Refusals: `application/problem+json` (RFC 9457), each with a reason in words that a person can be shown."""

from __future__ import annotations

import errno
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from amends.api.answers import answer
from amends.rules.rulings import Ruling
from amends.ui.sentences import words_text

log = logging.getLogger(__name__)

PROBLEM = "application/problem+json"
RETRY_AFTER = 5
"""Seconds after which a caller may try again when the database is busy or the disk full."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class Problem(Exception):
    """A request that is not answered as asked. `kind` is the stable end of the problem's `type`."""

    def __init__(
        self, status: int, kind: str, title: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(kind)
        self.status, self.headers = status, headers
        self.body = {"type": f"urn:amends:problem:{kind}", "title": title, "status": status, "detail": detail, **more}

    def response(self) -> HttpResponse:
        return answer(self.body, self.status, media_type=PROBLEM, headers=self.headers)


def not_found() -> Problem:
    """The same for what is not there and for what is not the caller's, so that nobody learns which."""
    return Problem(404, "not-found", _("Not found"), _("There is nothing here, or nothing that this key may see."))


def unknown_key() -> Problem:
    return Problem(
        401,
        "key",
        _("No valid key"),
        _("Send a valid key: «Authorization: Bearer amends_…». An administrator makes keys with «amends key create»."),
        headers={"WWW-Authenticate": 'Bearer realm="amends"'},
    )


def missing_scope(scope: str) -> Problem:
    return Problem(
        403,
        "scope",
        _("The key does not reach this far"),
        _("This key lacks the scope {scope}.").format(scope=scope),
        headers={"WWW-Authenticate": f'Bearer realm="amends", error="insufficient_scope", scope="{scope}"'},
        scope=scope,
    )


def staff_only() -> Problem:
    detail = _(
        "The record as it is kept is for staff. A key that speaks for customers reads what passed between them and us "
        "in the messages of the case."
    )
    return Problem(403, "staff-only", _("Not for this key"), detail)


def broken(detail: str) -> Problem:
    """A request that cannot be read at all."""
    return Problem(400, "unreadable", _("The request cannot be read"), detail)


def wrong_type(wanted: str) -> Problem:
    detail = _("Send the body as {wanted}, and say so in Content-Type.").format(wanted=wanted)
    return Problem(415, "media-type", _("Wrong kind of body"), detail)


def too_large(most: int) -> Problem:
    return Problem(413, "too-large", _("Too large"), _("At most {most} bytes are taken.").format(most=most))


def no_length() -> Problem:
    """A body in pieces, of which nobody knows the end before it is read."""
    return Problem(411, "length", _("Length needed"), _("Say in Content-Length how many bytes the body has."))


def bad_fields(errors: Sequence[tuple[str, str]]) -> Problem:
    """Fields that are wrong, each with what is wrong with it. A field without a name is the body as a whole."""
    listed = [{"field": field, "message": message} for field, message in errors]
    return Problem(422, "fields", _("Some fields are not right"), _("Put right what is listed."), errors=listed)


def refused(ruling: Ruling) -> Problem:
    """The rules said no."""
    reason = words_text(ruling.reason)
    return Problem(
        409,
        "refused",
        _("The step was refused"),
        reason,
        reason=reason,
        rule=ruling.rule,
        who_could=[words_text(words) for words in ruling.who_could],
        missing=[words_text(words) for words in ruling.missing],
    )


def moved_on(number: int) -> Problem:
    """The case is no longer at the entry that If-Match names."""
    detail = _("The case moved on while you were writing: it is at entry {number} now. Read it again.")
    return Problem(412, "moved-on", _("The case moved on"), detail.format(number=number), number=number)


def key_used_otherwise() -> Problem:
    detail = _("This Idempotency-Key was used for another request. Use a new one for each new request.")
    return Problem(409, "idempotency-key", _("The key was used for something else"), detail)


def busy() -> Problem:
    detail = _("Nothing was recorded: the system is busy or cannot write at this moment. Try again.")
    return Problem(503, "busy", _("Try again shortly"), detail, headers={"Retry-After": str(RETRY_AFTER)})


def method_not_allowed(allowed: str) -> Problem:
    detail = _("This address takes: {allowed}.").format(allowed=allowed)
    return Problem(405, "method", _("Not done this way"), detail, headers={"Allow": allowed})


def of_database(request: HttpRequest, error: Any) -> HttpResponse:
    """A database that is locked, full or away. Only the kind of error is logged: messages can quote what was sent."""
    log.error("api: the database could not be used (%s)", type(error).__name__)
    return busy().response()


def of_disk(request: HttpRequest, error: Any) -> HttpResponse:
    """A disk that cannot be written. Any other fault of the system is a fault, and raised as one."""
    if error.errno not in _FULL:
        raise error
    log.error("api: the disk could not be written (%s)", errno.errorcode.get(error.errno, "?"))
    return busy().response()
