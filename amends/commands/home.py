"""Where an installation lives: `--home`, else AMENDS_HOME, else ./amends-home. Django's settings need to know."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, NoReturn

import typer

Home = Annotated[Path | None, typer.Option("--home", help="The folder of this installation (or AMENDS_HOME).")]
"""The option that every command on an installation has."""

DEFAULT = "amends-home"


def home_of(home: Path | None) -> Path:
    """The folder that is meant."""
    return (home or Path(os.environ.get("AMENDS_HOME") or DEFAULT)).absolute()


def enter(home: Path | None) -> Path:
    """Set Django up for an installation that is there. Ends the command, saying so, where there is none."""
    folder = home_of(home)
    if not (folder / "secret.key").exists():
        fail(f"There is no Amends in {folder}. Make one first: amends init --home {folder}")
    set_up(folder)
    return folder


def set_up(folder: Path) -> None:
    """Set Django up for this folder. In one process there is one. What is made in it is for its owner alone."""
    os.umask(0o077)
    import django
    from django.apps import apps

    os.environ["AMENDS_HOME"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.settings")
    if not apps.ready:
        django.setup()


def make_folder(folder: Path) -> None:
    """Make it, for its owner's eyes only."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def fail(message: str, code: int = 1) -> NoReturn:
    """Say why not, on the error stream, and end."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


def migrate() -> list[str]:
    """Bring the database up to date; what was applied."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    return [f"{migration.app_label} {migration.name}" for migration, _ in plan]
