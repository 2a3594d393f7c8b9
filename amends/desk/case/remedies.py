"""Remedies that consumer law gives, beside the options: what the customer may ask for, until when, and by which law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from amends.cases.regimes import registry
from amends.desk.case.opened import Opened
from amends.people.models import Organisation
from amends.rules.packfiles import UnknownRegime
from amends.rules.redress import money
from amends.rules.regimes import Regime
from amends.rules.remedies import RemedyNow, remedies_for
from amends.ui.sentences import words_text


@dataclass(frozen=True, slots=True)
class Given:
    """One remedy of a law, as it stands in the case today."""

    text: str
    when: str
    open: bool
    why: str
    due_on: date | None
    beside: tuple[str, ...]
    amount: str
    source: str
    kind: str


@dataclass(frozen=True, slots=True)
class Law:
    """A law with its remedies, by rung. `bears`: a day of it is known in this case, so it is shown at once."""

    name: str
    remedies: tuple[Given, ...]

    @property
    def open(self) -> int:
        return sum(one.open for one in self.remedies)

    @property
    def bears(self) -> bool:
        return any(one.due_on or one.beside for one in self.remedies)


def laws(case: Opened) -> list[Law]:
    """The laws that this organisation is under, and what each gives. One query."""
    found = ((law, remedies_for([law], case.facts, registry().calendar, case.at)) for law in _laws(case))
    return [Law(gettext(law.name), tuple(_given(one, law.currency) for one in some)) for law, some in found if some]


def _laws(case: Opened) -> Iterator[Regime]:
    """The procedure of the case, and the laws beside it, as they stood when it was received."""
    yield case.scene.regime
    for name in Organisation.here().regimes:
        if name == case.scene.regime.id or name not in registry().regimes:
            continue
        try:
            found = registry().pinned(name, case.facts.moments)
        except UnknownRegime:  # it came into force later
            continue
        if not found.procedure:
            yield found


def _given(one: RemedyNow, currency: str) -> Given:
    remedy = one.remedy
    return Given(
        text=gettext(remedy.text),
        when=gettext(remedy.when) if remedy.when else "",
        open=one.open,
        why=words_text(one.why),
        due_on=one.due_on,
        beside=tuple(words_text(words) for words in one.beside),
        amount=money(remedy.pence, currency) if remedy.pence is not None else "",
        source=remedy.source,
        kind=remedy.kind.value,
    )
