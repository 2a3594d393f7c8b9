"""Triggers that keep the history of authority and administration, for whoever holds the database too.

A limit may be ended once, an absence withdrawn once; nothing else about a row changes, and no row is deleted. A
migration that makes one of these tables anew must lift the triggers before and lay them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "what was laid down stays as it was"


@dataclass(frozen=True, slots=True)
class Guarded:
    """A table whose rows stay. `kept`: columns that never change; `once`: the moment whose setting is the one change
    there may be, nothing where there is none. On SQLite, INSERT OR REPLACE removes a row without a DELETE that a
    trigger sees: `keys` (columns, and when they count) in use are refused as well."""

    table: str
    kept: tuple[str, ...] = ()
    once: str = ""
    also: str = ""
    keys: tuple[tuple[tuple[str, ...], str], ...] = field(default=((("id",), ""),))


TABLES = (
    Guarded(
        "people_authoritylimit",
        kept=("id", "holder", "kind", "pence", "from_on", "set_by", "set_at", "reason"),
        once="ended_at",
        # Ended, a limit cannot hold longer than it would have.
        also="NEW.until_on IS NOT NULL AND (OLD.until_on IS NULL OR NEW.until_on <= OLD.until_on)",
        keys=((("id",), ""), (("holder", "kind", "from_on"), "ended_at IS NULL")),
    ),
    Guarded(
        "people_absence",
        kept=("id", "person", "from_on", "until_on", "delegate", "set_by", "set_at"),
        once="withdrawn_at",
    ),
    Guarded("people_adminact"),
)


def lay(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    if not sqlite:
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION amends_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
    for guarded in TABLES:
        for name, when, condition in _guards(guarded, sqlite=sqlite):
            schema_editor.execute(_trigger(name, when, guarded.table, condition, sqlite=sqlite))


def lift(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers: for undoing the migration, or one that makes a table anew."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for guarded in TABLES:
        for name, _when, _condition in _guards(guarded, sqlite=sqlite):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}" + ("" if sqlite else f" ON {guarded.table}"))


def _guards(guarded: Guarded, *, sqlite: bool) -> Iterator[tuple[str, str, str]]:
    """The name of each trigger, before what it comes, and when it refuses; nothing is always."""
    table = guarded.table
    yield f"{table}_no_delete", "DELETE", ""
    yield f"{table}_no_update", "UPDATE", f"NOT ({_the_one_change(guarded, sqlite=sqlite)})" if guarded.once else ""
    if sqlite:
        yield f"{table}_no_replace", "INSERT", " OR ".join(_in_use(table, *key) for key in guarded.keys)
    else:
        yield f"{table}_no_truncate", "TRUNCATE", ""


def _the_one_change(guarded: Guarded, *, sqlite: bool) -> str:
    same = "IS" if sqlite else "IS NOT DISTINCT FROM"
    kept = (f'NEW."{column}" {same} OLD."{column}"' for column in guarded.kept)
    once = f"OLD.{guarded.once} IS NULL AND NEW.{guarded.once} IS NOT NULL"
    return " AND ".join((once, *kept, *([guarded.also] if guarded.also else [])))


def _in_use(table: str, columns: tuple[str, ...], counts: str) -> str:
    same = " AND ".join((*(f'"{column}" = NEW."{column}"' for column in columns), *([counts] if counts else [])))
    return f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608  names of our own tables


def _trigger(name: str, when: str, table: str, condition: str, *, sqlite: bool) -> str:
    only = f"WHEN ({condition}) " if condition else ""
    if sqlite:
        return f"CREATE TRIGGER {name} BEFORE {when} ON {table} {only}BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    each = "STATEMENT" if when == "TRUNCATE" else "ROW"
    return f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH {each} {only}EXECUTE FUNCTION amends_stays()"
