"""One door to search, the same answers from both databases, and an error from neither."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amends.cases.models import Case
from amends.cases.search import index, misindexed, search, strays, unindex, words_of
from amends.cases.take import facts_of
from tests.cast import START, Cast, cast, days, received, take_step

__all__ = ["cast"]


@pytest.fixture
def three(cast: Cast) -> dict[str, str]:
    """Three cases by a name, and their references."""
    by = cast.amira.actor()
    return {
        "meter": received(by, subject="Meter broken", story="The smart-meter shows 4,711 kWh; it isn't mine.",
                          customer_name="Zoë O'Neill", customer_email="zoe.oneill@example.org").reference,
        "bill": received(by, subject="Charged twice", story="Charged £64.50 twice on my bill. Größe, naïve café.",
                         customer_name="Jo Marsh", external_ref="EXT/2026-77", customer_phone="01632 960001").reference,
        "noise": received(by, subject="Noise at night", story="ночной шум 騒音 every night", wants="Silence",
                          customer_name="Arjun Rao", customer_email="").reference,
    }  # fmt: skip


def found(three: dict[str, str], query: str) -> set[str]:
    names = {reference: name for name, reference in three.items()}
    return {names[row.reference] for row in search(Case.objects.all(), query)}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("meter", {"meter"}),
        ("METER", {"meter"}),
        ("met", {"meter"}),
        ("charged", {"bill"}),
        ("charged noise", set()),
        ("charged twice", {"bill"}),
        ("twice charged", {"bill"}),
        ("charged twi", {"bill"}),
        ("char twice", set()),  # only the last word may be a beginning
        ("marsh", {"bill"}),
        ("Jo Marsh", {"bill"}),
        ("zoe.oneill@example.org", {"meter"}),
        ("01632 960001", {"bill"}),
        ("naïve", {"bill"}),
        ("ночной", {"noise"}),
        ("騒音", {"noise"}),
        ("silence", {"noise"}),
        ("nothing like it", set()),
        ("", set()),
        ("   ", set()),
        ('"', set()),
        ("***", set()),
        ('"charged twice"', {"bill"}),
        ("charged OR noise", set()),  # OR is a word like any other
        ("NOT charged", set()),
        ("meter*", {"meter"}),
        ("story:meter", set()),
        ("smart-meter", {"meter"}),
        ("meter-smart", set()),  # parts stand side by side
        ("zoe.oneill", {"meter"}),
        ("example.org oneill", {"meter"}),
        ("960001", {"bill"}),
        ("64.50", {"bill"}),
        ("grosse", set()),
        ("GRÖSSE", set()),
        ("größ", {"bill"}),
        ("GROß", {"bill"}),
        ("cafe", {"bill"}),
        ("zoe", {"meter"}),
        ("ZOË", {"meter"}),
        ("Zoe\u0308", {"meter"}),
        ("twice & charged", {"bill"}),
        ("!charged", {"bill"}),
        ("(charged", {"bill"}),
        ("charged'", {"bill"}),
    ],
)
def test_words_find_the_cases_they_are_in(three: dict[str, str], query: str, wanted: set[str]) -> None:
    assert found(three, query) == wanted


def test_a_reference_finds_its_case(three: dict[str, str]) -> None:
    for name, reference in three.items():
        assert found(three, reference) == {name}
    assert found(three, "C-26") == set(three)


def test_a_reference_from_elsewhere_finds_its_case(three: dict[str, str]) -> None:
    assert found(three, "EXT/2026-77") == {"bill"}


def test_what_is_said_later_is_found_too(cast: Cast, three: dict[str, str]) -> None:
    take_step(three["bill"], "note", cast.amira.actor(), START + days(1), note="Spoke to the landlord")
    assert found(three, "landlord") == {"bill"}


def test_search_narrows_what_it_is_given(three: dict[str, str]) -> None:
    rows = Case.objects.exclude(reference=three["meter"])
    assert {row.reference for row in search(rows, "C-26")} == {three["bill"], three["noise"]}


PIECES = (
    '"', "'", "\\", "*", ":", "(", ")", "-", "+", "^", "~", "&", "|", "!", "<->", "<1>", ":*", ":A", "%", "_", ";",
    "--", "/*", "\x00", "\x1b", "\n", "\t", "\ud800", "\ufffd", "\u202e", "\u0301", "NEAR", "AND", "OR", "NOT", "@",
    ".", "..", "a", "1", "ß", "İ", "ﬁ", "騒", "😀", "reference:", "rowid", "{", "}", "[", "]", ",", "#", "$1", "?",
    "%s", "DROP TABLE cases_case", "' OR '1'='1", "x" * 3000, "0x41", "1e9", "-1", "a-", "-a", "a.", ".a", "@a", "a@",
)  # fmt: skip


def test_no_text_makes_search_fail(three: dict[str, str]) -> None:
    choose = random.Random(26)
    for _ in range(200):
        query = "".join(choose.choice(PIECES) + choose.choice(("", " ")) for _ in range(choose.randint(1, 8)))
        found(three, query)
    for piece in PIECES:
        found(three, piece)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(query=st.text(max_size=40))
def test_no_text_at_all_makes_search_fail(three: dict[str, str], query: str) -> None:
    found(three, query)


def test_the_index_is_compared_with_what_it_should_be(three: dict[str, str]) -> None:
    row = Case.objects.get(reference=three["bill"])
    words = words_of(row.reference, *facts_of(row.reference))
    assert misindexed({row.pk: words}) == []
    unindex([row.pk])
    assert misindexed({row.pk: words}) == [row.pk]
    index(row.pk, words_of("C-26-000009", *facts_of(row.reference)))
    assert misindexed({row.pk: words}) == [row.pk]
    index(row.pk, words)
    assert misindexed({row.pk: words}) == []
    index(999_999, words)
    assert strays() == [999_999]
    unindex([999_999])
    assert strays() == []
