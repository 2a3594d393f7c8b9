"""What every step has that writes to the customer: how it goes, and what the regime wants said in it."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from amends.rules.blanks import blanks
from amends.rules.entries import LETTER_FIELDS
from amends.rules.rulings import YES, Ruling, Scene, no
from amends.rules.steps.base import Step, labelled, optional_text
from amends.rules.words import Words, say

GOES: dict[str, Words] = {
    "message": say("As a message: by mail and on their page"),
    "letter": say("As a letter: by mail with the letter attached, and on their page"),
    "print": say("As a letter to print and post, and on their page"),
}
SENDING = ("goes", "large_print")


class Letter(Step):
    """A step that writes to the customer. As a letter, what goes out is kept to the byte."""

    goes: Literal["message", "letter", "print"] = Field(
        default="message", title="How it goes", json_schema_extra=labelled(GOES)
    )
    large_print: bool = Field(default=False, title="In large print", description="For letters: 18 point.")

    @classmethod
    def prose(cls) -> tuple[str, ...]:
        """The fields of free text, in order: what a letter is written in."""
        infos = cls.model_fields.items()
        return tuple(
            name for name, info in infos if isinstance(more := info.json_schema_extra, dict) and "long" in more
        )

    def ruling(self, scene: Scene) -> Ruling:
        return super().ruling(scene) and self._filled()

    def _filled(self) -> Ruling:
        """Nothing goes with a field that was never filled in; each is named."""
        empty = dict.fromkeys(blank for name in self.prose() for blank in blanks(str(getattr(self, name))))
        if not empty:
            return YES
        reason = say("The letter has fields that are not filled in.")
        return no("fields_filled", reason, missing=[say("{blank}", blank=blank) for blank in empty])

    def sent(self) -> dict[str, object]:
        """How it goes, for the entry's data; nothing for a plain message."""
        return {"goes": self.goes, "large_print": self.large_print} if self.goes != "message" else {}


def large_print_wanted(scene: Scene) -> bool:
    """Whether a need of the customer speaks of large print."""
    return any("large print" in f"{need.need} {need.adjustment}".lower() for need in scene.facts.needs)


class LetterWithParts(Letter):
    """A letter that is not the final response, in which the regime wants certain things said."""

    letter_kinds: ClassVar[tuple[str, ...]]
    """The kinds of letter that this step can write, as packs name them."""

    reasons: str = optional_text("Reasons", long=True)
    new_date: str = optional_text("When the answer comes")
    redress: str = optional_text("What we do to put it right", long=True)
    next_stage_how: str = optional_text("How to go to the next stage", long=True)
    referral_rights: str = optional_text("Right to turn to the independent body", long=True)
    time_limit: str = optional_text("By when they must do so", long=True)
    contact: str = optional_text("How to reach the independent body", long=True)
    waiver: str = optional_text("Whether we agree to set its time limit aside", long=True)
    leaflet: str = optional_text("The leaflet that goes with it")
    signed_by: str = optional_text("Signed by")

    @classmethod
    def wanted_parts(cls, scene: Scene) -> tuple[str, ...]:
        """The fields that some letter of this step needs here, in the order of a letter."""
        parts = (scene.regime.letter_parts(kind, scene.facts.stage) for kind in cls.letter_kinds)
        wanted = {part.field for some in parts for part in some}
        return tuple(name for name in LETTER_FIELDS if name in wanted)

    @classmethod
    def suggested_parts(cls, scene: Scene) -> dict[str, Any]:
        third = scene.regime.third_party
        known = {"referral_rights": third.says, "contact": third.contact} if third else {}
        return {name: known[name] for name in cls.wanted_parts(scene) if name in known}

    def parts_said(self, scene: Scene, kind: str) -> Ruling:
        """The letter is refused until it has all that the regime requires; each missing part is named."""
        parts = scene.regime.letter_parts(kind, scene.facts.stage)
        missing = [say("{part}", part=part.text) for part in parts if not self.part(scene, part.field)]
        if not missing:
            return YES
        reason = say("The letter does not have all that {regime} requires.", regime=scene.regime.name)
        return no("letter_complete", reason, missing=missing)

    def part(self, scene: Scene, name: str) -> str:
        """What the letter says in one of its parts."""
        return str(getattr(self, name))

    def part_content(self, scene: Scene) -> dict[str, str]:
        return {name: self.part(scene, name) for name in LETTER_FIELDS}
