"""What putting it right leaves among the facts: options as they were weighed, approvals, offers and their moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from amends.rules.authority import EVERYTHING, larger_of, sums_of
from amends.rules.redress import Redress
from amends.rules.words import Words, say


class Meets(StrEnum):
    """How far an option gives the customer what they asked for."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"


MEETS_WORDS: dict[Meets, Words] = {
    Meets.FULLY: say("What they asked for"),
    Meets.PARTLY: say("Part of what they asked for"),
    Meets.NOT: say("Not what they asked for"),
}


class RiskKind(StrEnum):
    """Where an option can hurt the organisation, or in safety anyone."""

    COST = "cost"
    REGULATORY = "regulatory"
    LEGAL = "legal"
    PRECEDENT = "precedent"
    REPUTATION = "reputation"
    SAFETY = "safety"


RISK_WORDS: dict[RiskKind, Words] = {
    RiskKind.COST: say("Cost"),
    RiskKind.REGULATORY: say("Regulatory"),
    RiskKind.LEGAL: say("Legal"),
    RiskKind.PRECEDENT: say("Precedent"),
    RiskKind.REPUTATION: say("Reputation"),
    RiskKind.SAFETY: say("Safety"),
}


class Level(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


LEVEL_WORDS: dict[Level, Words] = {
    Level.LOW: say("Low"),
    Level.MEDIUM: say("Medium"),
    Level.HIGH: say("High"),
}

_WEIGHT = {Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 3}


@dataclass(frozen=True, slots=True)
class Risk:
    kind: RiskKind
    likelihood: Level
    impact: Level
    why: str

    @property
    def level(self) -> Level:
        """Likelihood times impact, on a scale of nine: from 6 high, from 3 medium."""
        weight = _WEIGHT[self.likelihood] * _WEIGHT[self.impact]
        if weight >= 6:
            return Level.HIGH
        return Level.MEDIUM if weight >= 3 else Level.LOW


@dataclass(frozen=True, slots=True)
class Weighing:
    """Benefits and drawbacks for both sides, how it meets what the customer asked for, and what it costs us in all."""

    benefits_customer: str
    drawbacks_customer: str
    benefits_us: str
    drawbacks_us: str
    meets: Meets
    pence: int | None
    by: str
    at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class Option:
    """One way to resolve the case. `pence` is its amount, or what it is worth; 0 for what costs the customer's side
    nothing to count, such as an apology."""

    number: int
    kind: Redress
    pence: int
    title: str
    detail: str
    by: str
    stage: int
    entry: int
    weighing: Weighing | None = None
    risks: Mapping[RiskKind, Risk] = field(default_factory=dict)

    @property
    def sums(self) -> dict[str, int]:
        return sums_of([(self.kind, self.pence)])

    @property
    def worst(self) -> Level | None:
        """The highest risk, where any was assessed."""
        return max((risk.level for risk in self.risks.values()), key=_WEIGHT.__getitem__, default=None)


@dataclass(frozen=True, slots=True)
class Selection:
    option: int
    rationale: str
    why_only: str
    by: str
    at: datetime
    entry: int


class ApprovalState(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    OVERTAKEN = "overtaken"  # asked for anew


@dataclass(frozen=True, slots=True)
class Approval:
    """`sums` are what the case may come to in all, kind by kind, if it is approved; `of` "" is whoever can."""

    number: int
    options: tuple[int, ...]
    sums: Mapping[str, int]
    of: str
    message: str
    due_on: date
    by: str
    at: datetime
    stage: int
    entry: int
    state: ApprovalState = ApprovalState.ASKED
    decided_by: str = ""
    acts_for: str = ""
    reason: str = ""
    decided_at: datetime | None = None
    able: tuple[str, ...] = ()  # where nobody was named: who could decide it when it was asked for


class OfferState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # by a newer offer


@dataclass(frozen=True, slots=True)
class Term:
    """What one option of an offer gives, as it was offered."""

    option: int
    kind: Redress
    pence: int
    title: str

    @property
    def sums(self) -> dict[str, int]:
        return sums_of([(self.kind, self.pence)])


@dataclass(frozen=True, slots=True)
class Move:
    """What one side did about an offer: countered, accepted, refused, withdrawn. `pence` is what was asked for."""

    kind: str
    words: str
    channel: str
    by: str
    at: datetime
    entry: int
    pence: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """The customer takes one of the terms. `open_until` is the last day, None until it is withdrawn; what is agreed is
    done within so many days of accepting."""

    number: int
    terms: tuple[Term, ...]
    open_until: date | None
    within_days: int
    without_liability: bool
    message: str
    by: str
    at: datetime
    stage: int
    entry: int
    state: OfferState = OfferState.OPEN
    taken: int = 0  # the option that was accepted
    moves: tuple[Move, ...] = ()

    def open_on(self, day: date) -> bool:
        return self.state is OfferState.OPEN and (self.open_until is None or day <= self.open_until)

    @property
    def countered(self) -> Move | None:
        """The customer's latest counter-offer, while the offer stands."""
        counters = [move for move in self.moves if move.kind == "countered"]
        return counters[-1] if counters and self.state is OfferState.OPEN else None

    def term(self, option: int) -> Term | None:
        return next((term for term in self.terms if term.option == option), None)

    @property
    def exposure(self) -> dict[str, int]:
        """What it may come to, whichever of its options is taken; once one is, what that comes to."""
        if self.state is OfferState.ACCEPTED:
            taken = self.term(self.taken)
            return taken.sums if taken else {}
        return larger_of(term.sums for term in self.terms)


@dataclass(slots=True)
class Resolution:
    """All that a case has weighed, asked for, offered and agreed."""

    options: dict[int, Option] = field(default_factory=dict)
    selected: dict[int, Selection] = field(default_factory=dict)  # by stage
    assessors: dict[int, set[str]] = field(default_factory=dict)  # who has assessed a risk, by stage
    approvals: dict[int, Approval] = field(default_factory=dict)
    offers: dict[int, Offer] = field(default_factory=dict)

    def of_stage(self, stage: int) -> list[Option]:
        return [option for option in self.options.values() if option.stage == stage]

    def open_offer(self, day: date) -> Offer | None:
        """The offer that the customer can still take on this day. There is never more than one."""
        return next((offer for offer in self.offers.values() if offer.open_on(day)), None)

    def open_approvals(self) -> list[Approval]:
        return [one for one in self.approvals.values() if one.state is ApprovalState.ASKED]

    def agreed(self) -> dict[str, int]:
        """What has been agreed on this case, in all stages: pence by kind, and in all."""
        accepted = [offer.term(offer.taken) for offer in self.offers.values() if offer.state is OfferState.ACCEPTED]
        return sums_of((term.kind, term.pence) for term in accepted if term)

    def committed(self, day: date) -> dict[str, int]:
        """What has been agreed or stands offered: pence by kind, and in all."""
        standing, sums = self.open_offer(day), dict(self.agreed())
        for kind, pence in (standing.exposure if standing else {}).items():
            sums[kind] = sums.get(kind, 0) + pence
        return sums

    def named(self, day: date) -> int:
        """The most money that may be named to the customer as redress."""
        return self.committed(day).get(EVERYTHING, 0)
