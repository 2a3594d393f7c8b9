"""From the tables of a pack to its editions: one regime for each stretch of days in which no value changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel

from amends.rules.packformat import (
    ClockTable,
    Dated,
    ExclusionTable,
    ExtensionTable,
    GroundTable,
    LetterTable,
    OrIfLaterTable,
    PackTable,
    PartTable,
    PauseTable,
    RemedyTable,
    StageTable,
)
from amends.rules.redress import currency_of
from amends.rules.regimes import (
    UNVERIFIED,
    Clock,
    Extension,
    Ground,
    LetterRule,
    OrIfLater,
    Part,
    Period,
    Regime,
    Remedy,
    Stage,
    Standstill,
    ThirdParty,
)

__all__ = ["UNVERIFIED", "editions", "inherit"]

D = TypeVar("D", bound=Dated)

LISTS = ("stops", "limbs", "renewed_by", "cut_short_by")
REMEDY_LISTS = ("clocks", "beside", "opened_by", "after", "ended_by")
REMEDY_PLAIN = ("id", "text", "when", "kind", "rung", "pence", "source", "confidence")
PLAIN = set(ClockTable.model_fields) - {
    *LISTS,
    "extension",
    "pauses",
    "or_if_later",
    "after_pause",
    "standstills",
}


def inherit(child: PackTable, parent: PackTable) -> PackTable:
    """The child with what it leaves out taken from the parent; of clocks, letters and remedies, those whose id or kind
    it does not have and that it does not say to be without."""
    own = {clock.id for clock in child.clocks} | set(child.without)
    taken = _left_out(child, parent)
    taken["clocks"] = [*child.clocks, *(clock for clock in parent.clocks if clock.id not in own)]
    written = {letter.kind for letter in child.letters} | set(child.without_letters)
    taken["letters"] = [*child.letters, *(letter for letter in parent.letters if letter.kind not in written)]
    offered = {remedy.id for remedy in child.remedies}
    taken["remedies"] = [*child.remedies, *(remedy for remedy in parent.remedies if remedy.id not in offered)]
    if child.stages:
        same = {stage.number: stage for stage in parent.stages}
        taken["stages"] = [_inherit_stage(stage, same.get(stage.number)) for stage in child.stages]
    return child.model_copy(update=taken)


def _inherit_stage(child: StageTable, parent: StageTable | None) -> StageTable:
    return child.model_copy(update=_left_out(child, parent)) if parent else child


def _left_out(child: BaseModel, parent: BaseModel) -> dict[str, Any]:
    """What the child does not say, as the parent says it."""
    names = type(parent).model_fields.keys() - child.model_fields_set
    return {name: getattr(parent, name) for name in names}


def editions(pack: PackTable, confirmed: Collection[str]) -> tuple[Regime, ...]:
    """The editions of a whole pack, oldest first. `confirmed` holds what the organisation switched on: ids of clocks,
    and `clock/ground` for a reason to pause or extend."""
    days = {pack.in_force_from, *(day for day in _changes(pack) if day > pack.in_force_from)}
    return tuple(_regime(pack, day, confirmed) for day in sorted(days))


def _changes(table: BaseModel) -> Iterator[date]:
    """The days on which some value of the table begins, or has ended."""
    if isinstance(table, Dated):
        if table.effective_from:
            yield table.effective_from
        if table.effective_to:
            yield table.effective_to + timedelta(days=1)
    for name in type(table).model_fields:
        value = getattr(table, name)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, BaseModel):
                yield from _changes(inner)


def _in_force(entries: Sequence[D], day: date) -> Iterator[D]:
    return (entry for entry in entries if entry.in_force(day))


def _regime(pack: PackTable, day: date, confirmed: Collection[str]) -> Regime:
    third = pack.third_party
    return Regime(
        id=pack.id,
        edition=day.isoformat(),
        name=pack.name,
        jurisdiction=pack.jurisdiction,
        calendar=pack.calendar,
        zone=pack.zone,
        definition=_grounds(pack.definition, day),
        exclusions=tuple(_exclusion(entry) for entry in _in_force(pack.exclusions, day)),
        stages=tuple(_stage(entry, day) for entry in sorted(_in_force(pack.stages, day), key=lambda one: one.number)),
        clocks=_clocks(list(_in_force(pack.clocks, day)), day, confirmed),
        letters=tuple(_letter(entry, day, confirmed) for entry in _in_force(pack.letters, day)),
        remedies=tuple(_remedy(entry, confirmed) for entry in _in_force(pack.remedies, day)),
        third_party=ThirdParty(**third.model_dump()) if third else None,
        parent=pack.parent,
        notes=tuple(pack.notes),
        source=pack.source,
        confidence=pack.confidence,
        currency=pack.currency or currency_of(pack.jurisdiction),
        procedure=pack.procedure,
    )


def _grounds(entries: Sequence[GroundTable], day: date) -> tuple[Ground, ...]:
    return tuple(Ground(one.id, one.text, one.source, one.confidence) for one in _in_force(entries, day))


def _pauses(entries: Sequence[PauseTable], day: date) -> tuple[Ground, ...]:
    return tuple(
        Ground(one.id, one.text, one.source, one.confidence, begins=one.begins, ends=one.ends)
        for one in _in_force(entries, day)
    )


def _exclusion(entry: ExclusionTable) -> Ground:
    return Ground(entry.id, entry.text, entry.source, entry.confidence, entry.elsewhere)


def _parts(entries: Sequence[PartTable], day: date) -> tuple[Part, ...]:
    return tuple(Part(one.id, one.text, one.field, one.source, one.confidence) for one in _in_force(entries, day))


def _letter(entry: LetterTable, day: date, confirmed: Collection[str]) -> LetterRule:
    """A part that nobody has verified is not required until the organisation confirms it."""
    parts = _parts(entry.parts, day)
    unconfirmed = tuple(
        part for part in parts if part.confidence in UNVERIFIED and f"letters/{entry.kind}/{part.id}" not in confirmed
    )
    required = tuple(part for part in parts if part not in unconfirmed)
    return LetterRule(entry.kind, required, entry.source, entry.confidence, entry.stage, unconfirmed)


def _remedy(entry: RemedyTable, confirmed: Collection[str]) -> Remedy:
    says: dict[str, Any] = {name: getattr(entry, name) for name in REMEDY_PLAIN}
    says |= {name: tuple(getattr(entry, name)) for name in REMEDY_LISTS}
    return Remedy(**says, enabled=entry.confidence not in UNVERIFIED or f"remedies/{entry.id}" in confirmed)


def _stage(entry: StageTable, day: date) -> Stage:
    return Stage(
        number=entry.number,
        name=entry.name,
        response_parts=_parts(entry.response_parts, day),
        acknowledgement_parts=_parts(entry.acknowledgement_parts, day),
        fresh_eyes=entry.fresh_eyes,
        source=entry.source,
        confidence=entry.confidence,
    )


def _extension(entry: ExtensionTable, grounds: tuple[Ground, ...]) -> Extension:
    return Extension(
        form=entry.form,
        grounds=grounds,
        limit=entry.limit,
        unit=entry.unit,
        needs_agreement=entry.needs_agreement,
        before_due=entry.before_due,
        notice=tuple(entry.notice),
        beyond=tuple(one for one in entry.beyond if one in {ground.id for ground in grounds}),
    )


def _or_if_later(entry: OrIfLaterTable | None) -> OrIfLater | None:
    return OrIfLater(entry.starts, entry.limit, entry.unit, _or_if_later(entry.or_if_later)) if entry else None


def _plain(entry: ClockTable) -> dict[str, Any]:
    """What a clock says in single values and in lists of words."""
    return {**entry.model_dump(include=PLAIN), **{name: tuple(getattr(entry, name)) for name in LISTS}}


def _clocks(entries: Sequence[ClockTable], day: date, confirmed: Collection[str]) -> tuple[Clock, ...]:
    """The clocks in force. One that takes the place of another is never on together with it."""
    replaced = {entry.instead_of for entry in entries if entry.id in confirmed}
    return tuple(_clock(entry, day, confirmed, replaced=entry.id in replaced) for entry in entries)


def _clock(entry: ClockTable, day: date, confirmed: Collection[str], *, replaced: bool) -> Clock:
    """A clock nobody has verified, or that is only for some organisations, is off until the organisation confirms it:
    it is a duty or a right of somebody. So is a reason to pause or extend a clock that itself is verified."""
    pauses = _pauses(entry.pauses, day)
    grounds = _grounds(entry.extension.grounds, day) if entry.extension else ()
    unverified = tuple(
        ground
        for ground in (*pauses, *grounds)
        if entry.confidence not in UNVERIFIED
        and ground.confidence in UNVERIFIED
        and f"{entry.id}/{ground.id}" not in confirmed
    )
    grounds = tuple(ground for ground in grounds if ground not in unverified)
    needs_confirming = bool(entry.only_for) or entry.confidence in UNVERIFIED
    return Clock(
        **_plain(entry),
        extension=_extension(entry.extension, grounds) if entry.extension and grounds else None,
        pauses=tuple(ground for ground in pauses if ground not in unverified),
        or_if_later=_or_if_later(entry.or_if_later),
        after_pause=Period(**entry.after_pause.model_dump()) if entry.after_pause else None,
        standstills=tuple(Standstill(**one.model_dump()) for one in entry.standstills),
        enabled=not replaced and (entry.id in confirmed or not needs_confirming),
        confirmed=entry.id in confirmed,
        unconfirmed=unverified,
    )
