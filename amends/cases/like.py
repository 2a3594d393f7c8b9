"""What was done in like cases: the sums agreed where the same went wrong, by kind of redress. Anonymous; not a rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from amends.cases.models import Redressed
from amends.cases.regimes import registry
from amends.rules.facts import Facts
from amends.rules.redress import Redress
from amends.rules.resolution import Offer, OfferState
from amends.rules.rulings import Scene

ENOUGH = 5
"""With fewer other cases nothing is said: it would compare little, and might show whose case it was."""
MOST = 2000
"""Of more agreements, the latest count."""


@dataclass(frozen=True, slots=True)
class Like:
    """Of so many other cases: the middle, the least and the most of what was agreed, in pence."""

    kind: Redress
    count: int
    median: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """One row, without the case that it belongs to."""

    offer: int
    kind: str
    pence: int
    about: str
    product: str
    regime: str
    agreed_on: date


def like(facts: Facts, reference: str = "") -> dict[Redress, Like]:
    """What was agreed in other cases of which an issue is about the same, for each kind of redress with enough of
    them. One query; none where no issue says what it is about."""
    about = _about(facts)
    if not about:
        return {}
    rows = Redressed.objects.filter(about__in=about, regime__in=_of_one_currency(facts))
    # A case with two issues has two rows for one agreement; the date is there to order by.
    agreed = rows.exclude(case__reference=reference).values_list("case", "offer", "kind", "pence", "agreed_on")
    sums: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for case, _offer, kind, pence, _on in agreed.distinct().order_by("-agreed_on", "case", "offer")[:MOST]:
        sums[kind][case] += pence
    return {
        Redress(kind): _told(Redress(kind), list(some.values())) for kind, some in sums.items() if len(some) >= ENOUGH
    }


def _of_one_currency(facts: Facts) -> list[str]:
    """The ids of the regimes whose money can be compared with that of this case."""
    currency = registry().regime(facts.regime, edition=facts.edition).currency
    return [regime for regime in registry().ids() if registry().regime(regime).currency == currency]


def _told(kind: Redress, sums: list[int]) -> Like:
    return Like(kind, len(sums), round(median(sums)), min(sums), max(sums))


def redressed(scene: Scene) -> list[Agreed]:
    """What has been agreed on this case, once for each word that its issues are about. Sorted, for comparing."""
    found = (_rows(scene, offer) for offer in scene.facts.resolution.offers.values())
    return sorted((row for rows in found for row in rows), key=lambda row: (row.offer, row.about))


def _rows(scene: Scene, offer: Offer) -> Iterator[Agreed]:
    facts, term = scene.facts, offer.term(offer.taken)
    if offer.state is not OfferState.ACCEPTED or term is None:
        return
    on = scene.day(next(move.at for move in offer.moves if move.kind == "accepted"))
    for about in _about(facts):
        yield Agreed(offer.number, term.kind.value, term.pence, about, facts.product, facts.regime, on)


def _about(facts: Facts) -> list[str]:
    """The words for what went wrong, in one spelling, each once."""
    return sorted({issue.about.casefold() for issue in facts.issues.values() if issue.about})


def keep(case: int, rows: list[Agreed]) -> None:
    """Make the rows of this case what they should be. Two queries where something has been agreed, else one."""
    Redressed.objects.filter(case=case).delete()
    Redressed.objects.bulk_create(Redressed(case_id=case, **_columns(row)) for row in rows)


def unkeep(references: Iterable[str]) -> None:
    """Remove the rows of these cases, whatever they say, before they are made again."""
    Redressed.objects.filter(case__reference__in=list(references)).delete()


def kept(cases: Iterable[int]) -> dict[int, list[Agreed]]:
    """The rows of these cases as they are stored. One query."""
    found: dict[int, list[Agreed]] = defaultdict(list)
    for row in Redressed.objects.filter(case__in=list(cases)).order_by("case", "offer", "about"):
        found[row.case_id].append(Agreed(**{name: getattr(row, name) for name in Agreed.__slots__}))
    return found


def _columns(row: Agreed) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Agreed.__slots__}
