"""Packs on disk: what is read, what an edition is, and every refusal with its words."""

# ruff: noqa: E501 (a table of cases is read line by line)

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from amends.rules.examples import read_examples
from amends.rules.packfiles import PackError, Registry, UnknownRegime, builtin_folder, load_all, load_pack
from amends.rules.regimes import Confidence, Regime, Unit

PACK = """\
id = "mine"
name = "Our promise"
jurisdiction = "GB"
calendar = "GB-EAW"
zone = "Europe/London"
in_force_from = 2024-01-01
confidence = "house"

[[definition]]
id = "any"
text = "Dissatisfaction."
confidence = "house"

[[stages]]
number = 1
name = "Answer"
confidence = "house"

[[stages.response_parts]]
id = "found"
text = "what we found"
field = "findings"
confidence = "house"

[[clocks]]
id = "answer"
event = "Answer"
kind = "act_by"
starts = "received"
stops = ["responded"]
unit = "working_day"
limit = 10
confidence = "house"
"""
LETTER = """
[[letters]]
kind = "extension"
confidence = "house"

[[letters.parts]]
id = "new_date"
text = "the new date"
field = "new_date"
confidence = "house"
"""
EXTENSION = """
[clocks.extension]
form = "add"
limit = 5
unit = "working_day"

[[clocks.extension.grounds]]
id = "hard"
text = "it is hard"
confidence = "house"
"""


def written(folder: Path, text: str = PACK, name: str = "mine") -> Path:
    """A folder of packs with this one in it."""
    pack = folder / name
    pack.mkdir(parents=True, exist_ok=True)
    (pack / "pack.toml").write_text(text, encoding="utf-8")
    return folder


def loaded(folder: Path) -> Registry:
    return load_all([builtin_folder(), folder])


# --- reading -------------------------------------------------------------------------------------------------------


def test_a_pack_of_ones_own_is_read_beside_the_built_in_ones(tmp_path: Path) -> None:
    registry = loaded(written(tmp_path))
    assert "mine" in registry.ids()
    clock = registry.regime("mine").clock("answer")
    assert (clock.unit, clock.limit, clock.stops, clock.enabled) == (Unit.WORKING_DAY, 10, ("responded",), True)


def test_one_pack_can_be_loaded_alone(tmp_path: Path) -> None:
    assert [regime.edition for regime in load_pack(written(tmp_path) / "mine")] == ["2024-01-01"]


def test_a_pack_loaded_alone_finds_its_parent_beside_it_or_among_the_built_in_ones(tmp_path: Path) -> None:
    child = 'id = "child"\nname = "Child"\nparent = "{}"\nin_force_from = 2025-01-01\nconfidence = "house"\n'
    written(tmp_path)
    written(tmp_path, child.format("mine"), "child")
    assert load_pack(tmp_path / "child")[0].clock("answer").limit == 10
    written(tmp_path, child.format("general"), "child")
    assert load_pack(tmp_path / "child")[0].clock("response").limit == 20


def test_a_child_replaces_the_clocks_whose_id_it_has(tmp_path: Path) -> None:
    text = 'id = "child"\nname = "Child"\nparent = "mine"\nin_force_from = 2025-01-01\nconfidence = "house"\n'
    written(tmp_path, text + PACK[PACK.index("[[clocks]]") :].replace("limit = 10", "limit = 5"), "child")
    registry = loaded(written(tmp_path))
    assert registry.regime("child").clock("answer").limit == 5
    assert registry.regime("child").definition == registry.regime("mine").definition
    assert registry.regime("child").parent == "mine"


def test_a_grandchild_takes_through_its_parent(tmp_path: Path) -> None:
    child = 'id = "{}"\nname = "Child"\nparent = "{}"\nin_force_from = 2025-01-01\nconfidence = "house"\n'
    written(tmp_path, child.format("a-child", "mine"), "a-child")
    written(tmp_path, child.format("b-child", "a-child"), "b-child")
    registry = loaded(written(tmp_path))
    assert registry.regime("b-child").stages == registry.regime("mine").stages
    assert registry.regime("b-child").clocks == registry.regime("mine").clocks


