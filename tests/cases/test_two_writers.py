"""Two people on one case at the same moment: one chain without a gap, and each step taken or refused in words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from tests.architecture.source import ROOT

ROUNDS = 60


@pytest.fixture
def database(django_db_blocker: Any) -> Iterator[str]:
    """The address of an empty database of the kind that this lane runs on, whose commits are real."""
    if connection.vendor == "sqlite":
        yield ""
        return
    import psycopg

    at = connection.get_connection_params()
    name = f"contest_{os.getpid()}"
    where = {key: at[key] for key in ("host", "port", "user", "password") if at.get(key)}
    with psycopg.connect(dbname="postgres", autocommit=True, **where) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            user = quote(where.get("user", "postgres"))
            yield f"postgresql://{user}@/{name}?host={quote(str(where.get('host', '')))}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def result(database: str, tmp_path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.cases.contest", str(ROUNDS)]
    environment = {**os.environ, "AMENDS_HOME": str(tmp_path), "AMENDS_DATABASE": database}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_two_people_who_act_at_once_write_one_chain_without_a_gap(result: dict[str, Any]) -> None:
    assert result["findings"] == []
    assert result["differences"] == []
    assert sum(result["outcomes"].values()) == 2 * ROUNDS
    assert all(words.startswith("The case moved on") for words in result["refusals"])
    taken = result["outcomes"]["taken"]
    assert result["entries"] == taken + 1  # and the case that was there before
    assert len(set(result["places"])) == taken, "two steps were given the same place in the record"
    assert result["chains"] == 1 + 2 * (ROUNDS // 3)
    assert taken >= ROUNDS, "nearly everything was refused, so this shows nothing"
