"""How much each person carries and where work is stuck: one grouped query, read in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case as Choose
from django.db.models import CharField, Count, QuerySet, Value, When
from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.desk.due import AGES, DUE, NONE
from amends.desk.words import PHASES

OPEN_PHASES = ("new", "open", "answered")


@dataclass(frozen=True, slots=True)
class Tally:
    """So many open cases of one owner, phase and stage are due in this span."""

    owner: str
    phase: str
    stage: int
    due: str
    n: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the list behind it."""

    n: int
    asked: str  # the query of the address
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    head: list[str]
    lines: list[Line]


def tally(cases: QuerySet[Case], today: date) -> list[Tally]:
    """The one query."""
    spans = [When(span.fits(today), then=Value(name)) for name, span in AGES.items()]
    due = Choose(*spans, default=Value(NONE), output_field=CharField())
    grouped = cases.order_by().values("owner", "phase", "stage", due=due).annotate(n=Count("id"))
    return [Tally(**group) for group in grouped]


def load(counts: Sequence[Tally], names: dict[str, str]) -> Grid:
    """A line a person, whoever carries most first; what nobody carries leads."""
    owners = Counter[str]()
    for count in counts:
        owners[count.owner] += count.n
    ordered = sorted(owners, key=lambda owner: (bool(owner), -owners[owner], names.get(owner, "")))
    return Grid(
        [_("Who"), _("Open"), _("Late"), _("Due within 7 days")],
        [Line(names.get(owner, owner) if owner else _("Nobody"), _carried(counts, owner)) for owner in ordered],
    )


def _carried(counts: Sequence[Tally], owner: str) -> list[Cell]:
    mine = [count for count in counts if count.owner == owner]
    asked = {"owner": owner or "nobody"}
    return [
        _cell(mine, asked),
        _cell([count for count in mine if count.due == "late"], {**asked, "due": "late"}, alarm=True),
        _cell([count for count in mine if count.due in ("3d", "7d")], {**asked, "due": "week"}),
    ]


def ages(counts: Sequence[Tally]) -> Grid:
    """Rows are where a case is, columns how long is left (P10)."""
    places = sorted({(count.phase, count.stage) for count in counts}, key=lambda at: (OPEN_PHASES.index(at[0]), at[1]))
    columns = [*AGES, NONE]
    lines = []
    for phase, stage in places:
        here = [count for count in counts if (count.phase, count.stage) == (phase, stage)]
        cells = [_aged(here, {"phase": phase, "stage": stage}, due) for due in columns]
        lines.append(Line(_place(phase, stage), cells))
    return Grid([_("Where"), *(str(DUE[due].words) for due in columns)], lines)


def _aged(here: Sequence[Tally], asked: dict[str, Any], due: str) -> Cell:
    return _cell([count for count in here if count.due == due], {**asked, "due": due}, alarm=due == "late")


def _place(phase: str, stage: int) -> str:
    words = str(PHASES[phase])
    return _("{phase}, stage {n}").format(phase=words, n=stage) if stage > 1 else words


def _cell(counts: Sequence[Tally], asked: dict[str, Any], *, alarm: bool = False) -> Cell:
    n = sum(count.n for count in counts)
    return Cell(n, urlencode(asked), alarm and n > 0)
