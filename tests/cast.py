"""The standing cast: an organisation, people of every role, and short ways to begin a case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from amends.cases.take import Taken, open_case, take
from amends.people.authority import lay_down_usual
from amends.people.models import Organisation, Staff, Team
from amends.rules.actors import Actor, Role
from amends.rules.steps import STEPS
from amends.rules.steps.intake import Receive

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""A Monday morning."""
PASSWORD = "correct horse battery"


class Cast:
    """Amira and Ben handle, Carol leads, Dilip is quality, Eva assesses, Frank administers; Gita is another team's.

    The usual limits of authority hold, at whatever date a test stands.
    """

    def __init__(self, regime: str = "general") -> None:
        self.organisation = Organisation.objects.create(
            name="Northern Energy", regime=regime, regimes=[regime], address="http://testserver"
        )
        self.payments = Team.objects.create(slug="payments", name="Payments")
        self.meters = Team.objects.create(slug="meters", name="Meters")
        self.amira = self._staff("amira", [Role.HANDLER], self.payments)
        self.ben = self._staff("ben", [Role.HANDLER], self.payments)
        self.carol = self._staff("carol", [Role.LEADER], self.payments)
        self.dilip = self._staff("dilip", [Role.QUALITY], self.payments)
        self.eva = self._staff("eva", [Role.ASSESSOR], self.payments)
        self.frank = self._staff("frank", [Role.ADMIN], self.payments)
        self.gita = self._staff("gita", [Role.HANDLER], self.meters)
        lay_down_usual(from_on=date(2000, 1, 1), by="system", at=START)

    def _staff(self, name: str, roles: list[Role], team: Team) -> Staff:
        staff = Staff.objects.create_user(
            f"{name}@northern.example", PASSWORD, name=name.capitalize(), roles=[role.value for role in roles]
        )
        staff.teams.add(team)
        return staff


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def customer(reference: str) -> Actor:
    return Actor(f"customer:{reference}", frozenset({Role.CUSTOMER}))


def received(by: Actor, at: datetime = START, **fields: Any) -> Taken:
    """A case as it comes in."""
    said = {
        "channel": "phone",
        "subject": "Charged twice",
        "story": "I was charged 64 pounds twice on 2 February and told it was my fault.",
        "wants": "The money back and an apology.",
        "customer_name": "Jo Marsh",
        "customer_email": "jo@example.org",
        "team": "payments",
        **fields,
    }
    return open_case(Receive.model_validate(said), by=by, at=at)


def take_step(reference: str, name: str, by: Actor, at: datetime, **fields: Any) -> Taken:
    """A step by its name, as the API takes it."""
    return take(reference, STEPS[name].model_validate(fields), by=by, at=at)


def days(number: float) -> timedelta:
    return timedelta(days=number)
