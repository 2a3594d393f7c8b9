"""The independent body: when the customer may turn to it, what it was asked, and what it asked, said and ordered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from amends.cases.told.timeline import day_of
from amends.desk.case.clocks import Clock, clock
from amends.desk.case.opened import Opened
from amends.desk.case.options import Act, act
from amends.record.attachments import File, files_of
from amends.rules.clocks import Reckoning
from amends.rules.entries import Entry
from amends.rules.referring import DECIDED_WORDS, Heard, Referral
from amends.rules.regimes import ClockKind
from amends.rules.steps.referral import WHAT, MakeBundle, RecordThirdParty, Refer
from amends.ui.sentences import words_text

RIGHTS = (ClockKind.RIGHT_OPENS, ClockKind.RIGHT_CLOSES)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Right:
    """A right to turn to the body: from the day on which it `opens`, or until the last day on which it can be used."""

    clock: Clock
    opens: bool
    on: date
    open: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that passed between us and the body, as one line."""

    what: str
    detail: str
    on: date
    due_on: date | None
    entry: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was made for it, as it was kept."""

    title: str
    pages: int
    on: date
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Referred:
    """`by_whom`: who turned to the body; `decided` is empty while it has not decided."""

    referral: Referral
    by_whom: str
    on: date
    passed: tuple[Passed, ...]
    bundles: tuple[Bundle, ...]
    decided: str
    acts: tuple[Act, ...]


def rights(case: Opened, found: Iterable[Reckoning]) -> list[Right]:
    """The rights that run, in the order of their days."""
    return sorted((right for one in found if (right := _right(case, one))), key=lambda right: right.on)


def concerns(case: Opened, found: Iterable[Reckoning]) -> bool:
    """Whether the case has to do with an independent body by now: it was referred, or the customer may turn to it."""
    return bool(case.facts.referrals) or (case.facts.is_complaint and any(one.open for one in rights(case, found)))


def _right(case: Opened, reckoning: Reckoning) -> Right | None:
    """A right opens the day after the time that we had, and closes with the end of its last day."""
    if reckoning.clock.kind not in RIGHTS or reckoning.met_at or reckoning.due_on is None:
        return None
    opens, today = reckoning.clock.kind is ClockKind.RIGHT_OPENS, case.scene.today
    on = reckoning.due_on + ONE_DAY if opens else reckoning.due_on
    return Right(clock(reckoning, case), opens, on, on <= today if opens else on >= today)


def referrals(case: Opened) -> list[Referred]:
    """In the order in which they were made. A query, for the files of bundles."""
    files = files_of(case.reference) if any(one.bundles for one in case.facts.referrals.values()) else {}
    return [_referred(case, one, files) for one in case.facts.referrals.values()]


def refer(case: Opened) -> Act:
    return act(case, Refer, gettext("Refer it"))


def _referred(case: Opened, one: Referral, files: Mapping[str, File]) -> Referred:
    return Referred(
        referral=one,
        by_whom=gettext("the customer") if one.by_whom == "customer" else gettext("us"),
        on=day_of(one.at),
        passed=tuple(_passed(heard) for heard in one.heard),
        bundles=tuple(_bundle(case.entries[number - 1], files) for number in one.bundles),
        decided=words_text(DECIDED_WORDS[one.decided]) if one.decided else "",
        acts=tuple(_acts(case, one)) if one.is_open else (),
    )


def _acts(case: Opened, one: Referral) -> list[Act]:
    query = f"?referral={one.number}"
    return [
        act(case, RecordThirdParty, gettext("Record what it says"), query),
        act(case, MakeBundle, gettext("Make the bundle"), query),
    ]


def _bundle(entry: Entry, files: Mapping[str, File]) -> Bundle:
    kept = tuple(files[one] for one in entry.words("files") if one in files)
    return Bundle(entry.text("title"), entry.number_of("pages"), day_of(entry.happened_at), kept)


def _passed(heard: Heard) -> Passed:
    return Passed(words_text(WHAT[heard.what]), heard.detail, day_of(heard.at), heard.due_on, heard.entry)
