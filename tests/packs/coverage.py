"""What a pack holds that its examples must touch, and what an example touches, both as names that people can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from amends.rules.clocks import Reckoning
from amends.rules.examples import Example, worked
from amends.rules.packfiles import Registry
from amends.rules.regimes import Clock, ClockKind, Extension, OrIfLater, Regime

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Worked:
    """An example and what came of it."""

    example: Example
    regime: Regime
    reckoning: Reckoning
    registry: Registry


def works(registry: Registry, pack: str, examples: Iterable[Example]) -> Iterator[Worked]:
    for example in examples:
        regime, reckoning = worked(example, registry, pack)
        if reckoning:
            yield Worked(example, regime, reckoning, registry)


# --- what there is --------------------------------------------------------------------------------------------------


def holds(editions: Iterable[Regime]) -> set[str]:
    """Everything in these editions of a pack that an example can touch."""
    every = list(editions)
    names = {name for regime in every for clock in regime.clocks for name in _of_clock(clock)}
    for before, after in pairwise(every):
        names |= {f"the last day of edition {before.edition}", f"the first day of edition {after.edition}"}
    return names


def _of_clock(clock: Clock) -> Iterator[str]:
    yield clock.id
    for reason in (ground.id for ground in clock.pauses):
        yield f"{clock.id}, paused for {reason}"
    for standstill in clock.standstills:
        yield f"{clock.id}, standing still for {standstill.id}"
    if clock.extension:
        yield from _of_extension(clock.id, clock.extension)
    yield from _of_moments(clock)
    if clock.not_before:
        yield from (f"{clock.id}, moved to the day it does not end before", f"{clock.id}, past that day anyway")


def _of_moments(clock: Clock) -> Iterator[str]:
    for further in _further(clock.or_if_later):
        yield f"{clock.id}, later from {further.starts}"
    for moment in clock.renewed_by:
        yield f"{clock.id}, begun anew by {moment}"
    for moment in clock.cut_short_by:
        yield f"{clock.id}, opened by {moment}"
    if clock.unless:
        yield f"{clock.id}, void by {clock.unless}"
    if clock.stops:
        yield f"{clock.id}, met"
    if clock.stops and clock.kind is ClockKind.RIGHT_CLOSES:
        yield from (f"{clock.id}, used in time", f"{clock.id}, used too late")


def _of_extension(clock: str, extension: Extension) -> Iterator[str]:
    for ground in extension.grounds:
        yield f"{clock}, extended for {ground.id}"
        yield f"{clock}, not extended for {ground.id}"
        if extension.limit and ground.id not in extension.beyond:
            yield f"{clock}, extended to the furthest day for {ground.id}"
            yield f"{clock}, refused one day too far for {ground.id}"


def _further(second: OrIfLater | None) -> Iterator[OrIfLater]:
    while second:
        yield second
        second = second.or_if_later


# --- what an example touches ----------------------------------------------------------------------------------------


def touched(one: Worked, editions: Iterable[Regime]) -> Iterator[str]:
    clock, reckoning = one.reckoning.clock, one.reckoning
    yield clock.id
    for pause in reckoning.pauses:
        standing = pause.reason in {standstill.id for standstill in clock.standstills}
        if reckoning.paused_due_on != reckoning.base_due_on:
            yield f"{clock.id}, {'standing still' if standing else 'paused'} for {pause.reason}"
    yield from _extensions(one)
    if reckoning.later:
        yield f"{clock.id}, later from {reckoning.later.starts}"
    if reckoning.began_with != clock.starts:
        yield f"{clock.id}, begun anew by {reckoning.began_with}"
    if reckoning.opened_by:
        yield f"{clock.id}, opened by {reckoning.opened_by}"
    if reckoning.void_by:
        yield f"{clock.id}, void by {reckoning.void_by}"
    if reckoning.met_at:
        yield f"{clock.id}, met"
        yield f"{clock.id}, used {'in time' if reckoning.in_time(reckoning.met_at) else 'too late'}"
    if clock.not_before:
        moved = reckoning.due_on == clock.not_before
        yield f"{clock.id}, {'moved to the day it does not end before' if moved else 'past that day anyway'}"
    yield from _edges(one, editions)


def _extensions(one: Worked) -> Iterator[str]:
    clock = one.reckoning.clock
    for number, change in enumerate(one.reckoning.changes):
        ground = change.extended.ground
        yield f"{clock.id}, {'not ' if change.refused else ''}extended for {ground}"
        if change.refused and change.extended.to_on and _allowed(one, number, change.extended.to_on - DAY):
            yield f"{clock.id}, refused one day too far for {ground}"
        if not change.refused and not _allowed(one, number, change.due_on + DAY):
            yield f"{clock.id}, extended to the furthest day for {ground}"


def _allowed(one: Worked, number: int, to_on: date) -> bool:
    """Whether the same extension to this other day would be allowed."""
    asked = list(one.example.extensions)
    asked[number] = asked[number].model_copy(update={"to": to_on})
    again = one.example.model_copy(update={"extensions": asked})
    _, reckoning = worked(again, one.registry, one.regime.id)
    return bool(reckoning) and not reckoning.changes[number].refused


def _edges(one: Worked, editions: Iterable[Regime]) -> Iterator[str]:
    """The edge of an edition that the case was pinned on: its first day, or the last before the next one's."""
    every = list(editions)
    on = pinned_on(one)
    for before, after in pairwise(every):
        first = date.fromisoformat(after.edition)
        if on == first and one.regime == after:
            yield f"the first day of edition {after.edition}"
        if on == first - DAY and one.regime == before:
            yield f"the last day of edition {before.edition}"


def pinned_on(one: Worked) -> date:
    """The local day by which the edition was chosen."""
    moments = one.example.moments
    at = moments.get("received") or max(moments.values())
    return (at.astimezone(one.reckoning.zone) if at.tzinfo else at).date()
