"""Keeping the record: notes, links, corrections that leave the earlier visible, and erasure."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from pydantic import Field

from amends.rules import needs
from amends.rules.actors import Role
from amends.rules.entries import KINDS, Draft
from amends.rules.rulings import YES, Need, Ruling, Scene, no
from amends.rules.steps.base import Step, choice, optional_text, text
from amends.rules.words import say

CHAPTER = "Keep the record"


class Note(Step):
    name = "note"
    label = "Note"
    summary = "A note that only staff see."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.not_about_oneself)
    writes = ("noted",)

    note: str = text("Note", long=True)
    files: list[str] = choice("Files", "files", default=[])

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("noted", {"files": list(self.files)}, {"note": self.note}, self.happened_at)]


class Link(Step):
    name = "link"
    label = "Link to another case"
    summary = "Link without merging: the same customer, the same event, a repeat."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.not_about_oneself)
    writes = ("linked",)

    reference: str = choice("Reference of the other case", "cases")
    relation: Literal["same customer", "same event", "repeat of", "follows from"] = Field(
        title="How they belong together"
    )
    reason: str = optional_text("Why")

    def checked(self, scene: Scene) -> Ruling:
        if any(link.reference == self.reference and link.relation == self.relation for link in scene.facts.links):
            return no("linked_once", say("These two cases are already linked in this way."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"reference": self.reference, "relation": self.relation}
        return [Draft("linked", data, {"reason": self.reason}, self.happened_at)]


CORRECTABLE = ("channel", "product", "about", "source", "let_down_by")
"""Fields of the plain part that may be corrected. What was decided or promised is not: that takes a new decision."""


class Correct(Step):
    name = "correct"
    label = "Correct an entry"
    summary = "Put an earlier entry right by a later one. The earlier stays visible."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.not_about_oneself)
    writes = ("corrected",)

    entry: int = Field(title="Number of the entry", ge=1)
    field: str = text("Which field", "Such as story, title, or happened_at for when it happened.")
    value: str = text("What it should be", "A moment is written as 2026-11-22T09:30+00:00.", long=True)
    reason: str = text("Why", long=True)

    def checked(self, scene: Scene) -> Ruling:
        if self.entry > scene.facts.number:
            return no("known_entry", say("There is no entry {number} in this case.", number=self.entry))
        if self.field == "happened_at":
            return self._moment_right(scene)
        kind = KINDS[scene.facts.kinds[self.entry - 1]]
        if self.field in (*kind.personal, *CORRECTABLE):
            return YES
        reason = say(
            "This field cannot be corrected: {field}. These can: {those}.",
            field=self.field,
            those=", ".join(("happened_at", *kind.personal)),
        )
        return no("correctable_field", reason)

    def _moment_right(self, scene: Scene) -> Ruling:
        moment = _moment(self.value)
        if moment is None:
            return no("moment_written", say("Write the moment as 2026-11-22T09:30+00:00."))
        return YES if moment <= scene.at else no("not_in_future", say("That time has not come yet."))

    def entries(self, scene: Scene) -> list[Draft]:
        is_moment = self.field == "happened_at"
        data = {"entry": self.entry, "field": self.field, "moment": self.value if is_moment else ""}
        content = {"value": "" if is_moment else self.value, "reason": self.reason}
        return [Draft("corrected", data, content, self.happened_at)]


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


class Erase(Step):
    name = "erase"
    label = "Erase personal data"
    summary = (
        "Remove the customer's words and details for good. What was done, when and by whom stays, and still verifies."
    )
    chapter = CHAPTER
    who = frozenset({Role.QUALITY, Role.ADMIN})
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.case_closed, needs.not_the_owner)
    writes = ("erased",)

    ground: Literal["request of the customer", "end of retention", "should not have been kept"] = Field(title="Why")
    sure: bool = Field(title="Erase for good. This cannot be undone.")

    def checked(self, scene: Scene) -> Ruling:
        return YES if self.sure else no("sure", say("Tick the box: erasing cannot be undone."))

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("erased", {"ground": self.ground, "up_to": scene.facts.number})]


STEPS: tuple[type[Step], ...] = (Note, Link, Correct, Erase)
