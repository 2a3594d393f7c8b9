from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from amends.record import attachments, models
from amends.record.attachments import MOST, TooLarge, erase_files, files_of, keep, open_file, path_of, unknown_files
from tests.cast import START

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n and so on"


def arriving() -> list[Path]:
    return list((Path(settings.AMENDS_HOME) / "files" / "arriving").glob("*"))


def test_a_file_is_kept_and_opened_again() -> None:
    kept = keep("C-1", "meter.png", [PNG[:4], PNG[4:]], START)
    assert files_of("C-1") == {kept.id: kept}
    assert (kept.filename, kept.size, kept.media_type) == ("meter.png", len(PNG), "image/png")
    opened = open_file("C-1", kept.id)
    assert opened
    assert opened[1].read_bytes() == PNG
    assert arriving() == []


def test_a_file_opens_only_in_its_own_case() -> None:
    kept = keep("C-1", "meter.png", [PNG], START)
    assert open_file("C-2", kept.id) is None


@pytest.mark.parametrize("name", ["../../x.png", "..\\..\\x.png", "/etc/x.png", "a\x00b/x.png", "\n/x.png"])
def test_a_name_is_only_a_name(name: str) -> None:
    assert keep("C-1", name, [PNG], START).filename == "x.png"


def test_a_file_without_a_name_is_called_file() -> None:
    assert keep("C-1", "", [PNG], START).filename == "file"


def test_what_the_sender_calls_it_is_not_believed() -> None:
    assert keep("C-1", "page.html", [b"<script>"], START).media_type == "application/octet-stream"


def test_a_file_that_is_too_large_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST", 10)
    with pytest.raises(TooLarge):
        keep("C-1", "big", [b"123456", b"123456"], START)
    assert (files_of("C-1"), arriving()) == ({}, [])
    assert MOST == 25 * 1024 * 1024


def test_a_file_of_our_own_may_be_larger_where_that_is_said() -> None:
    with pytest.raises(TooLarge):
        keep("C-1", "bundle.pdf", [b"1234"], START, most=3)
    assert keep("C-1", "bundle.pdf", [b"1234"], START, most=4).size == 4


def test_an_upload_that_breaks_off_leaves_nothing_behind() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"begun"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        keep("C-1", "half", chunks(), START)
    assert (files_of("C-1"), arriving()) == ({}, [])


def test_the_same_file_has_another_id_each_time() -> None:
    """So that an id, which entries keep for ever, tells nobody what the file was."""
    one, other = keep("C-1", "a", [PNG], START), keep("C-1", "a", [PNG], START)
    assert one.id[-64:] != other.id[-64:]


def test_files_of_another_case_and_erased_ones_are_unknown() -> None:
    mine, others, gone = keep("C-1", "a", [PNG], START), keep("C-2", "b", [PNG], START), keep("C-3", "c", [PNG], START)
    erase_files("C-3")
    assert unknown_files("C-1", [mine.id, others.id, "nothing"]) == sorted([others.id, "nothing"])
    assert unknown_files("C-3", [gone.id]) == [gone.id]
    assert unknown_files("C-1", []) == []


def test_erasing_removes_bytes_name_and_salt_once_it_is_committed(django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]
    kept = keep("C-1", "jo-marsh.png", [PNG], START)
    with django_capture_on_commit_callbacks(execute=True):
        erase_files("C-1")
        assert path_of(kept.id).exists(), "a transaction that is rolled back must not have lost the file"
    assert not path_of(kept.id).exists()
    assert models.Attachment.objects.values_list("filename", "salt", "size").get() == ("erased", "", 0)
    assert open_file("C-1", kept.id) is None
