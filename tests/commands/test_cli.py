from __future__ import annotations

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from amends.cli import app

COMMANDS = [
    "authority",
    "clock",
    "demo",
    "import",
    "init",
    "key",
    "rebuild",
    "regimes",
    "run",
    "seal",
    "sweep",
    "verify",
]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_of_the_manual_is_there_and_explains_itself(name: str) -> None:
    done = CliRunner().invoke(app, [name, "--help"])
    assert done.exit_code == 0, done.output
    assert "Usage:" in done.output


def test_a_failure_shows_no_local_variables_for_they_could_hold_what_a_customer_wrote() -> None:
    assert app.pretty_exceptions_enable is False


def test_without_a_command_the_help_is_shown() -> None:
    assert "Complaints, handled on a record" in CliRunner().invoke(app, []).output
    assert get_command(app).name == "amends"
