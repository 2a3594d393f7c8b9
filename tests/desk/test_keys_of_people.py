"""A key that acts as a person, on the page of keys: with a fresh password, and noted."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from amends.people.keys import key_of
from amends.people.models import ApiKey, Staff
from tests.cast import PASSWORD, Cast, cast
from tests.desk.conftest import As
from tests.desk.test_administration import secret_on
from tests.desk.test_authority import fresh, text_of

__all__ = ["cast"]

PAGE = "/desk/admin/keys/"


def for_person(person: Staff, **changes: Any) -> dict[str, Any]:
    return {"name": "Carol's script", "scopes": ["cases:read"], "roles": ["leader"], "person": person.pk, **changes}


def test_a_key_can_act_as_someone(cast: Cast, as_: As) -> None:
    frank = fresh(as_(cast.frank))
    made = key_of(secret_on(frank.post(PAGE, for_person(cast.carol)).content.decode()))
    assert made
    assert made.staff == cast.carol
    listed = text_of(frank.get(PAGE))
    assert "acts as Carol" in listed
    assert "their teams" in listed
    noted = text_of(frank.get(reverse("desk:admin-acts")))
    assert "Acts as" in noted
    assert "Carol" in noted


def test_the_password_is_asked_for_again_and_what_was_written_is_done_then(cast: Cast, as_: As) -> None:
    frank = as_(cast.frank)
    came = frank.post(PAGE, for_person(cast.carol))
    assert came["Location"].startswith(reverse("account_reauthenticate"))
    assert not ApiKey.objects.exists()
    frank.post(came["Location"], {"password": PASSWORD, "next": PAGE})
    assert ApiKey.objects.get().staff == cast.carol


def test_a_role_that_they_do_not_have_is_refused_in_words(cast: Cast, as_: As) -> None:
    came = fresh(as_(cast.frank)).post(PAGE, for_person(cast.amira))
    assert came.status_code == 422
    assert "Amira does not have the role leader." in text_of(came)
    assert not ApiKey.objects.exists()


def test_nobody_who_may_not_sign_in_is_offered(cast: Cast, as_: As) -> None:
    cast.carol.is_active = False
    cast.carol.save()
    frank = fresh(as_(cast.frank))
    assert "Carol" not in frank.get(PAGE).content.decode()
    assert frank.post(PAGE, for_person(cast.carol)).status_code == 422
