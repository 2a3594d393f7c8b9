"""Away: said by oneself, by an administrator, by a leader for the people of their teams."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from amends.people.authority import authority, set_absence
from amends.people.models import Absence, Staff
from tests.cast import Cast, cast
from tests.desk.conftest import WEDNESDAY, As

__all__ = ["cast"]

TODAY = WEDNESDAY.date()
PAGE = "/desk/admin/away/"


def said(person: Staff, delegate: Staff | None = None, **changes: Any) -> dict[str, Any]:
    named = {"person": person.actor_id, "delegate": delegate.actor_id if delegate else ""}
    return {**named, "from_on": "2026-03-05", "until_on": "2026-03-06", **changes}


def text_of(came: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", came.content.decode()))


def noted(cast: Cast, person: Staff, day: date = TODAY) -> Absence:
    return set_absence(person.actor_id, from_on=day, until_on=day, by=person.actor_id, at=WEDNESDAY)


@pytest.mark.parametrize("person", ["amira", "carol", "dilip", "eva", "frank"])
def test_everyone_says_when_they_are_away_and_who_decides_meanwhile(cast: Cast, as_: As, person: str) -> None:
    staff = getattr(cast, person)
    came = as_(staff).post(PAGE, said(staff, cast.ben), follow=True)
    assert "Noted." in text_of(came)
    assert f"{staff.name} Thu 5 March Fri 6 March Ben To come" in text_of(came)
    row = Absence.objects.get()
    assert (row.person, row.delegate, row.set_by) == (staff.actor_id, cast.ben.actor_id, staff.actor_id)
    assert authority().delegate_of(staff.actor_id, date(2026, 3, 6)) == cast.ben.actor_id


@pytest.mark.parametrize(
    ("by", "person", "may"),
    [
        ("amira", "ben", False),
        ("dilip", "amira", False),
        ("carol", "amira", True),
        ("carol", "gita", False),
        ("frank", "amira", True),
        ("frank", "gita", True),
    ],
)
def test_who_may_say_it_for_whom(cast: Cast, as_: As, by: str, person: str, may: bool) -> None:
    staff, other = getattr(cast, by), getattr(cast, person)
    assert as_(staff).post(PAGE, said(other)).status_code == (302 if may else 422)
    assert Absence.objects.exists() is may
    absence = Absence.objects.first() or noted(cast, other)
    came = as_(staff).post(reverse("desk:admin-away-withdraw", args=[absence.pk]))
    assert came.status_code == (302 if may else 404)
    absence.refresh_from_db()
    assert (absence.withdrawn_at is not None) is may


def test_a_leader_cannot_take_the_powers_of_someone_by_sending_them_away(cast: Cast, as_: As) -> None:
    came = as_(cast.carol).post(PAGE, said(cast.dilip, cast.carol))
    assert came.status_code == 422
    assert "Nobody makes themselves stand in for another" in text_of(came)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until_on": "2026-03-04"}, "The last day cannot be before the first."),
        ({"from_on": "2026-03-03"}, "An absence can begin today or later."),
        ({"delegate": "amira"}, "Nobody can stand in for themselves"),
        ({"delegate": "eva"}, "Select a valid choice."),
        ({"person": "staff:0"}, "Select a valid choice."),
        ({"from_on": "soon"}, "Enter a valid date."),
    ],
)
def test_nonsense_is_refused_in_words(cast: Cast, as_: As, changes: dict[str, str], words: str) -> None:
    ids = {"amira": cast.amira.actor_id, "eva": cast.eva.actor_id}
    meant = {name: ids.get(value, value) for name, value in changes.items()}
    came = as_(cast.amira).post(PAGE, said(cast.amira) | meant)
    assert came.status_code == 422
    assert words in text_of(came)
    assert not Absence.objects.exists()


def test_who_is_away_today_is_told_apart_and_who_was_is_gone(cast: Cast, as_: As) -> None:
    noted(cast, cast.carol)
    noted(cast, cast.gita, date(2026, 3, 9))
    withdrawn = noted(cast, cast.dilip)
    as_(cast.dilip).post(reverse("desk:admin-away-withdraw", args=[withdrawn.pk]))
    lines = as_(cast.amira).get(PAGE).context["lines"]
    assert [(line["who"], line["now"], line["mine"]) for line in lines] == [
        ("Carol", True, False),
        ("Gita", False, False),
    ]
    again = as_(cast.dilip).post(reverse("desk:admin-away-withdraw", args=[withdrawn.pk]), follow=True)
    assert "This absence is over, or was withdrawn already." in text_of(again)


def test_withdrawing_needs_a_form(cast: Cast, as_: As) -> None:
    absence = noted(cast, cast.amira)
    assert as_(cast.amira).get(reverse("desk:admin-away-withdraw", args=[absence.pk])).status_code == 405
