"""A running Amends of one's own: made by its own commands, in a folder and a database that go afterwards."""

from __future__ import annotations

import json
import os
import queue
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

import pytest

ROOT = Path(__file__).parents[2]
PASSWORD = "a long pass phrase for the journeys"
ADMIN = "admin@example.org"
COLLEAGUE = "bea@example.org"
TYPIST = "kit@example.org"
"""Someone whose settings are theirs to change."""
LEADER = "lena@example.org"
"""Someone who leads a team, and can approve what is beyond a handler."""
EVERYONE = "everyone@example.org"
"""Someone with every role, in a demonstration."""
SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class Served:
    """A running Amends: where it answers, where it lives, and how to run another command on it."""

    url: str
    home: Path
    environment: dict[str, str]
    admin: str = ADMIN
    password: str = PASSWORD

    def amends(self, *arguments: str) -> str:
        """Run `amends` on this system; what it printed. Fails the test when the command fails."""
        return _run(self.environment, *_command(*arguments))

    def inside(self, what: str, *arguments: str) -> Any:
        """Do one thing of `tests.journeys.inside` on this system; what it answers."""
        return json.loads(_run(self.environment, sys.executable, "-m", "tests.journeys.inside", what, *arguments))


@contextmanager
def real(home: Path) -> Iterator[Served]:
    """A system as `amends init` makes it, with all procedures of the journeys and a second colleague."""
    port = str(_free_port())
    url = f"http://127.0.0.1:{port}"
    with _database() as database:
        environment = _environment(home, database)
        made = Served(url, home, environment)
        made.amends(
            "init", "--home", str(home), "--organisation", "Northgate", "--regime", "general",
            "--admin", ADMIN, "--password", PASSWORD, "--address", url, "--yes",
        )  # fmt: skip
        made.inside("begin", PASSWORD, LEADER, COLLEAGUE, TYPIST)
        with _running(_command("run", "--home", str(home), "--port", port), environment):
            yield made


@contextmanager
def demonstration(home: Path, *, cases: int) -> Iterator[Served]:
    """A small demonstration, as `amends demo` makes it."""
    port = str(_free_port())
    with _database() as database:
        environment = _environment(home, database) | {"AMENDS_DEMO": "1"}
        command = _command("demo", "--home", str(home), "--port", port, "--cases", str(cases), "--no-browser")
        with _running(command, environment) as url:
            yield Served(url, home, environment)


def _environment(home: Path, database: str) -> dict[str, str]:
    """A stranger's environment: nothing that the tests set for themselves."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AMENDS_", "DJANGO_", "PYTEST_"))}
    ours = {"AMENDS_HOME": str(home), "AMENDS_DATABASE": database, "AMENDS_TAKE_BACK": str(TAKE_BACK)}
    return {**kept, **ours, "PYTHONUNBUFFERED": "1"}


TAKE_BACK = 4
"""Seconds that a message waits: long enough to be taken back by keyboard, short enough to wait for."""


@contextmanager
def _database() -> Iterator[str]:
    """A new database beside the lane's own, or nothing for SQLite."""
    lane = os.environ.get("AMENDS_DATABASE", "")
    if not lane:
        yield ""
        return
    import psycopg

    name = f"journey_{secrets.token_hex(4)}"
    with psycopg.connect(lane, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(urlsplit(lane)._replace(path=f"/{name}"))
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from amends.cli import main; main()", *arguments]


def _run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command[2:])} failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[str]:
    server = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert server.stdout is not None
    lines: queue.Queue[str] = queue.Queue()
    # Reads on to the end, so that the server never waits for someone to take its log.
    reader = threading.Thread(target=_drain, args=(server.stdout, lines.put), daemon=True)
    reader.start()
    try:
        yield _address(lines)
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        reader.join(timeout=5)
        server.stdout.close()


def _address(lines: queue.Queue[str]) -> str:
    """What follows `ready` in the line that says so."""
    said: list[str] = []
    while True:
        try:
            line = lines.get(timeout=SECONDS_TO_START)
        except queue.Empty:
            pytest.fail(f"the server did not say it was ready within {SECONDS_TO_START} s:\n{''.join(said)}")
        said.append(line)
        if line.startswith("ready http"):
            return line.split()[1].rstrip("/")
        if not line:
            pytest.fail(f"the server ended before it was ready:\n{''.join(said)}")


def _drain(stream: IO[str], put: Callable[[str], None]) -> None:
    """Put every line, then an empty one."""
    for line in stream:
        put(line)
    put("")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
