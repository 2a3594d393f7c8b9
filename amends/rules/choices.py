"""The choices of a field that depend on the case. Those that depend on the organisation (staff, teams) are not here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from amends.rules.escalating import proposed
from amends.rules.facts import Promise
from amends.rules.referring import EscalationState
from amends.rules.regimes import MOMENTS
from amends.rules.resolution import Offer, OfferState, Option
from amends.rules.rulings import Scene
from amends.rules.steps.letter import Letter
from amends.rules.steps.time import extendable, notable, pause_reasons
from amends.rules.words import say, written

Choices = list[tuple[str, str]]


def _numbered(items: Mapping[int, str]) -> Choices:
    return [(str(number), label) for number, label in items.items()]


def _option(scene: Scene, option: Option) -> str:
    amount = f" ({scene.money(option.pence)})" if option.pence else ""
    return f"{option.number}. {option.title}{amount}"


def _standing(scene: Scene) -> list[Offer]:
    return [offer for offer in scene.facts.resolution.offers.values() if offer.state is OfferState.OPEN]


def _promises(promises: Iterable[Promise]) -> Choices:
    return _numbered({p.number: say("{what} ({day})", what=p.what, day=p.due_on) for p in promises})


def _open_offers(scene: Scene) -> Choices:
    return _numbered({o.number: "; ".join(term.title for term in o.terms) for o in _standing(scene)})


def _offered_options(scene: Scene) -> Choices:
    terms = {term.option: term for offer in _standing(scene) for term in offer.terms}
    return _numbered({n: f"{t.title} ({scene.money(t.pence)})" if t.pence else t.title for n, t in terms.items()})


def _posted(scene: Scene, number: int) -> str:
    """A letter by the day it was written on: its own title is for those who show it."""
    return say("The letter of {day} (entry {number})", day=scene.day(scene.facts.happened[number - 1]), number=number)


def letter_steps() -> list[type[Letter]]:
    """The steps that write to the customer."""
    found: list[type[Letter]] = []
    waiting: list[type[Letter]] = [Letter]
    while waiting:
        step = waiting.pop()
        waiting += step.__subclasses__()
        found += [step] if hasattr(step, "name") else []
    return sorted(found, key=lambda step: step.name)


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
    "open_promises": lambda s: _promises(s.facts.open_promises()),
    "owed_promises": lambda s: _promises(s.facts.owed_promises()),
    "options": lambda s: _numbered({o.number: _option(s, o) for o in s.facts.resolution.of_stage(s.facts.stage)}),
    "open_approvals": lambda s: _numbered({a.number: a.message[:80] for a in s.facts.resolution.open_approvals()}),
    "open_offers": _open_offers,
    "offered_options": _offered_options,
    "agreed_promises": lambda s: _promises(p for p in s.facts.owed_promises() if p.agreed),
    "open_escalations": lambda s: _numbered({e.number: e.asked[:80] for e in s.facts.open_escalations()}),
    "returnable_escalations": lambda s: _numbered(
        {e.number: e.asked[:80] for e in s.facts.escalations.values() if e.state is not EscalationState.RETURNED}
    ),
    "proposed_escalations": lambda s: [(one.cause.value, one.why) for one in proposed(s)],
    "open_referrals": lambda s: _numbered({r.number: r.body for r in s.facts.open_referrals()}),
    "open_reviews": lambda s: _numbered({r.number: r.draft[:80] for r in s.facts.open_reviews()}),
    "letter_steps": lambda s: [(step.name, written(step.label)) for step in letter_steps()],
    "letters_to_post": lambda s: [(str(number), _posted(s, number)) for number in s.facts.to_post],
    "notable_moments": lambda s: [(name, MOMENTS[name]) for name in notable(s)],
    "pause_reasons": lambda s: [(ground.id, ground.text) for ground in pause_reasons(s).values()],
    "extendable_clocks": lambda s: [(clock.id, clock.event) for clock in extendable(s)],
    "extension_grounds": _grounds,
}


def choices(of: str, scene: Scene) -> Choices | None:
    """The (value, label) pairs of this name in this case, or None when the organisation must say."""
    found = CHOICES.get(of)
    return found(scene) if found else None
