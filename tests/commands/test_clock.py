"""`amends clock` and `amends regimes`, as they are typed."""

# ruff: noqa: E501 (a table of cases is read line by line)

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from amends.commands.clock import ALIASES, register
from amends.rules.regimes import MOMENTS

HOUSING = "uk-housing-ombudsman-code-2024"
OWN = """\
id = "{id}"
name = "Own"
parent = "{parent}"
in_force_from = 2025-01-01
confidence = "house"
"""


@pytest.fixture
def amends(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.delenv("AMENDS_PACKS", raising=False)
    app = typer.Typer()
    register(app)

    def run(*arguments: str, **env: str) -> Any:
        return CliRunner().invoke(app, arguments, env=env)

    return run


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        ("uk-fca-disp final --from 2026-12-11T10:00", "2027-02-05"),
        ("uk-fca-disp final --from 2026-12-11", "2027-02-05"),
        ("uk-fca-disp src --from 2026-12-23T23:50", "2026-12-30"),
        ("uk-fca-disp src --from 2026-06-30T23:30Z", "2026-07-06"),
        ("uk-fca-disp src --from 2026-06-30T23:30+01:00", "2026-07-03"),
        ("uk-fca-disp ack --from 2026-12-11", None),
        ("uk-fca-disp return_new --from 2027-06-30", "2027-08-11"),
        ("uk-fca-disp fos_longstop --fact happened=2020-05-10 --fact aware=2025-01-31 --fact received=2026-12-01", "2028-01-31"),
        ("uk-fca-disp-psd-emd final --from 2026-12-11T10:00", "2027-01-06"),
        ("uk-fca-disp-psd-emd final --from 2026-12-11T10:00 --extend exceptional", "2027-02-03"),
        (f"{HOUSING} s1_response --from 2026-12-18", "2027-01-06"),
        (f"{HOUSING} s1_response --from 2026-12-11T10:00 --fact acknowledged=2026-12-18", "2027-01-06"),
        (f"{HOUSING} s1_response --from 2026-12-11T10:00 --fact complaint_acknowledged=2026-12-18", "2027-01-06"),
        (f"{HOUSING} s1_response --from 2026-12-18 --extend complexity", "2027-01-20"),
        (f"{HOUSING} s1_response --from 2026-12-18 --extend complexity=2027-01-12", "2027-01-12"),
        (f"{HOUSING} s1_response --from 2026-12-18 --extend complexity --extend good_reason", "2027-02-03"),
        (f"{HOUSING} s2_ack --fact escalation_request_received=2026-05-22T17:30", "2026-06-01"),
        ("uk-nhs-social-care-eng-2009 response --from 2026-08-31", "2027-02-28"),
        ("uk-nhs-social-care-eng-2009 response --from 2026-12-11 --extend agreed=2027-08-31", "2027-08-31"),
        ("us-cfpb-portal response --from 2026-12-11", "2026-12-26"),
        ("us-cfpb-portal response --fact complaint_sent_to_company_portal=2026-12-11 --extend in_progress", "2027-02-09"),
        ("general response --from 2026-12-11", "2027-01-13"),
        ("general response --from 2026-12-11 --pause waiting_for_customer=2026-12-14T09:00/2026-12-16T09:00", "2027-01-18"),
        ("general response --from 2026-12-11 --pause waiting_for_customer=2026-12-14T09:00", "2027-01-13"),
        ("uk-fca-disp return_old --from 2026-06-30 --edition 2016-06-30", "2026-08-11"),
    ],
)  # fmt: skip
def test_a_clock_tells_its_date(amends: Any, arguments: str, due: str | None) -> None:
    result = amends("clock", *arguments.split(), "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["due_on"] == due


def test_the_json_has_the_date_the_explanation_the_rule_and_the_source(amends: Any) -> None:
    told = json.loads(amends("clock", "uk-fca-disp", "src", "--from", "2026-06-11T10:00", "--json").stdout)
    assert told.pop("source").startswith("FCA Handbook, DISP 1.5")
    assert told.pop("explanation")[0] == "It starts on Thursday 11 June 2026 at 10:00: the complaint was received."
    assert told == {
        "regime": "uk-fca-disp",
        "edition": "2026-06-01",
        "clock": "src",
        "event": "Resolved and accepted: a summary resolution communication will do",
        "started_at": "2026-06-11T10:00:00+01:00",
        "due_on": "2026-06-16",
        "due_at": "2026-06-16T17:00:00+01:00",
        "rule": "3 business days from when the complaint was received. That day is not counted: day 1 is the next "
        "working day. It ends at the close of business, 17:00.",
        "confidence": "high",
        "enabled": True,
    }


def test_the_text_has_the_same(amends: Any) -> None:
    told = amends("clock", "uk-fca-disp", "final", "--from", "2026-12-11T10:00").stdout
    assert told.startswith("Friday 5 February 2027: Final response")
    assert "  Due by the end of Friday 5 February 2027.\n" in told
    assert "Source: FCA Handbook, DISP 1.6.2R" in told
    assert told.endswith("(high)\n")


@pytest.mark.parametrize(("received", "edition"), [("2026-05-31", "2016-06-30"), ("2026-06-01", "2026-06-01")])
def test_the_edition_is_that_of_the_day_of_receipt(amends: Any, received: str, edition: str) -> None:
    told = json.loads(amends("clock", "uk-fca-disp", "final", "--from", received, "--json").stdout)
    assert told["edition"] == edition


REFUSALS = [
    ("moon final --from 2026-12-11", "There is no regime 'moon'. Choose one of: au-asic-rg271, eu-jc-guidelines,"),
    ("uk-fca-disp moon --from 2026-12-11", "has no clock 'moon'. Choose one of: ack, src, final,"),
    ("uk-fca-disp return_new --from 2026-06-30", "uk-fca-disp of 2026-06-01 has no clock 'return_new'. Choose one of:"),
    ("uk-fca-disp final --from tomorrow", "--from: 'tomorrow' is no date or time. Write it as 2026-12-11 or 2026-12-11T10:00."),
    ("uk-fca-disp final --from 2026-02-30", "--from: '2026-02-30' is no date or time."),
    ("uk-fca-disp final", "The clock final starts when the complaint was received. Say when with --from."),
    ("uk-fca-disp final --from 2012-12-11", "No edition of uk-fca-disp was in force on Tuesday 11 December 2012"),
    ("uk-fca-disp final --from 2026-12-11 --edition 2020-01-01", "has no edition '2020-01-01'. Choose one of: 2016-06-30,"),
    ("uk-fca-disp final --from 2026-12-11 --fact moon=2026-12-11", "--fact: there is no moment 'moon'. Choose one of: received,"),
    ("uk-fca-disp final --from 2026-12-11 --fact aware=then", "--fact aware: 'then' is no date or time."),
    ("uk-fca-disp final --from 2026-12-11 --fact aware", "--fact aware: '' is no date or time."),
    ("uk-fca-disp final --from 2026-12-11 --extend x", "--extend x: This time limit cannot be extended."),
    (f"{HOUSING} s1_response --from 2026-12-11 --extend x", "list this as a reason for more time: x. Choose one of: complexity, good_reason."),
    (f"{HOUSING} s1_response --from 2026-12-11 --extend complexity=soon", "--extend complexity=soon: 'soon' is no date. Write it as 2026-12-11."),
    (f"{HOUSING} s1_response --from 2026-12-18 --extend complexity=2027-02-01", "is the latest day on this ground."),
    ("uk-nhs-social-care-eng-2009 response --from 2026-12-11 --extend agreed", "--extend agreed: It needs the new date that was agreed."),
    ("uk-fca-disp final --from 2026-12-11 --pause x=2026-12-12", "--pause x: This time limit cannot be paused: the regime lists no reason for it."),
    ("general response --from 2026-12-11 --pause x=2026-12-12", "reason to pause: x. Choose one of: waiting_for_customer, waiting_for_third_party."),
    ("general response --from 2026-12-11 --pause waiting_for_customer=2026-12-14/2026-12-12", "a pause cannot end before it begins."),
    ("general response --from 2036-12-20", "Thursday 1 January 2037 is outside it."),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), REFUSALS, ids=[said for _, said in REFUSALS])
