"""Signing in: staff only, by address and password. Nobody signs themselves up."""

from __future__ import annotations

import logging
import smtplib
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from django.http import Http404, HttpRequest

log = logging.getLogger(__name__)


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """An administrator makes the accounts."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A message about signing in. A mail server that is away is our trouble: the page says the same either way."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException) as error:
            log.warning("sign-in: a message could not be sent: %s", type(error).__name__)


def shut(request: HttpRequest, **named: Any) -> NoReturn:
    """A page that is there for nobody."""
    raise Http404
