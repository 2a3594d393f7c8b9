"""A member of staff at a case's pages: what they get, and what they send."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from amends import now
from amends.cases.take import facts_of
from amends.people.models import Staff
from amends.rules.facts import Facts
from tests.cast import START


class Asking:
    """One case, seen by one person at a time. Each request comes an hour after the one before."""

    def __init__(self, reference: str, staff: Staff | None, at: datetime = START) -> None:
        self.reference, self.at = reference, at
        self.client = Client()
        self.turn_to(staff)

    def turn_to(self, staff: Staff | None) -> None:
        if staff:
            self.client.force_login(staff)

    @property
    def facts(self) -> Facts:
        return facts_of(self.reference)[0]

    def url(self, page: str, *more: str) -> str:
        return reverse(f"desk:{page}", args=[self.reference, *more])

    def get(self, page: str, *more: str, query: str = "") -> HttpResponse:
        with now.at(self._next()):
            return self.client.get(self.url(page, *more) + query)

    def text(self, page: str, *more: str, query: str = "") -> str:
        answer = self.get(page, *more, query=query)
        assert answer.status_code == 200, (page, more, answer.status_code)
        return answer.content.decode()

    def post(self, step: str, /, *, seen: int | None = None, **fields: Any) -> HttpResponse:
        """Send the form of a step as a browser does that has the case's last entry before it."""
        sent = {"seen": self.facts.number if seen is None else seen, **fields}
        with now.at(self._next()):
            return self.client.post(self.url("step", step), sent)

    def take(self, step: str, /, **fields: Any) -> None:
        """Open the form, send it, and land on the page of the case that shows what came of it."""
        assert f'action="{self.url("step", step)}"' in self.text("step", step), f"{step}: no form"
        answer = self.post(step, **fields)
        assert answer.status_code == 303, f"{step}: {plain(answer)}"
        assert answer["Location"] in [self.url(page) for page in ("case", "options", "independent")]

    def _next(self) -> datetime:
        self.at += timedelta(hours=1)
        return self.at


def plain(answer: HttpResponse) -> str:
    """The page's main part without tags, on one line."""
    body = answer.content.decode()
    main = body[body.find("<main") : body.find("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())
