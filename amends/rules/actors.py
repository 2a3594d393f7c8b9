"""Who acts: one value for a member of staff, a customer, an API key or the system."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do here. One person may hold several; a customer holds only that one."""

    HANDLER = "handler"
    LEADER = "leader"
    QUALITY = "quality"
    ASSESSOR = "assessor"
    ADMIN = "admin"
    CUSTOMER = "customer"
    SYSTEM = "system"


CASEWORK = frozenset({Role.HANDLER, Role.LEADER, Role.QUALITY})
"""Roles that work on cases. Administrators and assessors do not, unless they also hold one of these."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever takes a step. `id` is `staff:7`, `customer:<case>`, `key:3` or `system`; never a name or an address."""

    id: str
    roles: frozenset[Role]
    teams: frozenset[str] = frozenset()

    @property
    def is_customer(self) -> bool:
        return Role.CUSTOMER in self.roles

    @property
    def is_staff(self) -> bool:
        return self.id.startswith("staff:")

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds any of these roles."""
        return not self.roles.isdisjoint(roles)


SYSTEM = Actor(id="system", roles=frozenset({Role.SYSTEM}))