def test_what_cannot_be_told_is_refused_in_one_line(amends: Any, arguments: str, said: str) -> None:
    result = amends("clock", *arguments.split())
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("moment", ALIASES.values())
def test_every_alias_names_a_moment(moment: str) -> None:
    assert moment in MOMENTS


def test_regimes_lists_packs_editions_and_clocks_with_their_marks(amends: Any) -> None:
    told = amends("regimes").stdout
    assert "uk-fca-disp: UK FCA DISP 1 - general" in told
    assert "  editions: 2016-06-30, 2026-06-01, 2026-12-31, 2027-01-01\n" in told
    assert "[background, off until you confirm it]" in told
    assert "[medium, until 2026-12-31]" in told
    assert "[background, from 2026-12-31, off until you confirm it]" in told


def test_regimes_lists_the_same_for_programs(amends: Any) -> None:
    told = {one["id"]: one for one in json.loads(amends("regimes", "--json").stdout)}
    housing = told[HOUSING]["editions"][-1]
    clocks = {clock["id"]: clock for clock in housing["clocks"]}
    assert housing["edition"] == "2024-04-01"
    assert (clocks["s1_ack"]["confidence"], clocks["s1_ack"]["enabled"]) == ("high", True)
    assert (clocks["refer_by"]["confidence"], clocks["refer_by"]["enabled"]) == ("background", False)


