"""A person with a login and a key is one actor: what they did the one way they cannot approve the other way."""

from __future__ import annotations

import pytest

from amends.cases.take import Refused
from amends.people.keys import SCOPES, actor_of, key_of, new_key
from amends.people.models import AdminAct
from amends.record.read import read
from amends.rules.actors import Role
from tests.api.machines import Machine, key_of_person, problem
from tests.api.test_resolution_walk import LOW, SAID, WEIGHED
from tests.cast import START, Cast, take_step


@pytest.fixture
def carol(cast: Cast) -> Machine:
    return key_of_person(cast.carol)


def asked_of_a_leader(cast: Cast, by: Machine) -> str:
    """A case whose leader found, weighed and asked for approval by program."""
    case = by.receive()
    by.takes(case, "recognise", limb="service")
    by.takes(case, "assign", to=cast.amira.actor_id)
    by.takes(case, "confirm_understanding", **SAID, confirmed="by the customer")
    by.takes(case, "identify_option", kind="compensation", title="The rent", pence=900_00)
    by.takes(case, "weigh_option", option=1, **WEIGHED)
    by.takes(case, "assess_risk", option=1, **LOW)
    by.takes(case, "select_option", option=1, rationale="It fits.", why_only="Plain.")
    by.takes(case, "seek_approval", options=[1], due_on="2026-03-06", message="Please.")
    return case


def test_it_acts_as_the_person(cast: Cast, carol: Machine) -> None:
    case = carol.receive()
    carol.takes(case, "note", note="Looked at.")
    assert {entry.by for entry in read(case)[0]} == {cast.carol.actor_id}


def test_nobody_approves_by_hand_what_they_asked_for_by_program(cast: Cast, carol: Machine) -> None:
    case = asked_of_a_leader(cast, carol)
    assert carol.refused(case, "approve", approval=1, reason="Fine.")["rule"] == "not_involved"
    with pytest.raises(Refused) as refused:
        take_step(case, "approve", cast.carol.actor(), START, approval=1, reason="Fine.")
    assert refused.value.ruling.rule == "not_involved"
    take_step(case, "approve", cast.dilip.actor(), START, approval=1, reason="Proved.")


def test_nobody_works_by_program_on_a_complaint_about_themselves(cast: Cast, carol: Machine, handler: Machine) -> None:
    case = handler.receive(about_staff=[cast.carol.actor_id])
    problem(carol.get(f"/cases/{case}"), 404)
    assert handler.get(f"/cases/{case}").status_code == 200


def test_it_has_the_persons_own_limits(cast: Cast, carol: Machine) -> None:
    case = asked_of_a_leader(cast, key_of_person(cast.amira))
    told = carol.get(f"/cases/{case}").json()["options"][0]["authority"]
    assert (told["state"], told["acts_for"]) == ("mine", cast.carol.actor_id)
    carol.takes(case, "approve", approval=1, reason="Proved.")


def test_it_can_do_no_more_than_its_roles_and_the_persons(cast: Cast) -> None:
    cast.carol.roles = ["leader", "handler"]
    cast.carol.save()
    made = {"scopes": [*SCOPES], "at": START, "staff": cast.carol}
    key = key_of(new_key("a", roles=["handler"], teams=["payments", "meters"], **made))
    assert key
    actor = actor_of(key)
    assert (actor.id, actor.roles, actor.teams) == (cast.carol.actor_id, {Role.HANDLER}, {"payments"})
    cast.carol.roles = ["leader"]
    cast.carol.save()
    key.refresh_from_db()
    assert actor_of(key).roles == frozenset()


def test_it_opens_nothing_once_the_person_may_not_sign_in(cast: Cast, carol: Machine) -> None:
    assert carol.get("/cases").status_code == 200
    cast.carol.is_active = False
    cast.carol.save()
    problem(carol.get("/cases"), 401)


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (["quality"], "Carol does not have the role quality."),
        (["customer"], "Carol does not have the role customer."),
        (["leader", "customer"], "staff never answer for a customer"),
    ],
)
def test_a_role_that_the_person_does_not_have_is_refused(cast: Cast, roles: list[str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        new_key("a", roles=roles, scopes=[*SCOPES], teams=[], at=START, staff=cast.carol)


def test_nobody_gets_a_key_who_may_not_sign_in(cast: Cast) -> None:
    cast.carol.is_active = False
    with pytest.raises(ValueError, match="Carol may not sign in, so no key can act as them"):
        new_key("a", roles=["leader"], scopes=[*SCOPES], teams=[], at=START, staff=cast.carol)


def test_whose_it_is_is_noted(cast: Cast, carol: Machine) -> None:
    act = AdminAct.objects.get(what="key_made")
    assert act.after["person"] == cast.carol.actor_id
