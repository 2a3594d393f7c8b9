"""Telling one case: time goes on, and people take steps, through the same door as everybody else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from amends.cases.take import open_case, scene_of, take
from amends.demo.plans import Plan, State
from amends.demo.ways import Way
from amends.demo.world import Area, Issue, Person, Topic, World
from amends.rules.actors import Actor, Role
from amends.rules.calendars import Calendar
from amends.rules.facts import Facts
from amends.rules.rulings import Scene
from amends.rules.steps.base import Step
from amends.rules.steps.intake import Receive

OPENS, CLOSES = time(8, 45), time(17, 20)


class PresentReached(Exception):
    """The next step would lie in the future: here the story stands."""


class StandsStill(Exception):
    """Nobody does anything after this."""


@dataclass(slots=True)
class Telling:
    """One case as it is told. `at` is the moment of the next step."""

    world: World
    rng: Random
    area: Area
    topic: Topic
    plan: Plan
    person: Person
    at: datetime
    calendar: Calendar
    issues: tuple[Issue, ...] = ()
    reference: str = ""
    facts: Facts = field(default_factory=Facts)
    owner: Actor | None = None
    values: dict[str, str] = field(default_factory=dict)
    ways: dict[int, Way] = field(default_factory=dict)
    """What each option is, by its number."""

    @property
    def customer(self) -> Actor:
        return Actor(f"customer:{self.reference or 'new'}", frozenset({Role.CUSTOMER}))

    @property
    def handler(self) -> Actor:
        assert self.owner is not None  # noqa: S101 a story assigns its case before anyone works on it
        return self.owner

    @property
    def leader(self) -> Actor:
        return self.world.leader(self.area.team)

    def scene(self, by: Actor) -> Scene:
        return scene_of(self.facts, by, self.at)

    def words(self, clauses: str | list[str]) -> str:
        """One of the clauses, with its places filled."""
        chosen = clauses if isinstance(clauses, str) else self.rng.choice(clauses)
        return chosen.format(**self.values)

    def receive(self, step: Receive, by: Actor) -> None:
        self._must_be_past()
        taken = open_case(step, by=by, at=self.at)
        self.reference, self.facts = taken.reference, taken.facts
        self._minutes_pass()

    def take(self, step: Step, by: Actor) -> None:
        """Take a step. Raises PresentReached for one that would lie in the future."""
        self._must_be_past()
        self.facts = take(self.reference, step, by=by, at=self.at).facts
        self._minutes_pass()

    def stands(self, state: State) -> None:
        """Raise StandsStill where the plan wants the case to be found in this state today."""
        if self.plan.stands_in == state:
            raise StandsStill

    def wait(self, days: float) -> None:
        """Working days pass, more or less, at the pace of this case; then it is some time in office hours."""
        passing = round(days * self.plan.pace * self.rng.uniform(0.6, 1.3))
        day = self.calendar.working_days_after(self.at.date(), passing)
        if passing or not self.calendar.is_working(day) or self.at.time() > CLOSES:
            self.at = self._in_office_hours(day if passing else self.calendar.working_days_after(self.at.date(), 1))

    def customer_waits(self, days: float) -> None:
        """Days pass for the customer, who writes when it suits them."""
        self.at += timedelta(days=days * self.rng.uniform(0.3, 1.7), minutes=self.rng.randint(1, 400))

    def go_to(self, day: date) -> None:
        """Go on to this day, or to the next working day after it; never back."""
        if day > self.at.date():
            self.at = self._in_office_hours(self.calendar.working_days_from(day, 1))

    def _in_office_hours(self, day: date) -> datetime:
        opening = datetime.combine(day, OPENS, UTC)
        return opening + timedelta(minutes=self.rng.randint(0, 420), seconds=self.rng.randint(0, 59))

    def _minutes_pass(self) -> None:
        self.at += timedelta(minutes=self.rng.randint(2, 25), seconds=self.rng.randint(0, 59))

    def _must_be_past(self) -> None:
        if self.at >= self.world.end:
            raise PresentReached
