"""What administrators changed: every change is on the list, without what is personal or secret."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from amends.cases.regimes import registry
from amends.desk.admin.acts import LABELS, WHAT
from amends.people.acts import What
from amends.people.authority import end_limit, set_absence, set_limit, withdraw_absence
from amends.people.models import AdminAct, ApiKey, AuthorityLimit, Staff
from amends.rules.explain import UNVERIFIED
from tests.cast import Cast, cast
from tests.desk.conftest import WEDNESDAY, As

__all__ = ["cast"]

PAGE = "/desk/admin/changes/"


@pytest.fixture
def frank(cast: Cast, as_: As) -> Client:
    return as_(cast.frank)


def person(**changes: Any) -> dict[str, Any]:
    said = {"name": "Hana Novak", "email": "hana@northern.example", "roles": ["handler"], "teams": ["meters"]}
    return {**said, "is_active": "on", **changes}


def last() -> AdminAct:
    return AdminAct.objects.latest("pk")


def count() -> int:
    return AdminAct.objects.count()


def lines(client: Client) -> list[str]:
    """The rows of the table as they read."""
    text = client.get(PAGE).content.decode()
    body = text[text.index("<tbody") : text.index("</tbody")]
    rows = (re.sub(r"<[^>]+>", " ", row) for row in body.split("</tr>")[:-1])
    return [re.sub(r"\s+", " ", row).replace(" becomes ", " ").strip() for row in rows]


def test_someone_added_and_a_password_set_are_noted_without_name_address_or_password(cast: Cast, frank: Client) -> None:
    frank.post(reverse("desk:admin-person-new"), person())
    hana = Staff.objects.get(email="hana@northern.example")
    act = last()
    assert (act.what, act.by, act.at, act.subject) == (
        What.PERSON_ADDED,
        cast.frank.actor_id,
        WEDNESDAY,
        hana.actor_id,
    )
    assert act.after == {"roles": ["handler"], "teams": ["meters"], "active": True}
    frank.post(reverse("desk:admin-password", args=[hana.pk]))
    assert (last().what, last().before, last().after) == (What.PASSWORD_SET, {}, {})
    kept = json.dumps(list(AdminAct.objects.values("subject", "before", "after")))
    assert "ana" not in kept.replace("organisation", "")


def test_changed_roles_are_told_before_and_after_and_an_address_only_as_changed(cast: Cast, frank: Client) -> None:
    address = reverse("desk:admin-person", args=[cast.ben.pk])
    said = person(name="Ben", email="b@northern.example", roles=["handler", "leader"], teams=["payments"])
    frank.post(address, said)
    assert last().before == {"roles": ["handler"], "teams": ["payments"], "active": True}
    assert last().after == {
        "roles": ["handler", "leader"],
        "teams": ["payments"],
        "active": True,
        "changed_too": ["email"],
    }
    told = (
        "Wed 4 March 2026, 09:30 Frank Changed someone: Ben Roles: Complaint handler → Complaint handler, Team leader"
    )
    assert lines(frank)[0] == f"{told} Changed too: email address"


def test_saving_without_a_change_is_no_change(cast: Cast, frank: Client) -> None:
    before = count()
    frank.post(
        reverse("desk:admin-person", args=[cast.ben.pk]),
        person(name="Ben", email=cast.ben.email, teams=["payments"]),
    )
    frank.post(reverse("desk:admin-team", args=["payments"]), {"name": "Payments"})
    here = {"name": "Northern Energy", "contact": "", "address": "http://testserver", "regimes": ["general"]}
    frank.post(reverse("desk:admin-organisation"), {**here, "regime": "general"})
    assert count() == before


def test_teams_are_noted(frank: Client) -> None:
    frank.post(reverse("desk:admin-teams"), {"name": "Billing"})
    assert (last().what, last().subject, last().after) == (What.TEAM_MADE, "team:billing", {"name": "Billing"})
    frank.post(reverse("desk:admin-team", args=["billing"]), {"name": "Bills"})
    assert (last().what, last().before, last().after) == (What.TEAM_RENAMED, {"name": "Billing"}, {"name": "Bills"})
    assert "Renamed a team: Bills Name: Billing → Bills" in lines(frank)[0]


def test_keys_are_noted_without_their_secret(cast: Cast, frank: Client) -> None:
    said = {"name": "Website", "scopes": ["cases:read"], "roles": ["handler"], "teams": ["meters"]}
    shown = frank.post(reverse("desk:admin-keys"), said).content.decode()
    key = ApiKey.objects.get()
    assert (last().what, last().by, last().subject) == (What.KEY_MADE, cast.frank.actor_id, f"key:{key.pk}")
    assert last().after == {"roles": ["handler"], "scopes": ["cases:read"], "teams": ["meters"]}
    assert "Made a key: Website Roles: Complaint handler It may: Read cases Teams: Meters" in lines(frank)[0]
    for _twice in range(2):
        frank.post(reverse("desk:admin-key-revoke", args=[key.pk]))
    assert AdminAct.objects.filter(what=What.KEY_REVOKED).count() == 1
    secret = re.search(r"amends_[\w-]+", shown)
    assert secret
    assert secret[0][7:12] not in json.dumps(list(AdminAct.objects.values("subject", "before", "after")))


def test_procedures_in_use_are_noted(frank: Client) -> None:
    said = {"name": "Southern", "contact": "", "address": "", "regimes": ["general", "uk-fca-disp"]}
    said["no_contact_days"] = "10"
    frank.post(reverse("desk:admin-organisation"), {**said, "regime": "uk-fca-disp"})
    assert last().before == {"regime": "general", "regimes": ["general"], "no_contact_days": 10}
    assert last().after == {
        "regime": "uk-fca-disp",
        "regimes": ["general", "uk-fca-disp"],
        "no_contact_days": 10,
        "changed_too": ["name", "address"],
    }
    assert "Southern" not in json.dumps(last().after)
    assert "Changed the organisation Usual procedure: general → uk-fca-disp" in lines(frank)[0]


def test_confirmed_time_limits_are_noted(frank: Client, settings: LazySettings, tmp_path: Path) -> None:
    settings.AMENDS_HOME, settings.AMENDS_PACKS = tmp_path, []
    registry.cache_clear()
    clock = next(one.id for one in registry().regime("uk-fca-disp").clocks if one.confidence in UNVERIFIED)
    address = reverse("desk:admin-procedure", args=["uk-fca-disp"])
    for on, what in (("yes", What.CLOCK_CONFIRMED), ("no", What.CLOCK_WITHDRAWN)):
        frank.post(address, {"clock": clock, "on": on})
        assert (last().what, last().subject) == (what, f"uk-fca-disp/{clock}")
    settings.AMENDS_PACKS = []
    registry.cache_clear()


def test_limits_and_absences_are_told_in_words(cast: Cast, as_: As, frank: Client) -> None:
    who = {"by": cast.frank.actor_id, "at": WEDNESDAY}
    today, tomorrow = WEDNESDAY.date(), WEDNESDAY.date().replace(day=5)
    limit = set_limit("handler", "other", 64_50, from_on=today, reason="Secret plans.", **who)
    end_limit(limit.pk, until_on=tomorrow, reason="x", **who)
    away = set_absence(cast.carol.actor_id, from_on=today, until_on=today, delegate=cast.ben.actor_id, **who)
    withdraw_absence(away.pk, **who)
    told = [line.removeprefix("Wed 4 March 2026, 09:30 Frank ") for line in lines(as_(cast.dilip))[:4]]
    day = "Wed 4 March 2026"
    assert told == [
        f"Withdrew an absence: Carol From: {day} Until: {day} In their place: Ben",
        f"Noted an absence: Carol From: {day} Until: {day} In their place: Ben",
        "Ended a limit of authority: Complaint handler For what: Something else Until: Thu 5 March 2026",
        f"Set a limit of authority: Complaint handler For what: Something else How much: up to £64.50 From: {day}",
    ]
    assert "Secret plans." not in json.dumps(list(AdminAct.objects.values("before", "after")))


def test_the_usual_limits_were_laid_down_by_the_system(frank: Client) -> None:
    assert lines(frank)[-1].endswith("The system Laid down the usual limits From: Sat 1 January 2000")


def test_every_kind_of_change_has_words() -> None:
    assert set(WHAT) == set(What)
    assert all(str(words) for words in (*WHAT.values(), *LABELS.values()))


def test_the_list_asks_the_database_little_however_long_it_is(
    cast: Cast, frank: Client, django_assert_max_num_queries: Any
) -> None:
    who = {"by": cast.frank.actor_id, "at": WEDNESDAY, "reason": "x"}
    for pence in range(60):
        set_limit("handler", "other", pence, from_on=WEDNESDAY.date(), **who)
    with django_assert_max_num_queries(9):
        came = frank.get(PAGE)
    assert len(came.context["lines"]) == 50
    assert AuthorityLimit.objects.filter(kind="other", holder="handler", ended_at=None).count() == 1
