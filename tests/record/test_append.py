"""Append: the only way in, and none out."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from amends.record import canonical, models
from amends.record.append import EMPTY, Moved, Tip, append
from amends.record.read import read
from amends.record.verify import verify
from amends.rules.entries import Draft
from tests.cast import START
from tests.record.attack import sql
from tests.record.three import cases, cast

__all__ = ["cases", "cast"]


def note(text: str) -> Draft:
    return Draft("noted", {"files": []}, {"note": text})


def write(case: str, drafts: list[Draft], after: Tip = EMPTY) -> Tip:
    return append(case, drafts, step="note", by="staff:1", at=START, after=after)[1]


@pytest.mark.django_db
def test_entries_are_numbered_and_chained() -> None:
    tip = write("C-1", [note("one"), note("two")])
    write("C-1", [note("three")], after=tip)
    rows = list(models.Entry.objects.order_by("number").values_list("number", "previous", "hash"))
    assert [number for number, _, _ in rows] == [1, 2, 3]
    assert [previous for _, previous, _ in rows] == [canonical.START, rows[0][2], rows[1][2]]
    assert [entry.text("note") for entry in read("C-1")[0]] == ["one", "two", "three"]


@pytest.mark.django_db
def test_an_entry_keeps_when_it_happened_beside_when_it_was_recorded() -> None:
    earlier = START - timedelta(days=3)
    append("C-1", [Draft("noted", {}, {}, earlier)], step="note", by="staff:1", at=START, after=EMPTY)
    (entry,), _ = read("C-1")
    assert (entry.at, entry.happened_at) == (START, earlier)


@pytest.mark.django_db
@pytest.mark.parametrize("after", [EMPTY, Tip(1, "f" * 64), Tip(2, "f" * 64)])
def test_whoever_thinks_the_chain_ends_elsewhere_has_moved_and_writes_nothing(after: Tip) -> None:
    write("C-1", [note("one")])
    with pytest.raises(Moved):
        write("C-1", [note("two")], after=after)
    assert len(read("C-1")[0]) == 1
    assert verify().is_clean


@pytest.mark.django_db
def test_entries_are_appended_inside_a_transaction_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amends.record.append.connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(transaction.TransactionManagementError):
        write("C-1", [note("one")])
    assert not models.Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "content"), [({"note": "personal"}, {}), ({}, {"files": "plain"}), ({}, {"unheard_of": "x"})]
)
def test_a_field_in_the_wrong_place_is_refused(data: dict[str, str], content: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="fields in the wrong place"):
        write("C-1", [Draft("noted", data, content)])
    assert read("C-1") == ([], EMPTY)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_text_that_no_database_can_keep_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="text holds"):
        write("C-1", [note(text)])


@pytest.mark.django_db
def test_a_personal_field_without_text_leaves_no_digest() -> None:
    write("C-1", [note("")])
    assert models.Entry.objects.get().digests == "{}"
    assert not models.Content.objects.exists()


@pytest.mark.django_db
def test_the_same_text_never_has_the_same_digest() -> None:
    """Or a list of likely texts would tell what was erased."""
    write("C-1", [note("yes"), note("yes")])
    one, other = models.Entry.objects.values_list("digests", flat=True)
    assert one != other


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_entry SET \"by\" = 'staff:9'",
        "UPDATE record_entry SET hash = hash",
        "DELETE FROM record_entry",
        "UPDATE record_content SET text = 'other'",
    ],
)
def test_the_database_refuses_to_change_what_is_recorded(cases: list[str], statement: str) -> None:
    with pytest.raises((DatabaseError, IntegrityError), match="append-only"), transaction.atomic():
        sql(statement)
    assert verify().is_clean


REPLACED = {
    "record_entry": "'C-1', number, kind, step, 'staff:9', at, happened_at, body, digests, previous, hash",
    "record_content": "'C-1', number, field, salt, 'other'",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "columns"), REPLACED.items())
def test_sqlite_refuses_to_put_a_row_in_the_place_of_another(table: str, columns: str) -> None:
    """INSERT OR REPLACE removes a row without a DELETE that a trigger sees."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no INSERT OR REPLACE; its upsert is an UPDATE")
    write("C-1", [note("as it was")])
    with pytest.raises((DatabaseError, IntegrityError), match="append-only"), transaction.atomic():
        sql(f"INSERT OR REPLACE INTO {table} SELECT {columns} FROM {table}")
    assert verify().is_clean


@pytest.mark.parametrize("table", ["record_entry", "record_content"])
def test_postgresql_refuses_to_empty_a_table(cases: list[str], table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(f"TRUNCATE {table}")
