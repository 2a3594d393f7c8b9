"""A regime as data: what counts as a complaint, stages, clocks, what must be said, and where each value is from.

These are the shapes. `packs` on disk are read into them by `amends.rules.packfiles`; `amends.rules.clocks` counts with
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amends.rules.moments import MOMENTS as MOMENTS
from amends.rules.redress import Redress


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

LETTER_KINDS = ("holding", "not_yet", "extension", "summary", "deadlock", "closing", "signpost", "offer")
"""Letters besides acknowledgement and response. `not_yet` says at the time limit why there is no final response;
`summary` is a summary resolution communication; `deadlock` says that our procedure ended without settling it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason that the regime lists: a limb of the definition, an exclusion, a reason to pause or to extend. Where a
    reason to pause names moments, the clock stands still between them without anybody's asking."""

    id: str
    text: str
    source: str = ""
    confidence: Confidence = Confidence.HOUSE
    elsewhere: str = ""  # for an exclusion: where else the customer can turn
    begins: str = ""  # for a reason to pause: the moment that begins it by itself
    ends: str = ""  # and the one that ends it


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
class LetterRule:
    """What one kind of letter (of LETTER_KINDS) must contain. The response that ends a stage is the stage's own."""

    kind: str
    parts: tuple[Part, ...]
    source: str = ""
    confidence: Confidence = Confidence.BACKGROUND
    stage: int | None = None  # None: whatever the stage
    unconfirmed: tuple[Part, ...] = ()  # unverified parts; not required until confirmed


@dataclass(frozen=True, slots=True)
class Remedy:
    """What the customer may ask for by law, `when` the words say so. It stands on a ladder: those of rung 1 come first,
    and what is `opened_by` moments, or `after` a clock that was missed, opens with the first of these."""

    id: str
    text: str
    when: str
    kind: Redress
    rung: int = 1
    clocks: tuple[str, ...] = ()  # the rights that close it; it is open while all of them are
    beside: tuple[str, ...] = ()  # clocks that bear on it without closing it
    opened_by: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()  # moments with which it is over
    pence: int | None = None  # where the law fixes a sum
    source: str = ""
    confidence: Confidence = Confidence.BACKGROUND
    enabled: bool = True  # an unverified one is off until it is confirmed


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
    letters: tuple[LetterRule, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    third_party: ThirdParty | None = None
    parent: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""
    confidence: Confidence = Confidence.BACKGROUND
    currency: str = "GBP"
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

    def letter_parts(self, kind: str, stage: int | None = None) -> tuple[Part, ...]:
        """What a letter of this kind must contain at this stage; at any, where no stage is given. Empty where nothing
        is laid down."""
        rules = (rule for rule in self.letters if rule.kind == kind and stage in (None, rule.stage or stage))
        return tuple({part.id: part for rule in rules for part in rule.parts}.values())

    @property
    def last_stage(self) -> int:
        return max(stage.number for stage in self.stages)
