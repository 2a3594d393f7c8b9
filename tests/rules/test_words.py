"""Sentences that remember their template, whatever people write into them."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.rules.words import Words, packed, plain, say, unpacked

BRACES = ["{", "}", "{}", "{0}", "{x}", "{x!r}", "{x.__class__}", "{{", "%s %(x)s", "{part}"]


def test_a_sentence_is_its_text_and_keeps_its_template() -> None:
    words = say("Issue {number}: {title}", number=2, title="The charge")
    assert words == "Issue 2: The charge"
    assert (words.template, dict(words.params)) == ("Issue {number}: {title}", {"number": 2, "title": "The charge"})
    assert isinstance(words, str)


def test_a_day_is_written_as_people_write_it() -> None:
    assert say("On {day}.", day=date(2027, 1, 8)) == "On Friday 8 January 2027."
    moment = datetime(2027, 1, 8, 9, 5, tzinfo=UTC)
    assert say("On {day}.", day=moment) == "On Friday 8 January 2027 at 09:05."
    assert say("On {day}.", day=moment).params["day"] == moment, "a page says it in its own language and zone"


@pytest.mark.parametrize("said", BRACES)
def test_braces_that_a_person_wrote_are_only_text(said: str) -> None:
    assert say("{part}", part=said) == said
    assert say("Promise: {what} ({x})", what=said, x=said) == f"Promise: {said} ({said})"
    assert say("{inner}!", inner=say("«{text}»", text=said)) == f"«{said}»!"


@pytest.mark.parametrize("said", BRACES)
def test_a_sentence_survives_copying_and_keeping(said: str) -> None:
    words = say("{what} on {day}", what=said, day=date(2027, 1, 8))
    for again in (copy.copy(words), copy.deepcopy(words), pickle.loads(pickle.dumps(words))):
        assert again == words
        assert (again.template, again.params) == (words.template, words.params)
    kept = unpacked(json.loads(json.dumps(packed(words))))
    assert kept == words
    assert kept.template == words.template


def test_what_is_kept_can_be_said_in_another_language() -> None:
    moment = datetime(2027, 1, 8, 9, 5, tzinfo=UTC)
    words = say("{why} {n}, {day}, {at}", why=say("It was {what}.", what="late"), n=2, day=date(2027, 1, 8), at=moment)
    again = unpacked(json.loads(json.dumps(packed(words))))
    assert again == words
    assert again.params == words.params
    assert isinstance(again.params["why"], Words)


@pytest.mark.parametrize("data", [None, "", [], {}, ["x"], [1, {}], ["x", []], ["x", {}, 1]])
def test_what_was_never_packed_says_nothing(data: object) -> None:
    assert unpacked(data) == ""
    assert isinstance(unpacked(data), Words)


@given(st.text(), st.integers())
def test_any_text_is_said_as_it_is(text: str, number: int) -> None:
    words = say("{number}: {text}", number=number, text=text)
    assert words == f"{number}: {text}"
    assert unpacked(packed(words)) == words


def test_nothing_says_nothing() -> None:
    assert Words() == ""
    assert not Words()
    assert unpacked(packed(Words())) == ""


def test_plain_leaves_text_and_numbers_as_they_are() -> None:
    assert (plain("x"), plain(3)) == ("x", "3")
