"""`amends regimes`: the packs with their editions and clocks, and how sure each value is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from amends.commands.packs import AsJson, Packs, loaded, refuse
from amends.rules.editions import UNVERIFIED
from amends.rules.examples import differs, read_examples
from amends.rules.explain import rule
from amends.rules.packfiles import PackError, Registry, builtin_folder
from amends.rules.regimes import Clock, Regime


def regimes(
    packs: Packs = None,
    as_json: AsJson = False,
    check: Annotated[bool, typer.Option("--check", help="Work out the examples of every pack, and compare.")] = False,
) -> None:
    """List the packs with their editions and clocks, and how sure each value is."""
    registry = loaded(packs)
    if check:
        _check_examples(registry, [builtin_folder(), *(packs or [])])
    elif as_json:
        listed = [_listed(registry.editions(regime_id)) for regime_id in registry.ids()]
        typer.echo(json.dumps(listed, indent=2, ensure_ascii=False))
    else:
        typer.echo("\n\n".join(_told(registry.editions(regime_id)) for regime_id in registry.ids()))


def _check_examples(registry: Registry, folders: list[Path]) -> None:
    wrong, count = 0, 0
    for pack in (file.parent for folder in folders for file in sorted(folder.glob("*/examples.toml"))):
        try:
            examples = read_examples(pack)
        except PackError as error:
            refuse(str(error))
        for example in examples:
            count += 1
            if said := differs(example, registry, pack.name):
                wrong += 1
                typer.echo(f"{pack.name} {example.clock}: {example.says}: {said}")
    typer.echo(f"{count} examples, {wrong} wrong.")
    raise typer.Exit(1 if wrong else 0)


def _listed(editions: tuple[Regime, ...]) -> dict[str, Any]:
    newest = editions[-1]
    return {
        "id": newest.id,
        "name": newest.name,
        "jurisdiction": newest.jurisdiction,
        "calendar": newest.calendar,
        "zone": newest.zone,
        "editions": [{"edition": one.edition, "clocks": [_clock_json(c) for c in one.clocks]} for one in editions],
    }


def _clock_json(clock: Clock) -> dict[str, Any]:
    return {
        "id": clock.id,
        "event": clock.event,
        "kind": clock.kind.value,
        "rule": str(rule(clock)),
        "confidence": clock.confidence.value,
        "enabled": clock.enabled,
        "confirmed": clock.confirmed,
        "own_target": clock.own_target,
        "source": clock.source,
    }


def _told(editions: tuple[Regime, ...]) -> str:
    newest = editions[-1]
    lines = [
        f"{newest.id}: {newest.name}",
        f"  editions: {', '.join(one.edition for one in editions)}",
        *(f"  {_clock_line(clock)}" for clock in _every_clock(editions)),
    ]
    return "\n".join(lines)


def _every_clock(editions: tuple[Regime, ...]) -> Iterator[Clock]:
    """The clocks of all editions, each version once."""
    seen: list[Clock] = []
    for clock in (clock for regime in editions for clock in regime.clocks):
        if clock not in seen:
            seen.append(clock)
            yield clock


def _clock_line(clock: Clock) -> str:
    marks = [clock.confidence.value]
    if clock.effective_from:
        marks.append(f"from {clock.effective_from}")
    if clock.effective_to:
        marks.append(f"until {clock.effective_to}")
    if clock.confirmed:
        marks.append("confirmed by you")
    elif clock.confidence in UNVERIFIED:
        marks.append("off until you confirm it")
    return f"{clock.id:<18} {clock.event} [{', '.join(marks)}]"
