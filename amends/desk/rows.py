"""A case as a line of a list: what is next and when, in words, and what to be careful about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases.models import Case
from amends.desk.words import KINDS, PHASES, WAITS_FOR
from amends.people.models import Staff
from amends.rules.words import unpacked
from amends.ui.dates import day_text, until_text
from amends.ui.sentences import words_text

Flag = tuple[str, str, str]
"""Kind of tag, icon, words."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of one case."""

    case: Case
    what: str
    due: str  # «in 3 days», «2 days late», or nothing
    pressing: str  # kind of tag: bad, warn or plain
    by: str  # «by Thu 5 March»
    flags: tuple[Flag, ...]
    marks: str  # the dates of law and of our own target
    owner: str
    new: bool = False

    @property
    def status(self) -> str:
        return str(PHASES[self.case.phase])

    def due_by(self, day: date) -> bool:
        return self.case.next_due_on is not None and self.case.next_due_on <= day

    @property
    def waits(self) -> str:
        return str(WAITS_FOR.get(self.case.next_whose, ""))

    @property
    def spoke(self) -> str:
        return _("The customer spoke last") if self.case.last_speaker == "customer" else _("We spoke last")


def rows(
    cases: Iterable[Case], today: date, *, names: Mapping[str, str] | None = None, new: Collection[str] = ()
) -> list[Row]:
    """The lines of these cases, with their owners where `names` has them."""
    known = names or {}
    return [_row(case, today, known.get(case.owner, ""), new=case.reference in new) for case in cases]


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """The names of members of staff, by the id that steps are taken under."""
    numbers = [int(actor.removeprefix("staff:")) for actor in actors if actor.startswith("staff:")]
    return {f"staff:{pk}": name for pk, name in Staff.objects.filter(pk__in=numbers).values_list("pk", "name")}


def _row(case: Case, today: date, owner: str, *, new: bool) -> Row:
    on = case.next_due_on
    return Row(
        case,
        words_text(unpacked(case.next_words)),
        until_text(on) if on else "",
        pressing(on, today),
        _("by {day}").format(day=day_text(on)) if on else "",
        tuple(_flags(case)),
        " · ".join(_marks(case)),
        owner,
        new,
    )


def pressing(on: date | None, today: date) -> str:
    if on is None or on > today:
        return "plain"
    return "bad" if on < today else "warn"


def _flags(case: Case) -> Iterable[Flag]:
    if case.has_need:
        yield "bad", "flag", _("Needs care")
    if case.promises_broken:
        n = case.promises_broken
        yield "bad", "diamond", ngettext("{n} broken promise", "{n} broken promises", n).format(n=n)
    if case.stage > 1:
        yield "acc", "forward", _("Stage {n}").format(n=case.stage)
    if case.kind in ("query", "problem", "excluded"):
        yield "plain", "", str(KINDS[case.kind])


def _marks(case: Case) -> Iterable[str]:
    if case.law_due_on:
        yield _("law: {day}").format(day=day_text(case.law_due_on))
    if case.target_due_on:
        yield _("our target: {day}").format(day=day_text(case.target_due_on))
