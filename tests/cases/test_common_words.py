"""A word that very many cases have is looked for along the list: it finds the same, in the same order."""

from __future__ import annotations

import pytest

from amends.cases import search as searching
from amends.cases.doors import Filters, listed
from amends.cases.models import Case
from amends.cases.search import search
from tests.cast import START, Cast, cast, days, received

__all__ = ["cast"]


@pytest.fixture
def nine(cast: Cast) -> list[str]:
    """Nine cases, in another order of arrival than that in which they were written down; six have the word."""
    cases = []
    for number in range(9):
        word = "quince" if number % 3 else "pear"
        at = START - days((number * 5) % 9)
        team = "payments" if number % 2 else "meters"
        cases.append(received(cast.amira.actor(), at, subject=f"A {word} of {number}", team=team).reference)
    return cases


def found(cast: Cast, query: str, *order: str) -> list[str]:
    cases = listed(cast.amira.actor(), Filters(query=query)).order_by(*order)
    return list(cases.values_list("reference", flat=True)[:5])


@pytest.mark.parametrize("order", [("-received_at", "id"), ("next_due_on", "id")])
@pytest.mark.parametrize("query", ["quince", "qui", "a", "a quince", "pear", "nothing"])
def test_whatever_counts_as_common_the_same_is_found(
    cast: Cast, nine: list[str], monkeypatch: pytest.MonkeyPatch, query: str, order: tuple[str, ...]
) -> None:
    rare = found(cast, query, *order)
    monkeypatch.setattr(searching, "COMMON", 0)
    assert found(cast, query, *order) == rare
    assert bool(rare) == (query != "nothing")


def test_it_can_be_narrowed_and_counted_like_any_other(
    cast: Cast, nine: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "COMMON", 0)
    cases = search(Case.objects.all(), "quince")
    assert cases.count() == 6
    assert cases.filter(team="meters").exclude(reference=nine[2]).count() == 2
    assert Case.objects.filter(pk__in=cases.values("pk")).count() == 6
