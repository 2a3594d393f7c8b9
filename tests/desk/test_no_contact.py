"""The organisation's page says after how many days without a word a customer must hear from us."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from amends.people.models import Organisation
from tests.cast import Cast, cast
from tests.desk.conftest import As
from tests.desk.test_authority import text_of

__all__ = ["cast"]

PAGE = "/desk/admin/organisation/"


def said(**changes: Any) -> dict[str, Any]:
    return {"name": "Northern Energy", "regimes": ["general"], "regime": "general", **changes}


def test_it_is_shown_with_what_a_change_does_to_open_cases(cast: Cast, as_: As) -> None:
    text = text_of(as_(cast.frank).get(PAGE))
    assert "No customer waits without a word from us for more than so many working days" in text
    assert "all at once after «amends rebuild»" in text


@pytest.mark.parametrize(("written", "kept"), [("7", 7), ("0", 0), ("", 0)])
def test_it_is_set_and_noted(cast: Cast, as_: As, written: str, kept: int) -> None:
    frank = as_(cast.frank)
    assert frank.post(PAGE, said(no_contact_days=written)).status_code == 302
    assert Organisation.here().no_contact_days == kept
    noted = text_of(frank.get(reverse("desk:admin-acts")))
    assert f"Working days without a word: 10 → becomes {kept}" in noted


@pytest.mark.parametrize("written", ["-1", "251", "many"])
def test_what_is_no_number_of_days_is_refused(cast: Cast, as_: As, written: str) -> None:
    assert as_(cast.frank).post(PAGE, said(no_contact_days=written)).status_code == 422
    assert Organisation.here().no_contact_days == 10
