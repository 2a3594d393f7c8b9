"""One door to full-text search: FTS5 on SQLite, tsvector on PostgreSQL. The index is a cache of the projector's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from amends.cases.models import Case
from amends.rules.entries import Entry
from amends.rules.facts import Facts

_WORD = re.compile(r"[\w@.+-]+")
LONGEST = 50_000
"""Characters of a case's text that are indexed."""


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
    said = (text for entry in entries for name, text in entry.content.items() if not name.startswith("customer_"))
    return CaseWords(f"{reference} {facts.external_ref}", " ".join(people), " ".join(said)[:LONGEST])


def index(case_id: int, words: CaseWords) -> None:
    """Write what this case is found by, in place of what was there."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM cases_words WHERE rowid = %s", [case_id])
            cursor.execute(
                "INSERT INTO cases_words (rowid, reference, people, text) VALUES (%s, %s, %s, %s)",
                [case_id, words.reference, words.people, words.text],
            )
        else:
            cursor.execute(
                "INSERT INTO cases_words (case_id, words) VALUES (%s, to_tsvector('simple', %s)) "
                "ON CONFLICT (case_id) DO UPDATE SET words = EXCLUDED.words",
                [case_id, f"{words.reference} {words.people} {words.text}".replace("\x00", "")],
            )


def search(cases: QuerySet[Case], query: str) -> QuerySet[Case]:
    """Those of the cases in which every word occurs; the last word may be a beginning. No word finds nothing."""
    words = _WORD.findall(query)[:12]
    if not words:
        return cases.none()
    if connection.vendor == "sqlite":
        quoted = " ".join('"' + word.replace('"', "") + '"' for word in words) + "*"
        found = RawSQL("SELECT rowid FROM cases_words WHERE cases_words MATCH %s", [quoted])
    else:
        parts = [f"'{_lexeme(word)}'" for word in words]
        parts[-1] += ":*"
        found = RawSQL("SELECT case_id FROM cases_words WHERE words @@ to_tsquery('simple', %s)", [" & ".join(parts)])
    return cases.filter(pk__in=found)


def _lexeme(word: str) -> str:
    return word.replace("\\", "").replace("'", "")


def lay_index(vendor: str) -> tuple[str, ...]:
    """The statements that make the index, for the migration."""
    if vendor == "sqlite":
        tokens = "tokenize = 'unicode61 remove_diacritics 2'"
        return (f"CREATE VIRTUAL TABLE cases_words USING fts5(reference, people, text, {tokens})",)
    return (
        "CREATE TABLE cases_words (case_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX cases_words_index ON cases_words USING gin (words)",
    )
