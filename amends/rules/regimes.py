"""A regime as data: what counts as a complaint, stages, clocks, what must be said, and where each value is from.

These are the shapes. `packs` on disk are read into them by `amends.rules.packfiles`; `amends.rules.clocks` counts with
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    HOUR = "hour"
    BUSINESS_DAY = "business_day"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    QUALITATIVE = "qualitative"


class ClockKind(StrEnum):
    ACT_BY = "act_by"
    RESOLVE_BY = "resolve_by"
    RIGHT_OPENS = "right_opens"
    RIGHT_CLOSES = "right_closes"
    RETAIN = "retain"
    REPORT = "report"


class Confidence(StrEnum):
    """How sure we are of a value. Only `high` was read in the primary text; see docs of the packs."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    BACKGROUND = "background"
    HOUSE = "house"  # the organisation's own choice: nothing to verify


UNVERIFIED = frozenset({Confidence.LOW, Confidence.BACKGROUND})


MOMENTS: dict[str, str] = {
    "received": "the complaint was received",
    "acknowledged": "the complaint was acknowledged",
    "responded": "the final response was sent",
    "stage2_received": "the request for stage 2 was received",
    "stage2_acknowledged": "stage 2 was acknowledged",
    "stage2_responded": "the stage 2 response was sent",
    "resolved": "the customer accepted that it is resolved",
    "sent_to_company": "the complaint was sent to the company's portal",
    "happened": "what is complained of happened",
    "aware": "the customer became aware of it",
    "last_contact": "we last wrote or spoke to the customer",
    "closed": "the case was closed",
    "holding_sent": "the holding response was sent",
    "not_yet_sent": "the letter saying why there is no final response yet was sent",
    "other_responsible": "we were satisfied that another firm is responsible",
    "decided_to_split": "we decided to split the complaint",
    "period_ended": "the reporting period ended",
    "updated": "we last sent a written update",
    "investigated": "the investigation was completed",
    "deadlock": "our own procedure ended without settling it",
    "signposted": "the letter saying where else to turn was sent",
    "referral_left_out": "the final response left out how, or by when, to go to the independent body",
    "adr_asked": "the independent body asked us about it",
    "adr_answered": "the independent body had our answer",
    "regulator_asked": "the regulator asked for it",
    "regulator_answered": "the regulator had what it asked for",
    "objections_ended": "the time for objections ended",
    "contracted": "the contract was made",
    "owned": "ownership or possession passed to the customer",
    "delivered": "the goods were delivered",
    "installed": "we said that the goods were installed",
    "rejected": "the customer rejected the goods",
    "refund_agreed": "we agreed that a refund is due",
    "refunded": "the refund was paid",
    "informed": "the customer was told of the right to cancel",
    "cancelled": "the customer cancelled",
    "rules_began": "these rules came into force",
}
"""The moments that clocks start and stop at, and how each is said. `Facts.moments` is keyed by these."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason that the regime lists: a limb of the definition, an exclusion, a reason to pause or to extend."""

    id: str
    text: str
    source: str = ""
    confidence: Confidence = Confidence.HOUSE
    elsewhere: str = ""  # for an exclusion: where else the customer can turn


@dataclass(frozen=True, slots=True)
class Extension:
    """How a clock may be given more time. `form`: `add` puts `limit` units on top of the due date; `replace` counts
    `limit` units from the clock's own start instead; `agree` takes a date that the customer agreed to."""

    form: str
    grounds: tuple[Ground, ...]
    limit: int | None = None
    unit: Unit | None = None
    needs_agreement: bool = False
    before_due: bool = True
    notice: tuple[str, ...] = ()  # what the customer must be told with it
    beyond: tuple[str, ...] = ()  # grounds that alone justify more than `limit`


@dataclass(frozen=True, slots=True)
class OrIfLater:
    """A second count of the same clock; the later of the two ends it (6 years, or if later 3 years from awareness).
    It may have a third in its turn."""

    starts: str
    limit: int
    unit: Unit
    or_if_later: OrIfLater | None = None


@dataclass(frozen=True, slots=True)
class Period:
    limit: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Standstill:
    """Days, both included, on which a regulator made a clock stand still for every complaint of a class."""

    id: str
    text: str
    from_on: date
    until_on: date
    source: str = ""
    confidence: Confidence = Confidence.BACKGROUND


