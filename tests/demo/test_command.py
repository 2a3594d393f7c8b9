from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from amends import cli
from amends.cli import app
from amends.commands import serving
from amends.people.models import Organisation


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own; nothing is served, and the environment is put back afterwards."""
    monkeypatch.setenv("AMENDS_HOME", str(tmp_path / "demo"))
    monkeypatch.setenv("AMENDS_DEMO", "0")
    monkeypatch.setattr(serving, "become_server", lambda *_, then_open: None)
    return tmp_path / "demo"


@pytest.fixture
def port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        unused = probe.getsockname()[1]
    return str(unused)


@pytest.mark.django_db
def test_it_invents_says_who_can_sign_in_and_is_used_again(home: Path, port: str) -> None:
    command = ["demo", "--home", str(home), "--port", port, "--cases", "3", "--no-browser"]
    first = CliRunner().invoke(app, command)
    assert first.exit_code == 0, first.output
    assert os.environ["AMENDS_DEMO"] == "1"
    assert "leila@fernhill.example" in first.output
    assert "Password of each: fernhill-demo-2026" in first.output
    assert f"Staff sign in at http://127.0.0.1:{port}/desk/" in first.output
    assert "Inventing" in first.output
    again = CliRunner().invoke(app, command)
    assert again.exit_code == 0, again.output
    assert "Inventing" not in again.output
    assert Organisation.objects.count() == 1


def test_a_demonstration_has_no_mail_server_whatever_its_surroundings_say(tmp_path: Path) -> None:
    told = {**os.environ, "AMENDS_HOME": str(tmp_path), "AMENDS_SMTP_HOST": "mail.example"}
    program = "from amends.settings import EMAIL_BACKEND; print(EMAIL_BACKEND.split('.')[-2])"
    ways = [
        subprocess.run(
            [sys.executable, "-c", program], env={**told, "AMENDS_DEMO": demo}, capture_output=True, text=True
        )
        for demo in ("0", "1")
    ]
    assert [way.stdout.strip() for way in ways] == ["smtp", "dummy"]


def test_a_folder_with_other_things_in_it_is_left_alone(home: Path, port: str) -> None:
    home.mkdir()
    (home / "amends.sqlite3").write_text("someone's complaints")
    done = CliRunner().invoke(app, ["demo", "--home", str(home), "--port", port, "--fresh"])
    assert done.exit_code == 1
    assert "has other things in it. Nothing was changed." in done.output
    assert (home / "amends.sqlite3").read_text() == "someone's complaints"


@pytest.mark.parametrize("fresh", [True, False])
def test_only_a_demonstration_is_cleared_when_asked_or_when_it_was_not_finished(home: Path, fresh: bool) -> None:
    home.mkdir()
    (home / cli.BEGUN).touch()
    cli._clear(home, fresh=fresh)
    assert not home.exists()


def test_a_finished_demonstration_is_kept(home: Path) -> None:
    home.mkdir()
    (home / cli.BEGUN).touch()
    (home / cli.FINISHED).touch()
    cli._clear(home, fresh=False)
    assert (home / cli.FINISHED).exists()


def test_a_taken_port_is_said_before_anything_is_invented(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        done = CliRunner().invoke(app, ["demo", "--home", str(home), "--port", str(port)])
    assert done.exit_code == 1
    assert f"Something else listens on 127.0.0.1:{port}." in done.output
    assert not home.exists()
