"""The choices of a field that depend on the case. Those that depend on the organisation (staff, teams) are not here."""

from __future__ import annotations

from collections.abc import Callable

from amends.rules.rulings import Scene
from amends.rules.steps.time import extendable, pause_reasons

Choices = list[tuple[str, str]]


def _numbered(items: dict[int, str]) -> Choices:
    return [(str(number), label) for number, label in items.items()]


def _grounds(scene: Scene) -> Choices:
    grounds = {
        ground.id: ground for clock in extendable(scene) if clock.extension for ground in clock.extension.grounds
    }
    return [(ground.id, ground.text) for ground in grounds.values()]


CHOICES: dict[str, Callable[[Scene], Choices]] = {
    "limbs": lambda s: [(limb.id, limb.text) for limb in s.regime.definition],
    "exclusions": lambda s: [(ground.id, ground.text) for ground in s.regime.exclusions],
    "acknowledgement_parts": lambda s: [(part.id, part.text) for part in s.stage.acknowledgement_parts],
    "issues": lambda s: _numbered({i.number: f"{i.number}. {i.title}" for i in s.facts.issues.values()}),
    "evidence": lambda s: _numbered({e.number: f"E-{e.number} {e.title}" for e in s.facts.evidence.values()}),
    "open_questions": lambda s: _numbered({q.number: q.asked[:80] for q in s.facts.open_questions()}),
    "open_requests": lambda s: _numbered({r.number: r.question[:80] for r in s.facts.open_requests()}),
    "open_promises": lambda s: _numbered(
        {p.number: f"{p.what} ({p.due_on:%d.%m.%Y})" for p in s.facts.open_promises()}
    ),
    "pause_reasons": lambda s: [(ground.id, ground.text) for ground in pause_reasons(s).values()],
    "extendable_clocks": lambda s: [(clock.id, clock.event) for clock in extendable(s)],
    "extension_grounds": _grounds,
}


def choices(of: str, scene: Scene) -> Choices | None:
    """The (value, label) pairs of this name in this case, or None when the organisation must say."""
    found = CHOICES.get(of)
    return found(scene) if found else None
