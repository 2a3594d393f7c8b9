"""A NUL in an address or a form: SQLite looks for it, PostgreSQL refuses to. Whoever asks sees no difference."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast, cast, received
from tests.desk.conftest import As

__all__ = ["cast"]


@pytest.mark.parametrize(
    "address",
    [
        "cases/%00/",
        "cases/{reference}/files/%00/",
        "cases/{reference}/why/%00/",
        "cases/{reference}/steps/%00/",
        "intake/%00/",
    ],
)
def test_a_page_whose_address_has_a_nul_in_it_is_not_there(cast: Cast, as_: As, address: str) -> None:
    reference = received(cast.amira.actor()).reference
    assert as_(cast.amira).get(f"/desk/{address.format(reference=reference)}").status_code == 404


@pytest.mark.parametrize("asked", ["team", "owner", "phase", "kind", "regime", "due", "stage", "after"])
def test_a_list_that_is_narrowed_by_a_nul_is_shown(cast: Cast, as_: As, asked: str) -> None:
    received(cast.amira.actor())
    assert as_(cast.amira).get("/desk/team/", {asked: "\0"}).status_code == 200


def test_a_search_for_a_nul_is_answered(cast: Cast, as_: As) -> None:
    assert as_(cast.amira).get("/desk/search/", {"q": "ref:\0 \0"}).status_code == 200


def test_someone_whose_name_has_a_nul_in_it_is_not_known(cast: Cast, as_: As) -> None:
    said = {"customer_name": "Jo\0", "customer_email": "\0", "customer_phone": "\0"}
    assert as_(cast.amira).post("/desk/intake/duplicates/", said).status_code == 200


def test_a_complaint_under_a_token_that_nobody_gave_is_asked_for_its_answers(db: None) -> None:
    assert Client().post("/complain/check/", {"token": "\0"}).status_code == 303
