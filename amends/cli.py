"""The command `amends`. Each module of `amends.commands` that has a `register` adds its own; the demonstration joins
here, because it is made of both: those commands, and what `amends.demo` invents."""

from __future__ import annotations

import importlib
import os
import pkgutil
import shutil
from pathlib import Path
from typing import Annotated

import typer

from amends import commands
from amends.commands import home as homes
from amends.commands import run

app = typer.Typer(
    name="amends",
    help="Complaints, handled on a record that nobody can quietly change.",
    no_args_is_help=True,
    add_completion=False,
    # A traceback with local variables could show what a customer wrote.
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

HOST = "127.0.0.1"
BEGUN, FINISHED = "demo.begun", "demo.finished"
"""Files that say what a folder is: a demonstration, and one that was built to its end."""


def register_all(to: typer.Typer) -> None:
    """Add the commands of every module that offers some."""
    for found in pkgutil.iter_modules(commands.__path__, f"{commands.__name__}."):
        register = getattr(importlib.import_module(found.name), "register", None)
        if register:
            register(to)


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where it listens.")] = 8400,
    home: Annotated[Path, typer.Option(help="The folder to keep it in; used again the next time.")] = Path("demo-home"),
    cases: Annotated[int, typer.Option(min=1, help="How many cases to invent.")] = 400,
    seed: Annotated[int, typer.Option(help="The same seed on the same day invents the same.")] = 7,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make it anew.")] = False,
    browser: Annotated[bool, typer.Option(help="Open it in a browser, where there is one.")] = True,
) -> None:
    """A living system with invented people and cases. It sends nothing."""
    folder = home.absolute()
    run.refuse_a_taken_port(HOST, port)
    _clear(folder, fresh=fresh)
    os.environ["AMENDS_DEMO"] = "1"
    homes.make_folder(folder)
    (folder / BEGUN).touch()
    homes.set_up(folder)
    if not (folder / FINISHED).exists():
        _build(cases=cases, seed=seed, address=f"http://{HOST}:{port}")
        (folder / FINISHED).touch()
    _say_who_can_sign_in(folder, f"http://{HOST}:{port}")
    run.start(HOST, port, home=str(folder), then_open=browser)


def _clear(folder: Path, *, fresh: bool) -> None:
    """Make room, and never in a folder that is not a demonstration's."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if not (folder / BEGUN).exists():
        homes.fail(f"{folder} has other things in it. Nothing was changed. Choose another folder with --home.")
    if fresh or not (folder / FINISHED).exists():
        shutil.rmtree(folder)


def _build(*, cases: int, seed: int, address: str) -> None:
    from amends.demo.build import build
    from amends.now import now
    from amends.people.models import Organisation

    homes.migrate()
    if Organisation.objects.exists():
        homes.fail("This database already has an organisation. Nothing was changed.")
    with typer.progressbar(length=cases, label=f"Inventing {cases} cases") as bar:
        build(now=now(), seed=seed, cases=cases, address=address, progress=bar.update)


def _say_who_can_sign_in(folder: Path, url: str) -> None:
    from amends.demo.organisation import NAME, PASSWORD, sign_ins
    from amends.demo.playing import to_play
    from amends.now import now

    typer.echo(f"\n{NAME}, invented, in {folder} (amends demo --fresh makes it anew). Nothing is ever sent.\n")
    for name, email, roles in sign_ins():
        typer.echo(f"  {email:<26} {name:<16} {roles}")
    typer.echo(f"\nPassword of each: {PASSWORD}")
    typer.echo(f"Staff sign in at {url}/desk/, customers begin at {url}/\n")
    if lines := to_play(url, now()):
        typer.echo("To play a case from hand to hand:")
        typer.echo("".join(f"  {line}\n" for line in lines))


register_all(app)


def main() -> None:
    app()