def _own(folder: Path, name: str = "own", parent: str = "general") -> Path:
    (folder / name).mkdir(parents=True)
    (folder / name / "pack.toml").write_text(OWN.format(id=name, parent=parent), encoding="utf-8")
    return folder


@pytest.mark.parametrize("way", ["option", "environment"])
def test_packs_of_ones_own_are_read(amends: Any, tmp_path: Path, way: str) -> None:
    one, two = _own(tmp_path / "a"), _own(tmp_path / "b", "other", "own")
    arguments = ["clock", "other", "response", "--from", "2026-12-11", "--json"]
    if way == "option":
        result = amends(*arguments, "--packs", str(one), "--packs", str(two))
    else:
        result = amends(*arguments, AMENDS_PACKS=f"{one}:{two}")
    assert json.loads(result.stdout)["due_on"] == "2027-01-13"


def test_what_the_organisation_confirmed_is_marked(amends: Any, tmp_path: Path) -> None:
    (_own(tmp_path) / "confirmed.toml").write_text('clocks = ["uk-fca-disp/forward"]', encoding="utf-8")
    assert "responsible for [background, confirmed by you]" in amends("regimes", "--packs", str(tmp_path)).stdout


def test_a_broken_pack_is_refused_in_one_line(amends: Any, tmp_path: Path) -> None:
    result = amends("regimes", "--packs", str(_own(tmp_path, parent="moon")))
    assert result.exit_code == 2
    assert "own/pack.toml: parent: expected one of" in result.stderr


def test_the_examples_of_all_packs_can_be_checked(amends: Any) -> None:
    result = amends("regimes", "--check")
    assert result.exit_code == 0
    assert result.stdout.endswith(" examples, 0 wrong.\n")


def test_an_example_that_comes_out_otherwise_is_told(amends: Any, tmp_path: Path) -> None:
    text = '[[examples]]\nsays = "A week"\nclock = "ack"\nmoments = { received = 2026-12-11T10:00:00 }\ndue_on = 2026-12-17\n'
    (_own(tmp_path) / "own" / "examples.toml").write_text(text + 'explains = ["Christmas"]\n', encoding="utf-8")
    result = amends("regimes", "--check", "--packs", str(tmp_path))
    assert result.exit_code == 1
    assert "own ack: A week: expected 2026-12-17, computed 2026-12-16" in result.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('due_on = 2026-12-16\nexplains = ["Easter"]', "the explanation does not say 'Easter'"),
        ('due_on = "none"', "expected None, computed 2026-12-16"),
    ],
)
def test_an_example_is_held_to_its_words_too(amends: Any, tmp_path: Path, text: str, said: str) -> None:
    head = '[[examples]]\nsays = "A week"\nclock = "ack"\nmoments = { received = 2026-12-11T10:00:00 }\n'
    (_own(tmp_path) / "own" / "examples.toml").write_text(head + text, encoding="utf-8")
    assert said in amends("regimes", "--check", "--packs", str(tmp_path)).stdout


def test_a_broken_example_is_refused_in_one_line(amends: Any, tmp_path: Path) -> None:
    (_own(tmp_path) / "own" / "examples.toml").write_text("examples = 1", encoding="utf-8")
    result = amends("regimes", "--check", "--packs", str(tmp_path))
    assert result.exit_code == 2
    assert "examples: expected a list, found 1" in result.stderr
