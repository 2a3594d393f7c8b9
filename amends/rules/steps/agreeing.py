"""What the customer says to an offer, in whatever way; what was agreed becomes promises, carried out with proof."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Literal

from pydantic import Field

from amends.rules import needs, resolving
from amends.rules.actors import CASEWORK, Role
from amends.rules.entries import Draft
from amends.rules.facts import Promise
from amends.rules.redress import IN_MONEY, REDRESS_WORDS
from amends.rules.resolution import Offer, Option, Term
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.base import Step, choice, labelled, money, not_before, optional_text, text
from amends.rules.steps.options import CHAPTER
from amends.rules.words import Words, say

Way = Literal["portal", "phone", "letter", "email", "in person"]
WAYS: dict[str, Words] = {
    "portal": say("On their own page"),
    "phone": say("By phone"),
    "letter": say("By letter"),
    "email": say("By email"),
    "in person": say("In person"),
}


class _Answering(Step):
    """What every answer to an offer has in common. Staff write down what the customer said, and how they said it."""

    chapter = CHAPTER
    who = frozenset({*CASEWORK, Role.CUSTOMER})
    needs: ClassVar[tuple[Need, ...]] = (
        needs.case_begun,
        needs.case_open,
        needs.not_about_oneself,
        resolving.has_open_offer,
    )

    offer: int = choice("Which offer", "open_offers")
    channel: Way = Field(default="portal", title="How they said it", json_schema_extra=labelled(WAYS))

    def checked(self, scene: Scene) -> Ruling:
        found = resolving.open_offer_is(scene, self.offer, scene.day(self.moment(scene)))
        if isinstance(found, Ruling):
            return found
        checks = (self._by_their_way(scene), not_before(scene, self.moment(scene), found.at, say("the offer was made")))
        return first_refusal(checks) and self.answered(scene, found)

    def _by_their_way(self, scene: Scene) -> Ruling:
        """Nobody says yes for the customer as if they had done it themselves."""
        if self.channel == "portal" and scene.by.is_staff:
            return no("their_own_words", say("Say how the customer told us: by phone, letter, email or in person."))
        if self.channel == "portal" and self.happened_at:
            return no("answered_now", say("On their own page it happens now: it has no other moment."))
        return YES

    def answered(self, scene: Scene, offer: Offer) -> Ruling:
        """What this answer has to say about its own fields."""
        return YES


class Accept(_Answering):
    name = "accept"
    label = "Accept the offer"
    summary = "The customer says yes. What was agreed becomes promises, each with an owner and a date."
    writes = ("accepted", "promised")

    option: int = choice("Which option", "offered_options")
    comment: str = optional_text("What they say about it", long=True)

    def answered(self, scene: Scene, offer: Offer) -> Ruling:
        if offer.term(self.option):
            return YES
        return no("known_option", say("Option {number} is not part of the offer.", number=self.option))

    def entries(self, scene: Scene) -> list[Draft]:
        offer = scene.facts.resolution.offers[self.offer]
        term = offer.term(self.option)
        data = {"offer": self.offer, "option": self.option, "channel": self.channel}
        accepted = Draft("accepted", data, {"comment": self.comment}, self.happened_at)
        at = self.moment(scene)
        owed = promises_of(scene, self.offer, term, offer.within_days, at, self.happened_at) if term else []
        return [accepted, *owed]


def agreed(option: Option) -> Term:
    """An option as the customer takes it."""
    return Term(option.number, option.kind, option.pence, option.title)


def promises_of(
    scene: Scene, offer: int, term: Term, within_days: int, at: datetime, happened_at: datetime | None
) -> list[Draft]:
    """What was agreed, as a promise with an owner and a date."""
    owner = scene.facts.owner or (scene.by.id if scene.by.is_staff else "")
    data = {
        "promise": len(scene.facts.promises) + 1,
        "due_on": (scene.day(at) + timedelta(days=within_days)).isoformat(),
        "owner": owner,
        "offer": offer,
        "option": term.option,
        "pence": paid(term),
    }
    return [Draft("promised", data, {"what": _what(scene, term)}, happened_at)]


def _what(scene: Scene, term: Term) -> str:
    """The promise in words, with its amount where the title does not name it."""
    title = term.title or str(REDRESS_WORDS[term.kind])
    pence = paid(term)
    amount = scene.money(pence) if pence else ""
    return f"{title} ({amount})" if amount not in title else title


def paid(term: Term) -> int | None:
    """What is paid to the customer, in pence; None for what is done, whatever that is worth."""
    return term.pence if term.kind in IN_MONEY else None


class Counter(_Answering):
    name = "counter"
    label = "Answer with a counter-offer"
    summary = "The customer says what they would accept instead. The offer stays open."
    writes = ("countered",)

    message: str = text("What they would accept", "In their words.", long=True)
    pence: int | None = money("Amount they ask for", "Where it is about money.")

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"offer": self.offer, "pence": self.pence, "channel": self.channel}
        return [Draft("countered", data, {"message": self.message}, self.happened_at)]


class RefuseOffer(_Answering):
    name = "refuse"
    label = "Refuse the offer"
    summary = "The customer says no, and why. Their other rights stay."
    writes = ("refused",)

    why: str = text("Why", "In their words. «They would not say» is an answer, too.", long=True)

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"offer": self.offer, "channel": self.channel}
        return [Draft("refused", data, {"why": self.why}, self.happened_at)]


class CarryOut(Step):
    name = "carry_out"
    label = "Carry out what was agreed"
    summary = "Do what was agreed or ordered, and tie the proof to it: the payment, the letter, the repair."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, resolving.has_agreed_promise)
    writes = ("carried_out",)

    promise: int = choice("Which promise", "agreed_promises")
    proof: str = text("Proof", "A payment reference, the date of the call, the letter that went out.", long=True)
    pence: int | None = money("Amount paid", "Where money was agreed.")
    files: list[str] = choice("Files", "files", default=[])

    def checked(self, scene: Scene) -> Ruling:
        promise = next((one for one in scene.facts.owed_promises() if one.number == self.promise and one.agreed), None)
        if promise is None:
            return no("has_agreed_promise", say("Promise {number} is not one that was agreed.", number=self.promise))
        paid = self._paid(scene, promise)
        return paid and not_before(scene, self.moment(scene), promise.promised_at, say("it was agreed"))

    def _paid(self, scene: Scene, promise: Promise) -> Ruling:
        """What is paid is what was agreed: not less, and not more than anyone signed for."""
        if (self.pence or 0) == (promise.pence or 0):
            return YES
        if not promise.pence:
            return no("amount_agreed", say("No money was agreed. Leave the amount empty."))
        return no("amount_agreed", say("{amount} was agreed. Pay that, and say so.", amount=scene.money(promise.pence)))

    def entries(self, scene: Scene) -> list[Draft]:
        late = scene.facts.promises[self.promise].due_on < scene.day(self.moment(scene))
        data = {"promise": self.promise, "pence": self.pence, "files": list(self.files), "late": late}
        return [Draft("carried_out", data, {"proof": self.proof}, self.happened_at)]


STEPS: tuple[type[Step], ...] = (Accept, Counter, RefuseOffer, CarryOut)
