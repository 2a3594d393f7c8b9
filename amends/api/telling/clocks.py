"""The clocks of a case as data, each with its explanation line by line."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from amends.api.telling.customers import is_theirs_to_see
from amends.rules.clocks import Reckoning
from amends.rules.deadlines import reckonings
from amends.rules.rulings import Scene
from amends.ui.sentences import words_text


def clocks_told(reference: str, scene: Scene) -> dict[str, Any]:
    """Every clock that has started, law's and our own, as it stands at the moment of the scene; for a customer, those
    that their page tells of."""
    regime = scene.regime
    found = reckonings(scene.facts, regime, scene.calendar)
    if scene.by.is_customer:
        found = tuple(one for one in found if is_theirs_to_see(one))
    return {
        "reference": reference,
        "number": scene.facts.number,
        "regime": regime.id,
        "edition": regime.edition,
        "clocks": [_clock(one, scene) for one in found],
    }


def _clock(one: Reckoning, scene: Scene) -> dict[str, Any]:
    clock = one.clock
    return {
        "id": clock.id,
        "event": gettext(clock.event),
        "kind": clock.kind,
        "stage": clock.stage,
        "starts": clock.starts,
        "started_at": one.local(one.started_at),
        "due_on": one.due_on,
        "due_at": one.local(one.due_at) if one.due_at else None,
        "state": one.state(scene.at),
        "days_left": one.days_left(scene.at),
        "met_at": one.local(one.met_at) if one.met_at else None,
        "own_target": clock.own_target,
        "guidance": clock.should,
        "explanation": [words_text(line) for line in one.lines],
        "rule": words_text(one.rule),
        "source": clock.source,
        "confidence": clock.confidence,
    }
