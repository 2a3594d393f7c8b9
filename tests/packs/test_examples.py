"""The packs that come with Amends: their examples, their sources, and the ids that others rely on."""

# ruff: noqa: E501 (a table of cases is read line by line)

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from amends.rules.examples import Example, differs, read_examples
from amends.rules.packfiles import builtin_folder, load_all
from amends.rules.regimes import Confidence

REGISTRY = load_all([builtin_folder()])
PACKS = REGISTRY.ids()

FCA = {
    "ack",
    "src",
    "final",
    "fos_opens",
    "fos_closes",
    "fos_longstop",
    "forward",
    "retain",
    "retain_collective",
    "return_old",
    "return_new",
}
CODE = {"s1_ack", "s1_response", "s2_ack", "s2_response", "refer_by"}
CLOCKS = {
    "au-asic-rg271": {"ack", "short_route", "final_standard", "final_super", "final_hardship", "final_death_benefit", "data_return"},
    "eu-jc-guidelines": {"reply"},
    "eu-psd2-art101": {"final"},
    "gb-gambling-lccp-611": {"ack_24h", "ack", "final", "complain_by", "adr_reply"},
    "gb-ofgem-2008": {"record", "not_reported", "redress_letter", "refer_by", "annual"},
    "gb-post-2008": {"annual"},
    "gb-rail-orr": {"response", "ombudsman_opens", "refer_by"},
    "gb-spso-mchp": {"s1", "s2_ack", "s2", "escalate_by"},
    "gb-water-gss": {"s1", "s2"},
    "general": {"ack", "response", "s2_ack", "s2_response", "no_contact", "retain"},
    "ie-cbi-cpc-2025": {"informal", "ack", "update", "final", "outcome_letter"},
    "iso-10002-2018": {"ack", "status"},
    "uk-ccr-2013": {"cancel", "cancel_services", "refund", "refund_services"},
    "uk-consumer-adr-dmcc": {"inform", "transition"},
    "uk-cqc-reg16": {"cqc_summary"},
    "uk-cra-2015-digital": {"put_right", "presumption", "refund"},
    "uk-cra-2015-goods": {"short_reject", "presumption", "no_deduction", "refund", "delivery", "put_right"},
    "uk-cra-2015-services": {"put_right", "refund"},
    "uk-dp-complaints-s164A": {"ack", "ack_strict", "steps", "outcome"},
    "uk-fca-disp": FCA,
    "uk-fca-disp-mifid": (FCA - {"ack", "src", "final"}) | {"reply"},
    "uk-fca-disp-motor-finance": (FCA - {"final"})
    | {"pause", "pause_other_commission", "pause_leasing", "fos_opens_other_commission", "fos_opens_leasing", "fos_closes_lengthened"},
    "uk-fca-disp-psd-emd": FCA | {"holding", "split"},
    "uk-he-oia": {"internal", "cop", "refer_by"},
    "uk-housing-ombudsman-code-2024": CODE | {"complain_by", "annual"},
    "uk-legal-leo": {"final", "refer_by", "longstop"},
    "uk-lgsco-code-2024": CODE,
    "uk-nhs-social-care-eng-2009": {"informal", "ack", "response", "complain_by", "annual"},
    "uk-ofcom-c4": {"adr_letter_old", "adr_letter_new", "deadlock"},
    "us-cfpb-portal": {"response", "consumer_feedback"},
}  # fmt: skip

OFF = {
    "au-asic-rg271": {"final_death_benefit"},
    "gb-gambling-lccp-611": {"ack_24h"},
    "gb-ofgem-2008": {"refer_by"},
    "gb-rail-orr": {"response", "ombudsman_opens"},
    "ie-cbi-cpc-2025": {"informal", "outcome_letter"},
    "uk-ccr-2013": {"refund", "refund_services"},
    "uk-fca-disp": {"forward", "return_new", "retain_collective"},
    "uk-fca-disp-mifid": {"reply", "retain", "forward", "return_new", "retain_collective"},
    "uk-fca-disp-motor-finance": {"forward", "return_new", "retain_collective"},
    "uk-fca-disp-psd-emd": {"forward", "return_new", "retain_collective", "fos_opens"},
    "uk-he-oia": {"internal"},
    "uk-housing-ombudsman-code-2024": {"refer_by"},
    "uk-nhs-social-care-eng-2009": {"informal", "complain_by", "annual"},
    "us-cfpb-portal": {"consumer_feedback"},
}