def test_an_edition_begins_on_each_day_on_which_a_value_changes(tmp_path: Path) -> None:
    old = "\neffective_to = 2025-06-30\n"
    new = PACK[PACK.index("[[clocks]]") :].replace("limit = 10", "limit = 7\neffective_from = 2025-07-01")
    later = new.replace('"answer"', '"later"').replace("2025-07-01", "2026-01-01")
    registry = loaded(written(tmp_path, PACK + old + "\n" + new + "\n" + later))
    assert [regime.edition for regime in registry.editions("mine")] == ["2024-01-01", "2025-07-01", "2026-01-01"]
    limits = {regime.edition: [clock.limit for clock in regime.clocks] for regime in registry.editions("mine")}
    assert limits == {"2024-01-01": [10], "2025-07-01": [7], "2026-01-01": [7, 7]}


@pytest.mark.parametrize(
    ("edition", "on", "expected"),
    [
        (None, None, "2027-01-01"),
        ("2026-06-01", None, "2026-06-01"),
        (None, date(2026, 5, 31), "2016-06-30"),
        (None, date(2026, 6, 1), "2026-06-01"),
        ("2016-06-30", date(2026, 6, 1), "2016-06-30"),
    ],
)
def test_an_edition_is_found_by_its_name_or_by_a_day(edition: str | None, on: date | None, expected: str) -> None:
    assert load_all([builtin_folder()]).regime("uk-fca-disp", edition, on=on).edition == expected


def test_a_case_pins_the_edition_of_the_local_day_it_was_received() -> None:
    registry = load_all([builtin_folder()])
    before, after = datetime(2026, 5, 31, 22, 59, tzinfo=UTC), datetime(2026, 5, 31, 23, 0, tzinfo=UTC)
    assert registry.pinned("uk-fca-disp", {"received": before, "acknowledged": after}).edition == "2016-06-30"
    assert registry.pinned("uk-fca-disp", {"received": after}).edition == "2026-06-01"
    assert registry.pinned("uk-fca-disp", {"responded": after}).edition == "2026-06-01"


@pytest.mark.parametrize("way", ["argument", "file"])
def test_an_unverified_clock_is_on_once_the_organisation_confirms_it(tmp_path: Path, way: str) -> None:
    one = "uk-housing-ombudsman-code-2024/refer_by"
    written(tmp_path)
    if way == "file":
        (tmp_path / "confirmed.toml").write_text(f'clocks = ["{one}"]', encoding="utf-8")
    registry = load_all([builtin_folder(), tmp_path], confirmed=[one] if way == "argument" else [])
    clock = registry.regime("uk-housing-ombudsman-code-2024").clock("refer_by")
    assert (clock.enabled, clock.confirmed, clock.confidence) == (True, True, Confidence.BACKGROUND)
    assert not load_all([builtin_folder()]).regime("uk-housing-ombudsman-code-2024").clock("refer_by").enabled


FRAGILE = (
    PACK.replace("limit = 10", "limit = 10\nroll = true")
    + """
[[clocks.pauses]]
id = "away"
text = "the customer is away"
source = "hearsay"
confidence = "low"
"""
    + EXTENSION.replace('confidence = "house"', 'source = "hearsay"\nconfidence = "background"')
)


@pytest.mark.parametrize("confirmed", [set(), {"away"}, {"hard"}, {"away", "hard"}])
def test_an_unverified_reason_to_pause_or_extend_counts_once_it_is_confirmed(
    tmp_path: Path, confirmed: set[str]
) -> None:
    text = FRAGILE.replace(
        'limit = 10\nroll = true\nconfidence = "house"', 'limit = 10\nsource = "the law"\nconfidence = "high"'
    )
    folders = [builtin_folder(), written(tmp_path, text)]
    clock = load_all(folders, confirmed=[f"mine/answer/{one}" for one in confirmed]).regime("mine").clock("answer")
    grounds = clock.extension.grounds if clock.extension else ()
    assert {one.id for one in (*clock.pauses, *grounds)} == confirmed
    assert {one.id for one in clock.unconfirmed} == {"away", "hard"} - confirmed
    assert clock.enabled


