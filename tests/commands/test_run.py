from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner

from amends.cli import app
from amends.commands import run, serving
from amends.people.models import Organisation


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What would be served, in place of serving it."""
    calls: list[tuple[str, int]] = []
    monkeypatch.setattr(serving, "become_server", lambda host, port, then_open: calls.append((host, port)))
    monkeypatch.delenv("AMENDS_DEMO", raising=False)
    return calls


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield int(listening.getsockname()[1])


def test_a_home_that_was_never_made_says_how_to_make_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["run", "--home", str(tmp_path / "none")])
    assert done.exit_code == 1
    assert f"Make one first: amends init --home {tmp_path / 'none'}" in done.output
    assert not (tmp_path / "none").exists()


def test_a_port_in_use_is_refused_in_one_line(taken: int) -> None:
    done = CliRunner().invoke(app, ["run", "--home", str(settings.AMENDS_HOME), "--port", str(taken)])
    assert done.exit_code == 1
    assert done.output == f"Something else listens on 127.0.0.1:{taken}. Choose another port with --port.\n"


@pytest.mark.django_db
def test_a_home_without_an_organisation_says_how_to_set_it_up(served: list[tuple[str, int]]) -> None:
    done = CliRunner().invoke(app, ["run", "--home", str(settings.AMENDS_HOME), "--port", "1"])
    assert done.exit_code == 1
    assert "No organisation has been set up yet. Do it first: amends init" in done.output
    assert served == []


@pytest.mark.django_db
def test_what_changed_in_the_database_is_said_and_then_it_serves(
    served: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Organisation.objects.create(name="Northern Energy")
    monkeypatch.setattr(run, "migrate", lambda: ["cases 0003_more"])
    run.start("127.0.0.1", 8499, home="here")
    assert served == [("127.0.0.1", 8499)]
    said = capsys.readouterr().out
    assert "database brought up to date: cases 0003_more" in said
    assert "lists made again from the records: 0" in said
    assert "AMENDS_DEMO" not in os.environ


@pytest.mark.django_db
def test_lists_are_left_alone_where_nothing_of_theirs_changed(
    served: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Organisation.objects.create(name="Northern Energy")
    monkeypatch.setattr(run, "migrate", lambda: ["people 0009_more"])
    run.start("127.0.0.1", 8499, home="here")
    assert "lists made again" not in capsys.readouterr().out


@pytest.mark.django_db
def test_a_demonstration_stays_one_whichever_command_starts_it(served: list[tuple[str, int]]) -> None:
    Organisation.objects.create(name="Invented", demo=True)
    run.start("127.0.0.1", 8499, home="here")
    assert os.environ["AMENDS_DEMO"] == "1"


def test_a_port_nobody_uses_is_free_and_a_used_one_is_not(taken: int) -> None:
    assert not serving.is_free("127.0.0.1", taken)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        unused = int(probe.getsockname()[1])
    assert serving.is_free("127.0.0.1", unused)


def test_a_silent_port_does_not_count_as_an_answer(taken: int) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        unused = int(probe.getsockname()[1])
    assert not serving.answers("127.0.0.1", unused)
