"""What a bundle says about itself: the index in front, a slip for what is not reproduced, the lists at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from amends.letters.binding import words
from amends.letters.items import Upload
from amends.letters.preparing import Prepared


@dataclass(frozen=True, slots=True)
class Table:
    """A list at the end. `shares`: the widths of its columns against each other."""

    title: str
    says: str
    head: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


def contents(
    title: str, reference: str, language: str, made_on: date, ready: Sequence[Prepared]
) -> Mapping[str, object]:
    """What the template is given. The title is free of terms."""
    lang, _, region = language.partition("-")
    before, after = gettext("page {page}").split("{page}")
    return {
        "title": f"{title} ({reference})",
        "lang": lang,
        "region": region or None,
        "reference": reference,
        "heading": words(title),
        "front": [words(f"{reference} · {_made(made_on)} · {_count(len(ready))}")],
        "words": {"index": gettext("Index"), "head": index_head(), "at_the_end": gettext("At the end:")},
        "page_words": [before, after],
        "items": [_item(one) for one in ready],
        "lists": [_as_data(table) for table in tables(ready)],
    }


def furniture(made_on: date, ready: Sequence[Prepared]) -> Iterator[str]:
    """The words that are ours on the pages in front, at the end and on slips: no name of anybody, whatever it reads."""
    yield from (gettext("Index"), gettext("At the end:"), *index_head(), _made(made_on), _count(len(ready)))
    yield gettext("This document is not reproduced here.")
    yield from gettext("page {page}").split("{page}")
    for table in tables(ready):
        yield from (table.title, table.says, *table.head)
    for one in ready:
        yield from (day(one.item.date), one.item.kind, one.note)


def tables(ready: Iterable[Prepared]) -> list[Table]:
    ready = list(ready)
    removed = tuple((f"{one.item.number}. {one.title}", str(one.removed)) for one in ready if one.removed)
    hashes = tuple((str(each.number), each.what, each.sha256) for one in ready for each in one.hashes)
    return [_removals(removed), _hash_list(hashes)] if removed else [_hash_list(hashes)]


def _removals(rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(
        gettext("What was removed"),
        gettext("Names and other data of people who are no part of this case were removed from these documents."),
        (gettext("Document"), gettext("Times")),
        (5, 1),
        rows,
    )


def _hash_list(rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(
        gettext("Hash list"),
        gettext("Each document as it stands in the record, with the SHA-256 by which it can be checked."),
        (gettext("No."), gettext("What"), gettext("SHA-256")),
        (1, 6, 8),
        rows,
    )


def _as_data(table: Table) -> Mapping[str, object]:
    rows = [[words(cell) for cell in row] for row in table.rows]
    return {"title": table.title, "says": table.says, "head": table.head, "columns": table.shares, "rows": rows}


def index_head() -> tuple[str, ...]:
    return gettext("No."), gettext("Document"), gettext("Date"), gettext("Page")


def day(on: date) -> str:
    return date_format(on, "j F Y")


def _made(made_on: date) -> str:
    return gettext("Made on {day}").format(day=day(made_on))


def _count(documents: int) -> str:
    return ngettext("{n} document", "{n} documents", documents).format(n=documents)


def _item(one: Prepared) -> Mapping[str, object]:
    return {
        "number": one.item.number,
        "title": words(one.title),
        "heading": words(f"{one.item.number}. {one.title}"),
        "date": day(one.item.date),
        "about": [words(line) for line in (one.item.kind, one.note) if line],
        "slip": [words(line) for line in _slip(one)],
        "sheets": [sheet.as_data() for sheet in one.sheets],
    }


def _slip(one: Prepared) -> Iterator[str]:
    """What stands in the place of a document that is listed only."""
    yield gettext("This document is not reproduced here.")
    yield one.note
    if isinstance(one.item.source, Upload):
        yield f"{one.hashes[0].what} · {filesizeformat(len(one.item.source.data))}".replace("\xa0", " ")
    yield f"SHA-256: {one.hashes[0].sha256}"
