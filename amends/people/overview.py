"""Authority laid out for people: what each role and person holds on a day, and what will change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from amends.people.authority import KINDS, MOST
from amends.rules.actors import Actor
from amends.rules.authority import EVERYTHING, Authority, Limit
from amends.rules.redress import REDRESS_WORDS, Redress, money
from amends.rules.words import Words, say


@dataclass(frozen=True, slots=True)
class Change:
    """What a holder has of a kind until the day before `on`, and from then on; None is no limit of their own."""

    on: date
    holder: str
    kind: str
    before: Limit | None
    after: Limit | None


def standing(limits: Iterable[Limit], holder: str, kind: str, day: date) -> Limit | None:
    """The limit that holds for exactly this holder: of those in force, the one from the latest day."""
    fitting = [one for one in limits if (one.holder, one.kind) == (holder, kind) and one.in_force(day)]
    return max(fitting, key=lambda one: one.from_on, default=None)


def held(limits: Iterable[Limit], who: Actor, kind: str, day: date) -> Limit | None:
    """The limit by which someone decides, were nobody away: their own, or else the largest of their roles. Over the sum
    of all kinds none binds them where one of their roles that decide anything has no such limit."""
    some = tuple(limits)
    if own := standing(some, who.id, kind, day):
        return own
    roles = [role.value for role in who.roles if any(one.holder == role.value and one.in_force(day) for one in some)]
    by_role = [standing(some, role, kind, day) for role in roles]
    if kind == EVERYTHING and None in by_role:
        return None
    return max(filter(None, by_role), key=lambda one: MOST + 1 if one.pence is None else one.pence, default=None)


def own_limits(authority: Authority, day: date) -> list[Limit]:
    """The limits that people hold in place of those of their roles, by name and kind."""
    limits = authority.powers.limits
    held = {one.holder for one in limits}
    holders = [one.id for one in authority.powers.people if one.id in held]
    found = (standing(limits, holder, kind, day) for holder in holders for kind in KINDS)
    return [limit for limit in found if limit]


def changes_after(authority: Authority, day: date) -> list[Change]:
    """Every change that is laid down already for a later day, the nearest first."""
    return sorted(_changes(authority.powers.limits, day), key=lambda one: (one.on, one.holder, KINDS.index(one.kind)))


def _changes(limits: tuple[Limit, ...], day: date) -> Iterator[Change]:
    dates = {(on, one.holder, one.kind) for one in limits for on in (one.from_on, one.until_on) if on and on > day}
    for on, holder, kind in dates:
        before = standing(limits, holder, kind, date.fromordinal(on.toordinal() - 1))
        after = standing(limits, holder, kind, on)
        if before != after:
            yield Change(on, holder, kind, before, after)


def kind_words(kind: str) -> Words:
    return say("All together on one case") if kind == EVERYTHING else REDRESS_WORDS[Redress(kind)]


def amount_words(limit: Limit | None, holder: str, kind: str, currency: str) -> Words:
    """What this limit says; without one, what that means for this holder and kind."""
    if limit is not None:
        return pence_words(limit.pence, currency)
    if holder.startswith("staff:"):
        return say("as their roles")
    return say("no limit of its own") if kind == EVERYTHING else say("not at all")


def pence_words(pence: int | None, currency: str) -> Words:
    if pence is None:
        return say("without limit")
    return say("up to {amount}", amount=money(pence, currency)) if pence else say("if it costs nothing")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether someone may decide a redress alone, why, and who could."""

    allowed: bool
    why: tuple[Words, ...]
    who_could: tuple[str, ...]


def answer(authority: Authority, who: Actor, kind: str, pence: int, day: date, currency: str) -> Answer:
    """Ask the rules as a step would, for one redress as the only one on a case."""
    sums = {kind: pence, EVERYTHING: pence}
    people = {one.id: one.name for one in authority.powers.people}
    could = tuple(one.name for one in authority.who_could(sums, day, without=[who.id]))
    by = authority.acts_for(who, sums, day)
    if by and by != who.id:
        return Answer(allowed=True, why=(say("In place of {name}, who is away.", name=people[by]),), who_could=could)
    exceeded = [] if by else authority.exceeded(who, sums, day)
    asked = exceeded or sums
    return Answer(bool(by), tuple(_why(authority, who, one, day, currency) for one in asked), could)


def _why(authority: Authority, who: Actor, kind: str, day: date, currency: str) -> Words:
    """What this person may decide of a kind, and whether by a limit of their own or by their role."""
    limit = held(authority.powers.limits, who, kind, day)
    if limit is None and kind == EVERYTHING:
        return say("All together on one case: no limit.")
    if limit is None:
        return say("{kind}: not at all.", kind=kind_words(kind))
    said = {"kind": kind_words(kind), "amount": pence_words(limit.pence, currency)}
    if limit.holder == who.id:
        return say("{kind}: {amount}, by a limit of their own.", **said)
    return say("{kind}: {amount}, by role.", **said)
