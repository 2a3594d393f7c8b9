"""`amends run`: web and worker, until it is told to stop."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from amends.commands import serving
from amends.commands.home import Home, enter, fail, migrate


def register(app: typer.Typer) -> None:
    app.command()(run)


def run(
    home: Home = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where it listens.")] = 8400,
    host: Annotated[str, typer.Option(help="The address it listens on.")] = "127.0.0.1",
) -> None:
    """Start web and worker. Prints «ready» and the address when it answers; Ctrl-C stops it."""
    folder = enter(home)
    refuse_a_taken_port(host, port)
    start(host, port, home=str(folder))


def refuse_a_taken_port(host: str, port: int) -> None:
    if not serving.is_free(host, port):
        fail(f"Something else listens on {host}:{port}. Choose another port with --port.")


def start(host: str, port: int, *, home: str, then_open: bool = False) -> None:
    """Serve an installation whose home Django is set up for. Does not come back."""
    from amends.cases.rebuild import rebuild
    from amends.people.models import Organisation

    applied = migrate()
    for name in applied:
        typer.echo(f"database brought up to date: {name}")
    here = Organisation.objects.first()
    if here is None:
        fail(f"No organisation has been set up yet. Do it first: amends init --home {home}")
    if any(name.startswith("cases ") for name in applied):
        typer.echo(f"lists made again from the records: {rebuild()}")
    if here.demo:
        os.environ["AMENDS_DEMO"] = "1"
    serving.become_server(host, port, then_open=then_open)
