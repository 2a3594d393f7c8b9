"""What commands about packs share: which folders are read, and a refusal in one line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from amends.rules.packfiles import PackError, Registry, builtin_folder, load_all

Packs = Annotated[
    list[Path] | None,
    typer.Option(
        "--packs", envvar="AMENDS_PACKS", metavar="DIR", help="A folder of packs of your own. Can be repeated."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]


def refuse(message: str) -> NoReturn:
    """Say in one line why this cannot be done, and leave."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def loaded(packs: list[Path] | None) -> Registry:
    """The packs that come with Amends and those of these folders."""
    try:
        return load_all([builtin_folder(), *(packs or [])])
    except PackError as error:
        refuse(str(error))
