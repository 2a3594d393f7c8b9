"""The shapes of putting it right, for readers of the OpenAPI document: options to offers, escalating, referring."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from amends.rules.redress import Redress
from amends.rules.referring import Cause, Decided, Escalation, Heard, Review
from amends.rules.resolution import Approval, Level, Move, RiskKind, Selection, Term, Weighing

Pence = dict[str, int]
"""Hundredths by kind of redress, and under `all` the sum."""
CURRENCY = "That of the procedure, by its code, such as GBP or EUR. Every amount of the case is in its hundredths."
WHO = "staff:7, customer:C-26-000001, key:3 or system."


class CaseRisk(BaseModel):
    """One risk of an option to the organisation, or in safety to anyone."""

    kind: RiskKind
    likelihood: Level
    impact: Level
    level: Level = Field(description="Likelihood times impact.")
    why: str


class CallersAuthority(BaseModel):
    """Whether the caller could offer this option now, with all that was agreed on the case before it."""

    state: Literal["mine", "approved", "beyond"] = Field(
        description="mine: within the caller's own limits. approved: covered by an approval of this stage. beyond: "
        "neither; seek approval, or offer less."
    )
    acts_for: str = Field(description="Whose limits carry it: the caller's own id, or that of a colleague who is away.")
    approval: int | None = Field(description="The approval that covers it.")
    missing: list[str] = Field(description="What is too much, and how much would be allowed, in words.")
    who_could: list[str] = Field(description="Who could approve it: names, or in words that nobody can.")


class CaseOption(BaseModel):
    """One way to put it right. Doing nothing is one, too."""

    number: int
    kind: Redress
    pence: int = Field(description="Its amount in hundredths, or what it is worth.")
    title: str
    detail: str
    by: str = Field(description=WHO)
    stage: int
    entry: int
    weighing: Weighing | None = Field(description="Benefits and drawbacks for both sides; null until it is weighed.")
    risks: list[CaseRisk]
    worst: Level | None = Field(description="The highest risk; null where none was assessed.")
    is_selected: bool
    authority: CallersAuthority | None = Field(description="Null for options of an earlier stage.")


class OfferOnCase(BaseModel):
    """What was put to the customer, who takes one of the terms."""

    number: int
    terms: list[Term]
    open_until: date | None = Field(description="The last day; null until it is withdrawn.")
    within_days: int = Field(description="What is agreed is done within so many days of accepting.")
    without_liability: bool
    message: str
    at: datetime
    stage: int
    entry: int
    state: Literal["open", "accepted", "refused", "withdrawn", "replaced", "lapsed"]
    is_open: bool = Field(description="Whether the customer can take it today.")
    taken: int = Field(description="The option that was accepted, or 0.")


class CaseOffer(OfferOnCase):
    by: str = Field(description=WHO)
    moves: list[Move] = Field(description="What both sides did about it, in order; `pence` is what was asked for.")


class EscalationProposed(BaseModel):
    """Why escalating is proposed now; nobody has to."""

    cause: Cause
    why: str
    since: int = Field(description="The entry it rests on; 0 where time has passed.")


class CaseReferral(BaseModel):
    """The case before an independent body."""

    number: int
    body: str
    reference: str = Field(description="Theirs.")
    by_whom: str = Field(description="customer or us.")
    reason: str
    at: datetime
    entry: int
    heard: list[Heard] = Field(description="What passed between it and us: request, answer, view, decision.")
    decided: Decided | None
    decided_at: datetime | None
    ordered: str = Field(description="What was ordered or agreed; it is among the promises, too.")
    bundles: list[int] = Field(description="Entries with the bundles made for it.")
    is_open: bool


class CaseLetter(BaseModel):
    """A message that is a letter, kept to the byte."""

    entry: int
    kind: str = Field(description="The kind of its entry.")
    goes: str = Field(description="letter: with the message. print: by post.")
    large_print: bool
    files: list[str] = Field(description="Ids of its files, to be got under /files.")
    waits_to_be_posted: bool


class CaseResolution(BaseModel):
    """Everything about putting it right that staff may see."""

    currency: str = Field(description=CURRENCY)
    options: list[CaseOption]
    selected: dict[int, Selection] = Field(description="The option that was selected, by stage.")
    approvals: list[Approval]
    offers: list[CaseOffer]
    agreed: Pence = Field(description="What was agreed on the case: by kind of redress, and under «all» the sum.")
    committed: Pence = Field(description="What was agreed or stands offered: by kind, and under «all» the sum.")
    escalations: list[Escalation]
    escalating_proposed: list[EscalationProposed]
    kept_here: Mapping[str, int] = Field(description="Causes of which somebody said that they need no escalating.")
    referrals: list[CaseReferral]
    reviews: list[Review]
    letters: list[CaseLetter]
    to_post: list[int] = Field(description="Entries that are letters to print, not posted yet.")
    taken_back: list[int] = Field(description="Entries that were taken back before the customer had them.")
