"""What the stories are told in: areas of work with their topics, the people who complain, and the present."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any, Literal

from amends.cases.regimes import calendar_for, registry
from amends.people.models import Staff
from amends.rules.actors import Actor, Role
from amends.rules.calendars import Calendar
from amends.rules.redress import Redress
from amends.rules.steps.intake import Channel

AREAS = Path(__file__).parent / "areas"
NAMES = Path(__file__).parent / "names.toml"


@dataclass(frozen=True, slots=True)
class Issue:
    """A point complained of: what is said when it is justified (`up`) and when it is not (`down`)."""

    title: str
    about: str
    up: str
    down: str
    cause: str
    let_down: Literal["people", "systems", "resources"]
    proof: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of trouble, in clauses that are put together differently each time. `way` is what would put it right,
    of a kind of redress, with its sums; `redress` says the same in the answer."""

    id: str
    product: str
    subject: list[str]
    what: list[str]
    then: list[str]
    so: list[str]
    wants: list[str]
    question: str
    answer: str
    promise: list[str]
    redress: str
    kind: Redress
    way: str
    issues: tuple[Issue, ...]
    rare: bool = False  # only in a story of its own


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the organisation: one team, one regime. `days` is how many working days an answer usually takes."""

    team: str
    name: str
    regime: str
    limbs: list[str]
    share: int
    days: int
    channels: list[Channel]
    topics: tuple[Topic, ...]
    currency: str = "£"

    def topic(self, topic_id: str) -> Topic:
        return next(topic for topic in self.topics if topic.id == topic_id)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who complains, perhaps more than once."""

    name: str
    email: str
    phone: str
    address: str


@dataclass(slots=True)
class World:
    """Everything that stays the same from story to story. No story goes beyond `end`."""

    rng: Random
    end: datetime
    staff: Mapping[str, Staff]
    areas: Mapping[str, Area]
    people: list[Person] = field(default_factory=list)
    cases: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """References by person's name, and by the name of an event that many cases come from."""
    actors: dict[str, Actor] = field(default_factory=dict)

    def calendar(self, area: Area) -> Calendar:
        return calendar_for(registry().regime(area.regime))

    def handlers(self, team: str) -> list[Actor]:
        return self._with(Role.HANDLER, team)

    def leader(self, team: str) -> Actor:
        return self._with(Role.LEADER, team)[0]

    def deciders(self, team: str) -> list[Actor]:
        """Those who may approve more than a handler can give: the team's leader first, then quality."""
        return [*self._with(Role.LEADER, team), *self._with(Role.QUALITY, team)]

    def quality(self) -> Actor:
        return self.rng.choice(self._with(Role.QUALITY, "homes"))

    def _with(self, role: Role, team: str) -> list[Actor]:
        return [actor for actor in self.actors.values() if actor.has(role) and team in actor.teams]


def make_world(rng: Random, end: datetime, staff: Mapping[str, Staff], people: int) -> World:
    """The world as it is before the first complaint."""
    world = World(rng=rng, end=end, staff=staff, areas=load_areas())
    world.actors = {name: member.actor() for name, member in staff.items()}
    names = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    world.people = [_person(rng, number, names) for number in range(people)]
    return world


def load_areas() -> dict[str, Area]:
    found = [_area(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(AREAS.glob("*.toml"))]
    return {area.team: area for area in found}


def _area(table: dict[str, Any]) -> Area:
    topics = tuple(
        Topic(**{**topic, "kind": Redress(topic["kind"]), "issues": tuple(Issue(**one) for one in topic["issues"])})
        for topic in table["topics"]
    )
    return Area(**{**table, "topics": topics, "channels": [Channel(name) for name in table["channels"]]})


def _person(rng: Random, number: int, names: Mapping[str, list[str]]) -> Person:
    first, last = rng.choice(names["first"]), rng.choice(names["last"])
    address = f"{rng.randint(1, 190)} {rng.choice(names['streets'])}, {rng.choice(names['towns'])}"
    # The ranges that are kept free for invented people.
    phone = f"{'07700 900' if rng.random() < 0.7 else '01632 960'}{number % 1000:03d}"
    email = f"{first}.{last}{number}@post.example".lower().replace("'", "")
    return Person(f"{first} {last}", email, phone, address)
