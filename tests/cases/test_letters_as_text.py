"""Every kind of letter, in English and in Welsh: made as PDF, read as text, and compared word by word.

After a change that is meant, run it with AMENDS_WRITE_LETTERS=1 and -n0, and read what differs.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from amends.cases.greeting import NOT_GIVEN
from amends.cases.letters import purpose_of
from amends.cases.paper import TITLES, document_of
from amends.letters.pdf import pdf
from amends.people.models import Organisation
from amends.rules.entries import Entry
from amends.rules.steps import STEPS
from amends.rules.steps.letter import Letter
from tests.cases.letters_told import LANGUAGES, LETTERS, acknowledgement, begun
from tests.rules.story import Story

FOLDER = Path(__file__).parent / "letters"
EVERY = [(name, language) for name in LETTERS for language in LANGUAGES]


@pytest.fixture
def organisation(db: None) -> Organisation:
    contact = "Northern Energy, 1 Orchard Lane, Fernhill. Telephone 01632 960100"
    return Organisation.objects.create(name="Northern Energy", contact=contact, regime="general", regimes=["general"])


def written(name: str, language: str) -> tuple[Story, Entry]:
    """The case, and the letter as its entry."""
    regime, letter = LETTERS[name]
    story = begun(regime, language)
    letter(story, LANGUAGES[language])
    return story, next(entry for entry in reversed(story.entries) if entry.data.get("goes") == "letter")


def as_text(name: str, language: str) -> str:
    story, entry = written(name, language)
    made = pdf(document_of("C-26-000012", entry, story.facts, story.scene()))
    pages = [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
    return "\n\n".join("\n".join(line.rstrip() for line in page.split("\n")).strip() for page in pages) + "\n"


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_letter_reads_word_by_word_as_it_did(organisation: Organisation, name: str, language: str) -> None:
    file, text = FOLDER / f"{name}.{language}.txt", as_text(name, language)
    if os.environ.get("AMENDS_WRITE_LETTERS"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_no_golden_letter_is_left_over() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {f"{name}.{language}.txt" for name, language in EVERY}


def test_every_step_that_writes_a_letter_is_among_them(organisation: Organisation) -> None:
    steps = {written(name, "en-gb")[1].step for name in LETTERS}
    wanted = {name for name, step in STEPS.items() if issubclass(step, Letter)}
    assert wanted == steps


def test_every_title_is_among_them(organisation: Organisation) -> None:
    entries = [written(name, "en-gb")[1] for name in LETTERS]
    told = {purpose_of(entry) if purpose_of(entry) in TITLES else entry.kind for entry in entries}
    assert set(TITLES) == told


@pytest.mark.parametrize("name", LETTERS)
def test_in_welsh_no_english_is_left_but_what_was_written_so(organisation: Organisation, name: str) -> None:
    """The words of the letter itself: its title, its greeting, its headings, its date."""
    text = as_text(name, "cy")
    assert "Annwyl Siân Llŷr" in text
    assert "Our reference" not in text
    assert "Dear " not in text
    assert "March" not in text
    assert "Page 1" not in text


def test_whose_name_is_not_known_is_called_customer(organisation: Organisation) -> None:
    """A case that came in from elsewhere."""
    story = begun("general", "en-gb", customer_name=NOT_GIVEN)
    acknowledgement(story, LANGUAGES["en-gb"])
    made = document_of("C-26-000012", story.entries[-1], story.facts, story.scene())
    assert made.salutation == "Dear customer"
    assert made.recipient == ("4 Bridge Street", "Fernhill", "FH1 2AB")


def test_an_offer_without_liability_says_so_and_another_does_not(organisation: Organisation) -> None:
    words = "It is not an admission of liability."
    assert words in " ".join(as_text("offer-without-liability", "en-gb").split())
    assert words not in " ".join(as_text("offer", "en-gb").split())
