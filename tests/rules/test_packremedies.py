"""Remedies in packs: what is read, what is inherited, and every refusal with its words."""

# ruff: noqa: E501 (a table of cases is read line by line)

from __future__ import annotations

from pathlib import Path

import pytest

from amends.rules.packfiles import PackError, builtin_folder, load_all
from amends.rules.redress import Redress
from amends.rules.regimes import Remedy
from tests.rules.test_packfiles import PACK, loaded, written

RIGHT = """
[[clocks]]
id = "send_back"
event = "Send it back"
kind = "right_closes"
starts = "delivered"
unit = "calendar_day"
limit = 14
confidence = "house"
"""
REMEDY = """
[[remedies]]
id = "money_back"
text = "Send it back and have the money back"
when = "It is not worn."
kind = "refund"
rung = 2
clocks = ["send_back"]
beside = ["answer"]
after = ["answer"]
opened_by = ["attempt_failed"]
ended_by = ["rejected"]
pence = 500
confidence = "house"
"""
PAUSE = """
[[clocks.pauses]]
id = "away"
text = "it is being repaired"
begins = "put_right_asked"
ends = "put_right_done"
confidence = "house"
"""
WHOLE = PACK + RIGHT + PAUSE + REMEDY
CHILD = 'id = "child"\nname = "Child"\nparent = "mine"\nin_force_from = 2025-01-01\nconfidence = "house"\n'


def remedies(folder: Path, regime: str = "mine") -> tuple[Remedy, ...]:
    return loaded(folder).regime(regime).remedies


def test_a_remedy_is_read_with_all_that_it_says(tmp_path: Path) -> None:
    [one] = remedies(written(tmp_path, WHOLE))
    assert (one.id, one.kind, one.rung, one.pence, one.enabled) == ("money_back", Redress.REFUND, 2, 500, True)
    assert (one.clocks, one.beside, one.after) == (("send_back",), ("answer",), ("answer",))
    assert (one.opened_by, one.ended_by) == (("attempt_failed",), ("rejected",))


def test_a_pause_is_read_with_the_moments_that_begin_and_end_it(tmp_path: Path) -> None:
    [pause] = loaded(written(tmp_path, WHOLE)).regime("mine").clock("send_back").pauses
    assert (pause.begins, pause.ends) == ("put_right_asked", "put_right_done")


def test_a_child_takes_the_remedies_whose_ids_it_has_not(tmp_path: Path) -> None:
    own = REMEDY.replace("pence = 500", "pence = 700")
    other = REMEDY.replace('"money_back"', '"voucher"')
    written(tmp_path, WHOLE)
    assert remedies(written(tmp_path, CHILD, "child"), "child") == remedies(tmp_path)
    found = remedies(written(tmp_path, CHILD + own + other, "child"), "child")
    assert [(one.id, one.pence) for one in found] == [("money_back", 700), ("voucher", 500)]


def test_an_unverified_remedy_is_on_once_the_organisation_confirms_it(tmp_path: Path) -> None:
    hearsay = REMEDY.replace('confidence = "house"', 'source = "hearsay"\nconfidence = "low"')
    folders = [builtin_folder(), written(tmp_path, PACK + RIGHT + PAUSE + hearsay)]
    assert [one.enabled for one in load_all(folders).regime("mine").remedies] == [False]
    confirmed = load_all(folders, confirmed=["mine/remedies/money_back"])
    assert [one.enabled for one in confirmed.regime("mine").remedies] == [True]


def test_a_remedy_from_a_day_on_begins_an_edition(tmp_path: Path) -> None:
    registry = loaded(written(tmp_path, WHOLE + "effective_from = 2025-07-01\n"))
    assert [len(one.remedies) for one in registry.editions("mine")] == [0, 1]


BROKEN = [
    ('kind = "refund"', 'kind = "poem"', "remedies.money_back.kind: expected one of 'nothing', 'apology', 'explanation',"),
    ('kind = "refund"', 'kind = "repair"', "remedies.money_back.pence: expected one of compensation, goodwill, price_reduction, refund as the kind, found 'repair'"),
    ("rung = 2", "rung = 4", "remedies.money_back.rung: expected one of 1, 2 or 3, found 4"),
    ('clocks = ["send_back"]', 'clocks = ["answer"]', "remedies.money_back.clocks: expected one of send_back, found 'answer'"),
    ('after = ["answer"]', 'after = ["send_back"]', "remedies.money_back.after: expected one of answer, found 'send_back'"),
    ('beside = ["answer"]', 'beside = ["moon"]', "remedies.money_back.beside: expected one of answer, send_back, found 'moon'"),
    ('opened_by = ["attempt_failed"]', 'opened_by = ["moon"]', "remedies.money_back.opened_by: expected one of acknowledged,"),
    ('ended_by = ["rejected"]', 'ended_by = ["moon"]', "remedies.money_back.ended_by: expected one of acknowledged,"),
    ("pence = 500", "pence = 0", "remedies.money_back.pence: expected a whole number of 1 or more, found 0"),
    ('when = "It is not worn."', 'when = ""', "remedies.money_back.when: expected text that is not empty, found ''"),
    ('pence = 500\nconfidence = "house"', 'confidence = "low"', "remedies.money_back: expected a source"),
    ('begins = "put_right_asked"', 'begins = "moon"', "clocks.send_back.pauses.away.begins: expected one of acknowledged,"),
    ('begins = "put_right_asked"\n', "", "clocks.send_back.pauses.away: expected begins and ends together"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), BROKEN, ids=[said for _, _, said in BROKEN])
def test_a_broken_remedy_or_pause_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert WHOLE.count(old) == 1
    with pytest.raises(PackError) as refusal:
        loaded(written(tmp_path, WHOLE.replace(old, new)))
    assert said in str(refusal.value)


def test_a_remedy_that_comes_twice_for_the_same_days_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"remedies\.money_back: expected one entry for any day; these dates overlap"):
        loaded(written(tmp_path, WHOLE + REMEDY))
