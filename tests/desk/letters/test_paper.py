"""A letter on paper before it goes: as PDF and as Word, in the customer's language, in large print."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from amends.cases import wording
from amends.cases.models import Case
from amends.record.attachments import files_of
from tests.cast import START, Cast, received, take_step
from tests.desk.case.asking import Asking, plain
from tests.desk.letters.writing import act


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_letter_is_looked_at_as_it_would_be_sent(asking: Asking) -> None:
    answer = act(asking, "paper", "send_update", message="We are looking, {name}.")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith(f'inline; filename="{asking.reference} An update')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "no-store" in answer["Cache-Control"]
    text = text_of(answer.content)
    assert "We are looking, Jo Marsh." in text
    assert "12 Bridge Street" in text
    assert "Dear Jo Marsh" in text
    assert "update_sent" not in asking.facts.kinds
    assert not files_of(asking.reference)


def test_an_answer_shows_the_findings_too(decided: Asking) -> None:
    text = text_of(act(decided, "paper", "report_findings", message="This is our answer.", audience="customer").content)
    assert "1. The second charge: Justified. The ledger shows it." in " ".join(text.split())


def test_large_print_is_larger(asking: Asking) -> None:
    long = "We are looking into it. " * 60
    usual, large = (
        len(PdfReader(BytesIO(act(asking, "paper", "send_update", message=long, **more).content)).pages)
        for more in ({}, {"large_print": "on"})
    )
    assert large > usual


def test_it_is_in_the_language_of_the_customer(cast: Cast) -> None:
    asking = Asking(received(cast.amira.actor(), language="cy").reference, cast.amira)
    text = text_of(act(asking, "paper", "send_update", message="Diolch.").content)
    assert "Annwyl Jo Marsh" in text
    assert "Mawrth 2026" in text


def test_what_is_not_chosen_yet_must_be_chosen_first(decided: Asking, cast: Cast) -> None:
    answer = act(decided, "paper", "close", message="It is closed.", reasons="Answered")
    assert answer.status_code == 409  # it cannot be closed at all yet
    open_one = Asking(received(cast.amira.actor()).reference, cast.amira)
    answer = act(open_one, "paper", "exclude", message="Not ours.", reason="x", elsewhere="y")
    assert answer.status_code == 200
    assert "Choose first what the letter is about; then it can be looked at." in plain(answer)
    assert "Not ours.</textarea>" in answer.content.decode()


def test_as_word_it_can_be_edited(asking: Asking) -> None:
    answer = act(asking, "word", "send_update", message="We are looking, {name}.", large_print="on")
    assert answer["Content-Disposition"].endswith('.docx"')
    word = docx.Document(BytesIO(answer.content))
    assert "We are looking, Jo Marsh." in [paragraph.text for paragraph in word.paragraphs]
    assert word.styles["Normal"].font.size.pt == 18


def test_word_uses_the_organisations_own_template(asking: Asking, home: Path) -> None:
    own = docx.Document(str(wording.shipped()))
    own.sections[0].footer.paragraphs[0].text = "Northern Energy plc, registered in England"
    own.save(str(home / "own.docx"))
    wording.replace((home / "own.docx").read_bytes())
    word = docx.Document(BytesIO(act(asking, "word", "send_update", message="Hello.").content))
    assert "registered in England" in word.sections[0].footer.paragraphs[0].text


def test_a_template_that_has_broken_since_is_said_in_words(asking: Asking, home: Path) -> None:
    (home / "letters").mkdir()
    (home / "letters" / "letter.docx").write_bytes(b"not a document")
    answer = act(asking, "word", "send_update", message="Hello.")
    assert answer.status_code == 200
    assert "This is not a Word document (.docx)." in plain(answer)
    assert "Hello.</textarea>" in answer.content.decode()


@pytest.mark.parametrize("bad", ["../../etc/passwd\r\nX: y", 'a"b;c'])
def test_no_name_breaks_out_of_a_header(cast: Cast, bad: str) -> None:
    asking = Asking(received(cast.amira.actor(), subject=bad.replace("\r\n", " ")).reference, cast.amira)
    answer = act(asking, "paper", "send_update", message="Hello.")
    assert answer["Content-Disposition"].count('"') == 2


# To print and post


def printed(asking: Asking, cast: Cast) -> int:
    done = take_step(asking.reference, "send_update", cast.amira.actor(), START, message="On paper.", goes="print",
                     large_print=True)  # fmt: skip
    return done.entries[0].number


def test_letters_to_print_stand_on_a_list_with_their_file(asking: Asking, cast: Cast) -> None:
    printed(asking, cast)
    page = asking.client.get("/desk/letters/to-post/")
    text = plain(page)
    assert "An update on your complaint" in text
    assert "In large print" in text
    assert f"{asking.reference} · Jo Marsh" in text
    (file,) = files_of(asking.reference)
    assert asking.url("file", file) in page.content.decode()
    assert "A letter of 1 case waits to be printed and posted" in plain(asking.client.get("/desk/"))


def test_who_posted_it_says_so_on_the_list(asking: Asking, cast: Cast) -> None:
    entry = printed(asking, cast)
    asking.turn_to(cast.ben)
    answer = asking.client.post(asking.url("letter-posted", str(entry)))
    assert answer["Location"] == "/desk/letters/to-post/"
    page = plain(asking.client.get("/desk/letters/to-post/"))
    assert "Written down: the letter was posted." in page
    assert "No letter waits to be posted." in page
    assert not Case.objects.get(reference=asking.reference).has_post


def test_what_was_posted_already_is_refused_in_words(asking: Asking, cast: Cast) -> None:
    entry = printed(asking, cast)
    for _time in range(2):
        asking.client.post(asking.url("letter-posted", str(entry)))
    assert "No letter waits to be posted." in plain(asking.client.get("/desk/letters/to-post/"))


def test_it_can_be_said_on_the_case_too(asking: Asking, cast: Cast) -> None:
    entry = printed(asking, cast)
    assert "To print and post An update on your complaint It was posted" in plain(asking.get("case"))
    answer = asking.post("post_letter", entry=str(entry))
    assert answer.status_code == 303
    assert "To print and post An update" not in plain(asking.get("case"))
