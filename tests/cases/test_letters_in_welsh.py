"""A letter to someone who writes in Welsh is in Welsh: its title, its date, its greeting, its headings, its foot."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from amends.cases.models import Outgoing
from amends.cases.take import facts_of
from amends.record.attachments import open_file
from tests.cast import START, Cast, cast, days, received, take_step
from tests.languages.english import english_in
from tests.portal.negotiating import ready_to_offer
from tests.portal.walk import UNDERSTOOD

__all__ = ["cast"]

MESSAGE = "Annwyl gyfaill, dyma ein neges."
LETTERS: list[tuple[str, dict[str, Any]]] = [
    ("acknowledge", {"says": ["received", "next"]}),
    ("send_update", {"purpose": "holding", "reasons": "Cymhleth.", "new_date": "20 Mawrth 2026"}),
    ("offer", {"options": [1, 2], "open_until": "2026-03-20"}),
    ("extend_clock", {"clock": "response", "ground": "complexity", "explanation": "Cymhleth."}),
]


def letter_text(reference: str) -> str:
    """The words of the newest letter that was made."""
    entry = facts_of(reference)[1][-1]
    found = open_file(reference, entry.words("files")[0])
    assert found
    pages = PdfReader(BytesIO(found[1].read_bytes())).pages
    return "\n".join(page.extract_text() for page in pages)


def english_left(text: str) -> list[str]:
    written = ("A letter of apology", "Pay back the second charge", "Charged twice")
    lines = text.splitlines()
    return [left for line in lines if not any(one in line for one in written) for left in english_in(line)]


@pytest.mark.parametrize(("step", "fields"), LETTERS)
def test_a_letter_on_paper_is_in_welsh(cast: Cast, step: str, fields: dict[str, Any]) -> None:
    amira = cast.amira.actor()
    reference = ready_to_offer(amira, language="cy")
    take_step(reference, step, amira, START + days(3), message=MESSAGE, goes="letter", **fields)
    text = letter_text(reference)
    assert "Annwyl Jo Marsh" in text
    assert "Dydd Iau 5 Mawrth 2026" in text
    assert "Tudalen 1 o 1" in text
    assert english_left(text) == []


def test_the_final_response_names_what_was_found_in_welsh(cast: Cast) -> None:
    amira = cast.amira.actor()
    reference = received(amira, language="cy").reference
    for name, fields in (
        ("recognise", {"limb": "service"}),
        ("assign", {"to": amira.id}),
        ("add_issue", {"title": "Tâl dwbl"}),
        ("confirm_understanding", UNDERSTOOD),
        ("add_evidence", {"title": "Cofnod", "source": "our records"}),
        ("acknowledge", {"message": MESSAGE, "says": ["received", "next"]}),
        ("find", {"issue": 1, "outcome": "partly", "reasons": "Rhan.", "evidence": [1], "cause": "Nam"}),
        ("report_findings", {"message": MESSAGE, "reasons": "R.", "redress": "Dim.", "next_stage_how": "Ffoniwch."}),
    ):
        take_step(reference, name, amira, START + days(1), **fields)
    said = Outgoing.objects.filter(case=reference).latest("pk")
    assert said.subject.startswith("Eich cwyn")
    assert "1. Tâl dwbl: Cyfiawnhawyd yn rhannol. Rhan." in said.body
    assert "Sut i fynd i'r cam nesaf: Ffoniwch." in said.body
    assert english_left(said.body) == []
