"""The bundle on the desk: chosen by rule and by hand, looked at before it is made, kept with the case."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from pypdf import PdfReader

from amends import now
from amends.cases.take import take
from amends.letters import bundle as bundles
from amends.record.attachments import files_of, keep, open_file
from amends.rules.steps.referral import MakeBundle
from tests.cast import START, Cast, take_step
from tests.desk.case.asking import Asking, plain
from tests.letters.papers import paper, png


@pytest.fixture
def referred(begun: Asking, cast: Cast) -> Asking:
    """A complaint before the ombudsman, with a log, a photograph and a note."""
    by = cast.amira.actor()
    log = keep(begun.reference, "log.pdf", [paper("Read by Bob Smith", "second page")], START)
    photograph = keep(begun.reference, "meter.png", [png(60, 40)], START)
    take_step(begun.reference, "add_evidence", by, START, title="Meter log", detail="Bob Smith read it out.",
              source="our records", files=[log.id])  # fmt: skip
    take_step(begun.reference, "add_evidence", by, START, title="The meter", source="customer", files=[photograph.id])
    take_step(begun.reference, "note", by, START, note="He sounds tired.")
    take_step(begun.reference, "refer", by, START, body="Energy Ombudsman", reason="Who was right")
    return begun


def keys(page: str, group: str = "chosen", *, ticked: bool = True) -> list[str]:
    found = re.findall(rf'<input type="checkbox" name="{group}" value="([^"]+)"( checked)?>', page)
    return [key for key, on in found if bool(on) or not ticked]


def send(asking: Asking, do: str, **fields: Any) -> HttpResponse:
    """Send the form as the page gives it, with these fields instead."""
    page = asking.text("bundle")
    sent = {"seen": asking.facts.number, "referral": "1", "title": "Bundle for the Ombudsman", "terms": "",
            "chosen": keys(page), "do": do, **fields}  # fmt: skip
    with now.at(asking._next()):
        return asking.client.post(asking.url("bundle"), sent)


def bundle_of(asking: Asking) -> PdfReader:
    """The bundle that the last entry names."""
    made = asking.facts.referrals[1].bundles[-1]
    assert made == asking.facts.number
    file = next(one for one in files_of(asking.reference).values() if " bundle " in one.filename)
    opened = open_file(asking.reference, file.id)
    assert opened is not None
    return PdfReader(BytesIO(opened[1].read_bytes()))


def everything(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


# --- choosing ---


def test_all_the_customer_sees_and_all_evidence_is_ticked_and_notes_are_not(referred: Asking) -> None:
    page = referred.text("bundle")
    ticked, there = keys(page), keys(page, ticked=False)
    assert ticked[0] == "timeline"
    left = set(there) - set(ticked)
    assert len(left) == 1
    assert "He sounds tired" not in page
    assert {"entry-1", "entry-4"} <= set(ticked), "what came in, and the acknowledgement"


@pytest.mark.parametrize(
    ("rule", "some", "none"),
    [("seen", "entry-1", "evidence-1"), ("evidence", "evidence-1", "entry-1"), ("none", "", "timeline")],
)
def test_a_rule_ticks_what_it_says(referred: Asking, rule: str, some: str, none: str) -> None:
    page = referred.text("bundle", query=f"?rule={rule}")
    ticked = keys(page)
    assert not some or some in ticked
    assert none not in ticked
    assert re.search(rf'href="\?rule={rule}" aria-current="true"', page)


def test_a_rule_that_is_none_is_the_usual_one(referred: Asking) -> None:
    assert keys(referred.text("bundle", query="?rule=wicked")) == keys(referred.text("bundle"))


def test_a_letter_goes_in_as_it_was_sent_and_without_others_data_where_it_has_them(
    referred: Asking, cast: Cast
) -> None:
    message = "Bob Smith will call you."
    take_step(referred.reference, "send_update", cast.amira.actor(), referred.at, message=message, goes="letter")
    letter = f"entry-{referred.facts.number}"
    sent = next(file for file in files_of(referred.reference).values() if "An update" in file.filename)
    looked = send(referred, "look", chosen=[letter]).content.decode()
    assert "others’ data removed" not in looked
    draft = everything(PdfReader(BytesIO(send(referred, "read", chosen=[letter]).content)))
    assert "Bob Smith will call you." in draft
    assert sent.filename in draft, "its hash is that of the file"
    send(referred, "make", chosen=[letter], terms="Bob Smith")
    kept = everything(bundle_of(referred))
    assert "[name removed] will call you." in kept
    assert "others’ data removed" in kept


# --- looking ---


def test_one_looks_at_it_before_it_is_made(referred: Asking) -> None:
    before = referred.facts.number
    answer = send(referred, "look")
    page = plain(answer)
    assert answer.status_code == 200
    assert "How it would be Pages" in page
    assert "withheld: nobody has checked it for others’ data" in page
    assert "Meter log" in page
    assert 'value="make"' in answer.content.decode()
    assert (referred.facts.number, len(files_of(referred.reference))) == (before, len(files_of(referred.reference)))
    assert not [one for one in files_of(referred.reference).values() if " bundle " in one.filename]


def test_nothing_can_be_made_before_one_has_looked(referred: Asking) -> None:
    page = referred.text("bundle")
    assert 'value="look"' in page
    assert 'value="make"' not in page


def test_what_was_said_stays_on_the_page(referred: Asking) -> None:
    answer = send(referred, "look", title="Another title", terms="Bob Smith", chosen=["entry-1"], listed=["entry-1"])
    page = answer.content.decode()
    assert 'value="Another title"' in page
    assert "Bob Smith</textarea>" in page
    assert (keys(page), keys(page, "listed")) == (["entry-1"], ["entry-1"])


def test_a_draft_is_handed_out_to_be_read(referred: Asking) -> None:
    answer = send(referred, "read", terms="Bob Smith")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "Smith" not in everything(PdfReader(BytesIO(answer.content)))


# --- making ---


def test_the_bundle_is_kept_and_named_in_the_record(referred: Asking) -> None:
    checked = keys(referred.text("bundle"), "checked", ticked=False)
    answer = send(referred, "make", terms="Bob Smith", checked=checked)
    assert len(checked) == 2
    assert answer.status_code == 303
    assert answer["Location"] == referred.url("independent"), "where the bundle stands"
    reader = bundle_of(referred)
    text = everything(reader)
    assert "I was charged 64 pounds twice" in text
    assert "[name removed] read it out." in text
    assert "Smith" not in text
    assert "He sounds tired" not in text
    assert "Entry 1 of the record" in text
    assert "Bundle for the Ombudsman" in plain(referred.get("history"))
    entry = referred.facts.kinds[-1]
    assert entry == "bundle_made"


def test_a_note_goes_in_only_when_it_is_ticked(referred: Asking) -> None:
    everything_there = keys(referred.text("bundle"), ticked=False)
    send(referred, "make", chosen=everything_there)
    assert "He sounds tired." in everything(bundle_of(referred))


def test_what_is_listed_only_is_in_the_index_without_its_pages(referred: Asking) -> None:
    send(referred, "make", listed=["entry-1"])
    text = everything(bundle_of(referred))
    assert "I was charged" not in text
    assert "This document is not reproduced here. withheld" in text


def test_a_redacted_copy_is_kept_at_once_and_bound_in(referred: Asking) -> None:
    log = next(key for key in keys(referred.text("bundle"), "checked", ticked=False))
    copy = SimpleUploadedFile("log without.pdf", paper("Read by ----"), "application/pdf")
    looked = send(referred, "look", terms="Bob Smith", **{f"copy-{log}": copy}).content.decode()
    assert "a redacted copy" in looked
    kept = re.search(rf'name="kept-{log}" value="([^"]+)"', looked)
    assert kept is not None
    send(referred, "make", terms="Bob Smith", **{f"kept-{log}": kept[1]})
    assert "Read by ----" in everything(bundle_of(referred))


def test_a_copy_of_another_case_is_passed_over(referred: Asking, cast: Cast) -> None:
    log = next(key for key in keys(referred.text("bundle"), "checked", ticked=False))
    strange = keep("C-99", "strange.pdf", [paper("strange")], START)
    send(referred, "make", **{f"kept-{log}": strange.id})
    assert "strange" not in everything(bundle_of(referred))


def test_the_representative_is_suggested_for_removal(referred: Asking, cast: Cast) -> None:
    assert "></textarea>" in referred.text("bundle").replace("\n", "")
    by = cast.amira.actor()
    take_step(
        referred.reference, "correct", by, referred.at, entry=1, field="representative", value="Pat Rees", reason="Told"
    )
    assert "Pat Rees</textarea>" in referred.text("bundle")


# --- refusals ---


def refused(answer: HttpResponse, words: str, status: int = 422) -> None:
    assert answer.status_code == status
    assert words in plain(answer)


def test_a_bundle_of_nothing_is_refused(referred: Asking) -> None:
    refused(send(referred, "make", chosen=[]), "Choose at least one document.")


def test_a_name_too_short_to_look_for_is_refused(referred: Asking) -> None:
    refused(send(referred, "look", terms="Bob\n-J-"), "“-J-” is too short to look for.")


def test_too_many_names_are_refused(referred: Asking) -> None:
    refused(send(referred, "look", terms="Bob\n" * 201), "That is too much to look for at once: at most 200 lines.")


def test_a_document_that_is_not_there_is_refused(referred: Asking) -> None:
    refused(send(referred, "look", chosen=["entry-99"]), "entry-99 is not one of the available choices.")


def test_a_name_that_can_still_be_read_stops_it(referred: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    files = len(files_of(referred.reference))
    answer = send(referred, "make", terms="From Jo Marsh")
    refused(answer, "A term that should be removed can still be read in document")
    assert len(files_of(referred.reference)) == files
    assert "Jo Marsh" in answer.content.decode(), "what was typed stays"


def test_a_bundle_that_is_too_large_is_refused(referred: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MOST_PAGES", 3)
    refused(send(referred, "make"), "The bundle would have more than 3 pages. Leave documents out, or make two.")


def test_a_copy_that_is_too_large_is_refused(referred: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amends.record.attachments.MOST", 100)
    log = next(key for key in keys(referred.text("bundle"), "checked", ticked=False))
    copy = SimpleUploadedFile("log.pdf", paper("x"), "application/pdf")
    refused(send(referred, "look", **{f"copy-{log}": copy}), "log.pdf is larger than 25 MB.")


def test_without_a_referral_the_page_says_so(begun: Asking) -> None:
    answer = begun.get("bundle")
    assert answer.status_code == 200
    assert "The case is not with an independent body." in plain(answer)
    with now.at(begun._next()):
        assert begun.client.post(begun.url("bundle"), {"do": "make"}).status_code == 409


def test_a_case_that_is_decided_meanwhile_takes_no_bundle(
    referred: Asking, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decided_first(reference: str, step: MakeBundle, **more: Any) -> object:
        take_step(reference, "record_third_party", cast.carol.actor(), referred.at, referral=1, what="decision",
                  detail="Not upheld", decided="not_upheld")  # fmt: skip
        return take(reference, step, **more)

    monkeypatch.setattr("amends.cases.bundling.making.take", decided_first)
    refused(send(referred, "make"), "The case moved on while you were writing.", 409)
    assert "bundle_made" not in referred.facts.kinds
    assert not [one for one in files_of(referred.reference).values() if " bundle " in one.filename]


# --- doors ---


@pytest.mark.parametrize("name", ["eva", "frank", "gita"])
def test_nobody_gets_a_draft_of_a_case_that_they_may_not_see(referred: Asking, cast: Cast, name: str) -> None:
    referred.turn_to(getattr(cast, name))
    with now.at(referred._next()):
        assert referred.client.post(referred.url("bundle"), {"do": "read"}).status_code == 404


def test_whatever_leads_to_the_step_leads_to_the_page(referred: Asking) -> None:
    assert referred.url("step", "make_bundle") == referred.url("bundle")
    assert referred.url("bundle") in referred.text("case")


def test_the_page_keeps_to_the_content_policy(referred: Asking) -> None:
    text = referred.text("bundle") + send(referred, "look").content.decode()
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\son[a-z]+=[\"']|\sstyle=[\"']", text, re.IGNORECASE)
