"""Files: taken, taken out, refused in words before they fill a disk, and handed back as downloads only."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as ours
from django.test import Client
from pytest_django import Settings

from amends import now
from amends.cases.models import Case
from amends.portal import fields, staging, uploads
from amends.record.attachments import files_of, keep
from amends.rules.rulings import TAKE_BACK
from tests.cast import START, Cast, cast, days, received, take_step
from tests.portal.walk import answer_until, enter, file, send, text_of

__all__ = ["cast"]


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """A home of its own, so that what waits there is of this test."""
    settings.AMENDS_HOME = tmp_path
    (tmp_path / "secret.key").write_text("secret")
    return tmp_path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit of 100 bytes, so that tests need not send megabytes."""
    monkeypatch.setattr(uploads, "MOST", 100)
    monkeypatch.setattr(fields, "MOST", 100)


def waiting() -> list[Path]:
    return [path for path in (Path(ours.AMENDS_HOME) / "uploads-staging").rglob("*") if path.is_file()]


def test_files_wait_until_the_complaint_is_sent_and_then_are_gone_from_there(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_until(client, "files")
        client.post("/complain/files/", {"attached": [file("a.txt"), file("b.txt")], "add": "yes"})
        assert "a.txt" in text_of(client, "/complain/files/")
        assert len(waiting()) == 2
        reference = send(client)
    assert waiting() == []
    assert sorted(kept.filename for kept in files_of(reference).values()) == ["a.txt", "b.txt"]


def test_a_file_can_be_taken_out_again(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_until(client, "files")
        client.post("/complain/files/", {"attached": [file("a.txt"), file("b.txt")], "add": "yes"})
        waits = client.session["portal_draft"]["files"][0]["id"]
        client.post("/complain/files/", {"remove": waits})
        page = text_of(client, "/complain/files/")
    assert "a.txt" not in page
    assert "b.txt" in page
    assert len(waiting()) == 1


def test_only_ones_own_waiting_file_can_be_taken_out(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_until(client, "files")
        client.post("/complain/files/", {"attached": [file()], "add": "yes"})
        client.post("/complain/files/", {"remove": "../../secret.key"})
    assert len(waiting()) == 1
    assert (Path(ours.AMENDS_HOME) / "secret.key").exists()


def test_a_file_that_is_too_large_is_named_and_never_kept(cast: Cast, client: Client, small: None) -> None:
    with now.at(START):
        answer_until(client, "files")
        large = {"attached": [file("large.mov", b"x" * 101), file("fine.txt", b"x" * 100)], "continue": "yes"}
        response = client.post("/complain/files/", large)
    assert response.status_code == 422
    assert "«large.mov» is too large. A file may have 25 MB." in response.content.decode()
    assert waiting() == []


def test_a_file_of_exactly_the_limit_is_taken(cast: Cast, client: Client, small: None) -> None:
    with now.at(START):
        answer_until(client, "files")
        assert (
            client.post("/complain/files/", {"attached": [file("fine.txt", b"x" * 100)], "add": "y"}).status_code == 303
        )


def test_an_empty_file_is_named(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_until(client, "files")
        response = client.post("/complain/files/", {"attached": [file("empty.txt", b"")], "continue": "yes"})
    assert "«empty.txt» is empty." in response.content.decode()


def test_more_than_twenty_files_are_refused_and_the_message_is_kept(
    cast: Cast, client: Client, settings: Settings
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 100
    with now.at(START):
        enter(client, send(client))
        many = {"message": "Here they are.", "attached": [file(f"{n}.txt") for n in range(21)]}
        response = client.post("/my/message/", many)
    assert response.status_code == 422
    assert "You can add 20 files at a time." in response.content.decode()
    assert "Here they are." in response.content.decode()


def test_far_too_many_files_are_refused_in_words_too(cast: Cast, client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 20
    with now.at(START):
        answer_until(client, "files")
        response = client.post("/complain/files/", {"attached": [file(f"{n}.txt") for n in range(25)], "add": "yes"})
    assert response.status_code == 413
    assert "You can add 20 files at a time." in response.content.decode()


def test_twenty_files_in_all_not_twenty_each_time(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_until(client, "files")
        for _ in range(2):
            response = client.post(
                "/complain/files/", {"attached": [file(f"{n}.txt") for n in range(11)], "add": "yes"}
            )
    assert response.status_code == 422
    assert len(waiting()) == 11


def test_files_that_nobody_came_back_for_are_deleted(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_until(client, "files")
        client.post("/complain/files/", {"attached": [file("old.txt")], "add": "yes"})
    with now.at(START + staging.STALE + timedelta(hours=1)):
        staging.clear_stale(now.now())
    assert waiting() == []


def test_a_name_that_is_a_path_stays_a_name(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference = send(client, files={"attached": [file("..\\..\\evil\r\n.txt")], "continue": "yes"})
    assert [os.sep in kept.filename or "\n" in kept.filename for kept in files_of(reference).values()] == [False]


def own_file(client: Client) -> tuple[str, str]:
    reference = send(client, files={"attached": [file("page.html", b"<script>alert(1)</script>")], "continue": "yes"})
    return reference, next(iter(files_of(reference)))


def test_an_own_file_comes_back_as_a_download_that_no_browser_runs(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference, file_id = own_file(client)
        enter(client, reference)
        response = client.get(f"/my/files/{file_id}/")
    assert response["Content-Disposition"] == 'attachment; filename="page.html"'
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"


def test_a_file_of_another_case_is_not_there(cast: Cast, client: Client) -> None:
    with now.at(START):
        _, file_id = own_file(client)
        other = Client()
        enter(other, send(other))
        assert other.get(f"/my/files/{file_id}/").status_code == 404


def test_a_file_that_staff_added_is_not_there(cast: Cast, client: Client) -> None:
    amira = cast.amira.actor()
    reference = received(amira).reference
    take_step(reference, "recognise", amira, START, limb="service")
    kept = keep(reference, "inside.txt", [b"for us"], START)
    take_step(reference, "add_evidence", amira, START, title="Inside", source="our records", files=[kept.id])
    with now.at(START + days(1)):
        enter(client, reference)
        assert client.get(f"/my/files/{kept.id}/").status_code == 404
        assert "inside.txt" not in text_of(client, "/my/")
        assert "inside.txt" not in text_of(client, "/my/copy/")


def test_a_message_may_be_files_alone(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference = send(client)
        enter(client, reference)
        assert client.post("/my/message/", {"message": "", "attached": [file("meter.jpg")]}).status_code == 303
        assert "I have sent these files: meter.jpg" in text_of(client, "/my/")


def test_no_file_is_kept_for_a_step_that_is_refused(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference = send(client)
        enter(client, reference)
    take_step(reference, "ask", cast.amira.actor(), START, message="Which?")
    with now.at(START + TAKE_BACK):
        client.post("/my/answer/1/", {"message": "This one."})
        response = client.post("/my/answer/1/", {"message": "No, that one.", "attached": [file()]})
    assert response.status_code == 409
    assert files_of(reference) == {}
    assert Case.objects.count() == 1


def test_the_measure_reads_a_large_upload_to_its_end_without_keeping_it(
    cast: Cast, client: Client, settings: Settings, small: None
) -> None:
    """Large enough to be streamed to a file, where the handlers work one after another."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    with now.at(START):
        answer_until(client, "files")
        sent = {"attached": [file("fine.txt", b"x" * 90), file("large.bin", b"x" * 300_000)], "add": "yes"}
        response = client.post("/complain/files/", sent)
        assert "«large.bin» is too large." in response.content.decode()
        assert (
            client.post("/complain/files/", {"attached": [file("fine.txt", b"x" * 90)], "add": "yes"}).status_code
            == 303
        )
