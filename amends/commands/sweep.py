"""`amends sweep`: one round of what the worker does every few seconds."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from amends.commands.home import Home, enter

if TYPE_CHECKING:
    from amends.cases.sweep import SweepResult
    from amends.mail.outbox import PostResult

log = logging.getLogger(__name__)


def register(app: typer.Typer) -> None:
    app.command()(sweep)


def sweep(home: Home = None) -> None:
    """Remind of what is due, heal rows that are out of step with the record, send what is queued. Once."""
    enter(home)
    swept, posted = one_round()
    typer.echo(f"looked at {swept.looked_at}, reminded {swept.reminded}, healed {swept.healed}")
    typer.echo("mail: " + ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in asdict(posted).items()))
    if swept.failed:
        typer.echo(f"could not be swept: {', '.join(swept.failed)}", err=True)
        raise typer.Exit(1)


def one_round() -> tuple[SweepResult, PostResult]:
    """Sweep, then send, then forget what strangers began to write and never sent."""
    from django.contrib.sessions.backends.db import SessionStore

    from amends.cases.sweep import sweep as sweep_cases
    from amends.mail.outbox import send_due
    from amends.now import now
    from amends.portal.staging import clear_stale

    done = sweep_cases(now()), send_due(now())
    SessionStore.clear_expired()
    clear_stale(now())
    return done


def go_round() -> None:
    """A round of the worker: whatever goes wrong is logged, and the next round tries again."""
    from django.db import close_old_connections

    close_old_connections()
    try:
        one_round()
    except Exception as error:  # noqa: BLE001 the worker must outlive a database that is away for a while
        log.error("worker: a round failed (%s)", type(error).__name__)
    finally:
        close_old_connections()
