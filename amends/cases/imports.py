"""Taking in cases from rows that another system wrote. Each row comes in whole or not at all, and only once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from amends.cases.greeting import NOT_GIVEN
from amends.cases.models import Case, Outgoing
from amends.cases.rows import NotAMoment, Row, moment
from amends.cases.take import Refused, open_case, take
from amends.rules.actors import Actor
from amends.rules.steps.intake import Receive, Recognise

TOGETHER = 100
"""Rows a transaction: a commit waits for the disk."""
LOCK = 0x616D656E64
"""PostgreSQL's number for «an import is running», so that two imports of one file do not both bring a row in."""
MOMENTS = {
    "received_at": "happened_at",
    "event_at": "event_at",
    "aware_at": "aware_at",
    "sent_to_company_at": "sent_to_company_at",
}
"""Fields that are moments, and what `receive` calls them: the clock runs from when it was received, not imported."""
FIELDS = (
    *(name for name in Receive.model_fields if name not in ("happened_at", "customer", "about_staff")),
    "received_at",
)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """How a row becomes a case. A field may come from several columns, which are then joined by a dash."""

    columns: Mapping[str, tuple[str, ...]]
    zone: ZoneInfo
    regime: str = ""
    constants: Mapping[str, str] = field(default_factory=dict)  # where the row says nothing
    spellings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # their word to ours, by field
    date_format: str = ""
    recognise: str = ""  # limb of the definition


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a row: `imported`, `already here` or `refused`, with the reason in words."""

    row: int
    external_ref: str
    what: str
    why: str = ""


def bring_in(
    rows: Iterable[Row], plan: ImportPlan, *, by: Actor, at: datetime, dry_run: bool = False
) -> Iterator[Brought]:
    """Bring the rows in, some at a time; what is yielded has been committed. A dry run takes all of it back."""
    seen: set[str] = set()
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == TOGETHER:
            yield from _together(batch, plan, by, at, seen, dry_run=dry_run)
            batch = []
    yield from _together(batch, plan, by, at, seen, dry_run=dry_run)


def _together(
    rows: list[Row], plan: ImportPlan, by: Actor, at: datetime, seen: set[str], *, dry_run: bool
) -> list[Brought]:
    with transaction.atomic():
        _alone()
        brought = [_bring_one(row, plan, by, at, seen) for row in rows]
        transaction.set_rollback(dry_run)
    return brought


def _alone() -> None:
    """No other import until this transaction ends. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _bring_one(row: Row, plan: ImportPlan, by: Actor, at: datetime, seen: set[str]) -> Brought:
    reference = _value(row, "external_ref", plan)
    why_not = row.trouble or ("" if reference else "it has no reference (external_ref) to know it again by")
    if why_not:
        return Brought(row.number, reference, "refused", why_not)
    if reference in seen or Case.objects.filter(external_ref=reference).exists():
        return Brought(row.number, reference, "already here")
    try:
        with transaction.atomic():
            _open(row, plan, by, at)
    except Exception as error:
        why = _words(error)
        if not why:
            raise
        return Brought(row.number, reference, "refused", why)
    seen.add(reference)
    return Brought(row.number, reference, "imported")


def _open(row: Row, plan: ImportPlan, by: Actor, at: datetime) -> None:
    taken = open_case(Receive.model_validate(fields_of(row, plan, at)), by=by, at=at)
    if plan.recognise:
        take(taken.reference, Recognise(limb=plan.recognise), by=by, at=at)
    # The other system has long confirmed it to the customer, or has not; a message from us now would confuse.
    Outgoing.objects.filter(case=taken.reference).delete()


def fields_of(row: Row, plan: ImportPlan, at: datetime) -> dict[str, object]:
    """What `receive` is given for this row. Raises NotAMoment for a date that cannot be read."""
    found: dict[str, object] = {"regime": plan.regime, "customer_name": NOT_GIVEN}
    for name in FIELDS:
        value = _value(row, name, plan)
        if value and name in MOMENTS:
            found[MOMENTS[name]] = moment(name, value, plan.zone, plan.date_format, not_after=at)
        elif value:
            found[name] = value
    return found


def _value(row: Row, name: str, plan: ImportPlan) -> str:
    parts = (row.values.get(column, "").strip() for column in plan.columns.get(name, ()))
    value = " – ".join(part for part in parts if part)
    return plan.spellings.get(name, {}).get(value, value) or plan.constants.get(name, "")


def _invalid(error: ValidationError) -> str:
    return "; ".join(f"{one['loc'][0]} {_fault(one)}" for one in error.errors(include_input=False))


def _fault(one: ErrorDetails) -> str:
    """What is wrong with a field, without its contents."""
    match one["type"]:
        case "missing" | "string_too_short":
            return "is missing"
        case "string_too_long":
            return f"is longer than {one['ctx']['max_length']} characters"
        case "enum":
            return f"is not one of {one['ctx']['expected']}"
    return f"cannot be taken: {one['msg'].removeprefix('Value error, ')}"


WORDS: dict[type[Exception], Callable[..., str]] = {
    ValidationError: _invalid,
    Refused: lambda error: str(error.ruling.reason),
    NotAMoment: str,
    LookupError: str,
    ValueError: str,
}
"""What can be wrong with a row, most particular first. Anything else is our fault and not the row's."""


def _words(error: Exception) -> str:
    return next((say(error) for kind, say in WORDS.items() if isinstance(error, kind)), "")
