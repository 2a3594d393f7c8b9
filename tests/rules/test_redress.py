"""Money: written, read out of words, and what a case has come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.rules.authority import EVERYTHING, added, covers, larger_of, sums_of
from amends.rules.redress import SIGNS, Redress, amounts_given, amounts_in, currency_of, money

pence = st.integers(0, 10**9)
kinds = st.sampled_from([kind for kind in Redress if kind is not Redress.NOTHING])
terms = st.lists(st.tuples(kinds, pence), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("amount", "written"),
    [(0, "£0"), (6400, "£64"), (6450, "£64.50"), (125_000, "£1,250"), (5, "£0.05"), (-50, "-£0.50")],
)
def test_money_is_written_as_a_british_reader_writes_it(amount: int, written: str) -> None:
    assert money(amount, "GBP") == written


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("GB-ENG,GB-WLS", "£1,250.50"),
        ("IE", "€1,250.50"),
        ("EU", "€1,250.50"),
        ("US", "$1,250.50"),
        ("AU", "$1,250.50"),
        ("INT", "£1,250.50"),
    ],
)
def test_the_place_says_in_which_currency(place: str, written: str) -> None:
    assert money(125_050, currency_of(place)) == written


@given(pence, st.sampled_from(sorted(SIGNS)))
def test_what_is_written_is_read_again(amount: int, currency: str) -> None:
    assert amounts_in(f"We pay {money(amount, currency)}.") == [amount]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pay £500 and £1,250.50.", [50000, 125050]),
        ("64 pounds, 1 pound, 20 euros, 5 EUR, 7 dollars, 30 quid", [6400, 100, 2000, 500, 700, 3000]),
        ("€ 20 or $5.5", [2000, 550]),
        ("30 bunt o iawndal", [3000]),
        ("£5k, £1 250, GBP 500, EUR20,50, €1.250,00 and 2 grand", [500000, 125000, 50000, 2050, 125000, 200000]),
        ("6400p, 50 pence, £2 million, 5 thousand pounds", [6400, 50, 200_000_000, 500_000]),
        ("In 2026 500 pounds, £64 kept, £5 me", [50000, 6400, 500]),
        ("Call on 020 7946 0000 by 4 March 2026, 10:30, flat 12", []),
        ("", []),
    ],
)
def test_sums_are_found_in_words_and_other_numbers_are_not(text: str, found: list[int]) -> None:
    assert amounts_in(text) == found


@pytest.mark.parametrize(
    ("text", "given_"),
    [
        ("Call you about the £64", []),
        ("Pay you £64", [6400]),
        ("Refund of 64 pounds", [6400]),
        ("You will receive £5", [500]),
        ("Send a cheque", []),
        ("£64 in your account", [6400]),
        ("£64 off your bill", [6400]),
        ("You'll have £64", [6400]),
        ("Talu £64 i chi", [6400]),
    ],
)
def test_a_sum_is_given_where_the_words_say_so(text: str, given_: list[int]) -> None:
    assert amounts_given(text) == given_


@given(terms)
def test_sums_are_by_kind_and_together(some: list[tuple[Redress, int]]) -> None:
    sums = sums_of(some)
    assert sums[EVERYTHING] == sum(amount for _kind, amount in some)
    for kind, _amount in some:
        assert sums[kind.value] == sum(amount for one, amount in some if one is kind)


def test_nothing_comes_to_nothing() -> None:
    assert sums_of([(Redress.NOTHING, 0)]) == {}
    assert sums_of([]) == {}
    assert sums_of([(Redress.APOLOGY, 0)]) == {"apology": 0, EVERYTHING: 0}


@given(st.lists(terms, min_size=1, max_size=4))
def test_the_larger_of_alternatives_covers_each_of_them(some: list[list[tuple[Redress, int]]]) -> None:
    sums = [sums_of(one) for one in some]
    assert all(covers(larger_of(sums), one) for one in sums)


@given(terms, terms)
def test_what_came_before_counts(first: list[tuple[Redress, int]], second: list[tuple[Redress, int]]) -> None:
    before, then = sums_of(first), sums_of(second)
    together = added(before, then)
    assert together.keys() == then.keys()
    assert together[EVERYTHING] == (before[EVERYTHING] + then[EVERYTHING] if then[EVERYTHING] else 0)
    assert covers(together, then)
