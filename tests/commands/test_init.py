from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from click.testing import Result
from django.utils.timezone import localdate
from typer.testing import CliRunner

from amends.cli import app
from amends.now import now
from amends.people.authority import authority
from amends.people.models import AuthorityLimit, Organisation, Staff

OPTIONS = ("--organisation", "Northern Energy", "--regime", "general", "--admin", "ada@northern.example", "--yes")

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own, and the environment put back afterwards."""
    monkeypatch.setenv("AMENDS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def init(home: Path, *options: str, said: str = "") -> Result:
    return CliRunner().invoke(app, ["init", "--home", str(home), *options], input=said)


def test_a_new_installation_has_its_organisation_a_team_and_an_administrator_who_can_start(home: Path) -> None:
    done = init(home, *OPTIONS, "--address", "https://complaints.northern.example")
    assert done.exit_code == 0, done.output
    here = Organisation.objects.get()
    assert (here.name, here.regime, here.regimes) == ("Northern Energy", "general", ["general"])
    assert here.address == "https://complaints.northern.example"
    first = Staff.objects.get()
    assert (first.email, first.roles) == ("ada@northern.example", ["admin", "leader", "handler", "quality"])
    assert [team.name for team in first.teams.all()] == ["Complaints"]
    assert "who also leads, handles and reviews until colleagues join" in done.output


def test_a_new_installation_has_the_usual_limits_of_authority_from_today(home: Path) -> None:
    init(home, *OPTIONS)
    first = Staff.objects.get().actor()
    assert AuthorityLimit.objects.filter(from_on=localdate(now()), set_by="command line").count() == 34
    assert authority().most(first, "refund", localdate(now())) is None


def test_the_folder_is_for_its_owner_only(home: Path) -> None:
    init(home, *OPTIONS)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_password_is_made_and_shown_once(home: Path) -> None:
    done = init(home, *OPTIONS)
    shown = re.findall(r"Password, shown this once: (\S+)", done.output)
    assert len(shown) == 1
    assert Staff.objects.get().check_password(shown[0])


def test_a_password_that_was_given_is_not_shown(home: Path) -> None:
    done = init(home, *OPTIONS, "--password", "correct horse battery")
    assert "correct horse" not in done.output
    assert Staff.objects.get().check_password("correct horse battery")


def test_what_is_missing_is_asked_for(home: Path) -> None:
    done = init(home, said="Northern Energy\nnonsense\ngeneral\nada@northern.example\n")
    assert done.exit_code == 0, done.output
    assert Organisation.objects.get().regime == "general"
    assert done.output.count("Which procedure") == 2


@pytest.mark.parametrize("missing", ["--organisation", "--regime", "--admin"])
def test_with_yes_nothing_is_asked_and_what_is_missing_is_named(home: Path, missing: str) -> None:
    at = OPTIONS.index(missing)
    done = init(home, *OPTIONS[:at], *OPTIONS[at + 2 :])
    assert done.exit_code == 2
    assert f"{missing} is missing" in done.output
    assert not Organisation.objects.exists()


def test_a_regime_that_does_not_exist_is_refused_with_those_that_do(home: Path) -> None:
    done = init(home, *OPTIONS[:2], "--regime", "generl", *OPTIONS[4:])
    assert done.exit_code == 2
    assert "There is no regime «generl». There are: " in done.output
    assert " general, " in done.output
    assert not home.exists()


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--admin", "ada at northern", "--admin: Enter a valid email address."),
        ("--password", "short", "--password: This password is too short."),
        ("--address", "northern", "--address: Enter a valid URL."),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(home: Path, option: str, value: str, words: str) -> None:
    done = init(home, *OPTIONS, option, value)
    assert done.exit_code == 2
    assert words in done.output
    assert not Organisation.objects.exists()


def test_a_second_time_is_refused_and_changes_nothing(home: Path) -> None:
    init(home, *OPTIONS)
    done = init(home, "--organisation", "Other", *OPTIONS[2:])
    assert done.exit_code == 1
    assert "already has an organisation. Nothing was changed." in done.output
    assert Organisation.objects.get().name == "Northern Energy"


def test_a_folder_with_other_things_in_it_is_refused(home: Path) -> None:
    home.mkdir()
    (home / "holiday.jpg").touch()
    done = init(home, *OPTIONS)
    assert done.exit_code == 1
    assert "has other things in it, such as holiday.jpg" in done.output


def test_an_empty_folder_will_do(home: Path) -> None:
    home.mkdir()
    assert init(home, *OPTIONS).exit_code == 0
