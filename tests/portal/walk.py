"""Short ways through the portal, as a browser without JavaScript takes them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amends import now
from amends.cases.models import Case
from amends.people.access import new_link
from tests.cast import START, Cast, days, take_step

ANSWERS: dict[str, dict[str, Any]] = {
    "what-happened": {"story": "My card was charged twice on 2 February."},
    "when": {"day": "2", "month": "2", "year": "2026"},
    "in-short": {"subject": "Charged twice"},
    "effect": {"chosen": ["money", "worry"], "words": "I could not pay my rent."},
    "put-right": {"chosen": ["apology"], "words": "The 64 pounds back."},
    "product": {"product": "Prepayment meter"},
    "for-whom": {"who": "myself"},
    "you": {"name": "Jo Marsh"},
    "reach": {"email": "jo@example.org", "phone": "01632 960123"},
    "needs": {"need": "I cannot use the phone."},
    "files": {"continue": "yes"},
}
UNDERSTOOD = {
    "nature": "Charged twice",
    "cause": "A fault",
    "implications": "Rent unpaid",
    "wants": "Refund",
    "confirmed": "by the customer",
}
ANSWER = {
    "message": "Our answer.",
    "reasons": "R",
    "redress": "The second charge back",
    "next_stage_how": "Write to us",
}


def answer_all(client: Client, **changed: dict[str, Any]) -> str:
    """Answer every question; where the last one leads."""
    where = ""
    for slug, said in ANSWERS.items():
        response = client.post(f"/complain/{slug}/", changed.get(slug.replace("-", "_"), said))
        assert response.status_code == 303, response.content.decode()
        where = response["Location"]
    return where


def token_of(client: Client) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/complain/check/").content.decode())
    assert found
    return found[1]


def send(client: Client, **changed: dict[str, Any]) -> str:
    """A whole complaint from the first question to the confirmation; its reference."""
    answer_all(client, **changed)
    response = client.post("/complain/check/", {"token": token_of(client)})
    assert response.status_code == 303, response.content.decode()
    return Case.objects.latest("id").reference


def enter(client: Client, reference: str) -> None:
    """Open a case by a link, as one in a message from us."""
    token = new_link(reference, now.now())
    assert client.get(f"/my/link/{token}").status_code == 303


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return response.content.decode()


def file(name: str = "bill.txt", content: bytes = b"64 pounds, twice") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def answer_until(client: Client, slug: str) -> None:
    """Answer the questions that come before this one."""
    for earlier, said in ANSWERS.items():
        if earlier == slug:
            return
        client.post(f"/complain/{earlier}/", said)


def answered(reference: str, cast: Cast) -> None:
    """Casework up to the final response and the question whether it is sorted."""
    amira = cast.amira.actor()
    steps = [
        ("recognise", {"limb": "service"}),
        ("acknowledge", {"message": "We have it; Amira looks after it.", "says": ["received", "next"]}),
        ("assign", {"to": amira.id}),
        ("add_issue", {"title": "Charged twice"}),
        ("confirm_understanding", UNDERSTOOD),
        ("add_evidence", {"title": "Ledger", "source": "our records"}),
        ("find", {"issue": 1, "outcome": "justified", "reasons": "It shows.", "evidence": [1], "cause": "A fault"}),
        ("report_findings", ANSWER),
        ("check_satisfaction", {"message": "Is it sorted?"}),
    ]
    for n, (name, fields) in enumerate(steps):
        take_step(reference, name, amira, START + days(1) + timedelta(minutes=n), **fields)
