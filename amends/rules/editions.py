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
    PackTable,
    PartTable,
    StageTable,
)
from amends.rules.regimes import (
    Clock,
    Confidence,
    Extension,
    Ground,
    OrIfLater,
    Part,
    Regime,
    Stage,
    ThirdParty,
)

UNVERIFIED = frozenset({Confidence.LOW, Confidence.BACKGROUND})

D = TypeVar("D", bound=Dated)


def inherit(child: PackTable, parent: PackTable) -> PackTable:
    """The child with what it leaves out taken from the parent; of the clocks, those whose id it does not have."""
    own = {clock.id for clock in child.clocks}
    taken = _left_out(child, parent)
    taken["clocks"] = [*child.clocks, *(clock for clock in parent.clocks if clock.id not in own)]
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
    """The editions of a whole pack, oldest first. `confirmed` holds ids of clocks switched on by the organisation."""
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
        clocks=tuple(_clock(entry, day, confirmed=entry.id in confirmed) for entry in _in_force(pack.clocks, day)),
        third_party=ThirdParty(**third.model_dump()) if third else None,
        parent=pack.parent,
        notes=tuple(pack.notes),
        source=pack.source,
        confidence=pack.confidence,
    )


def _grounds(entries: Sequence[GroundTable], day: date) -> tuple[Ground, ...]:
    return tuple(Ground(one.id, one.text, one.source, one.confidence) for one in _in_force(entries, day))


def _exclusion(entry: ExclusionTable) -> Ground:
    return Ground(entry.id, entry.text, entry.source, entry.confidence, entry.elsewhere)


def _parts(entries: Sequence[PartTable], day: date) -> tuple[Part, ...]:
    return tuple(Part(one.id, one.text, one.field, one.source, one.confidence) for one in _in_force(entries, day))


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


def _extension(entry: ExtensionTable, day: date) -> Extension:
    return Extension(
        form=entry.form,
        grounds=_grounds(entry.grounds, day),
        limit=entry.limit,
        unit=entry.unit,
        needs_agreement=entry.needs_agreement,
        before_due=entry.before_due,
        notice=tuple(entry.notice),
        beyond=tuple(entry.beyond),
    )


def _clock(entry: ClockTable, day: date, *, confirmed: bool) -> Clock:
    """A clock nobody has verified is off until the organisation confirms it: it is a duty or a right of somebody."""
    nested = {"stops", "extension", "pauses", "or_if_later"}
    return Clock(
        **entry.model_dump(exclude=nested),
        stops=tuple(entry.stops),
        extension=_extension(entry.extension, day) if entry.extension else None,
        pauses=_grounds(entry.pauses, day),
        or_if_later=OrIfLater(**entry.or_if_later.model_dump()) if entry.or_if_later else None,
        enabled=confirmed or entry.confidence not in UNVERIFIED,
        confirmed=confirmed,
    )
