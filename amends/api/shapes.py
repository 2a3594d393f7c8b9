"""The shapes of our answers, for readers of the OpenAPI document. Tests hold the answers to them; requests do not."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from amends.api.resolution_shapes import CaseResolution
from amends.rules.clocks import Extended, Pause
from amends.rules.facts import CaseKind, Closure, Issue, Link, Promise, Satisfaction
from amends.rules.inquiry import Evidence, Need, Question, Request, Understanding
from amends.rules.regimes import ClockKind, Confidence
from amends.rules.status import Phase


class Wanted(BaseModel):
    """One thing that the procedure wants now."""

    step: str
    what: str
    due_on: date | None
    whose: str = Field(description="Who the case waits for: us, customer, colleague or body (an independent one).")
    clock: str = Field(description="The clock that the date is from, or nothing.")


class State(BaseModel):
    reference: str
    number: int = Field(description="Number of the last entry, for If-Match.")
    phase: Phase
    status: str = Field(description="The sentence that the customer reads.")
    is_open: bool


class NewEntry(BaseModel):
    number: int
    kind: str
    step: str
    by: str = Field(description="staff:7, customer:C-26-000001, key:3 or system.")
    at: datetime = Field(description="When it was recorded.")
    happened_at: datetime
    data: dict[str, Any]
    content: dict[str, str] = Field(description="The personal part.")


class RecordedEntry(NewEntry):
    erased: list[str] = Field(description="Personal fields that were erased.")
    hash: str
    previous: str = Field(description="The hash of the entry before it.")


class Taken(State):
    """What came of a step."""

    entries: list[NewEntry]
    next: list[Wanted]


class CaseCustomer(BaseModel):
    id: str
    name: str
    email: str
    phone: str
    address: str
    representative: str


class CaseFacts(State, CaseResolution):
    """All that the entries of a case amount to."""

    kind: CaseKind
    kind_reason: str
    limb: str
    ground: str
    elsewhere: str
    regime: str
    edition: str
    stage: int
    channel: str
    language: str = Field(description="In which the customer wants to hear from us.")
    product: str
    external_ref: str
    subject: str
    story: str
    wants: str
    owner: str
    team: str
    about_staff: list[str]
    erased: bool
    moments: dict[str, datetime] = Field(description="What clocks start and stop at, of a purchase too.")
    customer: CaseCustomer
    issues: list[Issue]
    promises: list[Promise]
    questions: list[Question]
    requests: list[Request]
    evidence: list[Evidence]
    needs: list[Need]
    understanding: Understanding | None
    pauses: list[Pause]
    extensions: list[Extended]
    reported: dict[str, datetime] = Field(description="When the findings went to the customer, by stage.")
    reported_inside: dict[str, datetime]
    satisfaction: Satisfaction | None
    reasons_given_at: datetime | None
    closed: Closure | None
    times_reopened: int
    links: list[Link]
    took_part: dict[str, list[str]] = Field(description="Who took part in deciding, by stage.")
    corrected: dict[str, list[int]] = Field(description="Entries that were corrected, and by which.")
    people: dict[str, str] = Field(description="Names of the staff who are mentioned, by id.")


class CaseRow(BaseModel):
    """A case's line in a list."""

    reference: str
    number: int
    kind: CaseKind
    regime: str
    edition: str
    stage: int
    phase: Phase
    subject: str
    customer: str
    customer_name: str
    external_ref: str
    channel: str
    product: str
    owner: str
    team: str
    received_at: datetime
    closed_at: datetime | None
    is_open: bool
    next: Wanted | None
    law_due_on: date | None
    target_due_on: date | None
    has_need: bool
    promises_open: int
    promises_broken: int
    last_speaker: str
    last_at: datetime


class CaseList(BaseModel):
    cases: list[CaseRow]
    cursor: str | None = Field(description="Send it back for the next page; null on the last.")


class CaseRecord(BaseModel):
    reference: str
    entries: list[RecordedEntry]


class CaseClock(BaseModel):
    id: str
    event: str
    kind: ClockKind
    stage: int | None
    starts: str
    started_at: datetime
    due_on: date | None
    due_at: datetime | None = Field(description="The last instant in time, in the regime's time zone.")
    state: str = Field(description="running, met, met_late, late, paused or no_date.")
    days_left: int | None
    met_at: datetime | None
    own_target: bool = Field(description="Our own target rather than law.")
    guidance: bool = Field(description="«Should» rather than «must».")
    explanation: list[str]
    rule: str
    source: str
    confidence: Confidence


class CaseClocks(BaseModel):
    reference: str
    number: int
    regime: str
    edition: str
    clocks: list[CaseClock]


class Choice(BaseModel):
    value: str | int
    label: str


class StepInCase(BaseModel):
    name: str
    label: str
    chapter: str
    open: bool
    reason: str = Field(description="Why it is closed.")
    rule: str
    missing: list[str]
    who_could: list[str]
    fields: list[str] = Field(description="The fields to ask for in this case.")
    choices: dict[str, list[Choice]]


class CaseNext(BaseModel):
    reference: str
    number: int
    next: list[Wanted]
    steps: list[StepInCase]


class StepRole(BaseModel):
    role: str
    name: str


class DeclaredStep(BaseModel):
    name: str
    label: str
    chapter: str
    summary: str
    who: list[StepRole]
    writes: list[str] = Field(description="The kinds of entries that it may write.")
    makes_case: bool
    path: str
    schema_: dict[str, Any] = Field(alias="schema", description="JSON schema of its fields.")


class Steps(BaseModel):
    steps: list[DeclaredStep]


class KeptFile(BaseModel):
    id: str = Field(description="To be named in the files of a step.")
    filename: str
    size: int
    media_type: str = Field(description="Our own view of what it is.")


class FieldError(BaseModel):
    field: str
    message: str


class ProblemDetails(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str


class Refusal(ProblemDetails):
    """The rules said no, or the Idempotency-Key was used for another request (then without the fields of a ruling)."""

    reason: str = Field(default="", description="Why not, in words.")
    rule: str = Field(default="", description="The rule it rests on: a stable id.")
    who_could: list[str] = []
    missing: list[str] = []


class WrongFields(ProblemDetails):
    errors: list[FieldError]
