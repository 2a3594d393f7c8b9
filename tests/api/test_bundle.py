"""A bundle by API: what could go in, how it would be, made and kept; and why not."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from amends.api.bundle_shapes import BUNDLE_EXAMPLE, BundleAsked, BundleDocuments, BundlePreview
from amends.api.bundling import Built, built
from amends.api.shapes import Taken
from amends.cases.models import Replay
from amends.letters import bundle as bundles
from amends.record.attachments import files_of, keep
from amends.record.verify import verify
from tests.api.machines import Machine, errors, key_of_person, machine, problem
from tests.cast import START, Cast, take_step
from tests.letters.papers import paper, png


@pytest.fixture
def referred(handler: Machine, cast: Cast) -> str:
    """A complaint before the ombudsman, with a log, a photograph and a note."""
    case, by = handler.receive(), cast.amira.actor()
    log = keep(case, "log.pdf", [paper("Read by Bob Smith", "second page")], START)
    photograph = keep(case, "meter.png", [png(60, 40)], START)
    take_step(case, "recognise", by, START, limb="service")
    take_step(case, "assign", by, START, to=by.id)
    take_step(case, "acknowledge", by, START, message="We have it.", says=["received", "next"])
    take_step(case, "add_evidence", by, START, title="Meter log", detail="Bob Smith read it out.",
              source="our records", files=[log.id])  # fmt: skip
    take_step(case, "add_evidence", by, START, title="The meter", source="customer", files=[photograph.id])
    take_step(case, "note", by, START, note="He sounds tired.")
    take_step(case, "refer", by, START, body="Energy Ombudsman", reason="Who was right")
    return case


def documents(by: Machine, case: str) -> dict[str, dict[str, Any]]:
    """What could go in, by key."""
    told = by.get(f"/cases/{case}/bundle").json()
    BundleDocuments.model_validate(told)
    return {one["key"]: one for one in told["documents"]}


def key_of(by: Machine, case: str, title: str) -> str:
    return next(key for key, one in documents(by, case).items() if title in one["title"])


def preview(by: Machine, case: str, **asked: Any) -> dict[str, Any]:
    answer = by.post(f"/cases/{case}/bundle/preview", asked)
    assert answer.status_code == 200, answer.content.decode()
    told: dict[str, Any] = answer.json()
    BundlePreview.model_validate(told)
    return told


def draft(by: Machine, case: str, **asked: Any) -> str:
    answer = by.post(f"/cases/{case}/bundle/preview?as=pdf", asked)
    assert answer.status_code == 200, answer.content.decode()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{case} draft.pdf"'
    assert answer["Cache-Control"] == "no-store"
    return text_of(answer.content)


def make(by: Machine, case: str, headers: dict[str, str] | None = None, **asked: Any) -> Any:
    return by.post(f"/cases/{case}/bundle", asked, **headers or {})


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def kept(by: Machine, case: str, made: Any) -> str:
    """The text of the bundle that this answer names."""
    assert made.status_code == 201, made.content.decode()
    entry = made.json()["entries"][0]
    assert entry["kind"] == "bundle_made"
    file = by.get(f"/cases/{case}/files/{entry['data']['files'][0]}")
    return text_of(b"".join(file.streaming_content))


def bundles_of(case: str) -> list[str]:
    return [one.filename for one in files_of(case).values() if " bundle " in one.filename]


# --- what could go in ---


def test_every_document_is_listed_with_its_key_and_who_knows_it(handler: Machine, referred: str) -> None:
    there = documents(handler, referred)
    groups = {one["group"]: one["title"] for one in there.values()}
    assert next(iter(there)) == "timeline"
    assert groups.keys() == {"seen", "evidence", "notes"}
    log = there[key_of(handler, referred, "log.pdf")]
    assert (log["group"], log["kind"], log["date"]) == ("evidence", "Evidence E-1", "2026-03-02")
    file = handler.get(f"/cases/{referred}/files/{log['file']}")
    assert b"".join(file.streaming_content).startswith(b"%PDF-")
    assert there["entry-1"]["file"] == ""


# --- looking ---


def test_one_looks_at_the_index_the_removals_and_what_is_withheld_and_nothing_is_kept(
    handler: Machine, referred: str
) -> None:
    files, number = files_of(referred), handler.get(f"/cases/{referred}").json()["number"]
    told = preview(handler, referred, remove=["bob smith"], withheld=["entry-1"])
    lines = {one["title"]: one for one in told["documents"]}
    assert told["title"] == "Bundle for Energy Ombudsman"
    assert (told["referral"], told["number"], told["remove"]) == (1, number, ["bob smith"])
    assert [one["number"] for one in told["documents"]] == list(range(1, len(lines) + 1))
    log = next(one for title, one in lines.items() if "log.pdf" in title)
    assert (log["reproduced"], log["withheld"]) == (False, "withheld: contains others’ data")
    meter = next(one for title, one in lines.items() if "meter.png" in title)
    assert meter["withheld"] == "withheld: nobody has checked it for others’ data"
    assert next(one for one in told["documents"] if one["key"] == "entry-1")["withheld"] == "withheld"
    said = next(one for one in told["documents"] if one["key"] == "evidence-1")
    assert (said["reproduced"], said["withheld"], said["removed"]) == (True, "", 1)
    assert said["page"] > 1
    assert told["removed"] == sum(one["removed"] for one in told["documents"])
    assert any(one["what"] == "Entry 1 of the record" for one in told["hashes"])
    assert files_of(referred) == files
    assert handler.get(f"/cases/{referred}").json()["number"] == number


def test_a_draft_can_be_read(handler: Machine, referred: str) -> None:
    read = draft(handler, referred, title="Another title", remove=["Bob Smith"])
    assert "Another title" in read
    assert "[name removed] read it out." in read
    assert "Smith" not in read


@pytest.mark.parametrize(
    ("rule", "there", "not_there"),
    [("both", "evidence-1", ""), ("seen", "entry-1", "evidence-1"), ("evidence", "evidence-1", "entry-1")],
)
def test_a_rule_takes_what_it_says_and_never_a_note(
    handler: Machine, referred: str, rule: str, there: str, not_there: str
) -> None:
    keys = [one["key"] for one in preview(handler, referred, rule=rule)["documents"]]
    assert there in keys
    assert not_there not in keys
    assert not {key for key, one in documents(handler, referred).items() if one["group"] == "notes"} & set(keys)


def test_documents_are_put_in_and_left_out_beside_the_rule(handler: Machine, referred: str) -> None:
    note = next(key for key, one in documents(handler, referred).items() if one["group"] == "notes")
    told = preview(handler, referred, rule="none", documents=[note, "entry-1"])
    assert [one["key"] for one in told["documents"]] == ["entry-1", note]
    told = preview(handler, referred, rule="seen", without=["timeline"])
    assert "timeline" not in [one["key"] for one in told["documents"]]


def test_what_a_person_has_checked_is_bound_in(handler: Machine, referred: str) -> None:
    meter = key_of(handler, referred, "meter.png")
    line = next(one for one in preview(handler, referred, checked=[meter])["documents"] if one["key"] == meter)
    assert (line["reproduced"], line["withheld"]) == (True, "")


def test_a_redacted_copy_is_bound_in_instead(handler: Machine, referred: str) -> None:
    log = key_of(handler, referred, "log.pdf")
    copy = keep(referred, "log without.pdf", [paper("Read by ----")], START)
    asked = {"remove": ["Bob Smith"], "copies": {log: copy.id}}
    line = next(one for one in preview(handler, referred, **asked)["documents"] if one["key"] == log)
    assert (line["reproduced"], line["note"]) == (True, "a redacted copy")
    assert "Read by ----" in draft(handler, referred, **asked)


def test_the_representative_is_removed_unless_something_else_is_said(
    handler: Machine, referred: str, cast: Cast
) -> None:
    take_step(referred, "correct", cast.amira.actor(), START, entry=1, field="representative", value="Pat Rees",
              reason="Told")  # fmt: skip
    assert preview(handler, referred)["remove"] == ["Pat Rees"]
    assert preview(handler, referred, remove=[])["remove"] == []


# --- making ---


def test_the_bundle_is_kept_and_named_in_the_record(handler: Machine, referred: str) -> None:
    looked = preview(handler, referred, remove=["Bob Smith"])
    made = make(handler, referred, remove=["Bob Smith"])
    text = kept(handler, referred, made)
    Taken.model_validate(made.json())
    data = made.json()["entries"][0]["data"]
    assert (data["pages"], data["removed"], data["referral"]) == (looked["pages"], looked["removed"], 1)
    assert made.json()["entries"][0]["step"] == "make_bundle"
    assert "[name removed] read it out." in text
    assert "He sounds tired" not in text
    assert handler.get(f"/cases/{referred}").json()["referrals"][0]["bundles"] == [made.json()["number"]]
    assert verify().is_clean


def test_the_same_request_sent_again_makes_it_once(handler: Machine, referred: str) -> None:
    key = {"Idempotency_Key": "bundle-1"}
    first, second = (make(handler, referred, key, rule="seen") for _time in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.content == first.content
    assert second["Idempotency-Replayed"] == "true"
    assert len(bundles_of(referred)) == 1


def test_it_is_built_once_and_before_anybody_has_to_wait(
    handler: Machine, referred: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Building takes long. The row of the key is the first thing that is written, and from then on others wait."""
    waiting: list[int] = []

    def building(*asked: Any) -> Built:
        waiting.append(Replay.objects.count())
        return built(*asked)

    monkeypatch.setattr("amends.api.operations.bundle.built", building)
    for _time in range(2):
        assert make(handler, referred, {"Idempotency_Key": "bundle-2"}, rule="seen").status_code == 201
    assert waiting == [0]
    problem(make(handler, referred, {"Idempotency_Key": "bundle-2"}, rule="evidence"), 409)
    assert len(bundles_of(referred)) == 1


