"""Money is read in the currency of the box that it was written into, and in no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.rules.redress import SIGNS, money
from amends.rules.written import amount_of


@pytest.mark.parametrize(
    ("written", "currency", "amount"),
    [
        ("64.50", "EUR", 6450),
        ("€64", "EUR", 6400),
        ("64 €", "EUR", 6400),
        ("EUR 1,250", "EUR", 125000),
        ("64 euros", "EUR", 6400),
        ("64 ewro", "EUR", 6400),
        ("US$64", "USD", 6400),
        ("64 dollars", "USD", 6400),
        ("64 US dollars", "USD", 6400),
        ("A$1,250.05", "AUD", 125005),
        ("AU$ 5", "AUD", 500),
        ("64 AUD", "AUD", 6400),
        ("£64", "EUR", None),
        ("64 pounds", "USD", None),
        ("€64", "GBP", None),
        ("A$64", "USD", None),
        ("US$64", "AUD", None),
        ("1,25", "EUR", None),
        ("", "EUR", None),
    ],
)
def test_an_amount_is_read_with_the_signs_and_names_of_its_own_currency(
    written: str, currency: str, amount: int | None
) -> None:
    assert amount_of(written, currency) == amount


@given(st.integers(0, 10**11), st.sampled_from(sorted(SIGNS)))
def test_what_is_written_out_is_read_again(amount: int, currency: str) -> None:
    assert amount_of(money(amount, currency), currency) == amount
