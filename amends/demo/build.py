"""Building the demonstration from a seed: when each case begins, what it is about, how it goes; then telling them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from django.db import transaction

from amends.cases.models import Outgoing
from amends.demo.organisation import found
from amends.demo.plans import EXEMPLARY, LATE, SPECIAL, USUAL, WAITING, Chapter, Plan, State, chance, teams_for
from amends.demo.story import tell
from amends.demo.telling import Telling
from amends.demo.world import Area, World, load_areas, make_world
from amends.mail.outbox import SHOWN_ONLY

MONTHS = 18
SUMS = ((18, 95), (96, 480), (500, 2400))
"""Pounds that it may be about."""
ABOUT = {"little": (18, 60), "much": (500, 2400)}
TOLD_AT_ONCE = 25
"""Cases a transaction: a commit waits for the disk."""
DAYS_TO: dict[State, int] = {
    "invited": 8,
    "asked": 8,
    "offered": 10,
    "countered": 14,
    "agreed": 14,
    "escalated": 6,
    "drafted": 24,
    "printed": 26,
    "referred": 75,
    "ordered": 100,
}
"""Days beyond those of the area that a case takes to come to a state, roughly."""
ANYWHERE = ("energy", "homes", "payments", "clinic")
STANDING: tuple[Chapter, ...] = ("received", "recognised", "acknowledged", "understood", "found", "answered")


@dataclass(frozen=True, slots=True)
class Beginning:
    """When a case begins, and what it is about."""

    at: datetime
    area: Area
    topic: str
    plan: Plan


def build(
    *, now: datetime, seed: int, cases: int, address: str, progress: Callable[[int], None] = lambda _: None
) -> World:
    """Write the organisation and its cases. The same seed on the same day gives the same stories.

    Every story ends before today: a demonstration started at noon is the one that was started at eight.
    """
    rng = Random(seed)
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    with transaction.atomic():
        staff = found(address, sorted(area.regime for area in load_areas().values()), today)
    world = make_world(rng, today, staff, people=max(20, int(cases * 0.85)))
    told = sorted(islice(_beginnings(world, cases), cases), key=lambda beginning: beginning.at)
    for start in range(0, len(told), TOLD_AT_ONCE):
        with transaction.atomic():
            for beginning in told[start : start + TOLD_AT_ONCE]:
                tell(_telling(world, beginning))
        progress(len(told[start : start + TOLD_AT_ONCE]))
    Outgoing.objects.filter(next_try_at__isnull=False).update(next_try_at=None, failure=SHOWN_ONLY)
    return world


def _beginnings(world: World, cases: int) -> Iterator[Beginning]:
    yield from _specials(world)
    yield from _waiting(world)
    yield from _outage(world, cases // 16)
    yield from _contractor(world, cases // 24)
    yield from _standing(world, cases // 20)
    while True:
        area = _any_area(world)
        yield Beginning(_some_time(world), area, _any_topic(world, area), chance(world.rng, area.team))


def _some_time(world: World) -> datetime:
    """Some time in the last 18 months, somewhat more often lately, on any day, mostly by day."""
    days = 1 + MONTHS * 30.4 * world.rng.random() ** 1.35
    return _by_day(world, world.end - timedelta(days=days))


def _by_day(world: World, moment: datetime) -> datetime:
    minutes = int(world.rng.triangular(6 * 60, 23 * 60 + 55, 11 * 60))
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(minutes=minutes)


def _any_area(world: World) -> Area:
    areas = list(world.areas.values())
    return world.rng.choices(areas, [area.share for area in areas])[0]


def _any_topic(world: World, area: Area) -> str:
    return world.rng.choice([topic.id for topic in area.topics if not topic.rare])


def _specials(world: World) -> Iterable[Beginning]:
    """Three of each special plan, long enough ago to have come to their end."""
    for plan in SPECIAL * 3:
        team = world.rng.choice(teams_for(plan) or ANYWHERE)
        at = _by_day(world, world.end - timedelta(days=world.rng.randint(170, 520)))
        yield Beginning(at, world.areas[team], _any_topic(world, world.areas[team]), plan)


def _waiting(world: World) -> Iterable[Beginning]:
    """Three of each that wait today for the next step: begun as long ago as it takes to come there."""
    for plan in WAITING * 3:
        team = world.rng.choice(teams_for(plan) or ("energy", "homes", "payments"))
        area = world.areas[team]
        days = area.days * 0.9 + DAYS_TO[plan.stands_in] + world.rng.randint(1, 5)
        at = _by_day(world, world.end - timedelta(days=round(days)))
        yield Beginning(at, area, _any_topic(world, area), plan)


def _outage(world: World, cases: int) -> Iterable[Beginning]:
    """Three weeks ago a billing run went out twice: many alike within three days."""
    area = world.areas["energy"]
    for _ in range(cases):
        at = _by_day(world, world.end - timedelta(days=world.rng.choice((21, 21, 20, 20, 19, 18))))
        plan = Plan(
            event="Billing run of the outage",
            pace=world.rng.choice((EXEMPLARY, USUAL, 1.4)),
            promise=world.rng.choice(("", "kept")),
            sorted=world.rng.choice(("yes", "partly", "")),
        )
        yield Beginning(at, area, "outage", plan)


def _contractor(world: World, cases: int) -> Iterable[Beginning]:
    """Over the last four months a contractor breaks, and has us break, one promise after another."""
    area = world.areas["homes"]
    for _ in range(cases):
        at = _by_day(world, world.end - timedelta(days=world.rng.randint(12, 125)))
        unhappy = world.rng.random() < 0.6
        plan = Plan(
            event="Brightway Repairs",
            pace=world.rng.choice((USUAL, 1.2, LATE)),
            promise=world.rng.choice(("broken", "broken twice")),
            sorted="no" if unhappy else "yes",
            second_stage=unhappy,
        )
        yield Beginning(at, area, "no_show", plan)


def _standing(world: World, cases: int) -> Iterable[Beginning]:
    """Cases that somebody has let lie."""
    for number in range(cases):
        area = _any_area(world)
        at = _by_day(world, world.end - timedelta(days=world.rng.randint(4, 75)))
        yield Beginning(
            at, area, _any_topic(world, area), Plan(stands_after=STANDING[number % len(STANDING)], pace=LATE)
        )


def _telling(world: World, beginning: Beginning) -> Telling:
    rng, area = world.rng, beginning.area
    topic = area.topic(beginning.topic)
    points = min(len(topic.issues), rng.choice((1, 2, 2)))
    day = beginning.at - timedelta(days=rng.randint(1, 30))
    pounds = rng.randint(*ABOUT.get(beginning.plan.about) or rng.choice(SUMS))
    return Telling(
        world=world,
        rng=rng,
        area=area,
        topic=topic,
        plan=beginning.plan,
        person=rng.choice(world.people),
        at=beginning.at,
        calendar=world.calendar(area),
        issues=topic.issues[:points],
        values={"day": f"{day:%A} {day.day} {day:%B}", "amount": f"{area.currency}{pounds:,}.{rng.randint(0, 99):02d}"},
    )