def test_the_reasons_of_an_unverified_clock_go_on_with_it(tmp_path: Path) -> None:
    text = FRAGILE.replace(
        'limit = 10\nroll = true\nconfidence = "house"', 'limit = 10\nsource = "hearsay"\nconfidence = "low"'
    )
    clock = load_all([builtin_folder(), written(tmp_path, text)]).regime("mine").clock("answer")
    assert (clock.enabled, len(clock.pauses), clock.unconfirmed) == (False, 1, ())


def test_a_clock_for_some_organisations_takes_the_place_of_another_once_yours_is_one(tmp_path: Path) -> None:
    second = (
        PACK[PACK.index("[[clocks]]") :].replace('"answer"', '"quick"')
        + 'only_for = "night shops"\ninstead_of = "answer"\n'
    )
    folders = [builtin_folder(), written(tmp_path, PACK + "\n" + second)]
    on = {one.id: one.enabled for one in load_all(folders).regime("mine").clocks}
    assert on == {"answer": True, "quick": False}
    regime = load_all(folders, confirmed=["mine/quick"]).regime("mine")
    assert {one.id: one.enabled for one in regime.clocks} == {"answer": False, "quick": True}
    assert [one.needs_confirming for one in regime.clocks] == [False, True]


def test_a_child_can_be_without_a_clock_of_its_parent(tmp_path: Path) -> None:
    text = 'id = "child"\nname = "Child"\nparent = "general"\nwithout = ["no_contact"]\nin_force_from = 2025-01-01\nconfidence = "house"\n'
    registry = loaded(written(tmp_path, text, "child"))
    ids = {one.id for one in registry.regime("general").clocks}
    assert {one.id for one in registry.regime("child").clocks} == ids - {"no_contact"}


def test_a_pack_that_is_no_procedure_is_loaded_but_not_offered_as_one(tmp_path: Path) -> None:
    registry = loaded(written(tmp_path, PACK.replace('name = "Our', 'procedure = false\nname = "Our')))
    assert "mine" in registry.ids()
    assert "mine" not in registry.procedures()
    assert not registry.regime("mine").procedure


def parts(regime: Regime, kind: str, stage: int | None = None) -> list[str]:
    return [part.id for part in regime.letter_parts(kind, stage)]


def test_a_letter_has_the_parts_that_are_laid_down_for_it_and_no_others(tmp_path: Path) -> None:
    regime = loaded(written(tmp_path, PACK + LETTER)).regime("mine")
    assert parts(regime, "extension") == parts(regime, "extension", 1) == ["new_date"]
    assert parts(regime, "deadlock") == []


def test_a_letter_can_have_parts_of_one_stage_beside_those_of_any(tmp_path: Path) -> None:
    second = PACK[PACK.index("[[stages]]") : PACK.index("[[clocks]]")].replace("number = 1", "number = 2")
    late = LETTER.replace('kind = "extension"', 'kind = "extension"\nstage = 2').replace("new_date", "contact")
    regime = loaded(written(tmp_path, PACK + second + LETTER + late)).regime("mine")
    assert parts(regime, "extension", 1) == ["new_date"]
    assert parts(regime, "extension", 2) == parts(regime, "extension") == ["new_date", "contact"]


def test_the_letters_of_a_parent_are_those_of_a_child_that_neither_has_its_own_nor_is_without(tmp_path: Path) -> None:
    child = 'id = "child"\nname = "Child"\nparent = "mine"\n{}in_force_from = 2025-01-01\nconfidence = "house"\n'
    written(tmp_path, PACK + LETTER)
    assert parts(loaded(written(tmp_path, child.format(""), "child")).regime("child"), "extension") == ["new_date"]
    own = LETTER.replace("new_date", "reasons")
    assert parts(loaded(written(tmp_path, child.format("") + own, "child")).regime("child"), "extension") == ["reasons"]
    without = child.format('without_letters = ["extension"]\n')
    assert parts(loaded(written(tmp_path, without, "child")).regime("child"), "extension") == []


