"""Triggers that make the record append-only, for whoever holds the database too."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSAL = "the record is append-only"
_GUARDED = (("record_entry", "UPDATE"), ("record_entry", "DELETE"), ("record_content", "UPDATE"))
_KEYS = {"record_entry": ("case", "number"), "record_content": ("case", "number", "field")}
"""On SQLite, INSERT OR REPLACE removes a row without a DELETE that a trigger sees: a key in use is refused as well."""


def _name(table: str, act: str) -> str:
    return f"{table}_no_{act.lower()}"


def lay(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    if not sqlite:
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION amends_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
        )
    for table, act in _GUARDED:
        name = _name(table, act)
        if sqlite:
            body = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {body}")
        else:
            how = "FOR EACH ROW EXECUTE FUNCTION amends_refuse()"
            schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {how}")
    for table, key in _KEYS.items() if sqlite else ():
        same = " AND ".join(f'"{column}" = NEW."{column}"' for column in key)
        there = f"EXISTS (SELECT 1 FROM {table} WHERE ({same}) OR rowid = NEW.rowid)"  # noqa: S608  names of our own tables
        body = f"WHEN {there} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        schema_editor.execute(f"CREATE TRIGGER {_name(table, 'replace')} BEFORE INSERT ON {table} {body}")
    if not sqlite:
        for table in ("record_entry", "record_content"):
            how = "FOR EACH STATEMENT EXECUTE FUNCTION amends_refuse()"
            schema_editor.execute(f"CREATE TRIGGER {_name(table, 'truncate')} BEFORE TRUNCATE ON {table} {how}")


def lift(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers: only for tests that need real commits, and for undoing the first migration."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    also = "REPLACE" if sqlite else "TRUNCATE"
    acts = (*_GUARDED, ("record_entry", also), ("record_content", also))
    for table, act in acts:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {_name(table, act)}" + ("" if sqlite else f" ON {table}"))
