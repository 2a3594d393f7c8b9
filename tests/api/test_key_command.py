from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from amends.cli import app
from amends.people.keys import key_of
from amends.people.models import ApiKey
from tests.cast import Cast


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The home of the tests passes for an installation."""
    monkeypatch.setattr("amends.commands.keys.enter", lambda home: home)


def amends(*words: str) -> Result:
    return CliRunner().invoke(app, ["key", *words])


def test_without_an_installation_the_command_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    done = amends("list", "--home", str(tmp_path))
    assert done.exit_code == 1
    assert "amends init" in done.stderr


def create(*words: str) -> Result:
    return amends("create", "--name", "Website", *words)


def test_a_key_is_made_and_shown_once(cast: Cast) -> None:
    done = create("--role", "handler", "--scope", "cases:read", "--scope", "cases:write", "--team", "payments")
    assert done.exit_code == 0, done.output
    secret = done.stdout.strip()
    key = key_of(secret)
    assert key
    assert (key.roles, key.scopes, key.teams) == (["handler"], ["cases:read", "cases:write"], ["payments"])
    assert "not shown again" in done.stderr
    assert secret not in amends("list").stdout


def test_keys_are_listed_with_what_they_may_do(cast: Cast) -> None:
    assert "There is no key." in amends("list").stdout
    create("--role", "quality", "--scope", "cases:read")
    line = amends("list").stdout
    for words in ("Website", "roles quality", "scopes cases:read", "teams all", "last used never"):
        assert words in line


def test_a_key_is_revoked_by_what_it_begins_with(cast: Cast) -> None:
    secret = create("--role", "handler", "--scope", "cases:read").stdout.strip()
    done = amends("revoke", secret[:12])
    assert done.exit_code == 0
    assert "(Website)" in done.stdout
    assert key_of(secret) is None
    assert "revoked" in amends("list").stdout
    again = amends("revoke", secret[:12])
    assert again.exit_code == 1
    assert "No key that is in use begins with" in again.stderr


def test_a_beginning_that_fits_several_keys_revokes_none(cast: Cast) -> None:
    for _key in range(2):
        create("--role", "handler", "--scope", "cases:read")
    done = amends("revoke", "amends_")
    assert done.exit_code == 1
    assert "2 keys begin with amends_" in done.stderr
    assert not ApiKey.objects.exclude(revoked_at=None).exists()


def test_a_key_may_be_someones_and_is_listed_as_theirs(cast: Cast) -> None:
    done = create("--role", "leader", "--scope", "cases:read", "--for", "Carol@northern.example")
    assert done.exit_code == 0, done.output
    key = key_of(done.stdout.strip())
    assert key
    assert key.staff == cast.carol
    assert "acts as carol@northern.example" in amends("list").stdout
    create("--role", "handler", "--scope", "cases:read")
    assert f"acts as key:{key.pk + 1}" in amends("list").stdout


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("nobody@northern.example", "Nobody here signs in as nobody@northern.example."),
        ("amira@northern.example", "Amira does not have the role leader."),
    ],
)
def test_a_key_is_not_made_for_nobody_nor_with_more_than_they_may(cast: Cast, email: str, said: str) -> None:
    done = create("--role", "leader", "--scope", "cases:read", "--for", email)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--role", "handler", "--scope", "cases:delete"), "No key can have: cases:delete."),
        (("--role", "admin", "--scope", "cases:read"), "No key can have: admin."),
        (("--scope", "cases:read"), "--role is missing"),
        (("--role", "handler", "--role", "customer", "--scope", "cases:read"), "staff never answer for a customer"),
        (
            ("--role", "handler", "--scope", "cases:read", "--team", "sales"),
            "There is no team sales. There are: meters, payments.",
        ),
    ],
)
def test_a_key_that_makes_no_sense_is_refused(cast: Cast, words: tuple[str, ...], said: str) -> None:
    done = create(*words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not ApiKey.objects.exists()


def test_a_key_is_dated_by_the_one_clock(cast: Cast) -> None:
    create("--role", "handler", "--scope", "cases:read")
    assert ApiKey.objects.get().created_at == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
