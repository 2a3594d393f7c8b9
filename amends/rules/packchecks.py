"""What a pack must hold together, beyond the types of its keys: names that exist, and values that fit one another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from amends.rules.packformat import (
    ACKNOWLEDGEMENT_FIELDS,
    LETTER_FIELDS,
    RESPONSE_FIELDS,
    ClockTable,
    Dated,
    ExtensionTable,
    LetterTable,
    OrIfLaterTable,
    PackError,
    PackTable,
    PartTable,
    PauseTable,
    RemedyTable,
    StageTable,
)
from amends.rules.redress import IN_MONEY, SIGNS, currency_of
from amends.rules.regimes import LETTER_KINDS, MOMENTS, ClockKind, Unit


def check(file: Path, pack: PackTable) -> None:
    """What one file can be checked for alone. Raises PackError."""
    if pack.id != file.parent.name:
        raise PackError(file, "id", f"the name of its folder, {file.parent.name!r}", pack.id)
    _once(file, "definition", [(limb.id, limb) for limb in pack.definition])
    _once(file, "exclusions", [(ground.id, ground) for ground in pack.exclusions])
    _once(file, "stages", [(str(stage.number), stage) for stage in pack.stages])
    _once(file, "clocks", [(clock.id, clock) for clock in pack.clocks])
    for stage in pack.stages:
        _check_stage(file, stage)
    for clock in pack.clocks:
        _check_clock(file, f"clocks.{clock.id}", clock)
    for letter in pack.letters:
        _check_letter(file, letter)
    for remedy in pack.remedies:
        _check_remedy(file, f"remedies.{remedy.id}", remedy)
    _once(file, "letters", [(_letter_name(letter), letter) for letter in pack.letters])
    _once(file, "remedies", [(remedy.id, remedy) for remedy in pack.remedies])


def check_whole(file: Path, pack: PackTable, calendars: Collection[str]) -> None:
    """What a pack needs once it has taken the rest from its parent. Raises PackError."""
    for key in ("jurisdiction", "calendar", "zone", "definition", "stages", "clocks"):
        if not getattr(pack, key):
            raise PackError(file, key, "a value, here or in the parent")
    _one_of(file, "calendar", pack.calendar, calendars)
    _one_of(file, "currency", pack.currency or currency_of(pack.jurisdiction), SIGNS)
    try:
        ZoneInfo(pack.zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise PackError(file, "zone", "a time zone such as Europe/London", pack.zone) from None
    numbers = {stage.number for stage in pack.stages}
    if numbers != set(range(1, len(numbers) + 1)):
        raise PackError(file, "stages", "stages numbered 1, 2, …", sorted(numbers))
    for stage in pack.stages:
        if not stage.response_parts:
            raise PackError(file, f"stages.{stage.number}.response_parts", "at least one entry, here or in the parent")
    for clock in pack.clocks:
        _check_names(file, pack, clock)
    for letter in pack.letters:
        _check_letter_stage(file, numbers, letter)
    for remedy in pack.remedies:
        _check_clocks(file, pack, remedy)


def _check_letter_stage(file: Path, numbers: Collection[int], letter: LetterTable) -> None:
    if letter.stage and letter.stage not in numbers:
        raise PackError(file, f"letters.{letter.kind}.stage", f"one of {_listed(map(str, numbers))}", letter.stage)


def _check_names(file: Path, pack: PackTable, clock: ClockTable) -> None:
    """What a clock names elsewhere in its pack."""
    numbers = {stage.number for stage in pack.stages}
    if clock.stage and clock.stage not in numbers:
        raise PackError(file, f"clocks.{clock.id}.stage", f"one of {_listed(map(str, numbers))}", clock.stage)
    for limb in clock.limbs:
        _one_of(file, f"clocks.{clock.id}.limbs", limb, [one.id for one in pack.definition])
    if clock.instead_of:
        _one_of(file, f"clocks.{clock.id}.instead_of", clock.instead_of, [one.id for one in pack.clocks])


def _check_clocks(file: Path, pack: PackTable, remedy: RemedyTable) -> None:
    """The clocks that a remedy names."""
    rights = [clock.id for clock in pack.clocks if clock.kind is ClockKind.RIGHT_CLOSES]
    duties = [clock.id for clock in pack.clocks if clock.kind is ClockKind.ACT_BY]
    named = (("clocks", rights), ("after", duties), ("beside", [clock.id for clock in pack.clocks]))
    for name, choices in named:
        for clock in getattr(remedy, name):
            _one_of(file, f"remedies.{remedy.id}.{name}", clock, choices)


def check_parent(file: Path, pack: PackTable, parent: PackTable) -> None:
    """What a pack says about its parent. Raises PackError."""
    for clock in pack.without:
        _one_of(file, "without", clock, [one.id for one in parent.clocks])
    for kind in pack.without_letters:
        _one_of(file, "without_letters", kind, [one.kind for one in parent.letters])


def _check_stage(file: Path, stage: StageTable) -> None:
    key = f"stages.{stage.number}"
    _check_parts(file, f"{key}.response_parts", stage.response_parts, RESPONSE_FIELDS)
    _check_parts(file, f"{key}.acknowledgement_parts", stage.acknowledgement_parts, ACKNOWLEDGEMENT_FIELDS)


def _check_remedy(file: Path, key: str, remedy: RemedyTable) -> None:
    for name in ("opened_by", "ended_by"):
        for moment in getattr(remedy, name):
            _one_of(file, f"{key}.{name}", moment, MOMENTS)
    if remedy.pence and remedy.kind not in IN_MONEY:
        raise PackError(file, f"{key}.pence", f"one of {_listed(IN_MONEY)} as the kind", remedy.kind.value)


def _check_letter(file: Path, letter: LetterTable) -> None:
    _one_of(file, f"letters.{letter.kind}.kind", letter.kind, LETTER_KINDS)
    _check_parts(file, f"letters.{_letter_name(letter)}.parts", letter.parts, LETTER_FIELDS)


def _letter_name(letter: LetterTable) -> str:
    return f"{letter.kind}.{letter.stage}" if letter.stage else letter.kind


def _check_parts(file: Path, key: str, parts: Sequence[PartTable], fields: Collection[str]) -> None:
    _once(file, key, [(part.id, part) for part in parts])
    for part in parts:
        _one_of(file, f"{key}.{part.id}.field", part.field, fields)


def _check_clock(file: Path, key: str, clock: ClockTable) -> None:
    _one_of(file, f"{key}.starts", clock.starts, MOMENTS)
    for name in ("stops", "renewed_by", "cut_short_by"):
        for moment in getattr(clock, name):
            _one_of(file, f"{key}.{name}", moment, MOMENTS)
    if clock.unless:
        _one_of(file, f"{key}.unless", clock.unless, MOMENTS)
    for pause in clock.pauses:
        _check_pause(file, f"{key}.pauses.{pause.id}", pause)
    _once(file, f"{key}.pauses", [(ground.id, ground) for ground in clock.pauses])
    if (clock.unit is Unit.QUALITATIVE) != (clock.limit is None):
        raise PackError(file, f"{key}.limit", "a number for every unit but qualitative, which has none", clock.limit)
    if clock.limit is None and not clock.qualifier:
        raise PackError(file, f"{key}.qualifier", "the words of the rule, such as promptly")
    _check_further(file, f"{key}.or_if_later", clock.or_if_later)
    if clock.extension:
        _counts_days(file, f"{key}.unit", clock.unit)
        _check_extension(file, f"{key}.extension", clock.extension)
    _check_shape(file, key, clock)
    _check_standstills(file, key, clock)


def _check_pause(file: Path, key: str, pause: PauseTable) -> None:
    if bool(pause.begins) != bool(pause.ends):
        raise PackError(file, key, "begins and ends together")
    for name in ("begins", "ends"):
        if getattr(pause, name):
            _one_of(file, f"{key}.{name}", getattr(pause, name), MOMENTS)


def _check_further(file: Path, key: str, further: OrIfLaterTable | None) -> None:
    while further:
        _one_of(file, f"{key}.starts", further.starts, MOMENTS)
        _counts_days(file, f"{key}.unit", further.unit)
        key, further = f"{key}.or_if_later", further.or_if_later


def _check_shape(file: Path, key: str, clock: ClockTable) -> None:
    """What goes only with some kinds and units."""
    if clock.month_end and clock.unit not in (Unit.MONTH, Unit.YEAR):
        raise PackError(file, f"{key}.month_end", "month or year as the unit", clock.unit.value)
    if clock.cut_short_by and clock.kind is not ClockKind.RIGHT_OPENS:
        raise PackError(file, f"{key}.cut_short_by", "a clock of the kind right_opens", clock.kind.value)
    if clock.instead_of and not clock.only_for:
        raise PackError(file, f"{key}.only_for", "the organisations that it is for, as it takes another clock's place")
    if clock.started_from and clock.started_to and clock.started_to < clock.started_from:
        raise PackError(file, f"{key}.started_to", f"a day not before {clock.started_from}", clock.started_to)
    if clock.not_before:
        _counts_days(file, f"{key}.unit", clock.unit)


def _check_standstills(file: Path, key: str, clock: ClockTable) -> None:
    if (clock.whole_days or clock.after_pause) and not (clock.pauses or clock.standstills):
        raise PackError(file, f"{key}.pauses", "at least one entry, as it says how pauses count")
    if clock.standstills or clock.after_pause:
        _counts_days(file, f"{key}.unit", clock.unit)
    if clock.after_pause:
        _counts_days(file, f"{key}.after_pause.unit", clock.after_pause.unit)
    for one in clock.standstills:
        if one.until_on < one.from_on:
            raise PackError(
                file, f"{key}.standstills.{one.id}.until_on", f"a day not before {one.from_on}", one.until_on
            )


def _check_extension(file: Path, key: str, extension: ExtensionTable) -> None:
    _once(file, f"{key}.grounds", [(ground.id, ground) for ground in extension.grounds])
    if extension.form != "agree" and (extension.limit is None or extension.unit is None):
        raise PackError(file, key, f"limit and unit, which the form {extension.form!r} needs")
    if (extension.limit is None) != (extension.unit is None):
        raise PackError(file, key, "limit and unit together")
    if extension.unit:
        _counts_days(file, f"{key}.unit", extension.unit)
    for ground in extension.beyond:
        _one_of(file, f"{key}.beyond", ground, [one.id for one in extension.grounds])


def _counts_days(file: Path, key: str, unit: Unit) -> None:
    if unit in (Unit.HOUR, Unit.QUALITATIVE):
        raise PackError(file, key, "a unit of days or longer here", unit.value)


def _once(file: Path, key: str, entries: Iterable[tuple[str, Dated]]) -> None:
    """The same id may come again only for other days."""
    for (name, one), (other, two) in combinations(entries, 2):
        if name == other and _overlap(one, two):
            raise PackError(file, f"{key}.{name}", "one entry for any day; these dates overlap")


def _overlap(one: Dated, two: Dated) -> bool:
    starts = [day for day in (one.effective_from, two.effective_from) if day]
    ends = [day for day in (one.effective_to, two.effective_to) if day]
    return not starts or not ends or max(starts) <= min(ends)


def _one_of(file: Path, key: str, found: str, choices: Collection[str]) -> None:
    if found not in choices:
        raise PackError(file, key, f"one of {_listed(choices)}", found)


def _listed(choices: Iterable[str]) -> str:
    return ", ".join(sorted(choices))
