"""Keeping the customer informed, and keeping promises."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import Field, JsonValue

from amends.rules import needs
from amends.rules.actors import CASEWORK, Role
from amends.rules.entries import UPDATES, Draft
from amends.rules.facts import Facts, Promise
from amends.rules.redress import amounts_given
from amends.rules.resolving import money_signed_for
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.base import A_PERSON, Step, choice, not_before, optional_text, text
from amends.rules.steps.letter import SENDING, LetterWithParts, large_print_wanted
from amends.rules.steps.waiting import resumed_by_the_customer
from amends.rules.words import say

CHAPTER = "Keep informed, keep promises"


PURPOSES: dict[str, JsonValue] = {
    "update": str(say("An update")),
    "holding": str(say("A holding response: why it takes longer, and when the answer comes")),
    "not_yet": str(say("The letter that says why there is no final response in time, and what they can do now")),
    "deadlock": str(say("The letter that says that our own procedure ended without settling it")),
}


class SendUpdate(LetterWithParts):
    name = "send_update"
    label = "Send an update"
    summary = "Tell the customer where things are."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = needs.OPEN_CASE
    writes = ("update_sent",)
    letter_kinds = ("holding", "not_yet", "deadlock")

    message: str = text("Message to the customer", long=True)
    purpose: Literal["update", "holding", "not_yet", "deadlock"] = Field(
        default="update", title="What it is", json_schema_extra={"labels": PURPOSES}
    )

    @classmethod
    def asks(cls, scene: Scene) -> tuple[str, ...]:
        """The purpose is asked where a clock of the regime looks at it, or a letter of it is laid down."""
        clocks = scene.regime.clocks
        moments = {name for clock in clocks for name in (clock.starts, *clock.stops, *clock.cut_short_by)}
        parts = cls.wanted_parts(scene)
        purposes = ("purpose",) if parts or moments & set(UPDATES.values()) else ()
        return ("message", *purposes, *parts, *SENDING, "happened_at")

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        return {"large_print": large_print_wanted(scene), **cls.suggested_parts(scene)}

    def checked(self, scene: Scene) -> Ruling:
        return first_refusal((self.parts_said(scene, self.purpose), money_signed_for(scene, self.redress)))

    def entries(self, scene: Scene) -> list[Draft]:
        content = {"message": self.message, **(self.part_content(scene) if self.purpose != "update" else {})}
        return [Draft("update_sent", {"purpose": self.purpose, **self.sent()}, content, self.happened_at)]


class ReceiveMessage(Step):
    name = "receive_message"
    label = "Record a message from the customer"
    summary = "What the customer wrote or said. A pause that waited for them ends by itself."
    chapter = CHAPTER
    who = frozenset({*CASEWORK, Role.CUSTOMER, Role.SYSTEM})
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.not_about_oneself)
    writes = ("message_received", "clock_resumed")

    message: str = text("What they say", "In their words.", long=True)
    files: list[str] = choice("Files", "files", default=[])

    def entries(self, scene: Scene) -> list[Draft]:
        received = Draft("message_received", {"files": list(self.files)}, {"message": self.message}, self.happened_at)
        return [received, *resumed_by_the_customer(scene, self.moment(scene))]


class MakePromise(Step):
    name = "promise"
    label = "Make a promise"
    summary = (
        "Write down what we promised the customer, who owes it and by when. Kept or broken, it stays on the record."
    )
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = needs.OPEN_CASE
    writes = ("promised",)

    what: str = text("What we promise", "As the customer was told: «call you about the meter».", long=False)
    due_on: date = Field(title="By when")
    owner: str = choice(
        "Who owes it", "staff", "Leave empty for the owner of the case.", default="", pattern=f"^$|{A_PERSON}"
    )

    def checked(self, scene: Scene) -> Ruling:
        if self.due_on < scene.day(self.moment(scene)):
            return no("due_later", say("The date is already past."))
        if amounts_given(self.what):
            return no("money_is_offered", say("A promise of money is an offer. Make it as one, within your authority."))
        if not (self.owner or scene.facts.owner or scene.by.is_staff):
            return no("promise_has_owner", say("Say who owes the promise: nobody owns the case yet."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        owner = self.owner or scene.facts.owner or scene.by.id
        data = {"promise": len(scene.facts.promises) + 1, "due_on": self.due_on.isoformat(), "owner": owner}
        return [Draft("promised", data, {"what": self.what}, self.happened_at)]


class _Settling(Step):
    """What keeping, breaking and releasing have in common: one open promise."""

    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.has_open_promise)

    promise: int = choice("Which promise", "open_promises")

    def checked(self, scene: Scene) -> Ruling:
        promise = next((one for one in self.settles(scene.facts) if one.number == self.promise), None)
        if promise is None:
            return no("has_open_promise", say("Promise {number} is not open.", number=self.promise))
        settled = self.settled(scene, promise)
        return settled and not_before(scene, self.moment(scene), promise.promised_at, say("it was promised"))

    @staticmethod
    def settles(facts: Facts) -> list[Promise]:
        """The promises that this can be the end of."""
        return facts.open_promises()

    def settled(self, scene: Scene, promise: Promise) -> Ruling:
        """What this end of a promise has to say about it."""
        return YES


class KeepPromise(_Settling):
    name = "keep_promise"
    label = "Promise kept"
    summary = "The promise was kept, and how that shows."
    writes = ("promise_kept",)

    proof: str = text("How it was kept", "What shows it: a call, a payment, a letter.", long=True)

    def settled(self, scene: Scene, promise: Promise) -> Ruling:
        if promise.agreed:
            return no("carried_out", say("This was agreed with the customer. Carry it out, with the proof."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        late = scene.facts.promises[self.promise].due_on < scene.day(self.moment(scene))
        return [Draft("promise_kept", {"promise": self.promise, "late": late}, {"proof": self.proof}, self.happened_at)]


class BreakPromise(_Settling):
    name = "break_promise"
    label = "Promise broken"
    summary = "The promise was not kept. The customer sees it, with the reason."
    writes = ("promise_broken",)

    reason: str = text("What happened", long=True)

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("promise_broken", {"promise": self.promise}, {"reason": self.reason}, self.happened_at)]


class ReleasePromise(_Settling):
    name = "release_promise"
    label = "Released from a promise"
    summary = "The customer no longer wants it, and said so."
    who = frozenset({*CASEWORK, Role.CUSTOMER})
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.has_owed_promise)
    writes = ("promise_released",)

    promise: int = choice("Which promise", "owed_promises")
    reason: str = text("What the customer said", long=True)
    told: str = optional_text("How they told us", "A call, a message, in person.")

    @staticmethod
    def settles(facts: Facts) -> list[Promise]:
        """Also what was agreed and not done: only the customer's word ends that without its being done."""
        return facts.owed_promises()

    def settled(self, scene: Scene, promise: Promise) -> Ruling:
        if promise.request:
            return no("theirs_to_release", say("The independent body waits for this: the customer cannot release it."))
        if promise.agreed and scene.by.is_staff and not self.told:
            return no("told_how", say("This was agreed with the customer. Say how they told us."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        reason = f"{self.reason} ({self.told})" if self.told else self.reason
        return [Draft("promise_released", {"promise": self.promise}, {"reason": reason}, self.happened_at)]


STEPS: tuple[type[Step], ...] = (SendUpdate, ReceiveMessage, MakePromise, KeepPromise, BreakPromise, ReleasePromise)
