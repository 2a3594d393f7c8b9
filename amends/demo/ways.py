"""Ways to put it right as this organisation weighs them: what speaks for each and against it, what it risks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from amends.rules.redress import Redress, amounts_in
from amends.rules.resolution import Level, Meets, RiskKind


@dataclass(frozen=True, slots=True)
class Way:
    """One option: what would be done, of which kind, and for how much (pence; None where it has no amount)."""

    kind: Redress
    title: str
    pence: int | None


@dataclass(frozen=True, slots=True)
class Weight:
    """What is said of a kind, in the order of the form."""

    customer: tuple[str, str]
    us: tuple[str, str]
    meets: Meets
    risk: RiskKind
    why: str


MONEY = Weight(
    ("They have the money back, and can leave it behind.", "It takes up to two weeks to reach them."),
    ("It is settled, and nobody has to ask again.", "The amount, and what the next one will ask for."),
    Meets.FULLY,
    RiskKind.PRECEDENT,
    "Others have the same trouble, and will hear of it.",
)
WORDS = Weight(
    ("Somebody says that it was wrong.", "It pays for nothing."),
    ("It costs nothing, and is often what was wanted.", "It sounds hollow where nothing follows from it."),
    Meets.PARTLY,
    RiskKind.REPUTATION,
    "An apology alone may be read as a way out.",
)
DEEDS = Weight(
    ("What was wrong is right again.", "It does not make good the time that it took."),
    ("The cause is gone, and with it the next complaint.", "Colleagues are taken from other work."),
    Meets.FULLY,
    RiskKind.COST,
    "It may take longer than planned.",
)
NOTHING = Weight(
    ("None.", "They are left with it, after we have said that it was our fault."),
    ("It costs nothing today.", "They go to the ombudsman, and they are right to."),
    Meets.NOT,
    RiskKind.REGULATORY,
    "We found it justified, and would have to say why we do nothing.",
)
_OF = {
    Redress.NOTHING: NOTHING,
    Redress.APOLOGY: WORDS,
    Redress.EXPLANATION: WORDS,
    Redress.CHANGE: DEEDS,
    Redress.PUT_RIGHT: DEEDS,
}
_SERIOUS = {RiskKind.REGULATORY, RiskKind.LEGAL}


def ways(rng: Random, kind: Redress, title: str, sign: str) -> list[Way]:
    """Two to four, the one that is chosen first, and mostly doing nothing among them."""
    found = [Way(kind, title, _worth(kind, title)), *rng.sample(list(_others(kind, sign)), rng.choice((1, 1, 2)))]
    return [*found, Way(Redress.NOTHING, "Do nothing beyond this explanation", None)] if rng.random() < 0.7 else found


def _worth(kind: Redress, title: str) -> int | None:
    """All sums that the words name, together."""
    return None if kind in (Redress.APOLOGY, Redress.EXPLANATION, Redress.CHANGE) else sum(amounts_in(title))


def _others(kind: Redress, sign: str) -> Iterator[Way]:
    if kind is not Redress.APOLOGY:
        yield Way(Redress.APOLOGY, "An apology from the head of the area, in writing", None)
    yield Way(Redress.EXPLANATION, "A call in which we go through what happened, step by step", None)
    if kind is not Redress.GOODWILL:
        yield Way(Redress.GOODWILL, f"{sign}40 for the inconvenience", 40_00)
    yield Way(Redress.CHANGE, "Change how we work, so that it does not happen to the next one", None)


def weighing(way: Way) -> dict[str, Any]:
    """The fields of weighing an option of this kind."""
    said = _OF.get(way.kind, MONEY)
    return {
        "benefits_customer": said.customer[0],
        "drawbacks_customer": said.customer[1],
        "benefits_us": said.us[0],
        "drawbacks_us": said.us[1],
        "meets": said.meets,
        "pence": (way.pence or 0) + 15_00,
    }


def risks(way: Way, rng: Random) -> dict[str, Any]:
    """The fields of one or two risks, as likely and as bad as they are for such a way."""
    said = _OF.get(way.kind, MONEY)
    serious = said.risk in _SERIOUS
    levels = (Level.HIGH, Level.MEDIUM) if serious else (Level.LOW, rng.choice((Level.LOW, Level.MEDIUM)))
    found = _risk(said.risk, *levels, said.why)
    if (way.pence or 0) >= 500_00:
        found |= _risk(RiskKind.COST, Level.MEDIUM, Level.MEDIUM, "It is more than the area has set aside for a month.")
    return found


def _risk(kind: RiskKind, likelihood: Level, impact: Level, why: str) -> dict[str, Any]:
    return {f"{kind.value}_likelihood": likelihood, f"{kind.value}_impact": impact, f"why_{kind.value}": why}
