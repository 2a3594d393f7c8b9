"""Append: the only way into the record."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from amends.record import canonical, models
from amends.rules.entries import KINDS, Draft, Entry


class Moved(Exception):
    """Someone else appended first: the chain does not end where the writer thought."""


@dataclass(frozen=True, slots=True)
class Tip:
    """Where a chain ends: the number and hash of its last entry. An empty chain ends at 0."""

    number: int
    hash: str


EMPTY = Tip(0, canonical.START)
_NEW_HEAD = 'INSERT INTO record_head ("case", "number", "hash") VALUES (%s, %s, %s) ON CONFLICT DO NOTHING'


def append(
    case: str, drafts: Sequence[Draft], *, step: str, by: str, at: datetime, after: Tip
) -> tuple[list[Entry], Tip]:
    """Write the entries behind `after` and move the head, inside the caller's transaction.

    Raises Moved when the chain has grown meanwhile (nothing is written then), ValueError for what cannot be kept.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("entries are appended inside a transaction")
    rows, contents, entries, tip = [], [], [], after
    for draft in drafts:
        row, its_contents, entry = _row(case, draft, step=step, by=by, at=at, after=tip)
        rows.append(row)
        contents.extend(its_contents)
        entries.append(entry)
        tip = Tip(row.number, row.hash)
    _move_head(case, after, tip)
    models.Entry.objects.bulk_create(rows)
    models.Content.objects.bulk_create(contents)
    return entries, tip


def _row(
    case: str, draft: Draft, *, step: str, by: str, at: datetime, after: Tip
) -> tuple[models.Entry, list[models.Content], Entry]:
    number = after.number + 1
    content = _personal(draft)
    salted = {field: (secrets.token_hex(16), text) for field, text in content.items()}
    digests = {field: canonical.content_digest(salt, field, text) for field, (salt, text) in salted.items()}
    happened_at = draft.happened_at or at
    data = canonical.plain(draft.data)
    columns = {
        "case": case,
        "number": str(number),
        "kind": draft.kind,
        "step": step,
        "by": by,
        "at": canonical.moment_text(at),
        "happened_at": canonical.moment_text(happened_at),
        "body": canonical.body_text(data),
        "digests": canonical.body_text(digests),
        "previous": after.hash,
    }
    row = models.Entry(**{**columns, "number": number}, hash=canonical.entry_hash(**columns))
    contents = [models.Content(case=case, number=number, field=f, salt=s, text=t) for f, (s, t) in salted.items()]
    return row, contents, Entry(number, draft.kind, step, by, at, happened_at, data, content)


def _personal(draft: Draft) -> dict[str, str]:
    """The personal fields that say something. Raises ValueError where a kind of entry does not know a field."""
    kind = KINDS[draft.kind]
    unknown = set(draft.content) - set(kind.personal)
    misplaced = set(draft.data) & set(kind.personal)
    if unknown or misplaced:
        raise ValueError(f"{draft.kind}: fields in the wrong place: {', '.join(sorted(unknown | misplaced))}")
    return {field: canonical.clean_text(text) for field, text in draft.content.items() if text}


def _move_head(case: str, after: Tip, to: Tip) -> None:
    """The one place where two writers meet. Whoever loses has written nothing, so no savepoint is needed."""
    heads = models.Head.objects.filter(case=case, number=after.number, hash=after.hash)
    moved = heads.update(number=to.number, hash=to.hash) if after.number else _begin(case, to)
    if moved != 1:
        raise Moved(case)


def _begin(case: str, to: Tip) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEW_HEAD, [case, to.number, to.hash])
        return int(cursor.rowcount)
