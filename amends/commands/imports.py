"""`amends import`: complaints from a CSV file, with a dry run, a report, and no harm in running it again."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from amends.commands.home import Home, enter, fail

if TYPE_CHECKING:
    from amends.cases.imports import Brought, ImportPlan
    from amends.commands.tables import Table
    from amends.rules.actors import Actor

SHOWN = 20
"""Refused rows that are printed; the report file has all."""

CFPB = {
    "external_ref": ("complaint_id",),
    "received_at": ("date_received",),
    "sent_to_company_at": ("date_sent_to_company",),
    "subject": ("issue",),
    "story": ("narrative",),
    "product": ("product", "sub_product"),
    "channel": ("submitted_via",),
    "customer_address": ("state",),
    "need": ("tags",),
}
"""The columns of the Consumer Complaint Database, as the Bureau publishes it."""
CFPB_CHANNELS = {
    "Web": "web",
    "Phone": "phone",
    "Email": "email",
    "Postal mail": "letter",
    "Fax": "letter",
    "Referral": "another system",
    "Web Referral": "another system",
}
CFPB_CONSTANTS = {"story": "No narrative was published.", "channel": "another system"}


def register(app: typer.Typer) -> None:
    app.command("import")(import_file)


def import_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file, which may be gzipped.")],
    columns: Annotated[list[str], typer.Option("--map", help="field=column, field=column+column, or cfpb.")],
    regime: Annotated[str, typer.Option(help="The procedure; without it the organisation's own.")] = "",
    defaults: Annotated[list[str] | None, typer.Option(help="field=value, where a row says nothing.")] = None,
    date_format: Annotated[str, typer.Option(help="How dates are written, such as %d/%m/%Y.")] = "",
    recognise: Annotated[str, typer.Option(help="Recognise each as a complaint, under this limb. Needs --as.")] = "",
    as_: Annotated[str, typer.Option("--as", help="The address of the member of staff who brings them in.")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="Read so many rows at most.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write what became of each row to this CSV file.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Try everything, keep nothing.")] = False,
    home: Home = None,
) -> None:
    """Take complaints from a file. Rows come in whole or not at all; a second run brings in what is missing."""
    enter(home)
    from amends.cases.imports import bring_in
    from amends.commands.tables import Table
    from amends.now import now

    by = _actor(as_, recognise)
    with Table(file) as table:
        plan = _plan(columns, defaults or [], regime, table.columns)
        plan = replace(plan, date_format=date_format, recognise=_limb(plan.regime, recognise))
        rows = (row for number, row in enumerate(table.rows()) if limit is None or number < limit)
        brought = _written(_counted(bring_in(rows, plan, by=by, at=now(), dry_run=dry_run), table), report)
        _say(brought, table, plan, dry_run=dry_run)


def _actor(address: str, recognise: str) -> Actor:
    from amends.people.models import Staff
    from amends.rules.actors import SYSTEM

    if not address:
        if recognise:
            fail("Recognising a complaint is a person's decision: say whose with --as ADDRESS.", 2)
        return SYSTEM
    found = Staff.objects.filter(email=address.lower(), is_active=True).first()
    return found.actor() if found else fail(f"Nobody here signs in as {address}.", 2)


def _plan(mapped: list[str], defaults: list[str], regime: str, header: list[str]) -> ImportPlan:
    from amends.cases.imports import ImportPlan
    from amends.cases.regimes import registry
    from amends.people.models import Organisation

    regime = regime or Organisation.here().regime
    if regime not in registry().ids():
        fail(f"There is no regime «{regime}». There are: {', '.join(registry().ids())}.", 2)
    preset = "cfpb" in mapped
    own = {name: tuple(value.split("+")) for name, value in _pairs("--map", [m for m in mapped if m != "cfpb"])}
    columns = {**(CFPB if preset else {}), **own}
    _check_columns(columns, header)
    return ImportPlan(
        columns=columns,
        zone=ZoneInfo(registry().regime(regime).zone),
        regime=regime,
        constants={**(CFPB_CONSTANTS if preset else {}), **dict(_pairs("--defaults", defaults))},
        spellings={"channel": CFPB_CHANNELS} if preset else {},
    )


def _pairs(option: str, given: list[str]) -> Iterator[tuple[str, str]]:
    from amends.cases.imports import FIELDS

    for one in given:
        name, equals, value = one.partition("=")
        if not equals or name not in FIELDS:
            fail(f"{option} {one}: expected field=…, where the field is one of: {', '.join(FIELDS)}.", 2)
        yield name, value


def _check_columns(columns: dict[str, tuple[str, ...]], header: list[str]) -> None:
    missing = [column for names in columns.values() for column in names if column not in header]
    if missing:
        fail(f"The file has no column «{missing[0]}». It has: {', '.join(header)}.", 2)
    if "external_ref" not in columns:
        fail("Map external_ref to the column with each row's own reference, so that none comes in twice.", 2)


def _limb(regime: str, limb: str) -> str:
    from amends.cases.regimes import registry

    limbs = [one.id for one in registry().regime(regime).definition]
    if limb and limb not in limbs:
        fail(f"The definition of {regime} has no limb «{limb}». It has: {', '.join(limbs)}.", 2)
    return limb


def _counted(brought: Iterable[Brought], table: Table) -> Iterator[Brought]:
    """The same, with a bar that grows with the bytes of the file."""
    with typer.progressbar(length=table.size, label="Importing") as bar:
        for number, one in enumerate(brought):
            if number % 50 == 0:
                bar.update(table.read_bytes - bar.pos)
            yield one
        bar.update(table.size - bar.pos)


def _written(brought: Iterable[Brought], report: Path | None) -> Iterator[Brought]:
    if report is None:
        yield from brought
        return
    with report.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, ["row", "external_ref", "what", "why"])
        writer.writeheader()
        for one in brought:
            writer.writerow(asdict(one))
            yield one


def _say(brought: Iterable[Brought], table: Table, plan: ImportPlan, *, dry_run: bool) -> None:
    counts: Counter[str] = Counter()
    refused: list[Brought] = []
    try:
        for one in brought:
            counts[one.what] += 1
            if one.what == "refused" and len(refused) < SHOWN:
                refused.append(one)
    except KeyboardInterrupt:
        typer.echo("\nInterrupted. What is counted below is kept; run it again to bring in the rest.")
    said = ", ".join(f"{what} {counts[what]}" for what in ("imported", "already here", "refused"))
    typer.echo(f"{'Dry run, nothing kept: ' if dry_run else ''}{said}")
    for one in refused:
        typer.echo(f"  row {one.row} ({one.external_ref or 'no reference'}): {one.why}")
    if counts["refused"] > len(refused):
        typer.echo(f"  and {counts['refused'] - len(refused)} more: --report FILE writes them all")
    typer.echo(f"A date without a time was taken as noon, {plan.zone.key}.")
    if table.not_utf8:
        typer.echo(f"{table.not_utf8} lines are not UTF-8 and were read as Windows-1252.")
    if counts["refused"] and not counts["imported"] + counts["already here"]:
        raise typer.Exit(1)
