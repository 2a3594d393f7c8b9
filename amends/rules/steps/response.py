"""Answering: findings reported in full, or refused with each missing part named; reasons; the next stage."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from amends.rules import needs
from amends.rules.entries import Draft
from amends.rules.facts import OUTCOME_WORDS
from amends.rules.regimes import Part
from amends.rules.resolving import money_signed_for
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.agreeing import paid as paid_of
from amends.rules.steps.base import Step, optional_text, text
from amends.rules.steps.letter import SENDING, Letter, LetterWithParts, large_print_wanted
from amends.rules.steps.waiting import resumed_by_the_answer
from amends.rules.words import say

CHAPTER = "Answer"

PART_FIELDS = (
    "stage_named",
    "complaint_definition",
    "how_considered",
    "reasons",
    "redress",
    "outstanding_actions",
    "next_stage_how",
    "referral_rights",
    "time_limit",
    "contact",
    "waiver",
    "leaflet",
    "signed_by",
)
"""Fields of the response that a regime may require, in the order in which a letter has them."""


def required_parts(scene: Scene) -> tuple[Part, ...]:
    """What the response that ends the present stage must contain."""
    return scene.stage.response_parts


class ReportFindings(Letter):
    name = "report_findings"
    label = "Report the findings"
    summary = (
        "Tell the customer what was found on every issue: the final response. Or report it inside the organisation."
    )
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (
        *needs.OPEN_COMPLAINT,
        needs.has_issue,
        needs.every_issue_decided,
        needs.fresh_eyes,
    )
    writes = ("findings_reported", "clock_resumed")
    after = ("received", "acknowledged")

    audience: Literal["customer", "internal"] = Field(title="To whom", default="customer")
    message: str = text("Message", "The opening of the letter. The findings and the parts below follow it.", long=True)
    stage_named: str = optional_text("Which stage this answers")
    complaint_definition: str = optional_text("What was complained of", long=True)
    how_considered: str = optional_text("How it was considered", long=True)
    reasons: str = optional_text("Decision and reasons", long=True)
    redress: str = optional_text("What we do to put it right", "Or that nothing is offered, and why.", long=True)
    outstanding_actions: str = optional_text("What is still to be done", long=True)
    next_stage_how: str = optional_text("How to go to the next stage", long=True)
    referral_rights: str = optional_text("Right to turn to the independent body", long=True)
    time_limit: str = optional_text("By when they must do so", long=True)
    contact: str = optional_text("How to reach the independent body", long=True)
    waiver: str = optional_text("Whether we agree to set its time limit aside", long=True)
    leaflet: str = optional_text("The leaflet that goes with it")
    signed_by: str = optional_text("Signed by")

    @classmethod
    def asks(cls, scene: Scene) -> tuple[str, ...]:
        wanted = {part.field for part in required_parts(scene)} | {"redress"}
        return ("audience", "message", *(name for name in PART_FIELDS if name in wanted), *SENDING, "happened_at")

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        third, facts = scene.regime.third_party, scene.facts
        found = [
            f"{issue.number}. {issue.title}: {OUTCOME_WORDS[finding.outcome].lower()}. {finding.reasons}"
            for issue in facts.issues.values()
            if (finding := issue.findings.get(facts.stage))
        ]
        return {
            "stage_named": scene.stage.name,
            "complaint_definition": "\n".join(issue.title for issue in facts.issues.values()),
            "reasons": "\n".join(found),
            "referral_rights": third.says if third else "",
            "contact": third.contact if third else "",
            "redress": redress_told(scene),
            "large_print": large_print_wanted(scene),
        }

    def checked(self, scene: Scene) -> Ruling:
        if self.audience == "internal":
            return YES
        return first_refusal(
            check(scene) for check in (needs.may_still_decide, needs.acknowledged, self._complete, self._signed_for)
        )

    def _signed_for(self, scene: Scene) -> Ruling:
        """Money that the answer names has been offered, agreed or ordered: a letter is no way around authority."""
        return money_signed_for(scene, self.redress)

    def _complete(self, scene: Scene) -> Ruling:
        """The final response is refused until it has all that the regime requires; each missing part is named."""
        missing = [say("{part}", part=part.text) for part in required_parts(scene) if not self._has(part)]
        if not missing:
            return YES
        return no(
            "response_complete",
            say("The response does not have all that {regime} requires.", regime=scene.regime.name),
            missing=missing,
        )

    def _has(self, part: Part) -> bool:
        """`findings` is proved by the facts (see `needs.every_issue_decided`), every other part by its field."""
        return part.field == "findings" or bool(getattr(self, part.field, ""))

    def entries(self, scene: Scene) -> list[Draft]:
        content = {"message": self.message, **{name: getattr(self, name) for name in PART_FIELDS}}
        answered = self.audience == "customer"
        data = {"audience": self.audience, "stage": scene.facts.stage, **(self.sent() if answered else {})}
        reported = Draft("findings_reported", data, content, self.happened_at)
        return [reported, *(resumed_by_the_answer(scene, self.moment(scene)) if answered else ())]


class SendSummary(LetterWithParts):
    name = "send_summary"
    label = "Send the summary resolution"
    summary = "Where the customer accepted early, and the procedure allows it: the short answer in place of the whole."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (
        *needs.OPEN_COMPLAINT,
        needs.regime_summarises,
        needs.accepted_early,
        needs.not_yet_reported,
        needs.fresh_eyes,
    )
    writes = ("summary_sent", "clock_resumed")
    after = ("received",)
    letter_kinds = ("summary",)

    message: str = text(
        "Message to the customer", "That it is resolved as they accepted, and what was agreed.", long=True
    )

    @classmethod
    def asks(cls, scene: Scene) -> tuple[str, ...]:
        return ("message", *cls.wanted_parts(scene), *SENDING, "happened_at")

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        known = {**cls.suggested_parts(scene), "redress": redress_told(scene)}
        return {"large_print": large_print_wanted(scene), **{n: v for n, v in known.items() if n in cls.asks(scene)}}

    def checked(self, scene: Scene) -> Ruling:
        return first_refusal((self.parts_said(scene, "summary"), money_signed_for(scene, self.redress)))

    def entries(self, scene: Scene) -> list[Draft]:
        content = {"message": self.message, **self.part_content(scene)}
        sent = Draft("summary_sent", {"stage": scene.facts.stage, **self.sent()}, content, self.happened_at)
        return [sent, *resumed_by_the_answer(scene, self.moment(scene))]


def redress_told(scene: Scene) -> str:
    """What was agreed or stands offered, as the answer would say it."""
    resolution = scene.facts.resolution
    taken = [offer.term(offer.taken) for offer in resolution.offers.values() if offer.taken]
    standing = resolution.open_offer(scene.today)
    told = [term for term in taken if term] + list(standing.terms if standing else ())
    return "\n".join(f"{term.title} ({scene.money(paid)})" if (paid := paid_of(term)) else term.title for term in told)


STEPS: tuple[type[Step], ...] = (ReportFindings, SendSummary)
