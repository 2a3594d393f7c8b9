"""Before and just after sending: a colleague reads the draft, and what was sent a moment ago is taken back."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from amends.rules import needs
from amends.rules.entries import KINDS, Draft
from amends.rules.rulings import YES, Need, Ruling, Scene, no
from amends.rules.steps.base import A_MOMENT, A_PERSON, Step, choice, labelled, not_before, optional_text, text
from amends.rules.words import Words, say

CHAPTER = "Keep informed, keep promises"


class AskReview(Step):
    name = "ask_review"
    label = "Ask a colleague to read it"
    summary = "Have a colleague read what you are about to send."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = needs.OPEN_CASE
    writes = ("review_asked",)

    step: str = choice("What it is", "letter_steps")
    of: str = choice("Whom", "staff", pattern=A_PERSON)
    draft: str = text("The draft", long=True)
    message: str = optional_text("What they should look at", long=True)
    due_on: date = Field(title="By when")

    def checked(self, scene: Scene) -> Ruling:
        if self.of == scene.by.id:
            return no("someone_else", say("Ask someone other than yourself."))
        if self.of in scene.facts.about_staff:
            return no("not_about_oneself", say("The complaint is about one of them."))
        if self.due_on < scene.day(self.moment(scene)):
            return no("due_later", say("The date is already past."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        data = {
            "review": len(scene.facts.reviews) + 1,
            "step": self.step,
            "of": self.of,
            "due_on": self.due_on.isoformat(),
        }
        return [Draft("review_asked", data, {"draft": self.draft, "message": self.message}, self.happened_at)]


def has_open_review(scene: Scene) -> Ruling:
    if scene.facts.open_reviews():
        return YES
    return no("has_open_review", say("Nobody has been asked to read a draft."))


VERDICTS: dict[str, Words] = {"fine": say("It can go"), "change": say("Change it first")}


class GiveReview(Step):
    name = "give_review"
    label = "Say what you think of the draft"
    summary = "It can go as it is, or needs changing, with the reason."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, has_open_review)
    writes = ("review_given",)

    review: int = choice("Which draft", "open_reviews")
    verdict: Literal["fine", "change"] = Field(title="Your view", json_schema_extra=labelled(VERDICTS))
    comments: str = optional_text("What to change, and why", long=True)

    def checked(self, scene: Scene) -> Ruling:
        found = next((one for one in scene.facts.open_reviews() if one.number == self.review), None)
        if found is None:
            return no("has_open_review", say("Review {number} is not open.", number=self.review))
        if scene.by.id == found.by:
            return no("someone_else", say("Someone other than the writer reads it."))
        if self.verdict == "change" and not self.comments:
            return no("reason_given", say("Say what to change, and why."))
        return not_before(scene, self.moment(scene), found.at, say("it was asked for"))

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"review": self.review, "verdict": self.verdict}
        return [Draft("review_given", data, {"comments": self.comments}, self.happened_at)]


def can_be_taken_back(scene: Scene) -> Ruling:
    """The last thing done, by the same person, a moment ago, and something that is on its way to the customer."""
    last = scene.facts.last_step
    if last is None or not any(KINDS[kind].to_customer for kind in last.kinds):
        return no("on_its_way", say("Nothing is on its way to the customer."))
    if last.by != scene.by.id:
        return no("own_message", say("Only who sent it can take it back."), who_could=(say("whoever sent it"),))
    if scene.at - last.at >= scene.take_back or last.at - last.happened_at > A_MOMENT:
        return no("still_waiting", say("It is too late: the message has gone."))
    return YES


class TakeBack(Step):
    name = "take_back"
    label = "Take it back"
    summary = "Within a few seconds, what you have just sent is taken back before the customer has it."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.not_about_oneself, can_be_taken_back)
    writes = ("taken_back",)

    reason: str = optional_text("Why")

    def checked(self, scene: Scene) -> Ruling:
        if self.happened_at:
            return no("taken_back_now", say("Taking back happens now: it has no other moment."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        last = scene.facts.last_step
        data = {"entries": list(last.entries) if last else []}
        return [Draft("taken_back", data, {"reason": self.reason})]


def has_letter_to_post(scene: Scene) -> Ruling:
    if scene.facts.to_post:
        return YES
    return no("has_letter_to_post", say("No letter waits to be posted."))


class PostLetter(Step):
    name = "post_letter"
    label = "The letter was posted"
    summary = "A letter that was made to be printed is on its way."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.not_about_oneself, has_letter_to_post)
    writes = ("letter_posted",)

    entry: int = choice("Which letter", "letters_to_post")

    def checked(self, scene: Scene) -> Ruling:
        if self.entry not in scene.facts.to_post:
            return no("has_letter_to_post", say("The letter of entry {number} is not waiting.", number=self.entry))
        written = scene.facts.happened[self.entry - 1]
        return not_before(scene, self.moment(scene), written, say("it was written"))

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("letter_posted", {"entry": self.entry}, {}, self.happened_at)]


STEPS: tuple[type[Step], ...] = (AskReview, GiveReview, TakeBack, PostLetter)