def test_a_part_of_a_letter_that_nobody_has_verified_is_required_once_it_is_confirmed(tmp_path: Path) -> None:
    text = PACK + LETTER.removesuffix('confidence = "house"\n') + 'source = "hearsay"\nconfidence = "low"\n'
    folders = [builtin_folder(), written(tmp_path, text)]
    assert parts(load_all(folders).regime("mine"), "extension") == []
    assert [part.id for part in load_all(folders).regime("mine").letters[0].unconfirmed] == ["new_date"]
    confirmed = load_all(folders, confirmed=["mine/letters/extension/new_date"]).regime("mine")
    assert parts(confirmed, "extension") == ["new_date"]


def test_a_part_of_a_letter_from_a_day_on_begins_an_edition(tmp_path: Path) -> None:
    registry = loaded(written(tmp_path, PACK + LETTER + "effective_from = 2025-07-01\n"))
    assert [parts(one, "extension") for one in registry.editions("mine")] == [[], ["new_date"]]


BROKEN_LETTERS = [
    ('kind = "extension"', 'kind = "ode"', "letters.ode.kind: expected one of closing, deadlock, extension, holding, not_yet, offer, signpost, summary, found 'ode'"),
    ('kind = "extension"', 'kind = "extension"\nstage = 2', "letters.extension.stage: expected one of 1, found 2"),
    ('field = "new_date"', 'field = "poem"', "letters.extension.parts.new_date.field: expected one of contact, leaflet, message, new_date, next_stage_how, reasons, redress, referral_rights, signed_by, time_limit, waiver, found 'poem'"),
    ('text = "the new date"', 'text = ""', "letters.0.parts.new_date.text: expected text that is not empty"),
    ('field = "new_date"\nconfidence = "house"', 'field = "new_date"\nconfidence = "low"', "letters.0.parts.new_date: expected a source"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), BROKEN_LETTERS, ids=[said for _, _, said in BROKEN_LETTERS])
def test_a_broken_letter_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert LETTER.count(old) == 1
    with pytest.raises(PackError) as refusal:
        loaded(written(tmp_path, PACK + LETTER.replace(old, new)))
    assert said in str(refusal.value)


def test_a_letter_that_comes_twice_for_the_same_days_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"letters\.extension: expected one entry for any day; these dates overlap"):
        loaded(written(tmp_path, PACK + LETTER + LETTER))


def test_being_without_a_letter_that_the_parent_has_not_is_refused(tmp_path: Path) -> None:
    child = 'id = "child"\nname = "Child"\nparent = "mine"\nwithout_letters = ["offer"]\nin_force_from = 2025-01-01\nconfidence = "house"\n'
    written(tmp_path, PACK + LETTER)
    with pytest.raises(PackError, match="without_letters: expected one of extension, found 'offer'"):
        loaded(written(tmp_path, child, "child"))


def test_an_own_calendar_is_read(tmp_path: Path) -> None:
    calendars = tmp_path / "calendars"
    calendars.mkdir()
    text = 'id = "HQ"\nname = "Head office"\nfirst = 2026-01-01\nlast = 2026-12-31\nfrozen_on = 2026-01-01\nmade_from = "our own list"\n'
    (calendars / "HQ.toml").write_text(text + '[days]\n2026-07-01 = "Founders\' day"\n', encoding="utf-8")
    registry = loaded(written(tmp_path, PACK.replace("GB-EAW", "HQ")))
    assert registry.calendar("HQ").why_not(date(2026, 7, 1)) == "Founders' day"


# --- what is not there ---------------------------------------------------------------------------------------------


def test_an_unknown_regime_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownRegime, match=r"no regime 'moon'. Choose one of: au-asic-rg271, eu-jc-guidelines,"):
        load_all([builtin_folder()]).regime("moon")


def test_an_unknown_edition_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownRegime, match=r"no edition '2020-01-01'. Choose one of: 2016-06-30, 2026-06-01,"):
        load_all([builtin_folder()]).regime("uk-fca-disp", "2020-01-01")


