"""Referring to an independent body, and what it asks, decides and orders: promises again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import Field

from amends.rules import needs, resolving
from amends.rules.actors import Role
from amends.rules.authority import added, sums_of
from amends.rules.entries import Draft
from amends.rules.facts import PromiseState
from amends.rules.redress import Redress, amounts_in
from amends.rules.referring import DECIDED_WORDS, Decided, Referral
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.base import Step, choice, labelled, money, not_before, optional_text, text
from amends.rules.steps.escalation import CHAPTER
from amends.rules.words import Words, say

MOST_WORDS = 280
"""Characters of what was asked or ordered that the promise made of it keeps: an amount fits beside them."""


def has_referral(scene: Scene) -> Ruling:
    if scene.facts.open_referrals():
        return YES
    return no("has_referral", say("The case is not with an independent body."))


class Refer(Step):
    name = "refer"
    label = "Refer to an independent body"
    summary = "The customer turns to the ombudsman or another independent body, or we refer it. The case opens again."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.not_about_oneself, needs.is_complaint)
    writes = ("referred", "reopened")

    body: str = text("Which body")
    by_whom: Literal["customer", "us"] = Field(
        default="customer",
        title="Who refers it",
        json_schema_extra=labelled({"customer": say("The customer"), "us": say("We do")}),
    )
    reference: str = optional_text("Their reference")
    reason: str = text("What they are asked to decide", long=True)

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        third = scene.regime.third_party
        return {"body": third.name} if third else {}

    def checked(self, scene: Scene) -> Ruling:
        if any(one.body.casefold() == self.body.casefold() for one in scene.facts.open_referrals()):
            return no("referred_once", say("The case is with this body already."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        data = {
            "referral": len(scene.facts.referrals) + 1,
            "body": self.body,
            "by_whom": self.by_whom,
            "reference": self.reference,
        }
        made = Draft("referred", data, {"reason": self.reason}, self.happened_at)
        if scene.facts.closed is None:
            return [made]
        reason = str(say("It was referred to {body}.", body=self.body))
        return [Draft("reopened", {"by_itself": True}, {"reason": reason}, self.happened_at), made]


class MakeBundle(Step):
    name = "make_bundle"
    label = "Make the bundle"
    summary = "Keep the bundle of documents that the independent body gets: one file, numbered, with its index."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, has_referral)
    writes = ("bundle_made",)

    referral: int = choice("For which referral", "open_referrals")
    title: str = text("Title")
    files: list[str] = choice("Files", "files")
    pages: int = Field(ge=1, title="Pages")
    removed: int = Field(default=0, ge=0, title="Places where others' data was removed")

    def checked(self, scene: Scene) -> Ruling:
        if not self.files:
            return no("bundle_is_kept", say("The bundle itself is missing."))
        found = _referral(scene, self.referral)
        return found if isinstance(found, Ruling) else YES

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"referral": self.referral, "files": list(self.files), "pages": self.pages, "removed": self.removed}
        return [Draft("bundle_made", data, {"title": self.title}, self.happened_at)]


WHAT: dict[str, Words] = {
    "request": say("It asks us for something"),
    "answer": say("We answered it"),
    "view": say("Its first view"),
    "decision": say("Its decision"),
}


class RecordThirdParty(Step):
    name = "record_third_party"
    label = "Record what the independent body says"
    summary = "A request, our answer, a first view, the decision and what was ordered. What is owed becomes a promise."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, has_referral)
    writes = ("third_party_heard", "promised", "promise_kept", "promise_released", "promise_broken")

    referral: int = choice("Which referral", "open_referrals")
    what: Literal["request", "answer", "view", "decision"] = Field(title="What it is", json_schema_extra=labelled(WHAT))
    detail: str = text("What it says", long=True)
    due_on: date | None = Field(default=None, title="By when", description="Our answer, or what was ordered.")
    decided: Decided | None = Field(
        default=None, title="How it decided", json_schema_extra=labelled(DECIDED_WORDS), description="Of a decision."
    )
    ordered: str = optional_text("What was ordered or agreed", "Of a decision. It becomes a promise.", long=True)
    pence: int | None = money("Amount ordered", "Where it is about money.")
    files: list[str] = choice("Files", "files", default=[])

    def checked(self, scene: Scene) -> Ruling:
        found = _referral(scene, self.referral)
        if isinstance(found, Ruling):
            return found
        checks = (
            not_before(scene, self.moment(scene), found.at, say("it was referred")),
            self._decision_whole(scene),
            self._order_rests_on_paper(scene),
            self._date_given(scene),
        )
        return first_refusal(checks) and self._settled_within_authority(scene)

    def _settled_within_authority(self, scene: Scene) -> Ruling:
        """What the sides settled for is no order but agreed to: somebody signs for what was not offered before."""
        if self.decided is not Decided.SETTLED or not self.pence:
            return YES
        if self.pence <= resolving.signed_for(scene):
            return YES
        sums = added(scene.facts.resolution.agreed(), sums_of([(Redress.COMPENSATION, self.pence)]))
        return resolving.within_authority(scene, sums, [0])  # no option, so no approval is for it

    def _decision_whole(self, scene: Scene) -> Ruling:
        """An amount in the words of an order is given as its amount, too: that wants a leader and the paper."""
        decision = self.what == "decision"
        if decision and self.decided is None:
            return no("decision_whole", say("Say how it decided."))
        if not decision and (self.decided or self.ordered or self.pence):
            return no("decision_whole", say("Only a decision decides or orders something."))
        if self.pence and not self.ordered:
            return no("decision_whole", say("Say what was ordered, with the amount."))
        if self.ordered and self.decided in (Decided.OUTSIDE, Decided.WITHDRAWN):
            return no("decision_whole", say("A body that did not decide orders nothing."))
        return resolving.words_agree(scene, self.ordered, self.pence or 0)

    def _order_rests_on_paper(self, scene: Scene) -> Ruling:
        """An order binds us to what nobody here signed for: a leader or quality records it, with the paper."""
        if not self.pence:
            return YES
        if not scene.by.has(Role.LEADER, Role.QUALITY):
            who = (say("a team leader"), say("someone in quality or compliance"))
            return no("order_recorded_by", say("An amount that was ordered is recorded by a leader."), who_could=who)
        if not self.files:
            return no("order_on_paper", say("Attach the decision that orders the amount."))
        return YES

    def _date_given(self, scene: Scene) -> Ruling:
        owes = self.what == "request" or bool(self.ordered)
        if owes and self.due_on is None:
            return no("due_given", say("Say by when it is owed."))
        if self.due_on and self.due_on < scene.day(self.moment(scene)):
            return no("due_later", say("The date is already past."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        return [self._heard(scene), *self._kept(scene), *self._owed(scene)]

    def _heard(self, scene: Scene) -> Draft:
        data = {
            "referral": self.referral,
            "body": scene.facts.referrals[self.referral].body,
            "what": self.what,
            "due_on": self.due_on.isoformat() if self.due_on else "",
            "decided": self.decided.value if self.decided else "",
            "pence": self.pence,
            "files": list(self.files),
        }
        return Draft("third_party_heard", data, {"detail": self.detail, "ordered": self.ordered}, self.happened_at)

    def _kept(self, scene: Scene) -> Iterator[Draft]:
        """Our answer keeps the promises to answer. A decision that came first leaves nothing to answer: what was not
        due yet is let go, what was is broken."""
        if self.what not in ("answer", "decision"):
            return
        at = self.moment(scene)
        for promise in scene.facts.promises.values():
            theirs = promise.request and promise.referral in (0, self.referral)
            if theirs and promise.state is PromiseState.OPEN and at >= promise.promised_at:
                yield self._ended(promise.number, late=promise.due_on < scene.day(at))

    def _ended(self, promise: int, *, late: bool) -> Draft:
        if self.what == "answer":
            data = {"promise": promise, "late": late}
            return Draft("promise_kept", data, {"proof": self.detail}, self.happened_at)
        reason = str(say("It was decided before we had answered."))
        kind = "promise_broken" if late else "promise_released"
        return Draft(kind, {"promise": promise}, {"reason": reason}, self.happened_at)

    def _owed(self, scene: Scene) -> Iterator[Draft]:
        if self.due_on is None or not (self.what == "request" or self.ordered):
            return
        facts = scene.facts
        order = self.what == "decision"
        data = {
            "promise": len(facts.promises) + 1,
            "due_on": self.due_on.isoformat(),
            "owner": facts.owner or (scene.by.id if scene.by.is_staff else ""),
            "pence": self.pence,
            **({"order": self.referral} if order else {"request": True, "referral": self.referral}),
        }
        yield Draft("promised", data, {"what": self._what(scene)}, self.happened_at)

    def _what(self, scene: Scene) -> str:
        """What is owed, in words, with its amount where they do not name it."""
        words = (self.ordered if self.what == "decision" else self.detail)[:MOST_WORDS]
        if not self.pence or self.pence in amounts_in(words):
            return words
        return f"{words} ({scene.money(self.pence)})"


def _referral(scene: Scene, number: int) -> Referral | Ruling:
    found = scene.facts.referrals.get(number)
    if found and found.is_open:
        return found
    return no("has_referral", say("Referral {number} is not open.", number=number))


STEPS: tuple[type[Step], ...] = (Refer, MakeBundle, RecordThirdParty)
