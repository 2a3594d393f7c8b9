"""Escalating: to someone more senior or a specialist, who takes the case over or gives it back with an answer."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from amends.rules import escalating, needs
from amends.rules.actors import CASEWORK, Role
from amends.rules.entries import Draft
from amends.rules.referring import CAUSE_WORDS, Cause, Escalation, EscalationState
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.base import A_PERSON, Step, choice, labelled, not_before, text
from amends.rules.words import say

CHAPTER = "Escalate"


class Escalate(Step):
    name = "escalate"
    label = "Escalate"
    summary = "Put the case before someone more senior, or a specialist: why, what you ask of them, and by when."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = needs.OPEN_CASE
    writes = ("escalated",)

    to: str = choice("To whom", "staff", pattern=A_PERSON)
    cause: Cause = Field(title="Because", json_schema_extra=labelled(CAUSE_WORDS))
    why: str = text("What has happened", long=True)
    asked: str = text("What you ask of them", "A decision, advice, or to take it over.", long=True)
    due_on: date = Field(title="By when")

    def checked(self, scene: Scene) -> Ruling:
        if self.to == scene.by.id:
            return no("someone_else", say("Escalate to someone other than yourself."))
        if self.to in scene.facts.about_staff:
            return no("not_about_oneself", say("The complaint is about this person, so it cannot be theirs."))
        if self.due_on < scene.day(self.moment(scene)):
            return no("due_later", say("The date is already past."))
        if self.to not in _at_work(scene):
            return no("works_on_cases", say("They do not work on cases, so they could not answer."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        data = {
            "escalation": len(scene.facts.escalations) + 1,
            "to": self.to,
            "cause": self.cause.value,
            "due_on": self.due_on.isoformat(),
        }
        return [Draft("escalated", data, {"why": self.why, "asked": self.asked}, self.happened_at)]


class KeepHere(Step):
    name = "keep_here"
    label = "Say that escalating is not needed"
    summary = "Escalating was proposed. Say why it is not needed; the proposal is then gone, and the reason stays."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, escalating.is_proposed)
    writes = ("not_escalated",)

    cause: str = choice("Which proposal", "proposed_escalations")
    reason: str = text("Why it is not needed", long=True)

    def checked(self, scene: Scene) -> Ruling:
        if self.cause in {one.cause.value for one in escalating.proposed(scene)}:
            return YES
        return no("is_proposed", say("This is not proposed."))

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("not_escalated", {"cause": self.cause}, {"reason": self.reason}, self.happened_at)]


class TakeOver(Step):
    name = "take_over"
    label = "Take it over"
    summary = "The case was escalated to you: own it from now on, with the promises that are owed on it."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, escalating.has_open_escalation, needs.fresh_eyes)
    writes = ("taken_over",)

    escalation: int = choice("Which escalation", "open_escalations")
    reason: str = text("Why, and what you will do", long=True)

    def checked(self, scene: Scene) -> Ruling:
        found = _escalation(scene, self.escalation, EscalationState.OPEN)
        if isinstance(found, Ruling):
            return found
        if not _is_theirs(scene, found):
            return no("escalated_to_you", say("It was escalated to someone else."), who_could=(escalating.ADDRESSEE,))
        return not_before(scene, self.moment(scene), found.at, say("it was escalated"))

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("taken_over", {"escalation": self.escalation}, {"reason": self.reason}, self.happened_at)]


class Return(Step):
    name = "return"
    label = "Answer and give it back"
    summary = "Say what you decide or advise, and give the case back to whoever escalated it."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, escalating.has_returnable)
    writes = ("returned",)

    escalation: int = choice("Which escalation", "returnable_escalations")
    answer: str = text("Your decision or advice", long=True)

    def checked(self, scene: Scene) -> Ruling:
        found = _escalation(scene, self.escalation, EscalationState.OPEN, EscalationState.TAKEN_OVER)
        if isinstance(found, Ruling):
            return found
        checks = (self._theirs(scene, found), _owner_may(scene, found))
        return first_refusal(checks) and not_before(scene, self.moment(scene), found.at, say("it was escalated"))

    def _theirs(self, scene: Scene, found: Escalation) -> Ruling:
        taken = found.state is EscalationState.TAKEN_OVER
        if _is_theirs(scene, found) or (taken and scene.by.id == scene.facts.owner):
            return YES
        return no("escalated_to_you", say("It was escalated to someone else."), who_could=(escalating.ADDRESSEE,))

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("returned", {"escalation": self.escalation}, {"answer": self.answer}, self.happened_at)]


def _escalation(scene: Scene, number: int, *states: EscalationState) -> Escalation | Ruling:
    found = scene.facts.escalations.get(number)
    if found and found.state in states:
        return found
    return no("has_open_escalation", say("Escalation {number} is not open.", number=number))


def _is_theirs(scene: Scene, found: Escalation) -> bool:
    """Whether it was escalated to this person, or they act for whom it was: for someone away whoever stands in, for
    someone who has left a leader. Otherwise it would wait for ever, and the case with it."""
    if scene.by.id == found.to or found.to in {one.id for one in scene.authority.stands_in_for(scene.by, scene.today)}:
        return True
    return found.to not in _at_work(scene) and scene.by.has(Role.LEADER, Role.QUALITY)


def _at_work(scene: Scene) -> set[str]:
    """Everyone who works on cases here."""
    return {one.id for one in scene.authority.powers.people if one.actor.has(*CASEWORK)}


def _owner_may(scene: Scene, found: Escalation) -> Ruling:
    """It goes back to whoever owned it, unless they may not own it any more."""
    if found.state is not EscalationState.TAKEN_OVER or not found.owner:
        return YES
    if found.owner in scene.facts.about_staff:
        return no("not_about_oneself", say("The complaint is about this person, so it cannot be theirs."))
    return needs.may_take_this_stage(scene, found.owner)


STEPS: tuple[type[Step], ...] = (Escalate, KeepHere, TakeOver, Return)
