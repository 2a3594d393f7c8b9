"""The regimes of this installation, read once: the packs that ship, and the organisation's own beside them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from amends.cases.contact import wants_contact, with_contact
from amends.people.models import Organisation
from amends.rules.calendars import Calendar
from amends.rules.facts import Facts
from amends.rules.packfiles import Registry, builtin_folder, load_all
from amends.rules.redress import currency_of
from amends.rules.regimes import Regime


@lru_cache(maxsize=1)
def registry() -> Registry:
    """All packs. Raises PackError, naming the file, the key and what was expected, when one is broken."""
    return load_all([builtin_folder(), *(Path(folder) for folder in settings.AMENDS_PACKS)])


def pack_of(facts: Facts) -> Regime:
    """The regime of a case as its pack has it, in the edition that the case has pinned. Raises KeyError for a regime
    whose pack is gone."""
    return registry().regime(facts.regime, edition=facts.edition)


def regime_for(facts: Facts) -> Regime:
    """The regime of a case, with the organisation's own target where the regime has none. Raises KeyError as above."""
    regime = pack_of(facts)
    return with_contact(regime, facts) if wants_contact(regime, facts) else regime


def currencies() -> list[str]:
    """Those that the organisation's procedures count in. The first is that of the usual one: amounts that belong to no
    case, limits and the service offer, are in it. One query."""
    here, there = Organisation.here(), registry().procedures()
    names = [name for name in (here.regime, *here.regimes) if name in there]
    found = dict.fromkeys(registry().regime(name).currency for name in names)
    return list(found) or [currency_of("")]


def calendar_for(regime: Regime) -> Calendar:
    return registry().calendar(regime.calendar)
