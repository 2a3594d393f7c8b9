"""`amends init`: an installation from nothing. It asks for what is missing, or takes it all from options."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from amends.commands.home import Home, fail, home_of, make_folder, migrate, set_up

FIRST_ROLES = ("admin", "leader", "handler", "quality")
"""A new organisation must be able to start with one person: the first administrator works on cases too."""


OURS = ("secret.key", "amends.sqlite3", "packs", "static", "files", "keys")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an installation begins with."""

    organisation: str
    regime: str
    admin: str
    password: str
    address: str = ""


def register(app: typer.Typer) -> None:
    app.command()(init)


def init(
    home: Home = None,
    organisation: Annotated[str, typer.Option(help="The name of the organisation.")] = "",
    regime: Annotated[str, typer.Option(help="Its procedure (amends regimes lists them).")] = "",
    admin: Annotated[str, typer.Option(help="Email address of the first administrator.")] = "",
    password: Annotated[str, typer.Option(help="Their password. Without one, one is made and shown once.")] = "",
    address: Annotated[str, typer.Option(help="Where customers reach this system, for links in messages.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
) -> None:
    """Make an installation: folder, database, keys, organisation, first administrator."""
    folder = home_of(home)
    _refuse_a_strange_folder(folder)
    beginning = Beginning(
        organisation=organisation or _asked("--organisation", "Name of the organisation", yes=yes),
        regime=_regime(folder, regime, yes=yes),
        admin=admin or _asked("--admin", "Email address of the first administrator", yes=yes),
        password=password,
        address=address,
    )
    make_folder(folder)
    set_up(folder)
    _refuse_bad_words(beginning)
    migrate()
    made = beginning.password or secrets.token_urlsafe(12)
    begin(folder, beginning, made)
    _report(folder, beginning, "" if beginning.password else made)


def _asked(option: str, question: str, *, yes: bool, valid: Callable[[str], bool] = bool) -> str:
    if yes:
        fail(f"{option} is missing, and with --yes nothing is asked.", 2)
    while True:
        answer = str(typer.prompt(question)).strip()
        if valid(answer):
            return answer


def _regime(folder: Path, regime: str, *, yes: bool) -> str:
    from amends.rules.packfiles import builtin_folder, load_all

    own = [Path(packs) for packs in os.environ.get("AMENDS_PACKS", "").split(os.pathsep) if packs]
    known = load_all(
        [builtin_folder(), *own, *([folder / "packs"] if (folder / "packs").is_dir() else [])]
    ).procedures()
    if regime in known:
        return regime
    if regime or yes:
        what = f"There is no regime «{regime}»" if regime else "--regime is missing"
        fail(f"{what}. There are: {', '.join(known)}.", 2)
    typer.echo(f"Procedures: {', '.join(known)}")
    return _asked("--regime", "Which procedure", yes=yes, valid=lambda answer: answer in known)


def _refuse_a_strange_folder(folder: Path) -> None:
    """An empty one will do, one with packs of one's own, or one in which an earlier beginning was not finished."""
    strange = folder.is_dir() and [file.name for file in folder.iterdir() if not file.name.startswith(OURS)]
    if strange:
        fail(f"{folder} has other things in it, such as {strange[0]}. Nothing was changed. Choose another folder.")


def _refuse_bad_words(beginning: Beginning) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import URLValidator, validate_email

    checks: list[tuple[str, str, Callable[[str], None]]] = [
        ("--admin", beginning.admin, validate_email),
        ("--password", beginning.password, validate_password),
        ("--address", beginning.address, URLValidator(["http", "https"])),
    ]
    for option, value, check in checks:
        try:
            if value:
                check(value)
        except ValidationError as error:
            fail(f"{option}: {' '.join(error.messages)}", 2)


def begin(folder: Path, beginning: Beginning, password: str) -> None:
    """Write the organisation, its first team, its first administrator and the usual limits, all or nothing."""
    from django.db import transaction
    from django.utils import timezone

    from amends.now import now
    from amends.people.acts import COMMAND_LINE
    from amends.people.authority import lay_down_usual
    from amends.people.models import Organisation, Staff, Team

    with transaction.atomic():
        if Organisation.objects.exists():
            fail(f"{folder} already has an organisation. Nothing was changed. Start it: amends run --home {folder}")
        Organisation.objects.create(
            name=beginning.organisation,
            regime=beginning.regime,
            regimes=[beginning.regime],
            address=beginning.address,
        )
        team = Team.objects.create(slug="complaints", name="Complaints")
        name = beginning.admin.partition("@")[0]
        first = Staff.objects.create_user(beginning.admin, password, name=name, roles=list(FIRST_ROLES))
        first.teams.add(team)
        lay_down_usual(from_on=timezone.localdate(now()), by=COMMAND_LINE, at=now())


def _report(folder: Path, beginning: Beginning, made_password: str) -> None:
    typer.echo(f"Made {folder} for {beginning.organisation} ({beginning.regime}).")
    typer.echo(f"First administrator: {beginning.admin}, who also leads, handles and reviews until colleagues join.")
    if made_password:
        typer.echo(f"Password, shown this once: {made_password}")
    typer.echo(f"Start it: amends run --home {folder}")
