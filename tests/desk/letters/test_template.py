"""The Word template: downloaded, put in, refused in words, given up; who changed it when is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from amends.cases import wording
from amends.people.models import AdminAct
from tests.cast import Cast
from tests.desk.case.asking import plain
from tests.desk.conftest import As

PAGE = "/desk/admin/letters/"


@pytest.fixture(autouse=True)
def _own_home(home: Path) -> None:
    """No test leaves a template for another."""


def upload(client: Client, content: bytes) -> HttpResponse:
    return client.post(PAGE, {"file": SimpleUploadedFile("ours.docx", content)})


def test_the_shipped_template_can_be_downloaded(cast: Cast, as_: As) -> None:
    answer = as_(cast.frank).get(f"{PAGE}shipped.docx")
    assert answer["Content-Disposition"] == 'attachment; filename="shipped-letter.docx"'
    assert answer.content == wording.shipped().read_bytes()
    assert as_(cast.frank).get(f"{PAGE}own.docx").status_code == 404
    assert as_(cast.frank).get(f"{PAGE}secret.docx").status_code == 404


@pytest.mark.parametrize("person", ["frank", "dilip"])
def test_administrators_and_quality_put_one_in_and_go_back(cast: Cast, as_: As, person: str) -> None:
    client = as_(getattr(cast, person))
    assert upload(client, wording.shipped().read_bytes()).status_code == 302
    page = plain(client.get(PAGE))
    assert "Letters are written with your template from now on." in page
    assert "In use now Your own" in page
    assert f"{person.capitalize()} put in a template of ours" in page
    assert client.get(f"{PAGE}own.docx").content == wording.shipped().read_bytes()
    assert client.post(f"{PAGE}back/").status_code == 302
    assert wording.own() is None
    assert f"{person.capitalize()} went back to the usual one" in plain(client.get(PAGE))


def test_who_changed_it_is_kept_with_a_digest_and_nothing_more(cast: Cast, as_: As) -> None:
    client = as_(cast.frank)
    upload(client, wording.shipped().read_bytes())
    client.post(f"{PAGE}back/")
    digest = wording.digest(wording.shipped())
    acts = [
        (act.what, act.by, act.before, act.after) for act in AdminAct.objects.filter(subject="letters").order_by("pk")
    ]
    assert acts == [
        ("template_set", cast.frank.actor_id, {"template": ""}, {"template": digest}),
        ("template_dropped", cast.frank.actor_id, {"template": digest}, {"template": ""}),
    ]
    page = plain(client.get("/desk/admin/changes/"))
    assert "Put in a template for letters" in page
    assert "Went back to the usual template for letters" in page


def test_going_back_where_there_is_nothing_to_go_back_from_is_no_change(cast: Cast, as_: As) -> None:
    as_(cast.frank).post(f"{PAGE}back/")
    assert not AdminAct.objects.filter(subject="letters").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ", "This is not a Word document (.docx)."),
        (b"x" * (wording.LARGEST + 1), "The file is too large: a template may have 5 MB at most."),
        (b"", "The submitted file is empty."),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(cast: Cast, as_: As, content: bytes, words: str) -> None:
    answer = upload(as_(cast.frank), content)
    assert answer.status_code == 422
    assert words in plain(answer)
    assert wording.own() is None


def test_no_file_is_no_template(cast: Cast, as_: As) -> None:
    answer = as_(cast.frank).post(PAGE, {})
    assert answer.status_code == 422
    assert "This field is required." in plain(answer)


@pytest.mark.parametrize("person", ["amira", "carol", "eva"])
@pytest.mark.parametrize("path", ["", "shipped.docx"])
def test_nobody_else_gets_there(cast: Cast, as_: As, person: str, path: str) -> None:
    client = as_(getattr(cast, person))
    assert client.get(PAGE + path).status_code == 404
    assert upload(client, wording.shipped().read_bytes()).status_code == 404
    assert client.post(f"{PAGE}back/").status_code == 404
    assert wording.own() is None