def test_a_day_before_the_first_edition_is_answered_with_its_day() -> None:
    with pytest.raises(
        UnknownRegime, match="in force on Wednesday 1 January 2020: the first is from Monday 1 April 2024"
    ):
        load_all([builtin_folder()]).regime("uk-housing-ombudsman-code-2024", on=date(2020, 1, 1))


def test_an_unknown_calendar_is_answered_with_those_there_are() -> None:
    with pytest.raises(
        UnknownRegime, match=r"no calendar 'MOON'. Choose one of: AU, EU, GB-EAW, GB-NIR, GB-SCT, IE, US"
    ):
        load_all([builtin_folder()]).calendar("MOON")


# --- refusals ------------------------------------------------------------------------------------------------------

BROKEN = [
    # what is replaced, by what, what is said
    ('id = "mine"', 'id = "other"', "id: expected the name of its folder, 'mine', found 'other'"),
    ('id = "mine"', 'id = "My Pack"', "id: expected letters, digits, - and _, beginning with a small letter or a digit, found 'My Pack'"),
    ('name = "Our promise"\n', "", "name: expected a value"),
    ('name = "Our promise"', 'name = ""', "name: expected text that is not empty, found ''"),
    ('name = "Our promise"', "name = 7", "name: expected text in quotes, found 7"),
    ("in_force_from = 2024-01-01", 'in_force_from = "soon"', "in_force_from: expected a date such as 2026-06-01, found 'soon'"),
    ('zone = "Europe/London"', 'zone = "Europe/Atlantis"', "zone: expected a time zone such as Europe/London, found 'Europe/Atlantis'"),
    ('zone = "Europe/London"', 'zone = "../etc"', "zone: expected a time zone such as Europe/London, found '../etc'"),
    ('zone = "Europe/London"\n', "", "zone: expected a value, here or in the parent"),
    ('calendar = "GB-EAW"', 'calendar = "GB-EAW"\ncurrency = "XAU"', "currency: expected one of AUD, EUR, GBP, USD, found 'XAU'"),
    ('calendar = "GB-EAW"', 'calendar = "MARS"', "calendar: expected one of AU, EU, GB-EAW, GB-NIR, GB-SCT, IE, US, found 'MARS'"),
    ('jurisdiction = "GB"', 'colour = "red"', "colour: expected one of these keys: calendar, clocks, confidence, currency, definition,"),
    ('confidence = "house"\n\n[[definition]]', "\n[[definition]]", "confidence: expected a value"),
    ('confidence = "house"\n\n[[definition]]', 'confidence = "sure"\n\n[[definition]]', "confidence: expected one of 'high', 'medium', 'low', 'background' or 'house', found 'sure'"),
    ('confidence = "house"\n\n[[definition]]', 'confidence = "high"\n\n[[definition]]', 'pack.toml: expected a source, or confidence "house" for a choice of your own'),
    ('text = "Dissatisfaction."\nconfidence = "house"', 'text = "Dissatisfaction."\nconfidence = "high"', 'definition.any: expected a source, or confidence "house"'),
    ('text = "Dissatisfaction."', 'text = "Dissatisfaction."\nelsewhere = "x"', "definition.any.elsewhere: expected one of these keys: confidence, effective_from, effective_to, id, source, text, found 'elsewhere'"),
    ("number = 1", "number = 2", "stages: expected stages numbered 1, 2, …, found [2]"),
    ("number = 1", "number = 0", "stages.0.number: expected a whole number of 1 or more, found 0"),
    ('field = "findings"', 'field = "poem"', "stages.1.response_parts.found.field: expected one of complaint_definition, contact, findings,"),
    ("[[stages.response_parts]]", "[[stages.acknowledgement_parts]]", "stages.1.acknowledgement_parts.found.field: expected one of complaint_defined, discussion_offered,"),
    ("limit = 10", 'limit = "ten"', "clocks.answer.limit: expected a whole number, found 'ten'"),
    ("limit = 10", "limit = 0", "clocks.answer.limit: expected a whole number of 1 or more, found 0"),
    ("limit = 10\n", "", "clocks.answer.limit: expected a number for every unit but qualitative, which has none"),
    ("limit = 10", "limt = 10", "clocks.answer.limt: expected one of these keys: after_pause, certainty, close_of_business,"),
    ("limit = 10", "limit = 10\nroll = 1", "clocks.answer.roll: expected true or false, found 1"),
    ("limit = 10", "limit = 10\nenabled = true", "clocks.answer.enabled: expected one of these keys:"),
    ('unit = "working_day"', 'unit = "fortnight"', "clocks.answer.unit: expected one of 'hour', 'business_day', 'working_day',"),
    ('unit = "working_day"', 'unit = "qualitative"', "clocks.answer.limit: expected a number for every unit but qualitative, which has none, found 10"),
    ('unit = "working_day"\nlimit = 10', 'unit = "qualitative"', "clocks.answer.qualifier: expected the words of the rule, such as promptly"),
    ('kind = "act_by"', 'kind = "wish"', "clocks.answer.kind: expected one of 'act_by', 'resolve_by',"),
    ('starts = "received"', 'starts = "full_moon"', "clocks.answer.starts: expected one of acknowledged, adr_answered, adr_asked, attempt_failed,"),
    ('stops = ["responded"]', 'stops = ["full_moon"]', "clocks.answer.stops: expected one of acknowledged, adr_answered, adr_asked, attempt_failed,"),
    ('stops = ["responded"]', 'stops = "responded"', "clocks.answer.stops: expected a list, found 'responded'"),
    ("limit = 10", "limit = 10\nstage = 3", "clocks.answer.stage: expected one of 1, found 3"),
    ("limit = 10", "limit = 10\neffective_from = 2025-01-01\neffective_to = 2024-12-31", "clocks.answer: expected an effective_to that is not before effective_from"),
    ("limit = 10", 'limit = 10\nor_if_later = { starts = "moon", limit = 1, unit = "year" }', "clocks.answer.or_if_later.starts: expected one of"),
    ("limit = 10", 'limit = 10\nor_if_later = { starts = "aware", limit = 1, unit = "hour" }', "clocks.answer.or_if_later.unit: expected a unit of days or longer here, found 'hour'"),
    ("limit = 10", "limit = 10\nextension = 5", "clocks.answer.extension: expected a table, found 5"),
    ("limit = 10", 'limit = 10\nor_if_later = { starts = "aware", limit = 1, unit = "year", or_if_later = { starts = "moon", limit = 1, unit = "year" } }', "clocks.answer.or_if_later.or_if_later.starts: expected one of"),
    ("limit = 10", 'limit = 10\nrenewed_by = ["moon"]', "clocks.answer.renewed_by: expected one of"),
    ("limit = 10", 'limit = 10\nunless = "moon"', "clocks.answer.unless: expected one of"),
    ("limit = 10", 'limit = 10\ncut_short_by = ["deadlock"]', "clocks.answer.cut_short_by: expected a clock of the kind right_opens, found 'act_by'"),
    ("limit = 10", "limit = 10\nmonth_end = true", "clocks.answer.month_end: expected month or year as the unit, found 'working_day'"),
    ("limit = 10", 'limit = 10\ninstead_of = "answer"', "clocks.answer.only_for: expected the organisations that it is for, as it takes another clock's place"),
    ("limit = 10", 'limit = 10\nonly_for = "us"\ninstead_of = "moon"', "clocks.answer.instead_of: expected one of answer, found 'moon'"),
    ("limit = 10", 'limit = 10\nlimbs = ["moon"]', "clocks.answer.limbs: expected one of any, found 'moon'"),
    ("limit = 10", "limit = 10\nstarted_from = 2026-02-01\nstarted_to = 2026-01-31", "clocks.answer.started_to: expected a day not before 2026-02-01, found "),
    ("limit = 10", "limit = 10\nwhole_days = true", "clocks.answer.pauses: expected at least one entry, as it says how pauses count"),
    ("limit = 10", 'limit = 10\nafter_pause = { limit = 7, unit = "hour" }\nstandstills = [{ id = "x", text = "y", from_on = 2026-01-01, until_on = 2026-01-02, confidence = "house" }]', "clocks.answer.after_pause.unit: expected a unit of days or longer here, found 'hour'"),
    ("limit = 10", 'limit = 10\nstandstills = [{ id = "x", text = "y", from_on = 2026-01-02, until_on = 2026-01-01, confidence = "house" }]', "clocks.answer.standstills.x.until_on: expected a day not before 2026-01-02, found "),
    ("limit = 10", 'limit = 10\nstandstills = [{ id = "x", text = "y", from_on = 2026-01-02, until_on = 2026-01-03, confidence = "low" }]', "clocks.answer.standstills.x: expected a source"),
    ('name = "Our promise"\n', 'name = "Our promise"\nparent = "general"\nwithout = ["moon"]\n', "without: expected one of ack, no_contact, response, retain, s2_ack, s2_response, found 'moon'"),
    ('[[clocks]]\nid = "answer"', '[[clocks]]\nid = "Answer!"', "clocks.Answer!.id: expected letters, digits, - and _, beginning with a small letter or a digit, found 'Answer!'"),
    ('name = "Our promise"', "name = ", "expected a TOML file ("),
    ('name = "Our promise"', 'name = "Our promise"\nparent = "moon"', "parent: expected one of au-asic-rg271, eu-jc-guidelines, eu-psd2-art101, gb-gambling-lccp-611,"),
    ('name = "Our promise"', 'name = "Our promise"\nparent = "mine"', "parent: expected a parent that does not itself build on this pack, found 'mine'"),
    ('name = "Our promise"\n', 'name = "Our promise"\nparent = "uk-housing-ombudsman-code-2024"\n', "in_force_from: expected a day not before 2024-04-01, when uk-housing-ombudsman-code-2024 begins"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), BROKEN, ids=[said for _, _, said in BROKEN])
