"""What is typed in the search box is read as meant, and never fails."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.desk.search.days import days_of
from amends.desk.search.syntax import FIELDS, Term, corrected, nearest, read

TODAY = date(2026, 3, 4)


def test_words_and_terms_are_told_apart() -> None:
    asked = read('refund owner:me -team:payments due:<3d "meter reading"')
    assert asked.words == "refund meter reading"
    assert asked.terms == [Term("owner", "me"), Term("team", "payments", without=True), Term("due", "<3d")]
    assert asked.unknown == []


def test_a_value_in_quotation_marks_may_have_spaces() -> None:
    assert read('owner:"Amira Patel"').terms == [Term("owner", "Amira Patel")]


def test_other_names_of_a_field_mean_the_field() -> None:
    assert read("Status:open").terms == [Term("phase", "open")]


def test_a_field_that_does_not_exist_is_kept_as_words() -> None:
    asked = read("satus:open refund")
    assert asked.unknown == [Term("satus", "open")]
    assert asked.words == "satus open refund"


def test_the_nearest_field_is_suggested_and_put_in() -> None:
    asked = read("refund satus:open owner:me")
    meant = nearest("satus", [*FIELDS, "status"])
    assert meant == "status"
    assert corrected(asked, asked.unknown[0], Term(meant, "open")) == "refund status:open owner:me"


@given(st.text(max_size=400))
def test_whatever_is_typed_can_be_read(typed: str) -> None:
    asked = read(typed)
    for term in [*asked.terms, *asked.unknown]:
        corrected(asked, term, Term("owner", "me"))


@given(st.text(max_size=400))
def test_nothing_typed_is_dropped(typed: str) -> None:
    asked = read(typed)
    kept = f"{asked.words} {' '.join(map(str, asked.terms))}".lower()
    for word in asked.text.lower().replace('"', " ").replace(":", " ").split():
        assert word.strip("-") in kept or any(term.field in kept for term in asked.terms)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("today", date(2026, 3, 4), date(2026, 3, 4)),
        ("week", None, date(2026, 3, 11)),
        ("<3d", None, date(2026, 3, 7)),
        (">14d", date(2026, 3, 19), None),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-03-05", date(2026, 3, 5), date(2026, 3, 5)),
    ],
)
def test_dates_ahead(value: str, first: date | None, last: date | None) -> None:
    assert days_of(value, TODAY, ahead=True) == (first, last)


def test_days_of_the_past_count_back() -> None:
    assert days_of("<3d", TODAY, ahead=False) == (date(2026, 3, 1), None)
    assert days_of(">3d", TODAY, ahead=False) == (None, date(2026, 2, 28))


@pytest.mark.parametrize("value", ["", "soon", "2026-13", "2026-02-30", "<d", "0000", "<99999d", "٣"])
def test_what_is_no_date_means_none(value: str) -> None:
    assert days_of(value, TODAY, ahead=True) is None