def test_where_the_case_has_moved_on_nothing_is_kept(handler: Machine, referred: str) -> None:
    number = handler.get(f"/cases/{referred}").json()["number"]
    said = problem(make(handler, referred, {"If_Match": f'"{number - 1}"'}, rule="seen"), 412)
    assert said["number"] == number
    assert bundles_of(referred) == []
    assert make(handler, referred, {"If_Match": f'"{number}"'}, rule="seen").status_code == 201


def test_the_example_is_one_that_is_understood() -> None:
    BundleAsked.model_validate(BUNDLE_EXAMPLE)


# --- refusals ---

BOTH_WAYS = pytest.mark.parametrize("path", ["bundle", "bundle/preview"])


@BOTH_WAYS
def test_without_a_referral_the_ruling_says_so(handler: Machine, cast: Cast, path: str) -> None:
    case = handler.receive()
    take_step(case, "recognise", cast.amira.actor(), START, limb="service")
    said = problem(handler.post(f"/cases/{case}/{path}", {}), 409)
    assert (said["rule"], said["reason"]) == ("has_referral", "The case is not with an independent body.")
    assert bundles_of(case) == []


@BOTH_WAYS
def test_a_referral_that_is_not_open_is_refused(handler: Machine, referred: str, path: str) -> None:
    said = problem(handler.post(f"/cases/{referred}/{path}", {"referral": 2}), 409)
    assert said["reason"] == "Referral 2 is not open."


