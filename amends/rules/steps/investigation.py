"""Investigating: who owns it, what colleagues know, the evidence, and a finding for each issue."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, get_args

from pydantic import Field, JsonValue

from amends.rules import needs
from amends.rules.actors import CASEWORK, Role
from amends.rules.entries import Draft
from amends.rules.facts import OUTCOME_WORDS, Outcome
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.base import A_PERSON, Step, choice, not_before, optional_text, text
from amends.rules.steps.waiting import resumed_by_the_customer
from amends.rules.words import say

CHAPTER = "Investigate"


OUTCOME_LABELS: dict[str, JsonValue] = {outcome.value: str(words) for outcome, words in OUTCOME_WORDS.items()}

Source = Literal["customer", "our records", "colleague", "third party", "site visit"]
SOURCES: tuple[str, ...] = get_args(Source)
LetDownBy = Literal["none", "people", "systems", "resources"]
LET_DOWN_BY: tuple[str, ...] = get_args(LetDownBy)


def _may_own(scene: Scene, person: str) -> Ruling:
    if person in scene.facts.about_staff:
        return no("not_about_oneself", say("The complaint is about this person, so it cannot be theirs."))
    return needs.may_take_this_stage(scene, person)


class Assign(Step):
    name = "assign"
    label = "Assign"
    summary = "Say who owns the case. A case has an owner at every moment."
    chapter = CHAPTER
    who = frozenset({*CASEWORK, Role.SYSTEM})
    needs: ClassVar[tuple[Need, ...]] = needs.OPEN_CASE
    writes = ("assigned",)

    to: str = choice("To", "staff", pattern=A_PERSON)
    team: str = choice("Team", "teams", default="")
    reason: str = optional_text("Why them")

    def checked(self, scene: Scene) -> Ruling:
        facts = scene.facts
        if facts.owner and facts.owner not in (self.to, scene.by.id) and not scene.by.has(Role.LEADER, Role.QUALITY):
            reason = say("Someone else owns this case. They can hand it over, or a team leader can move it.")
            return no("owner_or_leader", reason, who_could=(say("the owner"), say("a team leader")))
        if facts.owner and facts.open_promises() and facts.owner != self.to:
            return no("promises_go_along", say("There are open promises: hand the case over, so that they go along."))
        return _may_own(scene, self.to)

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("assigned", {"to": self.to, "team": self.team}, {"reason": self.reason}, self.happened_at)]


class HandOver(Step):
    name = "hand_over"
    label = "Hand over"
    summary = "Give the case to a colleague with its open promises and next steps, so that nothing is lost."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.has_owner)
    writes = ("handed_over",)

    to: str = choice("To", "staff", pattern=A_PERSON)
    team: str = choice("Team", "teams", default="")
    reason: str = text("Why", long=True)
    next_steps: str = text("What is next", "What you would do, and what the customer has been told.", long=True)

    def checked(self, scene: Scene) -> Ruling:
        facts = scene.facts
        if scene.by.id != facts.owner and not scene.by.has(Role.LEADER):
            who = (say("the owner"), say("a team leader"))
            return no("owner_or_leader", say("Only the owner or a team leader hands a case over."), who_could=who)
        if self.to == facts.owner:
            return no("another_owner", say("The case is already theirs."))
        return _may_own(scene, self.to)

    def entries(self, scene: Scene) -> list[Draft]:
        going: list[int] = [p.number for p in scene.facts.open_promises() if p.owner == scene.facts.owner]
        data = {"to": self.to, "from": scene.facts.owner, "team": self.team, "promises": list(going)}
        content = {"reason": self.reason, "next_steps": self.next_steps}
        return [Draft("handed_over", data, content, self.happened_at)]


class RequestInput(Step):
    name = "request_input"
    label = "Ask a colleague"
    summary = "Ask a colleague or a team for what they know, with a date."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = needs.OPEN_CASE
    writes = ("input_requested",)

    of: str = choice("Whom", "staff_and_teams", pattern=f"{A_PERSON}|^team:.+$")
    question: str = text("What you need to know", long=True)
    due_on: date = Field(title="By when")

    def checked(self, scene: Scene) -> Ruling:
        if self.due_on < scene.day(self.moment(scene)):
            return no("due_later", say("The date is already past."))
        if self.of == scene.by.id:
            return no("someone_else", say("Ask someone other than yourself."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"request": len(scene.facts.requests) + 1, "of": self.of, "due_on": self.due_on.isoformat()}
        return [Draft("input_requested", data, {"question": self.question}, self.happened_at)]


class ReceiveInput(Step):
    name = "receive_input"
    label = "Record a colleague's input"
    summary = "The input that was asked for."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.has_open_request)
    writes = ("input_received",)

    request: int = choice("Which request", "open_requests")
    answer: str = text("What they say", long=True)
    files: list[str] = choice("Files", "files", default=[])

    def checked(self, scene: Scene) -> Ruling:
        request = next((one for one in scene.facts.open_requests() if one.number == self.request), None)
        if request is None:
            return no("has_open_request", say("Request {number} is not open.", number=self.request))
        return not_before(scene, self.moment(scene), request.at, say("it was asked for"))

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"request": self.request, "files": list(self.files)}
        return [Draft("input_received", data, {"answer": self.answer}, self.happened_at)]


class AddEvidence(Step):
    name = "add_evidence"
    label = "Add evidence"
    summary = "Add something that a finding can rest on: a document, a record, a call, a photograph."
    chapter = CHAPTER
    who = frozenset({*CASEWORK, Role.CUSTOMER})
    needs: ClassVar[tuple[Need, ...]] = needs.OPEN_CASE
    writes = ("evidence_added", "clock_resumed")

    title: str = text("What it is")
    detail: str = optional_text("What it shows", long=True)
    source: Source = Field(title="Where it is from")
    issues: list[int] = choice("Which issues it bears on", "issues", default=[])
    files: list[str] = choice("Files", "files", default=[])

    def checked(self, scene: Scene) -> Ruling:
        unknown = [number for number in self.issues if number not in scene.facts.issues]
        if unknown:
            return no("known_issue", say("There is no issue {number} in this case.", number=unknown[0]))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        data = {
            "evidence": len(scene.facts.evidence) + 1,
            "source": self.source,
            "issues": list(self.issues),
            "files": list(self.files),
        }
        added = Draft("evidence_added", data, {"title": self.title, "detail": self.detail}, self.happened_at)
        return [added, *(resumed_by_the_customer(scene, self.moment(scene)) if self.source == "customer" else ())]


class Find(Step):
    name = "find"
    label = "Decide an issue"
    summary = "Decide whether one issue is justified, with reasons and the evidence they rest on."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (
        *needs.OPEN_COMPLAINT,
        needs.has_issue,
        needs.understood,
        needs.may_still_decide,
        needs.fresh_eyes,
    )
    writes = ("found",)
    after = ("received",)

    issue: int = choice("Which issue", "issues")
    outcome: Outcome = Field(title="Outcome", json_schema_extra={"labels": OUTCOME_LABELS})
    reasons: str = text("Reasons", "Written so that the customer can follow them.", long=True)
    evidence: list[int] = choice("Evidence it rests on", "evidence", default=[])
    cause: str = optional_text("Root cause", "Why it happened, where something went wrong.", long=True)
    let_down_by: LetDownBy = Field(default="none", title="Let down by")

    def checked(self, scene: Scene) -> Ruling:
        return first_refusal((self._issue_known(scene), self._evidence_known(scene), self._cause_given()))

    def _issue_known(self, scene: Scene) -> Ruling:
        if self.issue in scene.facts.issues:
            return YES
        return no("known_issue", say("There is no issue {number} in this case.", number=self.issue))

    def _evidence_known(self, scene: Scene) -> Ruling:
        unknown = [number for number in self.evidence if number not in scene.facts.evidence]
        if unknown:
            return no("known_evidence", say("There is no evidence E-{number} in this case.", number=unknown[0]))
        if self.outcome is not Outcome.UNABLE and not self.evidence:
            return no("rests_on_evidence", say("Name the evidence that the finding rests on."))
        return YES

    def _cause_given(self) -> Ruling:
        if self.outcome in (Outcome.JUSTIFIED, Outcome.PARTLY) and not self.cause:
            return no("cause_given", say("Say what caused it: that is what can be put right for others."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        data = {
            "issue": self.issue,
            "stage": scene.facts.stage,
            "outcome": self.outcome.value,
            "evidence": list(self.evidence),
            "let_down_by": self.let_down_by,
        }
        return [Draft("found", data, {"reasons": self.reasons, "cause": self.cause}, self.happened_at)]


STEPS: tuple[type[Step], ...] = (Assign, HandOver, RequestInput, ReceiveInput, AddEvidence, Find)
