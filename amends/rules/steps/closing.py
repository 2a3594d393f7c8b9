"""The end of a stage and of a case: the next stage, closing with reasons, opening again."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from amends.rules import needs
from amends.rules.actors import CASEWORK, Role
from amends.rules.entries import Draft
from amends.rules.facts import CaseKind, Facts
from amends.rules.resolving import money_signed_for
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.base import Step, not_before, text
from amends.rules.steps.letter import SENDING, LetterWithParts
from amends.rules.steps.response import CHAPTER
from amends.rules.steps.waiting import resumed_by_the_answer
from amends.rules.words import Words, say


class NextStage(Step):
    name = "next_stage"
    label = "Go to the next stage"
    summary = "The customer asks for the next stage. It is decided afresh, by someone without part in this one."
    chapter = CHAPTER
    who = frozenset({*CASEWORK, Role.CUSTOMER})
    needs: ClassVar[tuple[Need, ...]] = (
        needs.case_begun,
        needs.not_about_oneself,
        needs.is_complaint,
        needs.another_stage,
        needs.reported,
    )
    writes = ("stage_begun", "reopened")
    after = ("responded",)

    request: str = text("Why the customer is not satisfied", "In their words.", long=True)

    def entries(self, scene: Scene) -> list[Draft]:
        stage = scene.facts.stage + 1
        begun = Draft("stage_begun", {"stage": stage}, {"request": self.request}, self.happened_at)
        if scene.facts.closed is None:
            return [begun]
        return [Draft("reopened", {"for_stage": stage}, {"reason": ""}, self.happened_at), begun]


CLOSING: dict[str, Words] = {
    "answered": say("A query or problem that was dealt with"),
    "excluded": say("Outside the procedure, and the customer was told"),
    "resolved": say("The customer says it is sorted"),
    "final_response": say("Answered in full; the customer knows their further rights"),
    "withdrawn": say("The customer withdrew it"),
}


class Close(LetterWithParts):
    name = "close"
    label = "Close"
    summary = "Close with reasons: every issue decided, the customer told, promises settled, further rights stated."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.kind_decided)
    writes = ("closed", "clock_resumed")
    after = ("received", "responded")
    letter_kinds = ("closing",)

    because: Literal["answered", "excluded", "resolved", "final_response", "withdrawn"] = Field(
        title="Because", json_schema_extra={"labels": {name: str(words) for name, words in CLOSING.items()}}
    )
    reasons: str = text("Reasons", long=True)
    message: str = text("Message to the customer", "Includes what they can still do.", long=True)

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        third = scene.regime.third_party
        return {**({"message": third.says} if third else {}), **cls.suggested_parts(scene)}

    @classmethod
    def asks(cls, scene: Scene) -> tuple[str, ...]:
        parts = (name for name in cls.wanted_parts(scene) if name != "reasons")
        return ("because", "reasons", "message", *parts, *SENDING, "happened_at")

    def checked(self, scene: Scene) -> Ruling:
        missing = [*_unsettled(scene), *self._unfinished(scene)]
        if missing:
            return no("nothing_closes_silently", say("The case cannot be closed yet."), missing=missing)
        said = (self._fits(scene), self.parts_said(scene, "closing"), money_signed_for(scene, self.redress))
        return first_refusal(said)

    def _unfinished(self, scene: Scene) -> list[Words]:
        """What a complaint still needs. One that was withdrawn needs no finding, but the customer's own words."""
        facts = scene.facts
        if not facts.is_complaint:
            return [] if self.because == "withdrawn" else _unreasoned(facts)
        if self.because == "withdrawn":
            return [] if _spoke(facts) else [say("the customer's own words of withdrawal, as a message")]
        return [*_undecided(scene), *_untold(scene)]

    def _fits(self, scene: Scene) -> Ruling:
        facts = scene.facts
        satisfied = facts.satisfaction is not None and facts.satisfaction.answer == "yes"
        if self.because == "resolved" and not satisfied:
            return no(
                "resolved_is_the_customers_word", say("Resolved is the customer's word, and they have not said it.")
            )
        fitting = {
            CaseKind.QUERY: {"answered", "resolved", "withdrawn"},
            CaseKind.PROBLEM: {"answered", "resolved", "withdrawn"},
            CaseKind.EXCLUDED: {"excluded", "withdrawn"},
        }.get(facts.kind, {"resolved", "final_response", "withdrawn"})
        if self.because in fitting:
            return YES
        return no("closing_fits", say("A case of this kind is not closed for this reason."))

    def entries(self, scene: Scene) -> list[Draft]:
        content = {**self.part_content(scene), "reasons": self.reasons, "message": self.message}
        closed = Draft("closed", {"because": self.because, **self.sent()}, content, self.happened_at)
        return [closed, *resumed_by_the_answer(scene, self.moment(scene))]


