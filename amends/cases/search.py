"""One door to full-text search: FTS5 on SQLite, tsvector on PostgreSQL. The index is a cache of the projector's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from unicodedata import combining, normalize

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import BigIntegerField, Func, QuerySet
from django.db.models.expressions import RawSQL

from amends.cases.models import Case
from amends.rules.entries import Entry
from amends.rules.facts import Facts

LONGEST = 50_000
"""Characters of a case's text that are indexed."""
MOST_WORDS = 12
"""Words of a query that are looked for."""
_TOKEN = re.compile(r"[^\W_]{1,200}")
_LAST_PLACE = 16_383
"""PostgreSQL counts places in a text up to here."""


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What a case can be found by."""

    reference: str
    people: str
    text: str


def words_of(reference: str, facts: Facts, entries: list[Entry]) -> CaseWords:
    people = (
        facts.customer_name,
        facts.customer_email,
        facts.customer_phone,
        facts.customer_address,
        facts.representative,
    )
    fields = (
        field for entry in entries for field in sorted(entry.content.items())
    )  # sorted: a rebuilt case is the same
    said = (text for name, text in fields if not name.startswith("customer_"))
    return CaseWords(f"{reference} {facts.external_ref}", " ".join(people), " ".join(said)[:LONGEST])


def index(case_id: int, words: CaseWords) -> None:
    """Write what this case is found by, in place of what was there."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM cases_words WHERE rowid = %s", [case_id])
            cursor.execute(
                "INSERT INTO cases_words (rowid, reference, people, text) VALUES (%s, %s, %s, %s)",
                [case_id, *_columns(words)],
            )
        else:
            cursor.execute(
                "INSERT INTO cases_words (case_id, words) VALUES (%s, %s::tsvector) "
                "ON CONFLICT (case_id) DO UPDATE SET words = EXCLUDED.words",
                [case_id, _vector(words)],
            )


def unindex(case_ids: Iterable[int]) -> None:
    """Let these cases no longer be found."""
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM cases_words WHERE {_key()} = %s", [[pk] for pk in case_ids])  # noqa: S608


def let_go() -> None:
    """Remove from the disk what the index no longer finds, once the erasing is committed.

    FTS5 keeps the words of deleted rows until it merges its parts, and the log keeps pages until it is emptied.
    PostgreSQL's own vacuum does the same in its time.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO cases_words (cases_words) VALUES ('optimize')")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def misindexed(wanted: Mapping[int, CaseWords]) -> list[int]:
    """Those of the cases that are not found by exactly these words."""
    if not wanted:
        return []
    with connection.cursor() as cursor:
        right = _right_sqlite(cursor, wanted) if connection.vendor == "sqlite" else _right_postgresql(cursor, wanted)
    return sorted(wanted.keys() - right)


def _right_sqlite(cursor: CursorWrapper, wanted: Mapping[int, CaseWords]) -> set[int]:
    places = ", ".join(["%s"] * len(wanted))
    cursor.execute(f"SELECT rowid, reference, people, text FROM cases_words WHERE rowid IN ({places})", [*wanted])  # noqa: S608
    return {pk for pk, *stored in cursor.fetchall() if stored == _columns(wanted[pk])}


def _right_postgresql(cursor: CursorWrapper, wanted: Mapping[int, CaseWords]) -> set[int]:
    places = ", ".join(["(%s::bigint, %s::text)"] * len(wanted))
    values = [value for pk, words in wanted.items() for value in (pk, _vector(words))]
    cursor.execute(
        f"SELECT case_id FROM cases_words JOIN (VALUES {places}) AS wanted (id, text) ON id = case_id "  # noqa: S608
        "WHERE words = text::tsvector",
        values,
    )
    return {pk for (pk,) in cursor.fetchall()}


def strays() -> list[int]:
    """Rows of the index that belong to no case."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_key()} FROM cases_words WHERE {_key()} NOT IN (SELECT id FROM cases_case)")  # noqa: S608
        return [pk for (pk,) in cursor.fetchall()]


def _key() -> str:
    return "rowid" if connection.vendor == "sqlite" else "case_id"


def search(cases: QuerySet[Case], query: str) -> QuerySet[Case]:
    """Those of the cases in which every word occurs; the last word may be a beginning. No word finds nothing.

    A word with marks inside, such as an address or a reference, is looked for as its parts side by side.
    """
    phrases = [tokens for word in query.split() if (tokens := _tokens(word))][:MOST_WORDS]
    if not phrases:
        return cases.none()
    if connection.vendor == "sqlite":
        wanted = " ".join('"' + " ".join(tokens) + '"' for tokens in phrases) + "*"
        found = RawSQL("SELECT rowid FROM cases_words WHERE cases_words MATCH %s", [wanted])
        if _is_common(wanted):
            return cases.alias(walked=_Walked("pk")).filter(walked__in=found)
    else:
        wanted = " & ".join("(" + " <-> ".join(f"'{token}'" for token in tokens) + ")" for tokens in phrases)
        wanted = wanted.removesuffix(")") + ":*)"
        found = RawSQL("SELECT case_id FROM cases_words WHERE words @@ %s::tsquery", [wanted])
    return cases.filter(pk__in=found)


COMMON = 1000
"""From so many cases on that have a word, they are found quicker along the list than one by one."""


class _Walked(Func):
    """The key of a case in a form that SQLite does not look up. It then walks the list in its order, and stops after a
    page, where otherwise it would fetch every case that has the word and sort them all for each page."""

    template = "+%(expressions)s"
    output_field = BigIntegerField()


def _is_common(wanted: str) -> bool:
    """Whether more cases have it than anyone pages through. Counting no further keeps this quick."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM cases_words WHERE cases_words MATCH %s LIMIT %s)", [wanted, COMMON + 1]
        )
        return int(cursor.fetchone()[0]) > COMMON


def _tokens(text: str) -> list[str]:
    """Letters and digits in a row, small and without accents: the same for both databases, and safe in their queries.

    PostgreSQL's own parser would keep addresses, paths and signed numbers whole, and FTS5 folds fewer letters.
    """
    if not text.isascii():
        text = "".join(char for char in normalize("NFD", text) if not combining(char))
    return _TOKEN.findall(text.lower())


def _columns(words: CaseWords) -> list[str]:
    """The words as FTS5 gets them."""
    return [" ".join(_tokens(text)) for text in (words.reference, words.people, words.text)]


def _vector(words: CaseWords) -> str:
    """The words as PostgreSQL writes a tsvector."""
    tokens = _tokens(f"{words.reference} {words.people} {words.text}")
    return " ".join(f"'{token}':{min(place, _LAST_PLACE)}" for place, token in enumerate(tokens, start=1))


def lay_index(vendor: str) -> tuple[str, ...]:
    """The statements that make the index, for the migration."""
    if vendor == "sqlite":
        tokens = "tokenize = 'unicode61 remove_diacritics 2'"
        return (f"CREATE VIRTUAL TABLE cases_words USING fts5(reference, people, text, {tokens})",)
    return (
        "CREATE TABLE cases_words (case_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX cases_words_index ON cases_words USING gin (words)",
    )
