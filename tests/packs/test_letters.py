"""What the letters of each regime must contain, beside the acknowledgement and the response of a stage."""

# ruff: noqa: E501 (a table of cases is read line by line)

from __future__ import annotations

from collections.abc import Iterator

import pytest

from amends.rules.packfiles import builtin_folder, load_all
from amends.rules.packformat import LETTER_FIELDS
from amends.rules.regimes import UNVERIFIED, LetterRule, Part, Regime

REGISTRY = load_all([builtin_folder()])
PACKS = REGISTRY.ids()
ADR = {"referral_rights", "contact"}
DELAY = {"reasons", "new_date"}

LETTERS: dict[str, dict[str, set[str]]] = {
    "au-asic-rg271": {"extension": ADR | {"reasons"}},
    "eu-jc-guidelines": {"holding": DELAY, "not_yet": DELAY},
    "eu-psd2-art101": {"holding": DELAY, "extension": DELAY},
    "gb-gambling-lccp-611": {"deadlock": ADR | {"message"}},
    "gb-ofgem-2008": {"not_yet": ADR, "deadlock": ADR, "signpost": ADR},
    "gb-post-2008": {"deadlock": {"referral_rights"}},
    "gb-rail-orr": {"deadlock": ADR},
    "gb-spso-mchp": {"extension": DELAY},
    "gb-water-gss": {"holding": {"message"}, "deadlock": ADR},
    "general": {"extension": DELAY, "holding": DELAY, "deadlock": {"referral_rights"}},
    "ie-cbi-cpc-2025": {"not_yet": {"new_date", "referral_rights"}},
    "iso-10002-2018": {"closing": {"referral_rights"}},
    "uk-consumer-adr-dmcc": {"deadlock": {"referral_rights"}},
    "uk-fca-disp": {"not_yet": ADR | DELAY | {"waiver", "leaflet"}, "summary": ADR | {"message", "waiver"}},
    "uk-fca-disp-motor-finance": {"not_yet": ADR | DELAY | {"waiver", "leaflet"}, "summary": ADR | {"message", "waiver"}},
    "uk-fca-disp-psd-emd": {"holding": DELAY, "extension": DELAY, "summary": ADR | {"message", "waiver"}},
    "uk-he-oia": {"deadlock": ADR | {"time_limit"}, "signpost": ADR | {"time_limit"}},
    "uk-housing-ombudsman-code-2024": {"extension": DELAY | {"contact"}, "signpost": {"reasons", "referral_rights"}},
    "uk-lgsco-code-2024": {"extension": {"reasons", "contact"}},
    "uk-nhs-social-care-eng-2009": {"not_yet": {"reasons"}, "extension": {"new_date"}},
    "uk-ofcom-c4": {"not_yet": ADR, "deadlock": ADR, "signpost": ADR},
    "us-cfpb-portal": {"holding": {"reasons"}, "extension": {"reasons"}},
}  # fmt: skip


def rules() -> Iterator[tuple[Regime, LetterRule]]:
    for pack in PACKS:
        for regime in REGISTRY.editions(pack):
            for rule in regime.letters:
                yield regime, rule


@pytest.mark.parametrize("pack", PACKS)
def test_the_letters_of_a_regime_must_say_what_it_lays_down(pack: str) -> None:
    regime = REGISTRY.regime(pack)
    found = {rule.kind: {part.field for part in regime.letter_parts(rule.kind)} for rule in regime.letters}
    assert {kind: fields for kind, fields in found.items() if fields} == LETTERS.get(pack, {})


def test_an_unverified_part_of_a_letter_is_not_required() -> None:
    assert any(rule.unconfirmed for _, rule in rules())
    for _, rule in rules():
        assert all(part.confidence not in UNVERIFIED for part in rule.parts)
        assert all(part.confidence in UNVERIFIED for part in rule.unconfirmed)


def test_each_unverified_part_of_a_letter_is_required_once_it_alone_is_confirmed() -> None:
    for regime, rule in rules():
        for part in rule.unconfirmed:
            registry = load_all([builtin_folder()], confirmed=[f"{regime.id}/letters/{rule.kind}/{part.id}"])
            assert part in registry.regime(regime.id, regime.edition).letter_parts(rule.kind, rule.stage)


def test_a_part_of_a_letter_is_proved_by_a_field_of_the_step_that_writes_it() -> None:
    parts: list[Part] = [part for _, rule in rules() for part in (*rule.parts, *rule.unconfirmed)]
    assert {part.field for part in parts} <= LETTER_FIELDS
    assert all(not part.text.endswith(".") and part.text[0].islower() for part in parts)


def test_the_housing_code_gives_the_ombudsman_with_an_extension_at_each_stage() -> None:
    regime = REGISTRY.regime("uk-housing-ombudsman-code-2024")
    for stage in (1, 2):
        assert "contact" in {part.field for part in regime.letter_parts("extension", stage)}


def test_payment_services_have_a_holding_response_in_the_place_of_the_letter_at_eight_weeks() -> None:
    regime = REGISTRY.regime("uk-fca-disp-psd-emd")
    assert regime.letter_parts("not_yet") == ()
    assert {part.field for part in regime.letter_parts("holding")} == DELAY
    assert regime.letter_parts("summary") == REGISTRY.regime("uk-fca-disp").letter_parts("summary")


def test_the_letter_at_the_time_limit_stops_the_clock_for_telling_of_the_scheme() -> None:
    for pack, clock in (("uk-ofcom-c4", "adr_letter_new"), ("gb-ofgem-2008", "redress_letter")):
        assert {"not_yet_sent", "signposted"} <= set(REGISTRY.regime(pack).clock(clock).stops)
