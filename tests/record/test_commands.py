"""`amends verify`, `amends seal`, `amends rebuild`: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from amends.cases.models import Case
from amends.commands import records
from amends.record import models, notes
from tests.record.attack import chain, edit, rewrite
from tests.record.three import cases, cast, unguarded

__all__ = ["cases", "cast", "unguarded"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation's folder of its own, so that the key of one test is not that of another."""
    settings.AMENDS_HOME = tmp_path
    monkeypatch.setenv("AMENDS_HOME", str(tmp_path))
    (tmp_path / "secret.key").touch()
    return tmp_path


def run(*arguments: str) -> Result:
    app = typer.Typer()
    records.register(app)
    return CliRunner().invoke(app, arguments)


def test_verify_says_what_it_read_and_ends_well(cases: list[str]) -> None:
    done = run("verify")
    wanted = "The record is whole: 12 entries of 3 cases, with 21 personal fields, 0 erased, 0 files.\n"
    assert (done.exit_code, done.output) == (0, wanted)


@pytest.mark.usefixtures("unguarded")
def test_verify_names_case_entry_and_what_is_wrong_and_ends_badly(cases: list[str]) -> None:
    edit(cases[1], 2, by="staff:99")
    done = run("verify")
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        f"{cases[1]} entry 2: its hash is not that of what is stored",
        "The record is NOT whole: 1 finding in 12 entries of 3 cases, with 21 personal fields, 0 erased, 0 files.",
    ]


@pytest.mark.usefixtures("unguarded")
def test_verify_prints_up_to_a_limit_and_says_how_many_more(cases: list[str]) -> None:
    models.Entry.objects.update(by="staff:99")
    assert "… and 9 more" in run("verify", "--most", "3").output.splitlines()


@pytest.mark.usefixtures("unguarded")
def test_verify_speaks_json(cases: list[str]) -> None:
    assert json.loads(run("verify", "--json").output)["whole"] is True
    edit(cases[1], 2, by="staff:99")
    done = run("verify", "--json")
    assert done.exit_code == 1
    assert json.loads(done.output) == {
        "whole": False,
        "cases": 3,
        "entries": 12,
        "personal_fields": 21,
        "erased": 0,
        "files": 0,
        "findings": [{"case": cases[1], "entry": 2, "what": "its hash is not that of what is stored"}],
        "total_findings": 1,
    }


def test_seal_prints_the_checkpoint_and_nothing_else(cases: list[str]) -> None:
    done = run("seal")
    assert (done.exit_code, done.output) == (0, models.Seal.objects.get().checkpoint)


def test_seal_prints_the_public_key(cases: list[str]) -> None:
    assert run("seal", "--key").output == f"{notes.key().verifier}\n"
    assert not models.Seal.objects.exists()


@pytest.mark.usefixtures("unguarded")
def test_a_seal_kept_elsewhere_finds_what_was_hashed_again(cases: list[str], tmp_path: Path) -> None:
    file = tmp_path / "day.seal"
    assert run("seal", "--out", str(file), "--heads", f"{file}.heads").exit_code == 0
    assert len((tmp_path / "day.seal.heads").read_text().splitlines()) == 3
    assert run("verify", "--against", str(file)).exit_code == 0
    rewrite(cases[1], [{**entry, "by": "staff:99"} for entry in chain(cases[1])])
    assert run("verify").exit_code == 0
    done = run("verify", "--against", str(file))
    assert done.exit_code == 1
    assert done.output.startswith(f"{cases[1]} entry 4: it is not what was sealed on ")


@pytest.mark.usefixtures("unguarded")
def test_a_record_whose_heads_are_wrong_is_not_sealed(cases: list[str]) -> None:
    models.Head.objects.filter(case=cases[1]).update(hash="1" * 64)
    done = run("seal")
    assert done.exit_code == 1
    assert done.stderr == f"{cases[1]}: its head is not its last entry. Run amends verify first.\n"


@pytest.mark.parametrize("arguments", [("seal",), ("seal", "--key")])
def test_with_a_damaged_key_nothing_is_sealed(cases: list[str], home: Path, arguments: tuple[str, ...]) -> None:
    (home / "keys").mkdir()
    (home / "keys" / "seal.key").write_text("nonsense")
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "is not a key that can sign" in done.stderr


def test_rebuild_check_names_case_and_column_and_writes_nothing(cases: list[str]) -> None:
    assert run("rebuild", "--check").exit_code == 0
    Case.objects.filter(reference=cases[1]).update(owner="staff:99")
    for _ in range(2):
        done = run("rebuild", "--check")
        assert done.exit_code == 1
        assert f"{cases[1]} owner: stored 'staff:99', from the record 'staff:" in done.output
    assert run("rebuild").exit_code == 0
    assert "3 cases: every row is what the record says." in run("rebuild", "--check").output


def test_a_folder_without_an_installation_is_refused_in_words(tmp_path: Path) -> None:
    done = run("verify", "--home", str(tmp_path / "empty"))
    assert done.exit_code == 1
    assert "There is no Amends in" in done.stderr
