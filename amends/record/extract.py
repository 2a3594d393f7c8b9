"""Extract: one chain as it is kept, for those who check or copy it: hashes and links, and what was erased."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from amends.record import models


@dataclass(frozen=True, slots=True)
class Kept:
    """One entry as it is kept. `erased` names the personal fields that it had and that are gone."""

    number: int
    kind: str
    step: str
    by: str
    at: datetime
    happened_at: datetime
    data: dict[str, object]
    content: dict[str, str]
    erased: list[str]
    hash: str
    previous: str


def extract(case: str, after: int = 0) -> list[Kept]:
    """The entries of a case behind this number, in order. Two queries."""
    contents: defaultdict[int, dict[str, str]] = defaultdict(dict)
    texts = models.Content.objects.filter(case=case, number__gt=after)
    for number, field, text in texts.values_list("number", "field", "text"):
        contents[number][field] = text
    rows = models.Entry.objects.filter(case=case, number__gt=after).order_by("number")
    return [_kept(row, contents.get(row.number, {})) for row in rows]


def _kept(row: models.Entry, content: dict[str, str]) -> Kept:
    return Kept(
        number=row.number,
        kind=row.kind,
        step=row.step,
        by=row.by,
        at=datetime.fromisoformat(row.at),
        happened_at=datetime.fromisoformat(row.happened_at),
        data=json.loads(row.body),
        content=content,
        erased=sorted(json.loads(row.digests).keys() - content.keys()),
        hash=row.hash,
        previous=row.previous,
    )