UNCONFIRMED = {("gb-gambling-lccp-611", "final", "guidance"), ("gb-spso-mchp", "s1", "exceptional")}
PAUSING = {("uk-cra-2015-goods", "short_reject")}
OWN = {("uk-dp-complaints-s164A", "ack_strict")}
BESIDE = {"gb-post-2008", "uk-ccr-2013", "uk-consumer-adr-dmcc", "uk-cqc-reg16"}
BESIDE |= {"uk-cra-2015-digital", "uk-cra-2015-goods", "uk-cra-2015-services"}

EXAMPLES = [(pack, one) for pack in PACKS for one in read_examples(builtin_folder() / pack)]


@pytest.mark.parametrize(("pack", "one"), EXAMPLES, ids=[f"{pack}-{one.clock}-{one.says}" for pack, one in EXAMPLES])
def test_an_example_comes_out_as_it_was_worked_by_hand(pack: str, one: Example) -> None:
    assert differs(one, REGISTRY, pack) == ""


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_has_examples_enough_and_of_every_clock_of_its_own_that_has_a_date(pack: str) -> None:
    mine = [one for name, one in EXAMPLES if name == pack]
    assert len(mine) >= 6
    own = {clock["id"] for clock in _raw(pack)["clocks"] if clock["unit"] != "qualitative"}
    assert own <= {one.clock for one in mine}


def test_the_packs_are_those_of_this_edition_of_amends() -> None:
    assert set(PACKS) == set(CLOCKS)


@pytest.mark.parametrize("pack", PACKS)
def test_regimes_and_clocks_keep_the_published_ids(pack: str) -> None:
    assert {clock.id for regime in REGISTRY.editions(pack) for clock in regime.clocks} == CLOCKS[pack]


@pytest.mark.parametrize("pack", PACKS)
def test_what_nobody_verified_is_off(pack: str) -> None:
    off = {clock.id for regime in REGISTRY.editions(pack) for clock in regime.clocks if not clock.enabled}
    assert off == OFF.get(pack, set())


def test_an_unverified_reason_to_pause_or_extend_a_verified_clock_has_no_effect_until_confirmed() -> None:
    found = {
        (regime.id, clock.id, ground.id)
        for pack in PACKS
        for regime in REGISTRY.editions(pack)
        for clock in regime.clocks
        for ground in clock.unconfirmed
    }
    assert found == UNCONFIRMED
    registry = load_all([builtin_folder()], confirmed=["/".join(names) for names in UNCONFIRMED])
    assert registry.regime("gb-gambling-lccp-611").clock("final").pauses[0].id == "guidance"
    extension = registry.regime("gb-spso-mchp").clock("s1").extension
    assert extension
    assert extension.grounds[0].id == "exceptional"


def test_those_who_offer_gambling_at_all_hours_acknowledge_within_24_hours_instead() -> None:
    registry = load_all([builtin_folder()], confirmed=["gb-gambling-lccp-611/ack_24h"])
    before, after = REGISTRY.regime("gb-gambling-lccp-611"), registry.regime("gb-gambling-lccp-611")
    assert (before.clock("ack").enabled, before.clock("ack_24h").enabled) == (True, False)
    assert (after.clock("ack").enabled, after.clock("ack_24h").enabled) == (False, True)


def test_time_limits_beside_a_procedure_are_not_offered_as_one() -> None:
    assert set(PACKS) - set(REGISTRY.procedures()) == BESIDE


@pytest.mark.parametrize(
    ("pack", "limb", "clocks"),
    [
        ("au-asic-rg271", "hardship", {"final_hardship"}),
        ("au-asic-rg271", "superannuation", {"final_super"}),
        ("uk-fca-disp-motor-finance", "leasing", {"pause_leasing", "fos_opens_leasing"}),
        ("uk-ccr-2013", "services", {"cancel_services", "refund_services"}),
    ],
)
def test_some_clocks_are_for_one_limb_of_the_definition(pack: str, limb: str, clocks: set[str]) -> None:
    assert {one.id for one in REGISTRY.regime(pack).clocks if one.limbs and one.applies_to(limb)} == clocks


@pytest.mark.parametrize(
    ("pack", "on", "clock", "limit"),
    [
        ("uk-ofcom-c4", date(2026, 4, 7), "adr_letter_old", 8),
        ("uk-ofcom-c4", date(2026, 4, 8), "adr_letter_new", 6),
    ],
)
def test_telecoms_have_six_weeks_from_8_april_2026(pack: str, on: date, clock: str, limit: int) -> None:
    found = [one for one in REGISTRY.regime(pack, on=on).clocks if one.limit]
    assert [(one.id, one.limit) for one in found] == [(clock, limit)]


