"""A case as it stands before one reader at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from amends.cases.take import scene_of
from amends.cases.told.names import Names, names_for
from amends.record.append import Tip
from amends.rules.actors import Actor
from amends.rules.entries import Entry
from amends.rules.facts import Facts
from amends.rules.rulings import Scene


@dataclass(frozen=True)
class Opened:
    """What everything that is told of a case begins with. `at` is the one moment that all of it speaks of;
    `tip`, where the chain of its record ends."""

    reference: str
    actor: Actor
    at: datetime
    facts: Facts
    entries: list[Entry]
    tip: Tip

    @cached_property
    def scene(self) -> Scene:
        return scene_of(self.facts, self.actor, self.at)

    @cached_property
    def names(self) -> Names:
        return names_for(self.facts, self.entries)

    @property
    def today(self) -> date:
        """The day as the calendar on the reader's wall has it."""
        return timezone.localdate(self.at)
