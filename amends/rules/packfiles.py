"""Packs on disk: a folder of packs holds a folder for each regime with its `pack.toml`, `calendars/`, and
`confirmed.toml` where the organisation has confirmed values that nobody had verified."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from amends.rules.calendars import Calendar
from amends.rules.editions import editions, inherit
from amends.rules.packchecks import check, check_parent, check_whole
from amends.rules.packformat import CalendarTable, ConfirmedTable, PackError, PackTable, read
from amends.rules.regimes import Clock, Ground, Regime
from amends.rules.words import plain

__all__ = ["PackError", "Registry", "UnknownRegime", "builtin_folder", "load_all", "load_pack"]

Packs = dict[str, tuple[Path, PackTable]]


class UnknownRegime(LookupError):
    """There is no such regime, edition or calendar; the message names those there are."""


@dataclass(frozen=True)
class Registry:
    """All regimes and calendars that were loaded."""

    regimes: Mapping[str, tuple[Regime, ...]]
    calendars: Mapping[str, Calendar]

    def ids(self) -> tuple[str, ...]:
        return tuple(sorted(self.regimes))

    def procedures(self) -> tuple[str, ...]:
        """The regimes that a case can be handled under; the others are time limits beside a procedure."""
        return tuple(one for one in self.ids() if self.regimes[one][-1].procedure)

    def laws(self) -> tuple[str, ...]:
        """The regimes that stand beside a procedure and give the customer remedies of their own."""
        beside = (one for one in self.ids() if not self.regimes[one][-1].procedure)
        return tuple(one for one in beside if self.regimes[one][-1].remedies)

    def editions(self, regime_id: str) -> tuple[Regime, ...]:
        """Every edition of a regime, oldest first. Raises UnknownRegime."""
        if regime_id not in self.regimes:
            raise UnknownRegime(f"There is no regime {regime_id!r}. Choose one of: {', '.join(self.ids())}.")
        return self.regimes[regime_id]

    def regime(self, regime_id: str, edition: str | None = None, on: date | None = None) -> Regime:
        """The edition named, or the one in force on a day, or else the newest. Raises UnknownRegime."""
        every = self.editions(regime_id)
        if edition is not None:
            return _named(every, edition)
        if on is None:
            return every[-1]
        begun = [regime for regime in every if regime.edition <= on.isoformat()]
        if not begun:
            first = plain(date.fromisoformat(every[0].edition))
            raise UnknownRegime(f"No edition of {regime_id} was in force on {plain(on)}: the first is from {first}.")
        return begun[-1]

    def pinned(self, regime_id: str, moments: Mapping[str, datetime], edition: str | None = None) -> Regime:
        """The edition named, or the one that a case with these moments pins: in force on the day it was received or,
        where that is not known, on the day of the last moment. Raises UnknownRegime."""
        zone = ZoneInfo(self.editions(regime_id)[-1].zone)
        at = moments.get("received") or max(moments.values())
        return self.regime(regime_id, edition, on=at.astimezone(zone).date())

    def calendar(self, calendar_id: str) -> Calendar:
        """Raises UnknownRegime."""
        if calendar_id not in self.calendars:
            listed = ", ".join(sorted(self.calendars))
            raise UnknownRegime(f"There is no calendar {calendar_id!r}. Choose one of: {listed}.")
        return self.calendars[calendar_id]


def _named(every: Sequence[Regime], edition: str) -> Regime:
    for regime in every:
        if regime.edition == edition:
            return regime
    listed = ", ".join(regime.edition for regime in every)
    raise UnknownRegime(f"{every[0].id} has no edition {edition!r}. Choose one of: {listed}.")


def builtin_folder() -> Path:
    """The packs that come with Amends."""
    return Path(__file__).parents[1] / "packs"


def load_pack(folder: Path) -> tuple[Regime, ...]:
    """The editions of one pack, oldest first; a parent is sought beside it and among the built-in ones.

    Raises PackError.
    """
    file = folder / "pack.toml"
    pack = _pack(file)
    packs: Packs = {one.id: (path, one) for path, one in [*_packs(builtin_folder()), (file, pack)]}
    if pack.parent and pack.parent not in packs:
        beside = folder.parent / pack.parent / "pack.toml"
        packs[pack.parent] = (beside, _pack(beside))
    calendars = {one.id for place in (builtin_folder(), folder.parent) for _, one in _calendars(place)}
    return editions(_whole(packs, pack.id, calendars), ())


def load_all(folders: Sequence[Path], confirmed: Iterable[str] = ()) -> Registry:
    """Every pack of these folders. `confirmed` switches on what is off until the organisation takes it as its own:
    clocks, each as `regime/clock`, and reasons to pause or extend one, each as `regime/clock/reason`.

    Raises PackError for the first thing that is wrong.
    """
    packs: Packs = {}
    calendars: dict[str, Calendar] = {}
    switched_on = {(one, Path("confirmed")) for one in confirmed}
    for folder in folders:
        _add(packs, calendars, folder)
        switched_on |= {(one, folder / "confirmed.toml") for one in _confirmed(folder)}
    regimes = {}
    for regime_id in packs:
        whole = _whole(packs, regime_id, calendars)
        mine = {one.partition("/")[2] for one, _ in switched_on if one.partition("/")[0] == regime_id}
        regimes[regime_id] = editions(whole, mine)
    _check_confirmed(switched_on, regimes)
    return Registry(regimes, calendars)


def _add(packs: Packs, calendars: dict[str, Calendar], folder: Path) -> None:
    """Take in one folder. What is there already cannot be replaced, only built upon under a name of its own."""
    if not folder.is_dir():
        raise PackError(folder, "", "a folder of packs")
    found, days = list(_packs(folder)), list(_calendars(folder))
    if not found and not days and not (folder / "confirmed.toml").exists():
        raise PackError(folder, "", "a folder for each pack, with its pack.toml, or a folder calendars")
    for file, pack in found:
        if pack.id in packs:
            raise PackError(file, "id", f"an id that is not taken yet (by {packs[pack.id][0]})", pack.id)
        packs[pack.id] = (file, pack)
    for file, calendar in days:
        if calendar.id in calendars:
            raise PackError(file, "id", "an id that is not taken yet by another calendar", calendar.id)
        calendars[calendar.id] = calendar


def _pack(file: Path) -> PackTable:
    pack = read(file, PackTable)
    check(file, pack)
    return pack


def _packs(folder: Path) -> Iterator[tuple[Path, PackTable]]:
    return ((file, _pack(file)) for file in sorted(folder.glob("*/pack.toml")))


def _whole(packs: Packs, regime_id: str, calendars: Collection[str]) -> PackTable:
    """A pack with all that it takes from its parents, and they from theirs."""
    line = _line(packs, regime_id)
    whole = line[-1]
    for child in reversed(line[:-1]):
        check_parent(packs[child.id][0], child, whole)
        whole = inherit(child, whole)
    check_whole(packs[regime_id][0], whole, calendars)
    return whole


def _line(packs: Packs, regime_id: str) -> list[PackTable]:
    """A pack and its parents, the furthest last."""
    file, pack = packs[regime_id]
    line = [pack]
    while parent_id := line[-1].parent:
        if parent_id not in packs:
            raise PackError(file, "parent", f"one of {', '.join(sorted(packs))}", parent_id)
        parent = packs[parent_id][1]
        if parent in line:
            raise PackError(file, "parent", "a parent that does not itself build on this pack", parent_id)
        if pack.in_force_from < parent.in_force_from:
            raise PackError(file, "in_force_from", f"a day not before {parent.in_force_from}, when {parent_id} begins")
        line.append(parent)
    return line


def _calendars(folder: Path) -> Iterator[tuple[Path, Calendar]]:
    for file in sorted(folder.glob("calendars/*.toml")):
        table = read(file, CalendarTable)
        days = {_day(file, table, on): name for on, name in table.days.items()}
        yield (
            file,
            Calendar(table.id, days, table.first, table.last, table.name, table.frozen_on, table.made_from),
        )


def _day(file: Path, table: CalendarTable, on: str) -> date:
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise PackError(file, f"days.{on}", "a date such as 2026-12-25") from None
    if not table.first <= day <= table.last:
        raise PackError(file, f"days.{on}", f"a day from {table.first} to {table.last}")
    return day


def _confirmed(folder: Path) -> list[str]:
    file = folder / "confirmed.toml"
    return list(read(file, ConfirmedTable).clocks) if file.exists() else []


def _check_confirmed(switched_on: Iterable[tuple[str, Path]], regimes: Mapping[str, Sequence[Regime]]) -> None:
    known = {one for every in regimes.values() for regime in every for one in _names(regime)}
    for one, file in sorted(switched_on):
        if one not in known:
            raise PackError(file, "clocks", "regime/clock, both as `amends regimes` lists them", one)


def _names(regime: Regime) -> Iterator[str]:
    """What can be confirmed of a regime: clocks and their reasons to pause or extend, parts of letters, remedies."""
    for clock in regime.clocks:
        yield f"{regime.id}/{clock.id}"
        for ground in _reasons(clock):
            yield f"{regime.id}/{clock.id}/{ground.id}"
    for letter in regime.letters:
        for part in (*letter.parts, *letter.unconfirmed):
            yield f"{regime.id}/letters/{letter.kind}/{part.id}"
    for remedy in regime.remedies:
        yield f"{regime.id}/remedies/{remedy.id}"


def _reasons(clock: Clock) -> tuple[Ground, ...]:
    extending = clock.extension.grounds if clock.extension else ()
    return (*clock.pauses, *extending, *clock.unconfirmed)
