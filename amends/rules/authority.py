"""Authority: what someone may decide alone, by kind of redress and amount, and from when.

A limit is for the sum on one case, so that an offer cannot be split to stay below it: sums of a kind count together,
and `EVERYTHING` limits the sum over all kinds. A limit of a person takes the place of those of their roles. While a
colleague is away, whoever they named acts with their limits too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from amends.rules.actors import CASEWORK, Actor, Role
from amends.rules.redress import Redress

EVERYTHING = "all"
"""The kind of a limit on the sum over all kinds."""
Sums = Mapping[str, int]
"""Pence by kind of redress, and under `EVERYTHING` the sum. A kind that costs nothing is there with 0."""


@dataclass(frozen=True, slots=True)
class Limit:
    """`holder` is a role («handler») or a person («staff:7»); `kind` a `Redress` or `EVERYTHING`; `pence` None is
    without limit. In force from the first day to the day before `until_on`. A newer one for the same holder and kind
    takes the place of an older."""

    holder: str
    kind: str
    pence: int | None
    from_on: date
    until_on: date | None = None

    def in_force(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who may hold authority: id, name for people to read, roles, and the teams whose cases they see."""

    id: str
    name: str
    roles: frozenset[Role]
    teams: frozenset[str] = frozenset()

    @property
    def actor(self) -> Actor:
        return Actor(self.id, self.roles, self.teams)