@dataclass(frozen=True, slots=True)
class Clock:
    """One time limit: a rule applied to moments. `limit` counts `unit`s; None with `qualitative` means no number."""

    id: str
    event: str
    kind: ClockKind
    starts: str
    unit: Unit
    limit: int | None = None
    qualifier: str = ""
    stops: tuple[str, ...] = ()
    stage: int | None = None  # None: runs whatever the stage
    day_zero_included: bool = False  # True: the trigger day is day 1
    close_of_business: bool = False  # due at the end of business, not of the day
    roll: bool = False  # a last day that is no working day moves to the next one
    extension: Extension | None = None
    pauses: tuple[Ground, ...] = ()
    own_target: bool = False  # the organisation's target, not law
    should: bool = False  # guidance («should»), not a duty («must»)
    enabled: bool = True  # unverified values are switched off until an administrator confirms them
    source: str = ""
    confidence: Confidence = Confidence.BACKGROUND
    note: str = ""
    certainty: str = ""  # how sure the counting rule itself is, where that differs
    effective_from: date | None = None
    effective_to: date | None = None
    or_if_later: OrIfLater | None = None
    confirmed: bool = False  # the organisation has checked an unverified value and takes it as its own
    limbs: tuple[str, ...] = ()  # only for complaints recognised under one of these limbs of the definition
    only_for: str = ""  # the organisations that it is for; off until yours is confirmed to be one
    instead_of: str = ""  # the clock whose place it takes once it is confirmed
    started_from: date | None = None  # only where what starts it happened from this day on
    started_to: date | None = None  # only where what starts it happened up to this day
    renewed_by: tuple[str, ...] = ()  # each of these begins the count anew
    cut_short_by: tuple[str, ...] = ()  # a right that one of these opens at once
    unless: str = ""  # it does not run where this happened
    not_before: date | None = None  # the last day is this one or later
    month_end: bool = False  # it runs to the end of the month it reaches
    whole_days: bool = False  # a calendar day that a pause touches is not counted, the first and last ones included
    after_pause: Period | None = None  # what is left at least, once a pause has ended
    standstills: tuple[Standstill, ...] = ()
    unconfirmed: tuple[Ground, ...] = ()  # unverified reasons to pause or extend; without effect until confirmed

    def applies_to(self, limb: str) -> bool:
        """Whether it is for a complaint recognised under this limb; before that is known (""), it may be."""
        return not limb or not self.limbs or limb in self.limbs

    @property
    def needs_confirming(self) -> bool:
        """Whether the organisation has to take it as its own before it counts."""
        return bool(self.only_for) or self.confidence in UNVERIFIED

    @property
    def skips_whole_days(self) -> bool:
        return self.whole_days or bool(self.standstills)


@dataclass(frozen=True, slots=True)
class Part:
    """Something a letter must contain. `field` names the fact or the field of the step that proves it."""

    id: str
    text: str
    field: str
    source: str = ""
    confidence: Confidence = Confidence.BACKGROUND


@dataclass(frozen=True, slots=True)
class Stage:
    number: int
    name: str
    response_parts: tuple[Part, ...]  # of the response that ends the stage
    acknowledgement_parts: tuple[Part, ...] = ()
    fresh_eyes: bool = False  # only for someone who had no part in the stage before
    source: str = ""
    confidence: Confidence = Confidence.BACKGROUND


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """The independent body a customer may turn to, and how to say so to the customer."""

    name: str
    says: str  # a sentence for the customer
    contact: str = ""
    adjudicates: bool = True
    source: str = ""
    confidence: Confidence = Confidence.BACKGROUND


@dataclass(frozen=True, slots=True)
class Regime:
    """One edition of one regime. A case pins `id` and `edition` when it is recognised."""

    id: str
    edition: str  # the first day it is in force, as 2024-04-01
    name: str
    jurisdiction: str
    calendar: str
    zone: str
    definition: tuple[Ground, ...]
    exclusions: tuple[Ground, ...]
    stages: tuple[Stage, ...]
    clocks: tuple[Clock, ...]
    third_party: ThirdParty | None = None
    parent: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""
    confidence: Confidence = Confidence.BACKGROUND
    procedure: bool = True  # False: time limits beside a procedure (remedies, a regulator's request), not one itself

    def clock(self, clock_id: str) -> Clock:
        """The clock of this id. Raises KeyError when the regime has none."""
        for clock in self.clocks:
            if clock.id == clock_id:
                return clock
        raise KeyError(clock_id)

    def stage(self, number: int) -> Stage:
        """The stage of this number. Raises KeyError when the regime has none."""
        for stage in self.stages:
            if stage.number == number:
                return stage
        raise KeyError(number)

    @property
    def last_stage(self) -> int:
        return max(stage.number for stage in self.stages)
