"""Every page of the desk, for everyone of the cast: shown, led elsewhere, or not there."""

from __future__ import annotations

import re

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from amends.people.models import Staff
from tests.cast import Cast, cast, received
from tests.desk.conftest import As

__all__ = ["cast"]

WORKS = ("amira", "ben", "carol", "dilip", "gita")
EVERYONE = (*WORKS, "eva", "frank")
CASEWORK_PAGES = ("team", "search", "intake", "letters-to-post")
ADMIN_PAGES = (
    "admin", "admin-people", "admin-person-new", "admin-teams", "admin-organisation", "admin-procedures",
    "admin-dates", "admin-keys", "admin-roles", "admin-health", "admin-limit-new",
)  # fmt: skip
COMPLIANCE_PAGES = ("admin-acts", "admin-letters")
POWERS_PAGES = ("admin-authority", "admin-authority-history", "admin-service-offer")


def answer(page: str, person: str) -> int:
    if page == "work":
        return 302 if person == "frank" else 200
    if page in CASEWORK_PAGES:
        return 200 if person in WORKS else 404
    if page in ADMIN_PAGES:
        return 200 if person == "frank" else 404
    if page in POWERS_PAGES:
        return 200 if person in (*WORKS, "frank") else 404
    if page in COMPLIANCE_PAGES:
        return 200 if person in ("dilip", "frank") else 404
    return 404 if page in ("sent", "time-machine") else 200


OPEN_PAGES = ("admin-away", *COMPLIANCE_PAGES, *POWERS_PAGES)
PAGES = ("work", "profile", *CASEWORK_PAGES, *ADMIN_PAGES, *OPEN_PAGES, "sent", "time-machine")


@pytest.mark.parametrize("person", EVERYONE)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_there_for_those_it_is_for(cast: Cast, as_: As, page: str, person: str) -> None:
    staff: Staff = getattr(cast, person)
    assert as_(staff).get(reverse(f"desk:{page}")).status_code == answer(page, person)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_anything_without_signing_in(cast: Cast, page: str) -> None:
    address = reverse(f"desk:{page}")
    came = Client().get(address)
    assert came.status_code == (404 if page in ("sent", "time-machine") else 302)
    assert page in ("sent", "time-machine") or came["Location"] == f"/account/login/?next={address}"


@pytest.mark.parametrize("page", PAGES)
def test_no_browser_keeps_a_page_of_the_desk(cast: Cast, as_: As, settings: LazySettings, page: str) -> None:
    settings.DEMO = True
    person = cast.frank if page in (*ADMIN_PAGES, *OPEN_PAGES) else cast.amira
    came = as_(person).get(reverse(f"desk:{page}"))
    assert came.status_code == 200
    assert "no-store" in came["Cache-Control"]


def test_whoever_only_administers_starts_there(cast: Cast, as_: As) -> None:
    assert as_(cast.frank).get("/desk/")["Location"] == reverse("desk:admin")


def test_an_assessor_is_told_that_cases_are_not_part_of_the_role(cast: Cast, as_: As) -> None:
    assert "does not include working on cases" in as_(cast.eva).get("/desk/").content.decode()


def test_someone_who_was_switched_off_is_out_at_once(cast: Cast, as_: As) -> None:
    client = as_(cast.amira)
    Staff.objects.filter(pk=cast.amira.pk).update(is_active=False)
    assert client.get("/desk/").status_code == 302


def test_the_rail_shows_the_rooms_of_ones_roles(cast: Cast, as_: As) -> None:
    handler, administrator = as_(cast.amira).get("/desk/"), as_(cast.frank).get("/desk/admin/")
    assert [item["label"] for item in handler.context["rail"]] == ["My work", "Team", "All cases"]
    assert [item["label"] for item in administrator.context["rail"]] == ["My work", "Admin"]
    assert [item["label"] for item in administrator.context["rail"] if item["current"]] == ["Admin"]


@pytest.mark.parametrize("page", PAGES)
def test_pages_keep_to_the_content_policy(cast: Cast, as_: As, page: str) -> None:
    cast.frank.roles = ["admin", "handler", "leader"]
    cast.frank.save()
    received(cast.frank.actor())
    came = as_(cast.frank).get(reverse(f"desk:{page}"))
    if came.status_code == 404:
        return
    policy, text = came["Content-Security-Policy"], came.content.decode()
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\son[a-z]+=[\"']|\sstyle=[\"']", text, re.IGNORECASE)


def test_a_form_without_its_token_changes_nothing(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.frank)
    assert client.post(reverse("desk:admin-teams"), {"name": "Billing"}).status_code == 403
