"""Fields in a text stand for what the case knows; what nobody knows stays and is named."""

from __future__ import annotations

import pytest

from amends.cases.filling import fields_of, filled
from amends.cases.take import scene_of
from tests.cast import START, Cast, cast, days, received

__all__ = ["cast"]


def values(cast: Cast, **said: str) -> dict[str, str]:
    taken = received(cast.amira.actor(), **said)
    scene = scene_of(taken.facts, cast.amira.actor(), START + days(1))
    return {field.name: field.value for field in fields_of(taken.reference, scene, "Amira")}


def test_each_field_says_what_the_case_knows(cast: Cast) -> None:
    known = values(cast)
    assert known["name"] == "Jo Marsh"
    assert known["reference"].startswith("C-26-")
    assert known["received_on"] == "Monday 2 March 2026"
    assert known["today"] == "Tuesday 3 March 2026"
    assert known["due_on"] == "Thursday 5 March 2026"
    assert (known["our_name"], known["signed_by"]) == ("Northern Energy", "Amira")
    assert known["third_party"] == known["turn_by"] == ""


def test_the_last_day_for_the_ombudsman_is_counted_from_an_answer_today(cast: Cast) -> None:
    taken = received(cast.amira.actor(), regime="uk-fca-disp")
    scene = scene_of(taken.facts, cast.amira.actor(), START + days(1))
    known = {field.name: field.value for field in fields_of(taken.reference, scene, "Amira")}
    assert known["third_party"] == "Financial Ombudsman Service"
    assert known["turn_by"] == "Thursday 3 September 2026"


def test_fields_are_said_in_the_language_of_the_customer(cast: Cast) -> None:
    assert values(cast, language="cy")["today"] == "dydd Mawrth 3 Mawrth 2026"


def test_a_representative_is_who_the_letter_goes_to(cast: Cast) -> None:
    assert values(cast, representative="Sam Field")["name"] == "Sam Field"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Dear {name},", "Dear Jo Marsh,"),
        ("{{ name }} and { NAME }", "Jo Marsh and Jo Marsh"),
        ("{nobody} {third_party}", "{nobody} {third_party}"),
        ("{ not one }", "{ not one }"),
        ("{name", "{name"),
    ],
)
def test_what_is_known_is_filled_in_and_the_rest_stays(text: str, meant: str) -> None:
    assert filled(text, {"name": "Jo Marsh", "third_party": ""}) == meant


def test_what_is_filled_in_is_not_read_again() -> None:
    assert filled("{name}", {"name": "{reference}", "reference": "C-1"}) == "{reference}"