def _raw(pack: str) -> dict[str, Any]:
    return tomllib.loads((builtin_folder() / pack / "pack.toml").read_text(encoding="utf-8"))


def _tables(value: Any, key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if key not in ("extension", "or_if_later", "after_pause"):  # sourced by their grounds and their clock
            yield key, value
        for name, inner in value.items():
            yield from _tables(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _tables(inner, key)


@pytest.mark.parametrize("pack", PACKS)
def test_every_value_says_where_it_is_from_and_how_sure_we_are(pack: str) -> None:
    tables = list(_tables(_raw(pack)))
    assert len(tables) >= 8
    for key, table in tables:
        assert "confidence" in table, (key, table)
        assert table.get("source") or table["confidence"] == "house", (key, table)


@pytest.mark.parametrize("pack", [pack for pack in PACKS if pack != "general"])
def test_law_pauses_only_where_it_says_so_and_has_no_target_of_ours(pack: str) -> None:
    for regime in REGISTRY.editions(pack):
        for clock in regime.clocks:
            assert bool(clock.pauses) is ((pack, clock.id) in PAUSING)
            assert clock.own_target is ((pack, clock.id) in OWN)


def test_the_general_regime_has_targets_of_ours_alone() -> None:
    assert all(clock.own_target and clock.confidence is Confidence.HOUSE for clock in REGISTRY.regime("general").clocks)


@pytest.mark.parametrize(
    ("pack", "on", "parts"),
    [
        ("uk-fca-disp", date(2026, 5, 31), {"in_hand"}),
        ("uk-fca-disp", date(2026, 6, 1), {"in_hand", "deadline"}),
        ("uk-fca-disp-psd-emd", date(2026, 5, 31), {"in_hand"}),
        ("uk-fca-disp-psd-emd", date(2026, 6, 1), {"in_hand", "deadline"}),
    ],
)
def test_the_acknowledgement_names_the_deadline_from_june_2026(pack: str, on: date, parts: set[str]) -> None:
    assert {part.id for part in REGISTRY.regime(pack, on=on).stage(1).acknowledgement_parts} == parts


def test_payment_services_take_from_the_general_rules_what_they_leave_out() -> None:
    general, payments = REGISTRY.regime("uk-fca-disp"), REGISTRY.regime("uk-fca-disp-psd-emd")
    assert payments.third_party == general.third_party
    assert payments.exclusions == general.exclusions
    assert payments.stage(1).response_parts == general.stage(1).response_parts
    assert payments.clock("src") == general.clock("src")
    assert payments.clock("final") != general.clock("final")
    assert {limb.id for limb in payments.definition} == {"payment_services", "e_money"}


@pytest.mark.parametrize(
    ("pack", "stages", "fresh"),
    [
        ("uk-housing-ombudsman-code-2024", 2, 2),
        ("general", 2, 2),
        ("uk-fca-disp", 1, None),
        ("uk-fca-disp-psd-emd", 1, None),
        ("uk-nhs-social-care-eng-2009", 1, None),
        ("us-cfpb-portal", 1, None),
        ("uk-lgsco-code-2024", 2, 2),
        ("uk-he-oia", 2, 2),
        ("gb-spso-mchp", 2, None),
        ("gb-water-gss", 2, None),
        ("uk-fca-disp-motor-finance", 1, None),
    ],
)
def test_stages_and_who_may_take_them(pack: str, stages: int, fresh: int | None) -> None:
    regime = REGISTRY.regime(pack)
    assert regime.last_stage == stages
    assert [stage.number for stage in regime.stages if stage.fresh_eyes] == ([fresh] if fresh else [])
    assert all(stage.response_parts for stage in regime.stages)


@pytest.mark.parametrize("pack", PACKS)
def test_every_regime_says_what_is_outside_it_and_where_else_to_turn(pack: str) -> None:
    regime = REGISTRY.regime(pack)
    assert len(regime.exclusions) >= 3
    assert all(ground.elsewhere.endswith(".") for ground in regime.exclusions)


@pytest.mark.parametrize(
    "file", sorted(builtin_folder().rglob("*.toml")), ids=lambda file: f"{file.parent.name}/{file.name}"
)
def test_no_line_of_a_pack_ends_in_white_space(file: Path) -> None:
    assert all(line == line.rstrip() for line in file.read_text(encoding="utf-8").splitlines())
