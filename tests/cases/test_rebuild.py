"""Rows and search are caches: they can be compared with the records, and made again from them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import connection

from amends.cases import rebuild as rebuilding
from amends.cases.models import Case
from amends.cases.project import columns
from amends.cases.rebuild import differences, rebuild
from amends.cases.search import index, search, unindex, words_of
from amends.cases.take import facts_of, scene_of
from amends.rules.actors import SYSTEM
from amends.rules.fold import fold
from tests.cast import START, Cast, cast, days, received, take_step

__all__ = ["cast"]
OTHER: dict[type, Any] = {str: "other", int: 99, bool: None, list: ["other", {}]}


@pytest.fixture
def references(cast: Cast) -> list[str]:
    """Five cases, one of them closed and one with a promise."""
    by = cast.amira.actor()
    made = [received(by, subject=f"Charged {number} times").reference for number in range(5)]
    take_step(made[0], "keep_as", by, START, kind="query", reason="Asks")
    take_step(made[0], "close", by, START, because="answered", reasons="Told", message="Told you")
    take_step(made[1], "promise", by, START, what="Call back", due_on=(START + days(2)).date())
    return made


def projected() -> set[str]:
    """The columns that the projector writes."""
    reference = Case.objects.values_list("reference", flat=True)[0]
    facts, entries = facts_of(reference)
    return set(columns(scene_of(facts, SYSTEM, START), entries))


def test_the_projector_writes_every_column(references: list[str]) -> None:
    """A column that it does not write could not be rebuilt."""
    every = {field.name for field in Case._meta.get_fields()} - {"id", "reference"}
    assert projected() == every


def test_nothing_differs_as_long_as_nobody_interferes(references: list[str]) -> None:
    assert differences() == []


@pytest.mark.parametrize("column", sorted({field.name for field in Case._meta.get_fields()} - {"id", "reference"}))
def test_a_row_that_was_changed_is_named_with_its_column(references: list[str], column: str) -> None:
    row = Case.objects.get(reference=references[1])
    stored = getattr(row, column)
    other = START - days(9) if column.endswith("_at") else None
    if column.endswith("_on"):
        other = START.date() - days(9)
    if other is None:
        other = not stored if isinstance(stored, bool) else OTHER[type(stored)]
    Case.objects.filter(pk=row.pk).update(**{column: other})
    (found,) = differences()
    assert (found.case, found.column) == (references[1], column)
    assert str(found).startswith(f"{references[1]} {column}: stored ")
    assert rebuild() == 5


def test_a_row_that_is_gone_is_made_again(references: list[str]) -> None:
    Case.objects.filter(reference=references[2]).delete()
    assert (references[2], "row") in {(found.case, found.column) for found in differences()}
    rebuild()
    assert search(Case.objects.all(), references[2]).get().subject == "Charged 2 times"


def test_a_row_without_a_record_is_removed(references: list[str]) -> None:
    false = Case.objects.get(reference=references[2])
    false.pk, false.reference = None, "C-26-000777"
    false.save()
    assert [str(found) for found in differences()] == ["C-26-000777 row: stored 'there', from the record 'no record'"]
    rebuild()
    assert Case.objects.count() == 5


def test_other_words_in_the_search_are_found_and_made_right(references: list[str]) -> None:
    pk = Case.objects.get(reference=references[2]).pk
    index(pk, words_of(references[3], *facts_of(references[3])))
    assert [(found.case, found.column) for found in differences()] == [(references[2], "search")]
    rebuild()
    assert search(Case.objects.all(), references[2]).get().pk == pk


def test_a_case_that_is_missing_from_the_search_is_found_again(references: list[str]) -> None:
    unindex([Case.objects.get(reference=references[2]).pk])
    assert [(found.case, found.column) for found in differences()] == [(references[2], "search")]
    rebuild()


def test_words_without_a_case_are_removed(references: list[str]) -> None:
    index(999_999, words_of(references[3], *facts_of(references[3])))
    assert [str(found) for found in differences()] == ["row 999999 search: stored 'there', from the record 'no case'"]
    rebuild()


def test_everything_can_be_made_again_from_nothing(references: list[str]) -> None:
    before = list(Case.objects.order_by("reference").values())
    Case.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_words")
    assert rebuild() == 5
    after = list(Case.objects.order_by("reference").values())
    assert [{**row, "id": 0} for row in after] == [{**row, "id": 0} for row in before]


def test_a_rebuilt_row_keeps_its_place(references: list[str]) -> None:
    before = dict(Case.objects.values_list("reference", "id"))
    rebuild()
    assert dict(Case.objects.values_list("reference", "id")) == before


def test_it_goes_batch_by_batch_and_says_how_far_it_is(references: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "TOGETHER", 2)
    compared: list[int] = []
    made: list[int] = []
    assert differences(compared.append) == []
    assert rebuild(made.append) == 5
    assert compared == made == [2, 2, 1]


def test_who_looks_and_when_does_not_matter_to_a_row(cast: Cast, references: list[str]) -> None:
    facts, entries = facts_of(references[1])
    ways = [scene_of(facts, SYSTEM, START), scene_of(fold(entries), cast.eva.actor(), START + days(400))]
    assert columns(ways[0], entries) == columns(ways[1], entries)


def test_a_difference_names_a_column_that_exists(references: list[str]) -> None:
    for name in projected():
        assert Case._meta.get_field(name)
    with pytest.raises(FieldDoesNotExist):
        Case._meta.get_field("days_left")
