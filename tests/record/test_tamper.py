"""Whoever holds the database may change anything. Verify finds it, and says where."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction

from amends.record import models
from tests.record.attack import chain, edit, found, move_contents, places, rewrite, sql
from tests.record.three import cases, cast, unguarded

__all__ = ["cases", "cast", "unguarded"]

pytestmark = pytest.mark.usefixtures("unguarded")

ENTRY_TEXTS = ("kind", "step", "by", "at", "happened_at", "body", "digests", "previous", "hash")
CONTENT_TEXTS = ("salt", "text")
NOTE = 4
"""The number of the shortest entry with a personal part."""


def flips(stored: bytes, some: int | None = None) -> Iterator[bytes]:
    """The bytes with one bit turned, for every bit; or for some of them, the same ones each time."""
    bits = range(len(stored) * 8)
    for bit in bits if some is None else sorted(random.Random(7).sample(bits, min(some, len(bits)))):
        changed = bytearray(stored)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


def store(table: str, column: str, value: bytes, where: str, *key: Any) -> bool:
    """Write bytes into a column of text, valid or not. False where the database itself refuses them."""
    written = "CAST(%s AS TEXT)" if connection.vendor == "sqlite" else "convert_from(%s, 'UTF8')"
    try:
        with transaction.atomic():
            sql(f'UPDATE {table} SET "{column}" = {written} WHERE {where}', value, *key)
    except IntegrityError:
        return False  # the place is taken
    except DataError:
        assert connection.vendor == "postgresql"  # which knows what text is
        return False
    return True


def check_flips(table: str, column: str, stored: str, where: str, key: tuple[Any, ...], some: int | None) -> None:
    case, number = key[0], key[1]
    for changed in flips(stored.encode(), some):
        if store(table, column, changed, where, *key):
            assert (case, number) in places(), f"{table}.{column} {stored!r} -> {changed!r}"
    store(table, column, stored.encode(), where, *key)


ENTRY = '"case" = %s AND "number" = %s'
CONTENT = f'{ENTRY} AND "field" = %s'


@pytest.mark.parametrize("column", ENTRY_TEXTS)
def test_every_turned_bit_of_an_entry_is_found(cases: list[str], column: str) -> None:
    stored = getattr(models.Entry.objects.get(case=cases[1], number=NOTE), column)
    check_flips("record_entry", column, stored, ENTRY, (cases[1], NOTE), None)
    assert found() == []


@pytest.mark.parametrize("column", CONTENT_TEXTS)
def test_every_turned_bit_of_a_personal_field_is_found(cases: list[str], column: str) -> None:
    row = models.Content.objects.get(case=cases[1], number=NOTE)
    check_flips("record_content", column, getattr(row, column), CONTENT, (cases[1], NOTE, row.field), None)
    assert found() == []


def test_turned_bits_anywhere_are_found(cases: list[str]) -> None:
    for entry in models.Entry.objects.all():
        for column in ENTRY_TEXTS:
            check_flips("record_entry", column, getattr(entry, column), ENTRY, (entry.case, entry.number), 10)
    for row in models.Content.objects.all():
        for column in CONTENT_TEXTS:
            check_flips("record_content", column, getattr(row, column), CONTENT, (row.case, row.number, row.field), 10)


@pytest.mark.parametrize("table", ["record_entry", "record_content", "record_head"])
def test_every_turned_bit_of_a_case_is_found(cases: list[str], table: str) -> None:
    numbered = 'AND "number" = 4' if table != "record_head" else ""
    for changed in flips(cases[1].encode()):
        if store(table, "case", changed, f'"case" = %s {numbered}', cases[1]):
            assert any(case == cases[1] for case, _ in places()), changed
            store(table, "case", cases[1].encode(), f'"case" NOT IN (%s, %s, %s) {numbered}', *cases)
    assert found() == []


@pytest.mark.parametrize("table", ["record_entry", "record_content", "record_head"])
def test_every_turned_bit_of_a_number_is_found(cases: list[str], table: str) -> None:
    number = NOTE
    for bit in range(31):
        changed = number ^ (1 << bit)
        try:
            with transaction.atomic():
                sql(f'UPDATE {table} SET "number" = %s WHERE "case" = %s AND "number" = %s', changed, cases[1], number)
        except DatabaseError:
            continue  # the place is taken: the database refuses by itself
        assert any(case == cases[1] for case, _ in places()), changed
        sql(f'UPDATE {table} SET "number" = %s WHERE "case" = %s AND "number" = %s', number, cases[1], changed)
    assert found() == []


def test_every_turned_bit_of_the_name_of_a_personal_field_is_found(cases: list[str]) -> None:
    for changed in flips(b"note"):
        if store("record_content", "field", changed, CONTENT, cases[1], NOTE, "note"):
            assert (cases[1], NOTE) in places(), changed
            store("record_content", "field", b"note", ENTRY, cases[1], NOTE)
    assert found() == []


def test_every_turned_bit_of_a_head_is_found(cases: list[str]) -> None:
    stored = models.Head.objects.get(case=cases[1]).hash
    for changed in flips(stored.encode()):
        if store("record_head", "hash", changed, '"case" = %s', cases[1]):
            assert (cases[1], NOTE) in places(), changed


def test_the_same_bytes_of_another_type_are_found(cases: list[str]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps only text in a column of text")
    sql('UPDATE record_entry SET "body" = CAST("body" AS BLOB) WHERE "case" = %s AND "number" = 2', cases[1])
    assert [str(finding) for finding in found()] == [f"{cases[1]} entry 2: a value in record_entry is not text"]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_deleted_entry_is_found(cases: list[str], number: int) -> None:
    models.Entry.objects.filter(case=cases[1], number=number).delete()
    models.Content.objects.filter(case=cases[1], number=number).delete()
    assert {case for case, _ in places()} == {cases[1]}


def test_two_entries_that_change_places_are_found(cases: list[str]) -> None:
    third, fourth = chain(cases[1])[2:]
    edit(cases[1], 3, number=99)
    edit(cases[1], 4, number=3)
    edit(cases[1], 99, number=4)
    assert third["hash"] != fourth["hash"]
    assert {(cases[1], 3), (cases[1], 4)} <= places()


def test_an_inserted_entry_is_found(cases: list[str]) -> None:
    models.Entry.objects.create(**{**chain(cases[1])[3], "number": 5})
    assert (cases[1], 5) in places()


def test_an_entry_of_another_case_put_in_the_place_of_one_is_found(cases: list[str]) -> None:
    models.Entry.objects.filter(case=cases[1], number=3).delete()
    models.Entry.objects.create(**{**chain(cases[0])[2], "case": cases[1]})
    assert (cases[1], 3) in places()


def test_a_cut_tail_is_found(cases: list[str]) -> None:
    models.Entry.objects.filter(case=cases[1], number=4).delete()
    models.Content.objects.filter(case=cases[1], number=4).delete()
    assert [str(f) for f in found()] == [f"{cases[1]} entry 3: the record ends here, but its head is at entry 4"]


def test_personal_parts_that_change_places_are_found(cases: list[str]) -> None:
    order = [1, 2, 4, 3]
    move_contents(cases[1], order)
    assert {(cases[1], 3), (cases[1], 4)} <= places()


def test_a_personal_field_of_another_case_is_found(cases: list[str]) -> None:
    other = models.Content.objects.get(case=cases[0], number=NOTE)
    models.Content.objects.filter(case=cases[1], number=NOTE).update(salt=other.salt, text=other.text)
    assert places() == {(cases[1], NOTE)}


def test_re_hashing_makes_every_one_of_these_look_whole_without_a_seal(cases: list[str]) -> None:
    """Why seals are kept elsewhere: see test_against."""
    entries = chain(cases[1])
    entries[1]["by"] = "staff:99"
    rewrite(cases[1], entries)
    assert found() == []
