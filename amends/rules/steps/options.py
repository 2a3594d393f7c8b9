"""Options: what could be done, weighed for both sides, with their risks, and one of them selected with reasons."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from pydantic import Field

from amends.rules import needs, resolving
from amends.rules.entries import Draft
from amends.rules.facts import Facts
from amends.rules.redress import IN_MONEY, REDRESS_WORDS, Redress
from amends.rules.resolution import LEVEL_WORDS, MEETS_WORDS, RISK_WORDS, Level, Meets, RiskKind
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.base import Person, Step, choice, labelled, money, optional_text, text
from amends.rules.words import Words, say

CHAPTER = "Put it right"

WITHOUT_AMOUNT = frozenset({Redress.NOTHING, Redress.APOLOGY, Redress.EXPLANATION, Redress.CHANGE})
"""Kinds that have no amount."""

OPTIONS_ARE_OPEN: tuple[Need, ...] = (*needs.OPEN_CASE, resolving.to_put_right, needs.fresh_eyes)


class IdentifyOption(Step):
    name = "identify_option"
    label = "Identify an option"
    summary = "Add one way to put it right, from what the organisation offers or your own. Doing nothing is one, too."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = OPTIONS_ARE_OPEN
    writes = ("option_identified", "input_received")

    kind: Redress = Field(title="Kind of redress", json_schema_extra=labelled(REDRESS_WORDS))
    title: str = text("What would be done", "In a few words, as the customer would be told.")
    detail: str = optional_text("Details", long=True)
    pence: int | None = money(
        "Amount, or what it is worth", "Not for an apology, an explanation, a change of practice or nothing."
    )

    def checked(self, scene: Scene) -> Ruling:
        words = f"{self.title} {self.detail}"
        return first_refusal((self._amount_fits(), resolving.words_agree(scene, words, self.pence or 0)))

    def _amount_fits(self) -> Ruling:
        if self.kind in WITHOUT_AMOUNT:
            if self.pence:
                words = say("{kind} has no amount. Make the money an option of its own.", kind=REDRESS_WORDS[self.kind])
                return no("amount_fits", words)
            return YES
        if self.pence is None or (self.kind in IN_MONEY and self.pence == 0):
            return no("amount_fits", say("Say how much it is, or what it is worth."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        data = {
            "option": len(scene.facts.resolution.options) + 1,
            "kind": self.kind.value,
            "pence": self.pence or 0,
        }
        content = {"title": self.title, "detail": self.detail}
        added = Draft("option_identified", data, content, self.happened_at)
        return [added, *_invitation_answered(scene, self.title)]


def _invitation_answered(scene: Scene, title: str) -> list[Draft]:
    """Whoever was invited to add options has answered with the first that they add."""
    asked = (r for r in scene.facts.open_requests() if r.of == scene.by.id and r.about == "options")
    return [Draft("input_received", {"request": r.number, "files": []}, {"answer": title}) for r in asked]


class InviteOptions(Step):
    name = "invite_options"
    label = "Invite colleagues to add options"
    summary = "Ask colleagues which ways they see to put it right. They see the case, and add their own options."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = OPTIONS_ARE_OPEN
    writes = ("input_requested",)

    of: list[Person] = choice("Whom", "staff")
    question: str = text("What you ask them", long=True)
    due_on: date = Field(title="By when")

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        return {"question": str(say("Which ways do you see to put this right?"))}

    def checked(self, scene: Scene) -> Ruling:
        if not self.of:
            return no("someone_else", say("Choose at least one colleague."))
        if scene.by.id in self.of:
            return no("someone_else", say("Ask someone other than yourself."))
        if set(self.of) & scene.facts.about_staff:
            return no("not_about_oneself", say("The complaint is about one of them."))
        if self.due_on < scene.day(self.moment(scene)):
            return no("due_later", say("The date is already past."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        return [
            Draft(
                "input_requested",
                {"request": number, "of": person, "due_on": self.due_on.isoformat(), "about": "options"},
                {"question": self.question},
                self.happened_at,
            )
            for number, person in enumerate(dict.fromkeys(self.of), len(scene.facts.requests) + 1)
        ]


class WeighOption(Step):
    name = "weigh_option"
    label = "Weigh an option"
    summary = "Benefits and drawbacks, for the customer and for us; how far it gives them what they asked for."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*OPTIONS_ARE_OPEN, resolving.has_option)
    writes = ("option_weighed",)

    option: int = choice("Which option", "options")
    benefits_customer: str = text("Benefits for the customer", long=True)
    drawbacks_customer: str = text("Drawbacks for the customer", long=True)
    benefits_us: str = text("Benefits for us", long=True)
    drawbacks_us: str = text("Drawbacks for us", long=True)
    meets: Meets = Field(title="Does it meet what they asked for?", json_schema_extra=labelled(MEETS_WORDS))
    pence: int | None = money("What it costs us in all", "With the work that it takes.")

    def checked(self, scene: Scene) -> Ruling:
        return resolving.known_option(scene, self.option)

    def entries(self, scene: Scene) -> list[Draft]:
        names = ("benefits_customer", "drawbacks_customer", "benefits_us", "drawbacks_us")
        data = {"option": self.option, "meets": self.meets.value, "pence": self.pence}
        return [Draft("option_weighed", data, {name: getattr(self, name) for name in names}, self.happened_at)]


def _level(title: str) -> Any:
    return Field(default=None, title=title, json_schema_extra=labelled(LEVEL_WORDS))


class AssessRisk(Step):
    name = "assess_risk"
    label = "Assess the risk of an option"
    summary = "How likely each risk to the organisation is, how bad it would be, and why. Fill in those that matter."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*OPTIONS_ARE_OPEN, resolving.has_option)
    writes = ("risk_assessed",)

    option: int = choice("Which option", "options")
    cost_likelihood: Level | None = _level("Cost: how likely")
    cost_impact: Level | None = _level("Cost: how bad")
    why_cost: str = optional_text("Cost: why")
    regulatory_likelihood: Level | None = _level("Regulatory: how likely")
    regulatory_impact: Level | None = _level("Regulatory: how bad")
    why_regulatory: str = optional_text("Regulatory: why")
    legal_likelihood: Level | None = _level("Legal: how likely")
    legal_impact: Level | None = _level("Legal: how bad")
    why_legal: str = optional_text("Legal: why")
    precedent_likelihood: Level | None = _level("Precedent: how likely")
    precedent_impact: Level | None = _level("Precedent: how bad")
    why_precedent: str = optional_text("Precedent: why")
    reputation_likelihood: Level | None = _level("Reputation: how likely")
    reputation_impact: Level | None = _level("Reputation: how bad")
    why_reputation: str = optional_text("Reputation: why")
    safety_likelihood: Level | None = _level("Safety: how likely")
    safety_impact: Level | None = _level("Safety: how bad")
    why_safety: str = optional_text("Safety: why")

    def checked(self, scene: Scene) -> Ruling:
        return first_refusal((resolving.known_option(scene, self.option), self._some(), self._whole()))

    def _some(self) -> Ruling:
        if any(self._said(kind) for kind in RiskKind):
            return YES
        return no("some_risk", say("Assess at least one risk. A low one is worth saying, too."))

    def _whole(self) -> Ruling:
        """A risk has all three: likelihood, impact and a line of why."""
        half = [kind for kind in RiskKind if 0 < sum(map(bool, self._said(kind))) < 3]
        if not half:
            return YES
        missing: list[Words] = [RISK_WORDS[kind] for kind in half]
        return no("whole_risk", say("A risk needs how likely it is, how bad it would be, and why."), missing=missing)

    def _said(self, kind: RiskKind) -> tuple[object, ...]:
        """What was said of one risk: nothing, or likelihood, impact and why, of which some may be empty."""
        said = tuple(getattr(self, name) for name in self.fields_of(kind))
        return said if any(said) else ()

    @staticmethod
    def fields_of(kind: RiskKind) -> tuple[str, str, str]:
        """The fields that say one risk: likelihood, impact, why."""
        return f"{kind.value}_likelihood", f"{kind.value}_impact", f"why_{kind.value}"

    def entries(self, scene: Scene) -> list[Draft]:
        said = [kind for kind in RiskKind if self._said(kind)]
        levels = {kind.value: [str(getattr(self, name)) for name in self.fields_of(kind)[:2]] for kind in said}
        why = {f"why_{kind.value}": getattr(self, f"why_{kind.value}") for kind in said}
        return [Draft("risk_assessed", {"option": self.option, **levels}, why, self.happened_at)]


class SelectOption(Step):
    name = "select_option"
    label = "Select an option"
    summary = "Choose the most suitable of the options that were weighed, and say why."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*OPTIONS_ARE_OPEN, resolving.has_option, resolving.understood_if_complaint)
    writes = ("option_selected",)

    option: int = choice("Which option", "options")
    rationale: str = text("Why this one", "What it does that the others do not.", long=True)
    why_only: str = optional_text("Why only one was looked at", "Only where a single option was weighed.", long=True)

    def checked(self, scene: Scene) -> Ruling:
        checks = (resolving.known_option(scene, self.option), self._weighed(scene), self._compared(scene))
        return first_refusal(checks)

    def _weighed(self, scene: Scene) -> Ruling:
        option = scene.facts.resolution.options.get(self.option)
        missing = []
        if option and not option.weighing:
            missing.append(say("benefits and drawbacks of option {number}", number=self.option))
        if option and not option.risks:
            missing.append(say("the risk of option {number}", number=self.option))
        if not missing:
            return YES
        return no("option_weighed", say("Weigh it before you select it."), missing=missing)

    def _compared(self, scene: Scene) -> Ruling:
        """Options before outcome: at least two were looked at, or there is a reason why one."""
        if len(weighed(scene.facts)) > 1 or self.why_only:
            return YES
        return no(
            "two_weighed", say("Only one option has been weighed. Weigh another, or say why there is only this one.")
        )

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"option": self.option, "weighed": weighed(scene.facts)}
        return [
            Draft("option_selected", data, {"rationale": self.rationale, "why_only": self.why_only}, self.happened_at)
        ]


def weighed(facts: Facts) -> list[int]:
    """The numbers of the options of this stage that were weighed."""
    return [option.number for option in facts.resolution.of_stage(facts.stage) if option.weighing]


STEPS: tuple[type[Step], ...] = (IdentifyOption, InviteOptions, WeighOption, AssessRisk, SelectOption)
