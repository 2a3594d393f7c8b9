"""Who is meant by an id in the history of administration: a person, a role, a key, a team."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from amends.desk.words import ROLES
from amends.people.acts import COMMAND_LINE
from amends.people.models import ApiKey, Staff, Team


@dataclass
class Holders:
    """Names are read once for a page, each kind when it is first needed."""

    @cached_property
    def staff(self) -> dict[str, str]:
        return {f"staff:{pk}": name for pk, name in Staff.objects.values_list("pk", "name")}

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {f"key:{pk}": name for pk, name in ApiKey.objects.values_list("pk", "name")}

    @cached_property
    def _teams(self) -> dict[str, str]:
        return {f"team:{slug}": name for slug, name in Team.objects.values_list("slug", "name")}

    def name(self, one: str) -> str:
        """For people to read; an id of something else as it is."""
        if one in ROLES:
            return str(ROLES[one])
        kind = one.partition(":")[0]
        if kind == "staff":
            return self.staff.get(one) or _("Someone who has left")
        if kind == "key":
            return self._keys.get(one, one)
        if kind == "team":
            return self._teams.get(one, one)
        return {COMMAND_LINE: _("The command line"), "system": _("The system")}.get(one, one)
