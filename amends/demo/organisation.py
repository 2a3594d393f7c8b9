"""The invented organisation and its staff, one or more of every role. They all sign in with the same password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth.hashers import make_password

from amends.handbook.models import Entitlement
from amends.handbook.service_offer import add
from amends.people.authority import lay_down_usual, set_absence, set_limit
from amends.people.models import Organisation, Staff, Team
from amends.rules.authority import EVERYTHING
from amends.rules.redress import Redress

NAME = "Fernhill Community Group"
PASSWORD = "fernhill-demo-2026"  # noqa: S105 a demonstration's, printed when it starts
CONTACT = "Fernhill Community Group, 1 Orchard Lane, Fernhill. Telephone 01632 960100, complaints@fernhill.example."


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff; their address is their first name."""

    name: str
    roles: tuple[str, ...]
    teams: tuple[str, ...]

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}@fernhill.example"


TEAMS = {
    "energy": "Home energy",
    "savings": "Savings and loans",
    "payments": "Cards and payments",
    "homes": "Homes",
    "clinic": "Community clinic",
    "us": "Cards in the United States",
}
EVERYWHERE = tuple(TEAMS)

STAFF = (
    Member("Marcus Bell", ("leader",), ("energy", "us")),
    Member("Sunita Rao", ("leader",), ("savings", "payments")),
    Member("Helen Marsh", ("leader",), ("homes", "clinic")),
    Member("Tom Avery", ("handler",), ("energy", "us")),
    Member("Leila Haddad", ("handler",), ("energy",)),
    Member("Owen Price", ("handler",), ("energy", "savings")),
    Member("Grace Mensah", ("handler",), ("savings", "payments")),
    Member("Daniel Kovac", ("handler",), ("payments",)),
    Member("Ruth Lindqvist", ("handler",), ("payments", "savings", "us")),
    Member("Imran Siddiqui", ("handler",), ("homes",)),
    Member("Chloe Barnes", ("handler",), ("homes", "clinic")),
    Member("Peter Novak", ("handler",), ("homes",)),
    Member("Aoife Brennan", ("handler",), ("clinic", "homes")),
    Member("Dilys Morgan", ("quality",), EVERYWHERE),
    Member("Victor Adeyemi", ("quality",), EVERYWHERE),
    Member("Joan Whitfield", ("assessor",), EVERYWHERE),
    Member("Frances Okoro", ("admin",), ()),
)


LAWS = ("uk-cra-2015-goods", "uk-cra-2015-services")
"""The laws that stand beside the procedures."""
SERVICE_OFFER: tuple[tuple[str, Redress, str, int | None, str], ...] = (
    (
        "An appointment that we missed",
        Redress.GOODWILL,
        "£30 for the missed appointment",
        30_00,
        "Service offer, point 2",
    ),
    (
        "A bill that was wrong through our fault",
        Redress.REFUND,
        "Pay back what was charged too much",
        None,
        "Refund policy, section 1",
    ),
    (
        "A payment that we took twice",
        Redress.REFUND,
        "Pay the second payment back within two days",
        None,
        "Refund policy, section 3",
    ),
    (
        "A repair that did not last six months",
        Redress.REPAIR,
        "Repair it again, at our cost",
        None,
        "Service offer, point 5",
    ),
    ("An answer that came late", Redress.APOLOGY, "Say sorry, and say why it was late", None, "Service offer, point 1"),
)
"""When it is due, the kind, what would be done, its amount in pence if it has one, and where it stands."""

FOUNDED, TRUSTED = datetime(2020, 1, 6, 9, tzinfo=UTC), datetime(2025, 3, 3, 9, tzinfo=UTC)
"""When the limits were laid down, and when one of the handlers got one of her own."""


def found(address: str, regimes: list[str], at: datetime) -> dict[str, Staff]:
    """Write the organisation, its teams, its people and their authority; the people by name."""
    Organisation.objects.create(
        name=NAME, contact=CONTACT, address=address, regime="general", regimes=[*regimes, *LAWS], demo=True
    )
    for slug, name in TEAMS.items():
        Team.objects.create(slug=slug, name=name)
    # Hashed once: it is slow on purpose, and here it is the same for everybody.
    password = make_password(PASSWORD)
    staff = {member.name: _hire(member, password) for member in STAFF}
    _empower(staff, at)
    _lay_down_the_service_offer(staff["Frances Okoro"].actor_id)
    return staff


def _empower(staff: dict[str, Staff], at: datetime) -> None:
    """The usual limits; someone with one of her own; someone away today, and who decides in her place."""
    by = staff["Frances Okoro"].actor_id
    lay_down_usual(from_on=FOUNDED.date(), by=by, at=FOUNDED)
    ruth, why = staff["Ruth Lindqvist"].actor_id, "Twelve years of disputed payments, and she trains others."
    for kind, pence in ((Redress.REFUND.value, 600_00), (EVERYTHING, 650_00)):
        set_limit(ruth, kind, pence, from_on=TRUSTED.date(), by=by, at=TRUSTED, reason=why)
    away = {"from_on": at.date(), "until_on": at.date() + timedelta(days=9)}
    sunita, marcus = staff["Sunita Rao"].actor_id, staff["Marcus Bell"].actor_id
    set_absence(sunita, **away, delegate=marcus, by=sunita, at=at)


def _lay_down_the_service_offer(by: str) -> None:
    for occasion, kind, title, pence, source in SERVICE_OFFER:
        line = Entitlement(occasion=occasion, kind=kind.value, title=title, pence=pence, source=source)
        add(line, by=by, at=FOUNDED)


def _hire(member: Member, password: str) -> Staff:
    staff = Staff.objects.create(
        email=member.email,
        name=member.name,
        roles=list(member.roles),
        password=password,
        settings={"demo_password": PASSWORD},  # no secret: the sign-in page offers it
    )
    staff.teams.set(Team.objects.filter(slug__in=member.teams))
    return staff


def sign_ins() -> list[tuple[str, str, str]]:
    """Name, address and roles of everybody, to be printed."""
    return [(member.name, member.email, ", ".join(member.roles)) for member in STAFF]
