"""A bundle as data: what could go in, and how it would be."""

from __future__ import annotations

from typing import Any

from amends.api.bundling import Built
from amends.cases.bundling.candidates import Candidate, candidates
from amends.cases.bundling.making import removed
from amends.cases.told.opened import Opened
from amends.cases.told.timeline import day_of
from amends.letters.items import IndexLine


def documents_told(case: Opened) -> dict[str, Any]:
    """Everything that could go in, in the order in which it happened."""
    return {
        "reference": case.reference,
        "number": case.tip.number,
        "documents": [_document(one) for one in candidates(case)],
    }


def preview_told(case: Opened, built: Built) -> dict[str, Any]:
    """The bundle without its pages."""
    bundle, wanted = built.bundle, built.wanted
    times = {one.number: one.times for one in bundle.removed}
    lines = zip(built.keys, bundle.index, strict=True)
    return {
        "reference": case.reference,
        "number": case.tip.number,
        "referral": wanted.referral,
        "title": wanted.title,
        "remove": wanted.terms,
        "pages": bundle.pages,
        "size": len(bundle.pdf),
        "removed": removed(bundle),
        "documents": [_line(key, line, times.get(line.number, 0)) for key, line in lines],
        "hashes": bundle.hashes,
    }


def _document(one: Candidate) -> dict[str, Any]:
    return {
        "key": one.key,
        "title": one.title,
        "kind": one.kind,
        "date": day_of(one.at),
        "entry": one.number,
        "group": one.group,
        "file": one.file.id if one.file else "",
    }


def _line(key: str, line: IndexLine, times: int) -> dict[str, Any]:
    return {
        "key": key,
        "number": line.number,
        "title": line.title,
        "kind": line.kind,
        "date": line.date,
        "page": line.page,
        "pages": line.pages,
        "reproduced": line.reproduced,
        "withheld": "" if line.reproduced else line.note,
        "note": line.note if line.reproduced else "",
        "removed": times,
    }
