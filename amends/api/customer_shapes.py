"""The shapes of what a key that speaks for customers reads: what a customer's own page shows, and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from amends.api.resolution_shapes import CURRENCY, OfferOnCase, Pence
from amends.api.shapes import CaseCustomer, KeptFile, State
from amends.rules.facts import CaseKind, Outcome, PromiseState
from amends.rules.inquiry import Question, Understanding
from amends.rules.referring import Decided
from amends.rules.status import Phase


class ReportedFinding(BaseModel):
    """What the customer was told of one point."""

    issue: int
    title: str
    stage: int
    outcome: Outcome
    reasons: str


class TheirPromise(BaseModel):
    number: int
    what: str
    due_on: date
    state: PromiseState
    promised_at: datetime
    settled_at: datetime | None
    told: str = Field(description="Why it was broken.")
    pence: int | None = Field(description="What is to be paid, where it was agreed or ordered.")
    agreed: bool = Field(description="It came of an offer that was accepted, or was ordered.")


class TheirMove(BaseModel):
    kind: str = Field(description="countered, accepted, refused or offer_withdrawn.")
    words: str
    channel: str
    at: datetime
    entry: int
    pence: int | None = Field(description="What was asked for.")


class TheirOffer(OfferOnCase):
    moves: list[TheirMove]


class TheirHeard(BaseModel):
    what: str = Field(description="request, answer, view or decision.")
    at: datetime
    due_on: date | None


class TheirReferral(BaseModel):
    number: int
    body: str
    reference: str
    by_whom: str
    at: datetime
    heard: list[TheirHeard]
    decided: Decided | None
    decided_at: datetime | None
    ordered: str
    is_open: bool


class TheirSatisfaction(BaseModel):
    asked_at: datetime
    answer: str
    comment: str
    answered_at: datetime | None


class Message(BaseModel):
    """Something that was said between the customer and us."""

    number: int = Field(description="Of its entry.")
    side: Literal["customer", "us"]
    kind: str
    happened_at: datetime
    paragraphs: list[str]
    files: list[KeptFile]


class CustomersCase(State):
    """A case as its customer sees it. What staff sent a moment ago, and may still take back, is not in it."""

    kind: CaseKind
    regime: str
    stage: int
    channel: str
    language: str
    product: str
    external_ref: str
    subject: str
    story: str
    wants: str
    customer: CaseCustomer
    moments: dict[str, datetime]
    questions: list[Question]
    understanding: Understanding | None
    findings: list[ReportedFinding]
    promises: list[TheirPromise]
    currency: str = Field(description=CURRENCY)
    offers: list[TheirOffer]
    agreed: Pence
    referrals: list[TheirReferral]
    satisfaction: TheirSatisfaction | None
    reasons_given_at: datetime | None
    closed_at: datetime | None
    messages: list[Message]


class CustomersRow(BaseModel):
    """A case's line in a list, for a key that speaks for customers."""

    reference: str
    number: int
    kind: CaseKind
    regime: str
    stage: int
    phase: Phase
    subject: str
    customer: str
    customer_name: str
    external_ref: str
    channel: str
    product: str
    received_at: datetime
    closed_at: datetime | None
    is_open: bool


class CustomersList(BaseModel):
    cases: list[CustomersRow]
    cursor: str | None = Field(description="Send it back for the next page; null on the last.")