def test_a_broken_pack_is_refused_with_the_file_the_key_and_what_was_expected(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert PACK.count(old) == 1
    folder = written(tmp_path, PACK.replace(old, new))
    with pytest.raises(PackError) as refusal:
        loaded(folder)
    assert str(refusal.value).startswith(str(folder / "mine" / "pack.toml"))
    assert said in str(refusal.value)


BROKEN_EXTENSIONS = [
    ('form = "add"', 'form = "double"', "clocks.answer.extension.form: expected one of 'add', 'replace' or 'agree', found 'double'"),
    ("limit = 5\n", "", "clocks.answer.extension: expected limit and unit, which the form 'add' needs"),
    ('form = "add"\nlimit = 5', 'form = "agree"', "clocks.answer.extension: expected limit and unit together"),
    ('unit = "working_day"', 'unit = "hour"', "clocks.answer.extension.unit: expected a unit of days or longer here, found 'hour'"),
    ("limit = 5", 'limit = 5\nbeyond = ["moon"]', "clocks.answer.extension.beyond: expected one of hard, found 'moon'"),
    ("limit = 5", "limit = 5\nsource = 'x'", "clocks.answer.extension.source: expected one of these keys: before_due, beyond, form, grounds,"),
    ('confidence = "house"', 'confidence = "low"', "clocks.answer.extension.grounds.hard: expected a source"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), BROKEN_EXTENSIONS, ids=[said for _, _, said in BROKEN_EXTENSIONS])
def test_a_broken_extension_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert EXTENSION.count(old) == 1
    with pytest.raises(PackError) as refusal:
        loaded(written(tmp_path, PACK + EXTENSION.replace(old, new)))
    assert said in str(refusal.value)


def test_an_extension_without_grounds_is_refused(tmp_path: Path) -> None:
    text = PACK + '\n[clocks.extension]\nform = "add"\nlimit = 5\nunit = "working_day"\ngrounds = []\n'
    with pytest.raises(PackError, match=r"clocks\.answer\.extension\.grounds: expected at least one entry"):
        loaded(written(tmp_path, text))


def test_a_clock_of_hours_takes_no_extension(tmp_path: Path) -> None:
    text = PACK.replace('unit = "working_day"', 'unit = "hour"') + EXTENSION
    with pytest.raises(PackError, match=r"clocks\.answer\.unit: expected a unit of days or longer here, found 'hour'"):
        loaded(written(tmp_path, text))


@pytest.mark.parametrize("key", ["definition", "stages", "clocks"])
def test_what_comes_twice_for_the_same_days_is_refused(tmp_path: Path, key: str) -> None:
    start = PACK.index(f"[[{key}]]")
    end = PACK.find("\n[[", start + 3) if key != "stages" else PACK.index("[[clocks]]")
    again = PACK[start : end if end > 0 else None]
    with pytest.raises(PackError, match=rf"{key}\.\w+: expected one entry for any day; these dates overlap"):
        loaded(written(tmp_path, PACK + "\n" + again))


def test_a_stage_without_parts_of_its_response_is_refused(tmp_path: Path) -> None:
    start, end = PACK.index("[[stages.response_parts]]"), PACK.index("[[clocks]]")
    with pytest.raises(
        PackError, match=r"stages\.1\.response_parts: expected at least one entry, here or in the parent"
    ):
        loaded(written(tmp_path, PACK[:start] + PACK[end:]))


def test_parents_in_a_circle_are_refused(tmp_path: Path) -> None:
    written(tmp_path, PACK.replace('id = "mine"', 'id = "mine"\nparent = "yours"'))
    written(tmp_path, PACK.replace('id = "mine"', 'id = "yours"\nparent = "mine"'), "yours")
    with pytest.raises(PackError, match="parent: expected a parent that does not itself build on this pack"):
        loaded(tmp_path)


def test_a_built_in_pack_cannot_be_replaced(tmp_path: Path) -> None:
    written(tmp_path, PACK.replace('id = "mine"', 'id = "general"'), "general")
    with pytest.raises(
        PackError, match=r"id: expected an id that is not taken yet \(by .*pack\.toml\), found 'general'"
    ):
        loaded(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="nowhere: expected a folder of packs"):
        loaded(tmp_path / "nowhere")


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"expected a folder for each pack, with its pack\.toml, or a folder calendars"):
        loaded(written(tmp_path) / "mine")