@BOTH_WAYS
@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"rule": "none"}, "documents", "Choose at least one document."),
        ({"documents": ["entry-99"]}, "documents", "There is no such document: entry-99."),
        ({"withheld": ["entry-99"]}, "withheld", "There is no such document: entry-99."),
        ({"copies": {"entry-1": "nothing"}}, "copies", "There is no such file: nothing."),
        ({"remove": ["-J-"]}, "remove", "“-J-” is too short to look for."),
        ({"remove": ["Bob"] * 201}, "remove", "At most 200 of them."),
        ({"rule": "wicked"}, "rule", "One of: 'both', 'seen', 'evidence' or 'none'."),
        ({"title": "x" * 201}, "title", "At most 200 characters."),
        ({"title": "a\x00b"}, "title", "This text holds a character that cannot be kept."),
        ({"copies": ["x"]}, "copies", "Send an object with fields."),
        ({"wanted": 1}, "wanted", "There is no such field."),
    ],
)
def test_what_is_asked_wrongly_is_said_field_by_field(
    handler: Machine, referred: str, path: str, asked: dict[str, Any], field: str, words: str
) -> None:
    assert errors(handler.post(f"/cases/{referred}/{path}", asked))[field] == words


@BOTH_WAYS
def test_a_copy_of_another_case_is_no_file_of_this_one(handler: Machine, referred: str, path: str) -> None:
    strange = keep("C-99", "strange.pdf", [paper("strange")], START)
    asked = {"copies": {"entry-1": strange.id}}
    assert "There is no such file" in errors(handler.post(f"/cases/{referred}/{path}", asked))["copies"]


@BOTH_WAYS
def test_a_name_that_can_still_be_read_stops_it(handler: Machine, referred: str, path: str) -> None:
    said = errors(handler.post(f"/cases/{referred}/{path}", {"remove": ["From Jo Marsh"]}))
    assert said["remove"].startswith("A term that should be removed can still be read in document")
    assert bundles_of(referred) == []


@BOTH_WAYS
def test_a_bundle_that_is_too_large_is_refused(
    handler: Machine, referred: str, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(bundles, "MOST_PAGES", 3)
    said = errors(handler.post(f"/cases/{referred}/{path}", {}))
    assert said["documents"] == "The bundle would have more than 3 pages. Leave documents out, or make two."


def test_a_parameter_that_is_none_is_refused(handler: Machine, referred: str) -> None:
    path = f"/cases/{referred}/bundle/preview"
    assert errors(handler.post(f"{path}?as=word", {}))["as"] == "One of: 'json' or 'pdf'."
    assert errors(handler.post(f"{path}?as_=pdf", {}))["as_"] == "There is no such parameter."


# --- doors ---


def test_a_key_that_speaks_for_customers_gets_none_of_it(referred: str) -> None:
    portal = machine("customer")
    assert problem(portal.get(f"/cases/{referred}/bundle"), 403)["type"] == "urn:amends:problem:staff-only"
    for path in ("bundle", "bundle/preview"):
        said = problem(portal.post(f"/cases/{referred}/{path}", {}), 409)
        assert (said["rule"], said["reason"]) == ("role", "Your role does not include this step.")
    assert bundles_of(referred) == []


def test_a_key_that_may_only_read_makes_none(referred: str) -> None:
    reader = machine("handler", scopes=("cases:read",))
    assert reader.get(f"/cases/{referred}/bundle").status_code == 200
    for path in ("bundle", "bundle/preview"):
        assert problem(reader.post(f"/cases/{referred}/{path}", {}), 403)["scope"] == "cases:write"


def test_of_a_case_that_is_not_theirs_nobody_hears_a_thing(referred: str, cast: Cast) -> None:
    gita = key_of_person(cast.gita)
    problem(gita.get(f"/cases/{referred}/bundle"), 404)
    for path in ("bundle", "bundle/preview"):
        problem(gita.post(f"/cases/{referred}/{path}", {}), 404)
