"""Who is who: the names behind the ids of a record, read once for a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from amends.people.models import ApiKey, Staff, Team
from amends.rules.entries import Entry
from amends.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class Names:
    known: Mapping[str, str]
    customer: str

    def who(self, actor: str) -> str:
        """A name for an id such as `staff:7`, `team:payments`, `customer:…`, `key:3` or `system`."""
        kind = actor.partition(":")[0]
        if kind == "customer":
            return self.customer or gettext("The customer")
        if kind == "system":
            return gettext("The system")
        return self.known.get(actor) or gettext("Someone who has left")

    def team(self, slug: str) -> str:
        return self.known.get(f"team:{slug}", slug)


def names_for(facts: Facts, entries: Iterable[Entry]) -> Names:
    """The names that the pages of this case need: two queries, and one more where a machine took part."""
    ids = set(_ids(facts, entries))
    staff = Staff.objects.filter(pk__in=_numbers(ids, "staff:")).values_list("pk", "name")
    known = {f"staff:{pk}": name for pk, name in staff}
    known |= {f"team:{slug}": name for slug, name in Team.objects.values_list("slug", "name")}
    if keys := _numbers(ids, "key:"):
        known |= {f"key:{pk}": name for pk, name in ApiKey.objects.filter(pk__in=keys).values_list("pk", "name")}
    return Names(known, facts.customer_name)


def _ids(facts: Facts, entries: Iterable[Entry]) -> Iterator[str]:
    yield facts.owner
    yield from facts.about_staff
    for entry in entries:
        yield entry.by
        yield from (entry.word(name) for name in ("to", "from", "of", "owner", "asked_of", "acts_for"))


def _numbers(ids: Iterable[str], prefix: str) -> list[int]:
    return sorted(
        int(one.removeprefix(prefix)) for one in ids if one.startswith(prefix) and one[len(prefix) :].isdecimal()
    )
