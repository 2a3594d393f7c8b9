"""Examples of a pack: dates worked out by hand, kept beside it in `examples.toml`; each is a test of pack and count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from amends.rules.clocks import Extended, Pause, Reckoning, reckon
from amends.rules.packfiles import Registry
from amends.rules.packformat import PackError, Said, Table, read
from amends.rules.regimes import MOMENTS, Regime


class ExamplePause(Table):
    reason: Said
    begin: Annotated[datetime, Field(alias="from")]
    end: Annotated[datetime | None, Field(alias="until")] = None


class ExampleExtension(Table):
    ground: Said
    at: datetime
    to: date | None = None


class Example(Table):
    """One worked clock. Moments without an offset are local to the regime. `edition` is the one that a case with these
    moments would pin, unless one is named."""

    says: Said
    clock: Said
    moments: dict[str, datetime]
    due_on: date | Literal["none"]
    edition: str = ""
    pauses: list[ExamplePause] = []
    extensions: list[ExampleExtension] = []
    explains: list[Said] = []


class ExamplesTable(Table):
    examples: list[Example]


def read_examples(folder: Path) -> tuple[Example, ...]:
    """The examples of one pack; none where it has no file. Raises PackError."""
    file = folder / "examples.toml"
    if not file.exists():
        return ()
    examples = read(file, ExamplesTable).examples
    for example in examples:
        for moment in example.moments:
            if moment not in MOMENTS:
                raise PackError(file, f"examples.moments.{moment}", f"one of {', '.join(MOMENTS)}")
    return tuple(examples)


def differs(example: Example, registry: Registry, regime_id: str) -> str:
    """How the computed clock differs from the example, in words; empty when it does not."""
    _, reckoning = worked(example, registry, regime_id)
    if reckoning is None:
        return "the clock has not started"
    expected = None if example.due_on == "none" else example.due_on
    if reckoning.due_on != expected:
        return f"expected {expected}, computed {reckoning.due_on}"
    told = "\n".join(reckoning.lines)
    return next((f"the explanation does not say {part!r}" for part in example.explains if part not in told), "")


def worked(example: Example, registry: Registry, regime_id: str) -> tuple[Regime, Reckoning | None]:
    """The edition that the example is of, and its clock as computed; None where that has not started."""
    regime = _regime(example, registry, regime_id)
    zone = ZoneInfo(regime.zone)
    return regime, reckon(
        regime.clock(example.clock),
        _moments(example.moments, zone),
        calendar=registry.calendar(regime.calendar),
        zone=zone,
        pauses=[
            Pause(one.reason, _at(one.begin, zone), _at(one.end, zone) if one.end else None) for one in example.pauses
        ],
        extensions=[Extended(example.clock, one.ground, _at(one.at, zone), one.to) for one in example.extensions],
    )


def _regime(example: Example, registry: Registry, regime_id: str) -> Regime:
    zone = ZoneInfo(registry.regime(regime_id).zone)
    return registry.pinned(regime_id, _moments(example.moments, zone), example.edition or None)


def _moments(moments: Mapping[str, datetime], zone: ZoneInfo) -> dict[str, datetime]:
    return {name: _at(at, zone) for name, at in moments.items()}


def _at(at: datetime, zone: ZoneInfo) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=zone)
