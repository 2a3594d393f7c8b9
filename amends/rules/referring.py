"""What escalating and referring leave among the facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from amends.rules.words import Words, say


class Cause(StrEnum):
    """Why a case is put before someone more senior, or a specialist."""

    CLOCK = "clock"
    PROMISE = "promise"
    RISK = "risk"
    VULNERABLE = "vulnerable"
    AUTHORITY = "authority"
    SPECIALIST = "specialist"
    CUSTOMER = "customer"
    OTHER = "other"


CAUSE_WORDS: dict[Cause, Words] = {
    Cause.CLOCK: say("A time limit is at risk or past"),
    Cause.PROMISE: say("A promise was broken"),
    Cause.RISK: say("An option has a high risk"),
    Cause.VULNERABLE: say("The customer may be vulnerable"),
    Cause.AUTHORITY: say("It is beyond my authority"),
    Cause.SPECIALIST: say("It needs a specialist"),
    Cause.CUSTOMER: say("The customer asks for someone more senior"),
    Cause.OTHER: say("Another reason"),
}


class EscalationState(StrEnum):
    OPEN = "open"
    TAKEN_OVER = "taken_over"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Escalation:
    """`owner` is who owned the case when it was escalated: a return gives it back to them."""

    number: int
    to: str
    cause: Cause
    why: str
    asked: str
    due_on: date
    owner: str
    by: str
    at: datetime
    entry: int
    state: EscalationState = EscalationState.OPEN
    answer: str = ""
    settled_by: str = ""
    settled_at: datetime | None = None


class Decided(StrEnum):
    """How an independent body ended it."""

    UPHELD = "upheld"
    PARTLY = "partly"
    NOT_UPHELD = "not_upheld"
    SETTLED = "settled"
    OUTSIDE = "outside"
    WITHDRAWN = "withdrawn"


DECIDED_WORDS: dict[Decided, Words] = {
    Decided.UPHELD: say("Upheld"),
    Decided.PARTLY: say("Upheld in part"),
    Decided.NOT_UPHELD: say("Not upheld"),
    Decided.SETTLED: say("Settled between the sides"),
    Decided.OUTSIDE: say("Outside what it can look at"),
    Decided.WITHDRAWN: say("Withdrawn by the customer"),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that passed between us and the independent body. `due_on` is by when it wants an answer."""

    what: str  # request, answer, view, decision
    detail: str
    at: datetime
    entry: int
    due_on: date | None = None
    promise: int = 0


@dataclass(frozen=True, slots=True)
class Referral:
    number: int
    body: str
    reference: str
    by_whom: str  # customer or us
    reason: str
    at: datetime
    entry: int
    heard: tuple[Heard, ...] = ()
    decided: Decided | None = None
    decided_at: datetime | None = None
    ordered: str = ""
    bundles: tuple[int, ...] = ()  # entry numbers

    @property
    def is_open(self) -> bool:
        return self.decided is None


@dataclass(frozen=True, slots=True)
class Review:
    """A colleague asked to read what is about to be sent."""

    number: int
    step: str
    of: str
    draft: str
    message: str
    due_on: date
    by: str
    at: datetime
    entry: int
    verdict: str = ""  # fine, change
    comments: str = ""
    given_by: str = ""
    given_at: datetime | None = None
