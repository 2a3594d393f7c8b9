"""`amends authority`: read, and a limit laid down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from click.testing import Result
from typer.testing import CliRunner

from amends.cli import app
from amends.now import at
from amends.people.authority import set_absence, set_limit
from amends.people.models import AdminAct, AuthorityLimit
from tests.cast import START, Cast, cast

__all__ = ["cast"]

TODAY = START.date()
Run = Callable[..., Result]


@pytest.fixture
def run(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command, on the database of the test; the clock stands."""
    monkeypatch.setattr("amends.commands.authority.enter", lambda _home: None)

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(app, ["authority", *words])

    with at(START):
        yield invoke


def setting(**more: str) -> list[str]:
    said = {"holder": "role:handler", "kind": "refund", "amount": "64.50", "from": "2026-03-09", "reason": "Prices."}
    return ["set", *(part for name, value in {**said, **more}.items() if value for part in (f"--{name}", value))]


def plan(cast: Cast) -> None:
    who = {"by": "staff:99", "at": START}
    set_limit(cast.amira.actor_id, "refund", 600_00, from_on=TODAY, reason="Experience.", **who)
    set_limit("leader", "refund", None, from_on=date(2026, 4, 1), reason="A trial.", **who)
    set_absence(cast.carol.actor_id, from_on=TODAY, until_on=TODAY, delegate=cast.amira.actor_id, **who)
    set_absence(cast.ben.actor_id, from_on=TODAY + timedelta(days=1), until_on=date(2026, 3, 9), **who)


def test_it_prints_who_may_do_what_what_changes_and_who_is_away(cast: Cast, run: Run) -> None:
    plan(cast)
    lines = run().output.splitlines()
    assert "  refund           Refund: up to £250" in lines
    assert "  apology          Apology: if it costs nothing" in lines
    assert "  change           Change of practice: not at all" in lines
    assert "  all              All together on one case: without limit" in lines
    assert lines[lines.index(f"{cast.amira.actor_id} Amira") + 1] == "  refund           Refund: up to £600"
    assert lines[-2] == "from 2026-04-01: leader, Refund: without limit"
    assert lines[-1] == "away until 2026-03-02: Carol; in their place: Amira"


def test_as_data_it_says_the_same(cast: Cast, run: Run) -> None:
    plan(cast)
    told = json.loads(run("--json").output)
    assert told["on"] == "2026-03-02"
    assert (told["roles"]["handler"]["refund"], told["roles"]["quality"]["refund"]) == (250_00, None)
    assert "change" not in told["roles"]["handler"]
    assert told["people"] == [{"holder": cast.amira.actor_id, "kind": "refund", "pence": 600_00}]
    assert told["to_come"] == [{"on": "2026-04-01", "holder": "leader", "kind": "refund", "limit": {"pence": None}}]
    away = {"person": cast.carol.actor_id, "until_on": "2026-03-02", "delegate": cast.amira.actor_id}
    assert told["away"] == [away]


def test_it_lays_down_a_limit_from_a_day_on(run: Run) -> None:
    done = run(*setting(until="2026-04-01"))
    assert done.output == "From 2026-03-09: role:handler, Refund: up to £64.50.\n"
    limit = AuthorityLimit.objects.latest("pk")
    assert (limit.holder, limit.kind, limit.pence, limit.from_on) == ("handler", "refund", 64_50, date(2026, 3, 9))
    assert (limit.until_on, limit.set_by, limit.reason) == (date(2026, 4, 1), "command line", "Prices.")
    assert AdminAct.objects.latest("pk").by == "command line"


def test_someone_can_be_named_by_their_address_and_be_without_limit(cast: Cast, run: Run) -> None:
    done = run(*setting(holder="AMIRA@northern.example", amount=""), "--without-limit")
    assert done.exit_code == 0, done.output
    limit = AuthorityLimit.objects.latest("pk")
    assert (limit.holder, limit.pence) == (cast.amira.actor_id, None)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"amount": ""}, "Say either --amount or --without-limit."),
        ({"amount": "much"}, "--amount: write an amount such as 250 or 64.50."),
        ({"amount": "1.234"}, "--amount: write an amount such as 250 or 64.50."),
        ({"amount": "Infinity"}, "--amount: write an amount such as 250 or 64.50."),
        ({"amount": "-1"}, "A limit cannot be below nothing."),
        ({"from": "soon"}, "--from: write a day such as 2026-12-01."),
        ({"until": "later"}, "--until: write a day such as 2026-12-01."),
        ({"from": "2026-03-01"}, "A limit can begin today or later: what was decided before stays as it was."),
        ({"holder": "role:king"}, "Only these roles can hold a limit: handler, leader, quality."),
        ({"holder": "nobody@northern.example"}, "There is nobody with the address nobody@northern.example."),
        ({"reason": " "}, "Say why: the reason stays in the history."),
    ],
)
def test_what_cannot_be_is_refused_in_words(run: Run, more: dict[str, str], words: str) -> None:
    before = AuthorityLimit.objects.count()
    done = run(*setting(**more))
    assert (done.exit_code, done.output) == (2, f"{words}\n")
    assert AuthorityLimit.objects.count() == before


def test_an_amount_and_no_limit_at_once_are_refused(run: Run) -> None:
    assert "Say either --amount or --without-limit." in run(*setting(), "--without-limit").output
