"""The format of a pack on disk, as Pydantic models.

Every value says where it is from (`source`) and how sure we are (`confidence`); the organisation's own choices have
the confidence `house` and need no source.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from amends.rules.packtables import PackError, Table, read
from amends.rules.redress import Redress
from amends.rules.regimes import ClockKind, Confidence, Unit
from amends.rules.words import written

__all__ = ["PackError", "Table", "read"]

RESPONSE_FIELDS = frozenset(
    {
        "findings",  # an outcome and reasons for every issue
        "stage_named",
        "complaint_definition",
        "how_considered",
        "reasons",
        "redress",  # what we will do, or that nothing is offered
        "outstanding_actions",
        "next_stage_how",
        "referral_rights",
        "time_limit",  # of the right to refer
        "contact",  # of the third party
        "waiver",  # whether we agree to set the third party's time limits aside
        "leaflet",
        "signed_by",
    }
)
"""The fields of the step `report_findings` that a part of a response may name."""

ACKNOWLEDGEMENT_FIELDS = frozenset(
    ("received_and_in_hand", "which_deadline", "discussion_offered", "complaint_defined", "next_steps")
)
"""What an acknowledgement may have to say."""


LETTER_FIELDS = frozenset(
    {
        *("message", "reasons", "new_date", "redress", "next_stage_how", "referral_rights", "time_limit", "contact"),
        *("waiver", "leaflet", "signed_by"),
    }
)
"""The fields of the step that writes a letter which a part of it may name; the message itself is always there."""

Named = Annotated[str, Field(pattern=r"^[a-z0-9][A-Za-z0-9_-]*$")]  # capitals as in section numbers: s164A
Said = Annotated[str, Field(min_length=1)]
Sentence = Annotated[str, AfterValidator(written)]  # for people, in their language
Worded = Annotated[Said, AfterValidator(written)]
Positive = Annotated[int, Field(ge=1)]
AUnit = Annotated[Unit, Field(strict=False)]


class Sourced(Table):
    """A value with its origin."""

    confidence: Annotated[Confidence, Field(strict=False)]
    source: str = ""

    @model_validator(mode="after")
    def _has_a_source(self) -> Sourced:
        if not self.source and self.confidence is not Confidence.HOUSE:
            raise PydanticCustomError("sourced", 'a source, or confidence "house" for a choice of your own')
        return self


class Dated(Sourced):
    """A value that is in force from one day to another, both included; always, where neither is given."""

    effective_from: date | None = None
    effective_to: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Dated:
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise PydanticCustomError("dated", "an effective_to that is not before effective_from")
        return self

    def in_force(self, day: date) -> bool:
        return (self.effective_from or day) <= day <= (self.effective_to or day)


class GroundTable(Dated):
    id: Named
    text: Worded


class ExclusionTable(GroundTable):
    elsewhere: Worded


class PartTable(Dated):
    id: Named
    text: Worded
    field: Said


class StageTable(Dated):
    number: Positive
    name: Worded
    fresh_eyes: bool = False
    acknowledgement_parts: list[PartTable] = []
    response_parts: list[PartTable] = []


class LetterTable(Dated):
    """What one kind of letter must contain, at one stage or at any."""

    kind: Said
    stage: Positive | None = None
    parts: Annotated[list[PartTable], Field(min_length=1)]


class RemedyTable(Dated):
    id: Named
    text: Worded
    when: Worded
    kind: Annotated[Redress, Field(strict=False)]
    rung: Literal[1, 2, 3] = 1
    clocks: list[Named] = []
    beside: list[Named] = []
    opened_by: list[Said] = []
    after: list[Named] = []
    ended_by: list[Said] = []
    pence: Positive | None = None


class PauseTable(GroundTable):
    begins: str = ""
    ends: str = ""


class ExtensionTable(Table):
    form: Literal["add", "replace", "agree"]
    grounds: Annotated[list[GroundTable], Field(min_length=1)]
    limit: Positive | None = None
    unit: AUnit | None = None
    needs_agreement: bool = False
    before_due: bool = True
    notice: list[Said] = []
    beyond: list[Named] = []


class PeriodTable(Table):
    limit: Positive
    unit: AUnit


class OrIfLaterTable(PeriodTable):
    starts: Said
    or_if_later: OrIfLaterTable | None = None


class StandstillTable(Sourced):
    id: Named
    text: Worded
    from_on: date
    until_on: date


class ClockTable(Dated):
    id: Named
    event: Worded
    kind: Annotated[ClockKind, Field(strict=False)]
    starts: Said
    stops: list[Said] = []
    unit: AUnit
    limit: Positive | None = None
    qualifier: Sentence = ""
    stage: Positive | None = None
    day_zero_included: bool = False
    close_of_business: bool = False
    roll: bool = False
    own_target: bool = False
    should: bool = False
    note: str = ""
    certainty: Sentence = ""
    extension: ExtensionTable | None = None
    pauses: list[PauseTable] = []
    or_if_later: OrIfLaterTable | None = None
    limbs: list[Named] = []
    only_for: Sentence = ""
    instead_of: str = ""
    started_from: date | None = None
    started_to: date | None = None
    renewed_by: list[Said] = []
    cut_short_by: list[Said] = []
    unless: str = ""
    not_before: date | None = None
    month_end: bool = False
    whole_days: bool = False
    after_pause: PeriodTable | None = None
    standstills: list[StandstillTable] = []


class ThirdPartyTable(Sourced):
    name: Worded
    says: Worded
    contact: str = ""
    adjudicates: bool = True


class PackTable(Sourced):
    """pack.toml. A pack with a `parent` may leave out what it takes from there."""

    id: Named
    name: Worded
    in_force_from: date
    parent: str = ""
    without: list[Named] = []  # clocks of the parent that this pack has not
    without_letters: list[Said] = []  # kinds of letter of the parent that this pack has not
    procedure: bool = True
    jurisdiction: str = ""
    currency: str = ""  # left out: that of the jurisdiction
    calendar: str = ""
    zone: str = ""
    notes: list[str] = []
    third_party: ThirdPartyTable | None = None
    definition: list[GroundTable] = []
    exclusions: list[ExclusionTable] = []
    stages: list[StageTable] = []
    clocks: list[ClockTable] = []
    letters: list[LetterTable] = []
    remedies: list[RemedyTable] = []


class CalendarTable(Table):
    id: Said
    name: Worded
    first: date
    last: date
    frozen_on: date
    made_from: Said
    days: dict[str, Worded]


class ConfirmedTable(Table):
    """confirmed.toml: the unverified clocks that the organisation has checked and takes as its own."""

    clocks: list[Said]
