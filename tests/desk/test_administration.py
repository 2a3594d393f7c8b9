"""Administration: what is changed there holds at once, and nobody can lock everyone out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from amends.cases.doors import visible
from amends.people.keys import actor_of, key_of
from amends.people.models import ApiKey, Organisation, Staff, Team
from amends.rules.actors import Role
from amends.rules.steps import STEPS
from tests.cast import START, Cast, cast, received
from tests.desk.conftest import As

__all__ = ["cast"]


def person(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Hana Novak",
        "email": "Hana@Northern.example",
        "roles": ["handler"],
        "teams": ["meters"],
        "is_active": "on",
        **changes,
    }


def secret_on(text: str) -> str:
    found = re.search(r"<code>([^<]+)</code>", text)
    assert found
    return found[1]


# --- people ------------------------------------------------------------------------------------------------------


def test_someone_new_can_sign_in_with_the_password_that_was_shown(cast: Cast, as_: As) -> None:
    came = as_(cast.frank).post(reverse("desk:admin-person-new"), person())
    password = secret_on(came.content.decode())
    assert "no-store" in came["Cache-Control"]
    hana = Staff.objects.get(email="hana@northern.example")
    assert hana.actor().teams == {"meters"}
    browser = Client()
    browser.post(reverse("account_login"), {"login": hana.email, "password": password})
    assert browser.get("/desk/").status_code == 200


def test_roles_and_teams_hold_at_once(cast: Cast, as_: As) -> None:
    reference = received(cast.gita.actor(), START, team="meters").reference
    frank, ben = as_(cast.frank), as_(cast.ben)
    assert ben.get(reverse("desk:read-back", args=[reference])).status_code == 404
    address = reverse("desk:admin-person", args=[cast.ben.pk])
    frank.post(
        address, person(name="Ben", email=cast.ben.email, teams=["meters", "payments"], roles=["handler", "leader"])
    )
    assert ben.get(reverse("desk:read-back", args=[reference])).status_code == 200
    assert Staff.objects.get(pk=cast.ben.pk).actor().has(Role.LEADER)


def test_someone_switched_off_is_out(cast: Cast, as_: As) -> None:
    frank, ben = as_(cast.frank), as_(cast.ben)
    said = person(name="Ben", email=cast.ben.email)
    del said["is_active"]
    frank.post(reverse("desk:admin-person", args=[cast.ben.pk]), said)
    assert ben.get("/desk/").status_code == 302
    assert "Switched off" in frank.get(reverse("desk:admin-people")).content.decode()


@pytest.mark.parametrize("change", [{"roles": ["handler"]}, {"is_active": ""}])
def test_the_last_administrator_stays_one(cast: Cast, as_: As, change: dict[str, Any]) -> None:
    said = person(**{"name": "Frank", "email": cast.frank.email, "roles": ["admin"], **change})
    if not said["is_active"]:
        del said["is_active"]
    came = as_(cast.frank).post(reverse("desk:admin-person", args=[cast.frank.pk]), said)
    assert came.status_code == 422
    assert "Someone must stay an administrator" in came.content.decode()
    assert Staff.objects.get(pk=cast.frank.pk).roles == ["admin"]


def test_with_a_second_administrator_the_first_may_go(cast: Cast, as_: As) -> None:
    Staff.objects.filter(pk=cast.carol.pk).update(roles=["leader", "admin"])
    said = person(name="Frank", email=cast.frank.email, roles=["handler"])
    assert as_(cast.frank).post(reverse("desk:admin-person", args=[cast.frank.pk]), said).status_code == 302


def test_one_address_is_one_person(cast: Cast, as_: As) -> None:
    came = as_(cast.frank).post(reverse("desk:admin-person-new"), person(email="AMIRA@northern.example"))
    assert came.status_code == 422
    assert "Someone else has this address." in came.content.decode()


@pytest.mark.parametrize("change", [{"roles": ["king"]}, {"teams": ["nowhere"]}, {"email": "no address"}, {"name": ""}])
def test_what_does_not_exist_is_refused(cast: Cast, as_: As, change: dict[str, Any]) -> None:
    before = Staff.objects.count()
    assert as_(cast.frank).post(reverse("desk:admin-person-new"), person(**change)).status_code == 422
    assert Staff.objects.count() == before


def test_a_temporary_password_ends_the_sessions_of_that_person(cast: Cast, as_: As) -> None:
    frank, ben = as_(cast.frank), as_(cast.ben)
    came = frank.post(reverse("desk:admin-password", args=[cast.ben.pk]))
    password = secret_on(came.content.decode())
    assert "no-store" in came["Cache-Control"]
    assert ben.get("/desk/").status_code == 302
    assert Staff.objects.get(pk=cast.ben.pk).check_password(password)
    assert frank.get(reverse("desk:admin-password", args=[cast.ben.pk])).status_code == 405


# --- teams and the organisation ----------------------------------------------------------------------------------


def test_a_team_is_made_and_renamed_and_keeps_its_id(cast: Cast, as_: As) -> None:
    frank = as_(cast.frank)
    frank.post(reverse("desk:admin-teams"), {"name": "Billing & Refunds"})
    team = Team.objects.get(slug="billing-refunds")
    frank.post(reverse("desk:admin-team", args=[team.slug]), {"name": "Refunds"})
    assert Team.objects.get(slug="billing-refunds").name == "Refunds"
    assert "Refunds" in frank.get(reverse("desk:admin-teams")).content.decode()


@pytest.mark.parametrize("name", ["", "!!!", "payments", "PAYMENTS"])
def test_a_team_needs_a_name_of_its_own(cast: Cast, as_: As, name: str) -> None:
    assert as_(cast.frank).post(reverse("desk:admin-teams"), {"name": name}).status_code == 422
    assert Team.objects.count() == 2


def test_the_organisations_procedures_are_offered_at_intake(cast: Cast, as_: As) -> None:
    said = {
        "name": "Southern Energy",
        "contact": "01632 960200",
        "address": "https://help.southern.example",
        "regimes": ["general", "uk-fca-disp"],
        "regime": "uk-fca-disp",
    }
    assert as_(cast.frank).post(reverse("desk:admin-organisation"), said).status_code == 302
    here = Organisation.here()
    assert (here.name, here.contact, here.address) == (
        "Southern Energy",
        "01632 960200",
        "https://help.southern.example",
    )
    text = as_(cast.amira).get(reverse("desk:intake")).content.decode()
    assert 'value="uk-fca-disp" selected' in text
    assert received(cast.amira.actor(), START).facts.regime == "uk-fca-disp"


@pytest.mark.parametrize(
    "change",
    [
        {"regime": "uk-fca-disp"},
        {"regimes": []},
        {"regimes": ["nowhere"]},
        {"regimes": ["general", "ie-cbi-cpc-2025"]},
        {"address": "javascript:alert(1)"},
    ],
)
def test_the_usual_procedure_is_one_of_those_in_use(cast: Cast, as_: As, change: dict[str, Any]) -> None:
    said = {"name": "Northern", "contact": "", "address": "", "regimes": ["general"], "regime": "general", **change}
    assert as_(cast.frank).post(reverse("desk:admin-organisation"), said).status_code == 422
    assert Organisation.here().regime == "general"


def test_consumer_law_is_laid_beside_the_procedures_and_is_none_of_them(cast: Cast, as_: As) -> None:
    frank, page = as_(cast.frank), reverse("desk:admin-organisation")
    said = {"name": "Northern", "contact": "", "address": "", "regimes": ["general"], "regime": "general"}
    assert frank.post(page, {**said, "laws": ["uk-cra-2015-goods"]}).status_code == 302
    assert Organisation.here().regimes == ["general", "uk-cra-2015-goods"]
    assert 'name="laws" value="uk-cra-2015-goods" checked' in re.sub(
        r' id="[^"]+"', "", frank.get(page).content.decode()
    )
    reference = received(cast.amira.actor(), START).reference
    options = as_(cast.amira).get(reverse("desk:options", args=[reference])).content.decode()
    assert "Consumer Rights Act 2015 - goods" in options
    for asked in (reverse("desk:intake"), reverse("desk:team")):
        assert "uk-cra-2015-goods" not in as_(cast.carol).get(asked).content.decode()


@pytest.mark.parametrize("law", ["general", "gb-post-2008", "nowhere"])
def test_a_procedure_or_what_gives_no_remedy_is_no_law_beside_it(cast: Cast, as_: As, law: str) -> None:
    said = {"name": "Northern", "contact": "", "address": "", "regimes": ["general"], "regime": "general"}
    assert as_(cast.frank).post(reverse("desk:admin-organisation"), {**said, "laws": [law]}).status_code == 422


# --- keys --------------------------------------------------------------------------------------------------------


def key(**changes: Any) -> dict[str, Any]:
    return {"name": "Website", "scopes": ["cases:read"], "roles": ["handler"], "teams": ["meters"], **changes}


def test_a_key_is_shown_once_and_opens_what_it_says(cast: Cast, as_: As) -> None:
    frank = as_(cast.frank)
    came = frank.post(reverse("desk:admin-keys"), key())
    secret = secret_on(came.content.decode())
    assert "no-store" in came["Cache-Control"]
    made = key_of(secret)
    assert made is not None
    assert (made.scopes, actor_of(made).teams) == (["cases:read"], {"meters"})
    listed = frank.get(reverse("desk:admin-keys")).content.decode()
    assert secret not in listed
    assert made.prefix in listed


def test_a_revoked_key_opens_nothing(cast: Cast, as_: As) -> None:
    frank = as_(cast.frank)
    secret = secret_on(frank.post(reverse("desk:admin-keys"), key()).content.decode())
    pk = ApiKey.objects.get().pk
    assert frank.get(reverse("desk:admin-key-revoke", args=[pk])).status_code == 405
    assert as_(cast.carol).post(reverse("desk:admin-key-revoke", args=[pk])).status_code == 404
    assert key_of(secret)
    frank.post(reverse("desk:admin-key-revoke", args=[pk]))
    assert key_of(secret) is None
    assert "Revoked" in frank.get(reverse("desk:admin-keys")).content.decode()


@pytest.mark.parametrize(
    "change", [{"roles": ["admin"]}, {"roles": []}, {"scopes": ["all"]}, {"teams": ["nowhere"]}, {"name": ""}]
)
def test_a_key_gets_no_more_than_there_is(cast: Cast, as_: As, change: dict[str, Any]) -> None:
    assert as_(cast.frank).post(reverse("desk:admin-keys"), key(**change)).status_code == 422
    assert not ApiKey.objects.exists()


# --- who may do what, health -------------------------------------------------------------------------------------


def test_the_table_of_roles_is_that_of_the_steps(cast: Cast, as_: As) -> None:
    came = as_(cast.frank).get(reverse("desk:admin-roles"))
    assert [line["label"] for line in came.context["lines"]] == [step.label for step in STEPS.values()]
    roles = ["handler", "leader", "quality", "assessor", "admin", "customer", "system"]
    for line, step in zip(came.context["lines"], STEPS.values(), strict=True):
        assert [bool(may) for may in line["who"]] == [Role(role) in step.who for role in roles]


def test_health_says_what_is_well_and_what_is_not(cast: Cast, as_: As) -> None:
    came = as_(cast.frank).get(reverse("desk:admin-health"))
    found = {check.what: check.kind for check in came.context["checks"]}
    assert found["Database"] == found["Version"] == found["Messages"] == "ok"
    assert found["Record"] == "warn"
    assert "It has never been sealed." in came.content.decode()


def test_health_says_when_messages_are_stuck(cast: Cast, as_: As) -> None:
    from amends.cases.models import Outgoing

    Outgoing.objects.create(
        case="C-26-000001", entry=1, to="jo@example.org", subject="s", body="b", queued_at=START, next_try_at=START
    )
    text = as_(cast.frank).get(reverse("desk:admin-health")).content.decode()
    assert "1 messages wait; the oldest was written 2 days ago." in text
    assert "jo@example.org" not in text


def test_messages_that_a_demonstration_only_shows_are_no_alarm(cast: Cast, as_: As, settings: LazySettings) -> None:
    from amends.cases.models import Outgoing

    Outgoing.objects.create(
        case="C-26-000001", entry=1, to="jo@example.org", subject="s", body="b", queued_at=START, failure="shown only"
    )
    words = "1 messages could not be sent at all."
    assert words in as_(cast.frank).get(reverse("desk:admin-health")).content.decode()
    settings.DEMO = True
    assert words not in as_(cast.frank).get(reverse("desk:admin-health")).content.decode()


def test_an_administrator_sees_no_case(cast: Cast) -> None:
    received(cast.amira.actor(), START)
    assert not visible(cast.frank.actor()).exists()