@dataclass(frozen=True, slots=True)
class Absence:
    """Days, both included, on which someone is away, and who decides in their place (an id; "" is nobody)."""

    person: str
    from_on: date
    until_on: date
    delegate: str = ""

    def covers(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on


@dataclass(frozen=True)
class Powers:
    """What an organisation has laid down: limits, who there is, who is away."""

    limits: tuple[Limit, ...] = ()
    people: tuple[Colleague, ...] = ()
    absences: tuple[Absence, ...] = ()


class Authority:
    """Who may decide what. What it rests on is loaded when it is first asked, since most pages never ask."""

    def __init__(self, load: Callable[[], Powers] = Powers) -> None:
        self._load = load

    @cached_property
    def powers(self) -> Powers:
        return self._load()

    def most(self, who: Actor, kind: str, day: date) -> int | None:
        """The most pence that this actor may decide alone for a kind on this day; None is without limit, -1 is not at
        all. For `EVERYTHING`, no limit laid down means that only the kinds limit."""
        found = [self._own(who, kind, day), *(self._own(one.actor, kind, day) for one in self.stands_in_for(who, day))]
        return _larger(found)

    def room(self, who: Actor, kind: str, before: Sums, day: date) -> int | None:
        """The most pence of a kind that the actor may decide alone, beside what was decided before; None is without
        limit, less than 0 not at all."""
        return _larger([self._left(one, kind, before, day) for one in self._standing(who, day, set())])

    def allows(self, who: Actor, sums: Sums, day: date, *, without: Iterable[str] = ()) -> bool:
        """Whether these sums, taken together, are within what the actor may decide alone.

        The sums must be allowed by one person's limits: those of a delegate and of whoever they stand in for are not
        added up, nor mixed kind by kind. `without` are people whose limits do not count.
        """
        return any(self._within(one, sums, day) for one in self._standing(who, day, set(without)))

    def acts_for(self, who: Actor, sums: Sums, day: date, *, without: Iterable[str] = ()) -> str:
        """The id of whoever's limits carry this decision: the actor's own, or of a colleague who is away."""
        return next((one.id for one in self._standing(who, day, set(without)) if self._within(one, sums, day)), "")

    def exceeded(self, who: Actor, sums: Sums, day: date) -> list[str]:
        """The kinds for which these sums are too much for the actor's own limits, `EVERYTHING` among them."""
        return [kind for kind, pence in sums.items() if not _fits(pence, self._own(who, kind, day))]

    def who_could(self, sums: Sums, day: date, *, without: Iterable[str] = ()) -> list[Colleague]:
        """Those who work on cases, may decide these sums and are there that day, in the order of names. `without`
        leaves out ids: they are not asked, and nobody decides in their place."""
        out = set(without)
        here = (one for one in self.powers.people if one.id not in out and not self.away(one.id, day))
        able = [one for one in here if one.actor.has(*CASEWORK) and self.allows(one.actor, sums, day, without=out)]
        return sorted(able, key=lambda one: (one.name, one.id))

    def stands_in_for(self, who: Actor, day: date) -> list[Colleague]:
        """Colleagues who are away that day and named this actor. Not of whom these stand in for in their turn."""
        if not who.id:
            return []
        away = {one.person for one in self.powers.absences if one.delegate == who.id and one.covers(day)}
        return [one for one in self.powers.people if one.id in away and one.id != who.id]

    def delegate_of(self, person: str, day: date) -> str:
        """Who decides in place of this person that day; "" when they are there, or named nobody who is."""
        away = (one.delegate for one in self.powers.absences if one.person == person and one.covers(day))
        return next((delegate for delegate in away if delegate and not self.away(delegate, day)), "")

    def away(self, person: str, day: date) -> bool:
        return any(one.person == person and one.covers(day) for one in self.powers.absences)

    def _standing(self, who: Actor, day: date, without: set[str]) -> list[Actor]:
        """The actor, and those in whose place they act."""
        standing = [who, *(one.actor for one in self.stands_in_for(who, day))]
        return [one for one in standing if one.id not in without]

    def _within(self, who: Actor, sums: Sums, day: date) -> bool:
        return not self.exceeded(who, sums, day)

    def _left(self, who: Actor, kind: str, before: Sums, day: date) -> int | None:
        """What the person's own limits of this kind, and of all kinds together, leave beside what was decided."""
        limits = {one: self._own(who, one, day) for one in (kind, EVERYTHING)}
        return min((most - before.get(one, 0) for one, most in limits.items() if most is not None), default=None)

    def _own(self, who: Actor, kind: str, day: date) -> int | None:
        """By the person's own limit of this kind, or else the largest of their roles."""
        own = self._newest(who.id, kind, day)
        if own is not None:
            return own.pence
        if kind == EVERYTHING:
            return self._together(who, day)
        found = [limit for role in who.roles if (limit := self._newest(role.value, kind, day))]
        return _larger([limit.pence for limit in found])

    def _together(self, who: Actor, day: date) -> int | None:
        """The sum over all kinds by the roles that may decide anything; one that has no such limit does not bind."""
        powers = [role for role in who.roles if self._decides(role, day)]
        found = [limit.pence if (limit := self._newest(role.value, EVERYTHING, day)) else None for role in powers]
        return _larger(found) if found else None

    def _decides(self, role: Role, day: date) -> bool:
        return any(limit.holder == role.value and limit.in_force(day) for limit in self.powers.limits)

    def _newest(self, holder: str, kind: str, day: date) -> Limit | None:
        fitting = [one for one in self.powers.limits if (one.holder, one.kind) == (holder, kind) and one.in_force(day)]
        return max(fitting, key=lambda one: one.from_on, default=None)


def sums_of(terms: Iterable[tuple[Redress, int]]) -> dict[str, int]:
    """The sums of some redress, by kind and together. Nothing at all needs no authority."""
    sums: dict[str, int] = {}
    for kind, pence in terms:
        if kind is not Redress.NOTHING:
            sums[kind.value] = sums.get(kind.value, 0) + pence
    return {**sums, EVERYTHING: sum(sums.values())} if sums else {}


def larger_of(some: Iterable[Sums]) -> dict[str, int]:
    """Of alternatives, the most that each kind may come to: whichever the customer takes is covered."""
    most: dict[str, int] = {}
    for sums in some:
        for kind, pence in sums.items():
            most[kind] = max(pence, most.get(kind, pence))
    return most


def added(first: Sums, second: Sums) -> dict[str, int]:
    """Two sums together, kind by kind, over the kinds of the second: only what is asked for needs authority. With what
    was there before it, so that an offer cannot be split. What adds nothing, such as an apology, stays nothing."""
    return {kind: pence + first.get(kind, 0) if pence else 0 for kind, pence in second.items()}


def covers(most: Sums, sums: Sums) -> bool:
    """Whether every sum was allowed for."""
    return all(kind in most and pence <= most[kind] for kind, pence in sums.items())


def _fits(pence: int, most: int | None) -> bool:
    return most is None or pence <= most


def _larger(some: Iterable[int | None]) -> int | None:
    found = list(some)
    return None if None in found else max((one for one in found if one is not None), default=-1)