def test_a_pack_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack\.toml: expected this file to be there"):
        load_pack(tmp_path / "mine")


@pytest.mark.parametrize("one", ["mine/moon", "moon/answer", "answer"])
def test_confirming_what_does_not_exist_is_refused(tmp_path: Path, one: str) -> None:
    (written(tmp_path) / "confirmed.toml").write_text(f'clocks = ["{one}"]', encoding="utf-8")
    with pytest.raises(PackError, match=rf"confirmed\.toml: clocks: expected regime/clock, .*, found '{one}'"):
        loaded(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('2026-07-01 = "Day off"', 'July = "Day off"', "days.July: expected a date such as 2026-12-25"),
        (
            '2026-07-01 = "Day off"',
            '2027-07-01 = "Day off"',
            "days.2027-07-01: expected a day from 2026-01-01 to 2026-12-31",
        ),
        ('2026-07-01 = "Day off"', "2026-07-01 = 1", "days.2026-07-01: expected text in quotes, found 1"),
        ("frozen_on = 2026-01-01\n", "", "frozen_on: expected a value"),
        ('id = "HQ"', 'id = "GB-EAW"', "id: expected an id that is not taken yet by another calendar, found 'GB-EAW'"),
    ],
)
def test_a_broken_calendar_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = 'id = "HQ"\nname = "x"\nfirst = 2026-01-01\nlast = 2026-12-31\nfrozen_on = 2026-01-01\nmade_from = "x"\n[days]\n2026-07-01 = "Day off"\n'
    assert text.count(old) == 1
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "HQ.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PackError) as refusal:
        loaded(tmp_path)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("received", "full_moon", "examples.moments.full_moon: expected one of received, acknowledged,"),
        ('says = "x"\n', "", "examples.0.says: expected a value"),
        ("2026-12-25", '"soon"', "examples.0.due_on"),
    ],
)
def test_a_broken_example_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = '[[examples]]\nsays = "x"\nclock = "answer"\nmoments = { received = 2026-12-11T10:00:00 }\ndue_on = 2026-12-25\n'
    (tmp_path / "examples.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PackError) as refusal:
        read_examples(tmp_path)
    assert said in str(refusal.value)
