"""Steps as data: what there is to do in general, and what is open in one case, with its choices."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import gettext

from amends.api.choices import choices_for
from amends.api.telling.cases import wanted_told
from amends.rules.rulings import ROLE_NAMES, Ruling, Scene
from amends.rules.steps import STEPS
from amends.rules.steps.base import Step
from amends.ui.sentences import words_text


def steps_told() -> dict[str, Any]:
    """Every step there is, as it is declared."""
    return {"steps": [_declared(step) for step in STEPS.values()]}


def next_told(reference: str, scene: Scene) -> dict[str, Any]:
    """What the procedure wants next, and every step: open with its fields and choices, or closed with the reason."""
    return {
        "reference": reference,
        "number": scene.facts.number,
        "next": wanted_told(scene),
        "steps": [_in_case(step, scene) for step in STEPS.values() if _is_listed(step, scene)],
    }


def _is_listed(step: type[Step], scene: Scene) -> bool:
    """A customer hears of their own steps: of the others, why they are closed is among staff."""
    return not step.makes_case and (scene.by.has(*step.who) or not scene.by.is_customer)


def _declared(step: type[Step]) -> dict[str, Any]:
    return {
        **_named(step),
        "summary": gettext(step.summary),
        "who": [{"role": role, "name": words_text(name)} for role, name in ROLE_NAMES.items() if role in step.who],
        "writes": step.writes,
        "makes_case": step.makes_case,
        "path": "/api/v1/cases" if step.makes_case else f"/api/v1/cases/{{reference}}/steps/{step.name}",
        "schema": schema_of(step),
    }


@cache
def schema_of(step: type[Step]) -> dict[str, Any]:
    """The JSON schema of a step's fields, whole in itself."""
    return step.model_json_schema()


def _named(step: type[Step]) -> dict[str, Any]:
    return {"name": step.name, "label": gettext(step.label), "chapter": gettext(step.chapter)}


def _in_case(step: type[Step], scene: Scene) -> dict[str, Any]:
    ruling = step.opening(scene)
    fields = step.asks(scene) if ruling else ()
    return {**_named(step), **_ruled(ruling), "fields": fields, "choices": choices_for(step, fields, scene)}


def _ruled(ruling: Ruling) -> dict[str, Any]:
    return {
        "open": bool(ruling),
        "reason": words_text(ruling.reason),
        "rule": ruling.rule,
        "missing": [words_text(words) for words in ruling.missing],
        "who_could": [words_text(words) for words in ruling.who_could],
    }
