"""`amends verify`, `amends seal`, `amends rebuild`: that the record is whole, kept in sight, and behind every view."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from amends.commands.home import Home, enter, fail

if TYPE_CHECKING:
    from amends.record.verify import Verified

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (verify, seal, rebuild):
        app.command()(command)


def verify(
    home: Home = None,
    against: Annotated[Path | None, typer.Option(help="A seal that was kept elsewhere.", exists=True)] = None,
    as_json: AsJson = False,
    most: Annotated[int, typer.Option(help="How many findings to print.", min=1)] = 100,
) -> None:
    """Check every chain of the record: exit 0, or 1 naming the case, the entry and what is wrong."""
    enter(home)
    from amends.record.against import check_against
    from amends.record.verify import verify as verify_all

    verified = verify_all(most)
    if against:
        check_against(against, verified.findings)
    typer.echo(_as_json(verified) if as_json else _as_text(verified))
    raise typer.Exit(0 if verified.is_clean else 1)


def _as_text(verified: Verified) -> str:
    counts = f"{verified.entries} entries of {verified.chains} cases"
    with_these = f"{verified.contents} personal fields, {verified.erased} erased, {verified.files} files"
    if verified.is_clean:
        return f"The record is whole: {counts}, with {with_these}."
    more = verified.findings.total - len(verified.wrong)
    lines = [*(str(finding) for finding in verified.wrong), *([f"… and {more} more"] if more else [])]
    found = f"The record is NOT whole: {_findings(verified.findings.total)} in {counts}, with {with_these}."
    return "\n".join([*lines, found])


def _findings(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"


def _as_json(verified: Verified) -> str:
    findings = [{"case": found.case, "entry": found.entry, "what": found.what} for found in verified.wrong]
    data = {
        "whole": verified.is_clean,
        "cases": verified.chains,
        "entries": verified.entries,
        "personal_fields": verified.contents,
        "erased": verified.erased,
        "files": verified.files,
        "findings": findings,
        "total_findings": verified.findings.total,
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def seal(
    home: Home = None,
    out: Annotated[Path | None, typer.Option(help="Write the seal to this file.")] = None,
    heads: Annotated[Path | None, typer.Option(help="Write the list of heads to this file: best OUT.heads.")] = None,
    key: Annotated[bool, typer.Option("--key", help="Print the public key instead, in the form of a note's.")] = False,
) -> None:
    """Print a signed checkpoint over the record as it is, to be kept where nobody here can change it."""
    enter(home)
    from amends.now import now
    from amends.record import notes
    from amends.record.seal import CannotSeal, heads_text
    from amends.record.seal import seal as make_seal

    try:
        if key:
            typer.echo(notes.key().verifier)
            return
        sealed = make_seal(now())
    except (CannotSeal, notes.BadNote) as error:
        fail(str(error))
    if heads:
        heads.write_bytes(heads_text(sealed))
    if out:
        out.write_text(sealed.checkpoint, encoding="utf-8")
        typer.echo(f"Sealed {sealed.chains} cases in {out}. Keep it where nobody here can change it.")
    else:
        typer.echo(sealed.checkpoint, nl=False)


def rebuild(
    home: Home = None,
    check: Annotated[bool, typer.Option("--check", help="Only compare: exit 1 where something differs.")] = False,
) -> None:
    """Make the rows for lists and the search again from the record."""
    enter(home)
    from amends.cases import rebuild as rebuilding
    from amends.record.read import how_many

    total = how_many()
    with typer.progressbar(length=total, label="Comparing" if check else "Rebuilding") as bar:
        differences = rebuilding.differences(bar.update) if check else []
        if not check:
            rebuilding.rebuild(bar.update)
    for difference in differences:
        typer.echo(str(difference))
    if differences:
        fail(f"{len(differences)} stored values are not what the record says. Make them again: amends rebuild")
    typer.echo(f"{total} cases: {'every row is what the record says' if check else 'made again from the record'}.")
