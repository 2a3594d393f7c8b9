"""What a form offers that the case itself does not know: people, teams, procedures, and the cases one may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext

from amends.cases.doors import visible
from amends.cases.regimes import registry
from amends.people.models import Organisation, Staff, Team
from amends.rules.actors import CASEWORK, Actor, Role

Choices = list[tuple[str, str]]


@dataclass
class Options:
    """The organisation's choices for one person. Nothing is read before a field asks for it."""

    by: Actor
    customers: Choices = field(default_factory=list)

    def of(self, name: str) -> Choices:
        """The choices of this name (see `amends.rules.choices`). Raises KeyError for a name nobody knows."""
        found: dict[str, Callable[[], Choices]] = {
            "staff": lambda: self.staff,
            "caseworkers": lambda: self.caseworkers,
            "teams": lambda: self.teams,
            "staff_and_teams": lambda: self.staff + [(f"team:{slug}", label) for slug, label in self.teams],
            "regimes": lambda: self.regimes,
            "customers": lambda: self.customers,
        }
        return found[name]()

    def sees(self, reference: str) -> bool:
        return visible(self.by).filter(reference=reference).exists()

    @cached_property
    def _people(self) -> list[Staff]:
        return list(Staff.objects.filter(is_active=True).order_by("name", "email"))

    @cached_property
    def staff(self) -> Choices:
        return _named(self._people)

    @cached_property
    def caseworkers(self) -> Choices:
        """Those who can own a case: an assessor or an administrator could not even open it."""
        return _named([person for person in self._people if CASEWORK & {Role(role) for role in person.roles}])

    @cached_property
    def teams(self) -> Choices:
        return [(team.slug, team.name) for team in Team.objects.order_by("name")]

    @cached_property
    def regimes(self) -> Choices:
        """The procedures in use; the laws beside them are none."""
        there = registry().procedures()
        return [(name, gettext(registry().regime(name).name)) for name in Organisation.here().regimes if name in there]


def _named(people: list[Staff]) -> Choices:
    """Names; where two people share one, with the address that tells them apart."""
    shared = Counter(person.name for person in people)
    return [(p.actor_id, f"{p.name} ({p.email})" if shared[p.name] > 1 else p.name) for p in people]
