"""The organisation's own Word template: taken when it can be used, refused in words, and given up again."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from django.conf import LazySettings

from amends.cases import wording
from amends.cases.wording import TemplateRefused


@pytest.fixture(autouse=True)
def home(settings: LazySettings, tmp_path: Path) -> Path:
    settings.AMENDS_HOME = tmp_path
    return tmp_path


def test_at_first_there_is_only_the_one_that_comes_with_the_program() -> None:
    assert wording.own() is None
    assert wording.shipped().is_file()
    assert wording.digest(None) == ""


def test_a_template_that_can_be_used_is_taken_and_given_up_again(home: Path) -> None:
    wording.replace(wording.shipped().read_bytes())
    there = wording.own()
    assert there
    assert wording.digest(there) == wording.digest(wording.shipped())
    assert [file.name for file in (home / "letters").iterdir()] == ["letter.docx"]
    wording.drop()
    wording.drop()
    assert wording.own() is None


def test_what_is_no_word_document_is_refused_and_the_old_one_stays(home: Path) -> None:
    wording.replace(wording.shipped().read_bytes())
    with pytest.raises(TemplateRefused) as refused:
        wording.replace(b"MZ not a document")
    assert refused.value.faults == ["This is not a Word document (.docx)."]
    assert wording.own()
    assert [file.name for file in (home / "letters").iterdir()] == ["letter.docx"]


def test_a_template_that_leaves_things_out_is_refused_with_each(tmp_path: Path) -> None:
    bare = docx.Document()
    bare.add_paragraph("{{ title }}")
    bare.save(str(tmp_path / "bare.docx"))
    with pytest.raises(TemplateRefused) as refused:
        wording.replace((tmp_path / "bare.docx").read_bytes())
    assert "The template does not show “recipient”." in refused.value.faults
    assert wording.own() is None


def test_a_file_that_is_too_large_is_not_even_opened() -> None:
    with pytest.raises(TemplateRefused, match="The file is too large: a template may have 5 MB at most"):
        wording.replace(b"x" * (wording.LARGEST + 1))
