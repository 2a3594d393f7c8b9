"""The two ways to write at the foot of a conversation: to the customer, and for colleagues only."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from amends.desk.case.foretold import opening
from amends.desk.case.opened import Opened
from amends.rules.rulings import Ruling
from amends.rules.steps import STEPS


@dataclass(frozen=True, slots=True)
class Composer:
    """`draft`: the key under which this browser keeps what was begun, one a person and case."""

    step: str
    field: str
    label: str
    button: str
    private: bool
    ruling: Ruling
    draft: str


def composers(case: Opened) -> list[Composer]:
    ways = (
        ("send_update", "message", gettext("Message to the customer"), gettext("Send to the customer")),
        ("note", "note", gettext("Note"), gettext("Save note")),
    )
    return [
        Composer(step, field, label, button, step == "note", opening(STEPS[step], case.scene), draft_key(case, step))
        for step, field, label, button in ways
    ]


def draft_key(case: Opened, step: str) -> str:
    return f"{case.reference}-{step}-{case.actor.id}"