def _spoke(facts: Facts) -> bool:
    """Whether the customer has said anything since the stage began."""
    begun = max((number for number, kind in enumerate(facts.kinds, 1) if kind == "stage_begun"), default=1)
    return any(kind in ("message_received", "answered", "satisfaction_answered") for kind in facts.kinds[begun:])


def _unreasoned(facts: Facts) -> list[Words]:
    if facts.dissatisfied and facts.reasons_given_at is None:
        return [say("reasons to the customer, who says it is not sorted")]
    return []


def _unsettled(scene: Scene) -> list[Words]:
    facts = scene.facts
    promises = [say("promise {number}, settled: {what}", number=p.number, what=p.what) for p in facts.owed_promises()]
    requests = [say("an answer to request {number} for input", number=r.number) for r in facts.open_requests()]
    return promises + requests + _undecided_elsewhere(scene)


def _undecided_elsewhere(scene: Scene) -> list[Words]:
    """What someone else still has to say: the customer, who may approve, whom it was escalated to, the ombudsman."""
    facts = scene.facts
    offer = facts.resolution.open_offer(scene.today)
    found = [say("an answer to offer {number}, or its withdrawal", number=offer.number)] if offer else []
    found += [say("a decision on approval {number}", number=one.number) for one in facts.resolution.open_approvals()]
    found += [say("an answer to escalation {number}", number=one.number) for one in facts.open_escalations()]
    found += [say("a view of the draft of review {number}", number=one.number) for one in facts.open_reviews()]
    return found + [say("the decision of {body}", body=one.body) for one in facts.open_referrals()]


def _undecided(scene: Scene) -> list[Words]:
    facts = scene.facts
    if not facts.issues:
        return [say("at least one issue, with a finding")]
    return [
        say("a finding on issue {number}: {title}", number=i.number, title=i.title) for i in facts.undecided_issues()
    ]


def _untold(scene: Scene) -> list[Words]:
    """The customer must have the response, have been asked, and have reasons where they said it is not sorted."""
    facts, missing = scene.facts, []
    if facts.stage not in facts.reported:
        missing.append(say("the final response to the customer"))
    elif facts.unreported_findings():
        missing.append(say("a response with the findings that have changed"))
    if facts.satisfaction is None:
        missing.append(say("asking the customer whether it is sorted"))
    return missing + _unreasoned(facts)


class Reopen(Step):
    name = "reopen"
    label = "Reopen"
    summary = "Open a closed case again."
    chapter = CHAPTER
    who = frozenset({*CASEWORK, Role.CUSTOMER})
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.not_about_oneself, needs.case_closed)
    writes = ("reopened",)

    reason: str = text("Why", long=True)

    def checked(self, scene: Scene) -> Ruling:
        closed = scene.facts.closed
        return not_before(scene, self.moment(scene), closed.at, say("the case was closed")) if closed else YES

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("reopened", {}, {"reason": self.reason}, self.happened_at)]


STEPS: tuple[type[Step], ...] = (NextStage, Close, Reopen)
