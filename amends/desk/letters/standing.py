"""What a case says of letters: one that can still be taken back, drafts, what a colleague said, what to post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from django.utils.translation import gettext

from amends.cases import drafts
from amends.cases.follow import is_for_customer
from amends.cases.letters import purpose_of
from amends.cases.paper import title_of
from amends.desk.case.opened import Opened
from amends.desk.letters.reviews import reviews
from amends.rules.steps import STEPS
from amends.rules.steps.reviewing import can_be_taken_back


@dataclass(frozen=True, slots=True)
class Going:
    """A message on its way. `mailed`: it goes by itself; otherwise it is only written down."""

    seconds: int
    mailed: bool


@dataclass(frozen=True, slots=True)
class Begun:
    step: str
    label: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class ToPost:
    """A letter that waits to be printed. `file`: its PDF."""

    entry: int
    title: str
    file: str


def standing(case: Opened) -> dict[str, Any]:
    return {
        "begun": [
            Begun(one.step, gettext(STEPS[one.step].label), one.saved_at)
            for one in drafts.drafts_on(case.reference, case.actor)
            if one.step in STEPS
        ],
        "reviews": reviews(case),
        "to_post": to_post(case),
    }


def going(case: Opened) -> Going | None:
    last = case.facts.last_step
    if last is None or not can_be_taken_back(case.scene):
        return None
    left = case.scene.take_back - (case.at - last.at)
    entries = (case.entries[number - 1] for number in last.entries)
    mailed = bool(case.facts.customer_email) and any(is_for_customer(entry) for entry in entries)
    return Going(ceil(left.total_seconds()), mailed)


def to_post(case: Opened) -> list[ToPost]:
    if case.facts.erased:
        return []
    entries = (case.entries[number - 1] for number in case.facts.to_post)
    return [
        ToPost(entry.number, title_of(entry.kind, purpose_of(entry)), next(iter(entry.words("files")), ""))
        for entry in entries
    ]
