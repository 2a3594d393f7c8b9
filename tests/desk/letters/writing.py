"""A letter that is being written: what is sent to its addresses, and what comes back."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse

from amends import now
from tests.desk.case.asking import Asking


def act(asking: Asking, what: str, step: str, *, htmx: bool = False, **fields: Any) -> HttpResponse:
    """Press one of the buttons beside the form: check, save, discard, paper, word, review."""
    headers = {"HX-Request": "true"} if htmx else {}
    with now.at(asking._next()):
        return asking.client.post(
            asking.url(f"letter-{what}", step), {"seen": asking.facts.number, **fields}, headers=headers
        )


def words(answer: HttpResponse) -> str:
    """All of an answer's text without tags, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
