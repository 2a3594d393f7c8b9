"""The format of a pack on disk, as Pydantic models, and refusals in words: file, key, what was expected and found.

Every value says where it is from (`source`) and how sure we are (`confidence`); the organisation's own choices have
the confidence `house` and need no source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from amends.rules.regimes import ClockKind, Confidence, Unit

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


class PackError(Exception):
    """A pack that cannot be used: which file, which key, what was expected there."""

    def __init__(self, file: Path, key: str, expected: str, found: object = None) -> None:
        said = f", found {found!r}" if found is not None else ""
        super().__init__(f"{file}: {key}: expected {expected}{said}" if key else f"{file}: expected {expected}{said}")


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Named = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Said = Annotated[str, Field(min_length=1)]
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
    text: Said


class ExclusionTable(GroundTable):
    elsewhere: Said


class PartTable(Dated):
    id: Named
    text: Said
    field: Said


class StageTable(Dated):
    number: Positive
    name: Said
    fresh_eyes: bool = False
    acknowledgement_parts: list[PartTable] = []
    response_parts: list[PartTable] = []


class ExtensionTable(Table):
    form: Literal["add", "replace", "agree"]
    grounds: Annotated[list[GroundTable], Field(min_length=1)]
    limit: Positive | None = None
    unit: AUnit | None = None
    needs_agreement: bool = False
    before_due: bool = True
    notice: list[Said] = []
    beyond: list[Named] = []


class OrIfLaterTable(Table):
    starts: Said
    limit: Positive
    unit: AUnit


class ClockTable(Dated):
    id: Named
    event: Said
    kind: Annotated[ClockKind, Field(strict=False)]
    starts: Said
    stops: list[Said] = []
    unit: AUnit
    limit: Positive | None = None
    qualifier: str = ""
    stage: Positive | None = None
    day_zero_included: bool = False
    close_of_business: bool = False
    roll: bool = False
    own_target: bool = False
    should: bool = False
    note: str = ""
    certainty: str = ""
    extension: ExtensionTable | None = None
    pauses: list[GroundTable] = []
    or_if_later: OrIfLaterTable | None = None


class ThirdPartyTable(Sourced):
    name: Said
    says: Said
    contact: str = ""
    adjudicates: bool = True


class PackTable(Sourced):
    """pack.toml. A pack with a `parent` may leave out what it takes from there."""

    id: Named
    name: Said
    in_force_from: date
    parent: str = ""
    jurisdiction: str = ""
    calendar: str = ""
    zone: str = ""
    notes: list[str] = []
    third_party: ThirdPartyTable | None = None
    definition: list[GroundTable] = []
    exclusions: list[ExclusionTable] = []
    stages: list[StageTable] = []
    clocks: list[ClockTable] = []


class CalendarTable(Table):
    id: Said
    name: Said
    first: date
    last: date
    frozen_on: date
    made_from: Said
    days: dict[str, Said]


class ConfirmedTable(Table):
    """confirmed.toml: the unverified clocks that the organisation has checked and takes as its own."""

    clocks: list[Said]


T = TypeVar("T", bound=Table)


def read(file: Path, model: type[T]) -> T:
    """Read a TOML file as this model. Raises PackError."""
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(file, "", "this file to be there") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(file, "", f"a TOML file ({error})") from None
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise _refusal(file, model, raw, error.errors()[0]) from None


EXPECTED = {
    "missing": "a value",
    "string_type": "text in quotes",
    "string_too_short": "text that is not empty",
    "string_pattern_mismatch": "lower-case letters, digits, - and _",
    "int_type": "a whole number",
    "greater_than_equal": "a whole number of 1 or more",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-06-01",
    "date_parsing": "a date such as 2026-06-01",
    "list_type": "a list",
    "too_short": "at least one entry",
    "dict_type": "a table",
    "model_type": "a table",
}


def _refusal(file: Path, model: type[Table], raw: Mapping[str, Any], error: ErrorDetails) -> PackError:
    loc, kind = error["loc"], error["type"]
    key = ".".join(_key(raw, loc))
    if kind == "extra_forbidden":
        return PackError(file, key, f"one of these keys: {', '.join(sorted(_fields(model, loc[:-1])))}", loc[-1])
    if kind in ("enum", "literal_error"):
        return PackError(file, key, f"one of {error['ctx']['expected']}", error["input"])
    if kind in ("sourced", "dated"):
        return PackError(file, key, error["msg"])
    return PackError(file, key, EXPECTED.get(kind, error["msg"]), None if kind == "missing" else error["input"])


def _key(raw: Any, loc: tuple[int | str, ...]) -> Iterator[str]:
    """A place in the file as people find it: entries of lists by their id or number, not by their position."""
    for step in loc:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            raw = None
        named = raw.get("id", raw.get("number")) if isinstance(step, int) and isinstance(raw, dict) else None
        yield str(step if named is None else named)


def _fields(model: type[Table], loc: tuple[int | str, ...]) -> set[str]:
    """The keys that the table at this place may have."""
    for step in loc:
        if isinstance(step, str):
            model = next(_tables(model.model_fields[step].annotation))
    return set(model.model_fields)


def _tables(annotation: Any) -> Iterator[type[Table]]:
    if isinstance(annotation, type) and issubclass(annotation, Table):
        yield annotation
    for inner in get_args(annotation):
        yield from _tables(inner)
