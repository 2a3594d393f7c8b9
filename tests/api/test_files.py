from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from amends.record import attachments
from amends.record.attachments import files_of
from tests.api.machines import ADDRESS, Machine, closed_query, errors, machine, problem
from tests.cast import Cast

OCTETS = "application/octet-stream"


def send(
    by: Machine, reference: str, data: bytes, *, name: str = "bill.pdf", content_type: str = OCTETS, length: str = ""
) -> Any:
    named = f"?{urlencode({'filename': name})}" if name else ""
    measured = {"CONTENT_LENGTH": length} if length else {}
    path = f"{ADDRESS}/cases/{reference}/files{named}"
    return by.client.post(path, data, content_type=content_type, headers=by.headers, **measured)


def send_form(by: Machine, reference: str, **fields: Any) -> Any:
    return by.client.post(f"{ADDRESS}/cases/{reference}/files", fields, headers=by.headers)


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_file_is_sent_named_in_a_step_and_got_back_as_a_download(handler: Machine, reference: str) -> None:
    sent = send(handler, reference, b"%PDF-1.7 the bill")
    assert sent.status_code == 201
    told = sent.json()
    assert (told["filename"], told["size"], told["media_type"]) == ("bill.pdf", 17, "application/pdf")
    handler.takes(reference, "add_evidence", title="The bill", source="customer", files=[told["id"]])
    assert handler.get(f"/cases/{reference}").json()["evidence"][0]["files"] == [told["id"]]
    got = handler.client.get(sent["Location"], headers=handler.headers)
    assert body_of(got) == b"%PDF-1.7 the bill"
    assert got["Content-Disposition"] == 'attachment; filename="bill.pdf"'
    assert got["Content-Type"] == OCTETS
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_file_may_be_sent_as_a_form(handler: Machine, reference: str) -> None:
    sent = send_form(handler, reference, file=SimpleUploadedFile("photo of meter.png", b"\x89PNG\r\n\x1a\n..."))
    assert sent.status_code == 201, sent.content
    assert sent.json()["filename"] == "photo of meter.png"
    assert sent.json()["media_type"] == "image/png"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\r\nX-Evil: 1.html", "aX-Evil: 1.html"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("", "file"),
    ],
)
def test_a_name_is_only_a_name(handler: Machine, reference: str, name: str, kept: str) -> None:
    sent = send(handler, reference, b"<script>", name=name)
    assert sent.json()["filename"] == kept
    got = handler.client.get(sent["Location"], headers=handler.headers)
    assert got["Content-Disposition"].startswith("attachment")
    assert body_of(got) == b"<script>"


def test_a_file_of_another_case_opens_nothing_here_and_cannot_be_named(handler: Machine, reference: str) -> None:
    other = handler.receive()
    file_id = send(handler, other, b"theirs").json()["id"]
    problem(handler.get(f"/cases/{reference}/files/{file_id}"), 404)
    said = errors(handler.step(reference, "note", note="See there.", files=[file_id]))
    assert said == {"files": f"There is no such choice: {file_id}."}


@pytest.mark.parametrize("file_id", ["unknown", "..", "%2e%2e%2fsecret.key", "a" * 500, "%00"])
def test_a_file_that_is_not_there_is_not_found(handler: Machine, reference: str, file_id: str) -> None:
    problem(handler.client.get(f"{ADDRESS}/cases/{reference}/files/{file_id}", headers=handler.headers), 404)


def test_nothing_of_another_team_can_be_sent_or_got(handler: Machine, cast: Cast, reference: str) -> None:
    sent = send(handler, reference, b"ours")
    meters = machine("handler", teams=("meters",))
    problem(send(meters, reference, b"theirs"), 404)
    problem(meters.client.get(sent["Location"], headers=meters.headers), 404)


def test_one_byte_too_many_is_refused_and_leaves_nothing(
    handler: Machine, reference: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "AMENDS_HOME", tmp_path)
    monkeypatch.setattr("amends.api.uploads.MOST", 1000)
    assert send(handler, reference, b"x" * 1000).status_code == 201
    before = list(tmp_path.rglob("*"))
    assert problem(send(handler, reference, b"x" * 1001), 413)["detail"] == "At most 1000 bytes are taken."
    problem(send_form(handler, reference, file=SimpleUploadedFile("f", b"x" * 1001)), 413)
    problem(send(handler, reference, b"x" * 200_000), 413)
    assert list(tmp_path.rglob("*")) == before
    assert len(files_of(reference)) == 1


def test_an_empty_file_is_refused(handler: Machine, reference: str) -> None:
    assert errors(send(handler, reference, b"")) == {"file": "Send a file."}
    assert errors(send(handler, reference, b"", length="0")) == {"file": "Send a file."}
    assert errors(send(handler, reference, b"data", length="many")) == {"file": "Send a file."}
    assert errors(send_form(handler, reference, file=BytesIO(b""))) == {"file": "The file is empty."}


def test_a_form_without_a_file_is_refused(handler: Machine, reference: str) -> None:
    assert errors(send_form(handler, reference, other="x")) == {"file": "Send a file in the field «file»."}


def test_a_broken_form_is_refused(handler: Machine, reference: str) -> None:
    problem(send(handler, reference, b"no parts here", content_type="multipart/form-data"), 400)
    problem(send(handler, reference, b"--x\r\nbroken", content_type="multipart/form-data; boundary=\xe9"), 400)


def test_another_kind_of_body_is_no_file(handler: Machine, reference: str) -> None:
    said = problem(send(handler, reference, b"{}", content_type="application/json"), 415)
    assert "application/octet-stream, multipart/form-data" in said["detail"]


def test_an_erased_file_is_gone(handler: Machine, reference: str, django_capture_on_commit_callbacks: Any) -> None:
    sent = send(handler, reference, b"personal")
    handler.takes(reference, "note", note="See the file.", files=[sent.json()["id"]])
    closed_query(handler, reference)
    with django_capture_on_commit_callbacks(execute=True):
        machine("quality").takes(reference, "erase", ground="request of the customer", sure=True)
    problem(handler.client.get(sent["Location"], headers=handler.headers), 404)


def test_a_full_disk_is_answered_with_try_again(
    handler: Machine, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(attachments, "_write", full)
    response = send(handler, reference, b"data")
    problem(response, 503)
    assert response["Retry-After"] == "5"
    assert files_of(reference) == {}
