"""What a person is told before they write anything: whether a step is open to them, and what it will ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from django.utils.translation import gettext

from amends.cases.told.labels import readable
from amends.rules.entries import KINDS
from amends.rules.rulings import Ruling, Scene
from amends.rules.steps import STEPS
from amends.rules.steps.base import Step
from amends.rules.steps.closing import Close
from amends.rules.steps.intake import Acknowledge
from amends.rules.steps.investigation import Assign, HandOver
from amends.rules.steps.response import PART_FIELDS, ReportFindings, required_parts
from amends.rules.words import Words, say

SOMEONE = "staff:0"
"""A colleague who has had no part in anything."""
FILLED = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """A step on a list: open, or closed with the ruling that says why."""

    step: type[Step]
    ruling: Ruling

    @property
    def name(self) -> str:
        return self.step.name

    @property
    def label(self) -> str:
        return gettext(self.step.label)


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    open: list[Line]
    closed: list[Line]


def _answers(step: type[Step], name: str) -> tuple[Any, ...]:
    return get_args(step.model_fields[name].annotation)


TRIALS: Mapping[type[Step], Callable[[], dict[str, Step]]] = {
    Assign: lambda: {"": Assign(to=SOMEONE)},
    HandOver: lambda: {"": HandOver(to=SOMEONE, reason=FILLED, next_steps=FILLED)},
    Close: lambda: {why: Close(because=why, reasons=FILLED, message=FILLED) for why in _answers(Close, "because")},
    ReportFindings: lambda: {
        audience: ReportFindings.model_validate(
            {"audience": audience, "message": FILLED, **dict.fromkeys(PART_FIELDS, FILLED)}
        )
        for audience in _answers(ReportFindings, "audience")
    },
}
"""Steps whose answer depends on what they are asked to do: each way there is, filled in well. If the rules refuse all
of them, no form could be sent, and the page says so before anything is written."""


def opening(step: type[Step], scene: Scene) -> Ruling:
    """May this be done now, in any way?"""
    ruling = step.opening(scene)
    tried = [trial.checked(scene) for trial in TRIALS[step]().values()] if ruling and step in TRIALS else []
    if not tried or any(tried):
        return ruling
    # The refusal that names the most is the one of the usual way; the others leave out what does not concern them.
    return max(tried, key=lambda refusal: len(refusal.missing))


def ways(step: type[Step], scene: Scene) -> list[tuple[str, Ruling]]:
    """Where a step can be taken in several ways and not all are open: each in words, and whether it is open now."""
    tried = TRIALS[step]() if step in TRIALS else {}
    found = [(readable(way), trial.checked(scene)) for way, trial in tried.items() if way]
    return found if not all(ruling for _way, ruling in found) else []


def chapters(scene: Scene) -> list[Chapter]:
    """Every step, chapter by chapter in the order of the work."""
    found: dict[str, Chapter] = {}
    for step in STEPS.values():
        if step.makes_case:
            continue
        chapter = found.setdefault(step.chapter, Chapter(gettext(step.chapter), [], []))
        line = Line(step, opening(step, scene))
        (chapter.open if line.ruling else chapter.closed).append(line)
    return list(found.values())


def wanted(step: type[Step], scene: Scene) -> tuple[Words, list[tuple[str, str]]]:
    """What the message of this step must have in it: a heading, and each part with the field that shows it."""
    if step is ReportFindings:
        return say("To the customer, the response must have:"), [(p.text, p.field) for p in required_parts(scene)]
    if step is Acknowledge and scene.facts.is_complaint:
        return say("The acknowledgement must say:"), [(p.text, "says") for p in scene.stage.acknowledgement_parts]
    return say(""), []


def speaks_to_customer(step: type[Step]) -> bool:
    """Whether the customer gets what this step writes. Such a step is held when the case has moved on meanwhile."""
    return any(KINDS[kind].to_customer for kind in step.writes)
