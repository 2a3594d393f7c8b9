"""Understanding: the points complained of, questions both ways, and what the customer confirms."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from amends.rules import needs
from amends.rules.actors import CASEWORK, Role
from amends.rules.entries import Draft
from amends.rules.rulings import YES, Need, Ruling, Scene, no
from amends.rules.steps.base import Step, choice, not_before, optional_text, text
from amends.rules.steps.waiting import resumed_by_the_customer
from amends.rules.words import say

CHAPTER = "Understand"


class AddIssue(Step):
    name = "add_issue"
    label = "Add an issue"
    summary = "Add one point complained of. Each gets its own finding."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_COMPLAINT, needs.may_still_decide)
    writes = ("issue_added",)

    title: str = text("The point complained of", "One point, in a few words.")
    detail: str = optional_text("What the customer says about it", long=True)
    about: str = optional_text("What went wrong", "A word for the kind of failing: charge, delay, attitude.")
    about_staff: list[str] = choice("Staff complained about", "staff", default=[])

    def entries(self, scene: Scene) -> list[Draft]:
        number = len(scene.facts.issues) + 1
        data = {"issue": number, "about": self.about, "about_staff": list(self.about_staff)}
        return [Draft("issue_added", data, {"title": self.title, "detail": self.detail}, self.happened_at)]


class Ask(Step):
    name = "ask"
    label = "Ask the customer"
    summary = "Ask the customer a question. It stays open until it is answered."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = needs.OPEN_CASE
    writes = ("asked",)

    message: str = text("Question", long=True)

    def entries(self, scene: Scene) -> list[Draft]:
        return [
            Draft("asked", {"question": len(scene.facts.questions) + 1}, {"message": self.message}, self.happened_at)
        ]


class Answer(Step):
    name = "answer"
    label = "Record an answer"
    summary = "The customer's answer to a question. A pause that waited for it ends by itself."
    chapter = CHAPTER
    who = frozenset({*CASEWORK, Role.CUSTOMER})
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.has_open_question)
    writes = ("answered", "clock_resumed")

    question: int = choice("Which question", "open_questions")
    message: str = text("Answer", "In the customer's words.", long=True)
    files: list[str] = choice("Files", "files", default=[])

    def checked(self, scene: Scene) -> Ruling:
        question = next((one for one in scene.facts.open_questions() if one.number == self.question), None)
        if question is None:
            return no("has_open_question", say("Question {number} is not open.", number=self.question))
        return not_before(scene, self.moment(scene), question.asked_at, say("the question was asked"))

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"question": self.question, "files": list(self.files)}
        return [
            Draft("answered", data, {"message": self.message}, self.happened_at),
            *resumed_by_the_customer(scene, self.moment(scene)),
        ]


class ConfirmUnderstanding(Step):
    name = "confirm_understanding"
    label = "Confirm the understanding"
    summary = (
        "Write down what the complaint is, why, what it did, and what the customer wants; and whether they confirm it."
    )
    chapter = CHAPTER
    who = frozenset({*CASEWORK, Role.CUSTOMER})
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_COMPLAINT, needs.may_still_decide)
    writes = ("understanding_confirmed", "clock_resumed")

    nature: str = text("Nature", "What the complaint is about.", long=True)
    cause: str = text("Cause", "What seems to have led to it.", long=True)
    implications: str = text("Implications", "What it did to the customer, and could do to others.", long=True)
    wants: str = text("What they want", long=True)
    confirmed: Literal["by the customer", "not yet confirmed", "customer disagrees"] = Field(title="Confirmed?")

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        known = scene.facts.understanding
        if known:
            return {
                "nature": known.nature,
                "cause": known.cause,
                "implications": known.implications,
                "wants": known.wants,
            }
        return {"wants": scene.facts.wants}

    def checked(self, scene: Scene) -> Ruling:
        if scene.by.is_customer and self.confirmed == "not yet confirmed":
            return no("customer_confirms", say("Please say whether we have understood you."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        content = {"nature": self.nature, "cause": self.cause, "implications": self.implications, "wants": self.wants}
        confirmed = Draft("understanding_confirmed", {"confirmed": self.confirmed}, content, self.happened_at)
        spoke = self.confirmed != "not yet confirmed"
        return [confirmed, *(resumed_by_the_customer(scene, self.moment(scene)) if spoke else ())]


STEPS: tuple[type[Step], ...] = (AddIssue, Ask, Answer, ConfirmUnderstanding)
