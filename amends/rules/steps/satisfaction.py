"""Whether it is sorted: asked by us, answered by the customer alone, and reasons where it is not."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from amends.rules import needs
from amends.rules.actors import CASEWORK, Role
from amends.rules.entries import Draft
from amends.rules.rulings import Need, Scene
from amends.rules.steps.base import Step, optional_text, text
from amends.rules.steps.letter import Letter
from amends.rules.steps.response import CHAPTER
from amends.rules.words import say


class CheckSatisfaction(Step):
    name = "check_satisfaction"
    label = "Ask whether it is sorted"
    summary = "Ask the customer whether it is sorted. Only they can answer."
    chapter = CHAPTER
    who = frozenset({*CASEWORK, Role.SYSTEM})
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.something_to_say_about)
    writes = ("satisfaction_asked",)
    after = ("responded",)

    message: str = text("Message to the customer", long=True)

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        return {"message": say("You have our answer. Is it sorted for you? Please tell us: yes, partly or no.")}

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("satisfaction_asked", {}, {"message": self.message}, self.happened_at)]


class AnswerSatisfaction(Step):
    name = "answer_satisfaction"
    label = "Say whether it is sorted"
    summary = "The customer's own answer. Staff cannot give it for them. A closed case that is not sorted opens again."
    chapter = CHAPTER
    who = frozenset({Role.CUSTOMER})
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.something_to_say_about)
    writes = ("satisfaction_answered", "reopened")
    after = ("responded",)

    answer: Literal["yes", "partly", "no"] = Field(title="Is it sorted?")
    comment: str = optional_text("What is missing?", long=True)

    def entries(self, scene: Scene) -> list[Draft]:
        answered = Draft("satisfaction_answered", {"answer": self.answer}, {"comment": self.comment}, self.happened_at)
        if scene.facts.closed is None or self.answer == "yes":
            return [answered]
        return [answered, Draft("reopened", {"by_itself": True}, {"reason": self.comment}, self.happened_at)]


class GiveReasons(Letter):
    name = "give_reasons"
    label = "Give reasons"
    summary = "The customer says it is not sorted: tell them clearly why this is our answer, and what they can do next."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.dissatisfied)
    writes = ("reasons_given",)
    after = ("responded",)

    message: str = text("Reasons, and their further rights", long=True)

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        third = scene.regime.third_party
        return {"message": third.says} if third else {}

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("reasons_given", self.sent(), {"message": self.message}, self.happened_at)]


STEPS: tuple[type[Step], ...] = (CheckSatisfaction, AnswerSatisfaction, GiveReasons)
