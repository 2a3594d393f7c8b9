"""Offering: what is put to the customer, within one's authority; the customer's counter-offer agreed; an offer taken
back; other ways where we cannot help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from pydantic import Field

from amends.rules import needs, resolving
from amends.rules.authority import EVERYTHING
from amends.rules.entries import Draft
from amends.rules.resolution import Move, Offer, Option
from amends.rules.rulings import Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.agreeing import agreed, promises_of
from amends.rules.steps.approval import fitting, offerable, one_amount, with_amount
from amends.rules.steps.base import Step, choice, money, not_before, text
from amends.rules.steps.letter import SENDING, Letter, LetterWithParts, large_print_wanted
from amends.rules.steps.options import CHAPTER, OPTIONS_ARE_OPEN
from amends.rules.words import say

OPEN_DAYS = 28
"""For how many days an offer is open, where nobody says otherwise: the house's custom."""


class MakeOffer(LetterWithParts):
    name = "offer"
    label = "Make an offer"
    summary = "Put one or several options to the customer, with terms. It takes the place of an offer made before."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*OPTIONS_ARE_OPEN, resolving.has_selection)
    writes = ("offered",)
    letter_kinds = ("offer",)

    options: list[int] = choice("Which options", "options", "Of several, the customer takes one.")
    pence: int | None = money("Another amount than the option has", "Only for a single option.")
    open_until: date | None = Field(
        default=None, title="Open until", description="The last day. Empty: until withdrawn."
    )
    within_days: int = Field(
        default=14, ge=0, le=365, title="Done within so many days", description="Days after they accept."
    )
    without_liability: bool = Field(
        default=False,
        title="Offer it without accepting liability",
        description="An apology is never an admission; this says that the offer is none, either.",
    )
    message: str = text("Message to the customer", "What a yes means, what a no means, how to ask.", long=True)

    @classmethod
    def asks(cls, scene: Scene) -> tuple[str, ...]:
        own = ("options", "pence", "open_until", "within_days", "without_liability", "message")
        return (*own, *cls.wanted_parts(scene), *SENDING, "happened_at")

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        selected = scene.facts.resolution.selected.get(scene.facts.stage)
        return {
            "options": [selected.option] if selected else [],
            "open_until": scene.today + timedelta(days=OPEN_DAYS),
            "large_print": large_print_wanted(scene),
            **cls.suggested_parts(scene),
        }

    def checked(self, scene: Scene) -> Ruling:
        if self.open_until and self.open_until < scene.day(self.moment(scene)):
            return no("due_later", say("The date is already past."))
        checks = (one_amount(self.options, self.pence), offerable(scene, self.options))
        said = self.parts_said(scene, "offer")
        fits = first_refusal((*checks, said)) and fitting(scene, self.options, self.pence)
        return fits and self._within(scene)

    def _within(self, scene: Scene) -> Ruling:
        sums = resolving.offer_sums(scene, self._offered(scene))
        within = resolving.within_authority(scene, sums, self.options)
        return within and resolving.money_signed_for(scene, self.redress, offering=sums.get(EVERYTHING, 0))

    def _offered(self, scene: Scene) -> list[Option]:
        chosen = (scene.facts.resolution.options[number] for number in dict.fromkeys(self.options))
        return with_amount(chosen, self.pence)

    def entries(self, scene: Scene) -> list[Draft]:
        data = {
            "offer": len(scene.facts.resolution.offers) + 1,
            "terms": [terms_of(option) for option in self._offered(scene)],
            "open_until": self.open_until.isoformat() if self.open_until else "",
            "within_days": self.within_days,
            "without_liability": self.without_liability,
            **self.sent(),
            **_on_whose_authority(scene, resolving.offer_sums(scene, self._offered(scene)), self.options),
        }
        return [Draft("offered", data, {"message": self.message, **self.part_content(scene)}, self.happened_at)]


def terms_of(option: Option) -> dict[str, object]:
    """What an entry keeps of an option that is offered."""
    return {"option": option.number, "kind": option.kind.value, "pence": option.pence}


def _on_whose_authority(scene: Scene, sums: Mapping[str, int], options: list[int]) -> dict[str, object]:
    """Who signed for it: the actor or whom they stand in for, or the approval that covers it."""
    acts_for = scene.authority.acts_for(scene.by, sums, scene.today)
    approval = None if acts_for or not sums else resolving.approved_for(scene, sums, options)
    return {"sums": dict(sums), "acts_for": acts_for, "approval": approval.number if approval else 0}


class AgreeCounter(Letter):
    name = "agree_counter"
    label = "Agree to the counter-offer"
    summary = "Say yes to what the customer asks for. It is agreed with that: the terms become promises."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*OPTIONS_ARE_OPEN, resolving.has_counter)
    writes = ("offered", "accepted", "promised")

    option: int = choice("Which option it is about", "options")
    message: str = text("Message to the customer", "What was agreed, and by when it is done.", long=True)
    within_days: int = Field(default=14, ge=0, le=365, title="Done within so many days", description="Days from today.")

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        offer = scene.facts.resolution.open_offer(scene.today)
        return {"option": offer.terms[0].option} if offer else {}

    def checked(self, scene: Scene) -> Ruling:
        offer, counter = self._countered(scene)
        term = offer.term(self.option)
        if term is None:
            return no("known_option", say("Option {number} is not part of the offer.", number=self.option))
        if counter.pence is None:
            return no("counter_names_amount", say("They named no amount. Make a new offer of what they ask for."))
        fits = resolving.amount_fits(scene, scene.facts.resolution.options[self.option], counter.pence)
        sums = resolving.offer_sums(scene, [self._option(scene, counter)])
        return fits and resolving.within_authority(scene, sums, [self.option])

    @staticmethod
    def _countered(scene: Scene) -> tuple[Offer, Move]:
        """The open offer and its counter-offer; `resolving.has_counter` has seen to it that there are."""
        offer = scene.facts.resolution.open_offer(scene.today)
        counter = offer.countered if offer else None
        if offer is None or counter is None:
            raise ValueError("there is no counter-offer")
        return offer, counter

    def _option(self, scene: Scene, counter: Move) -> Option:
        return with_amount([scene.facts.resolution.options[self.option]], counter.pence)[0]

    def entries(self, scene: Scene) -> list[Draft]:
        _offer, counter = self._countered(scene)
        option, number = self._option(scene, counter), len(scene.facts.resolution.offers) + 1
        data = {
            "offer": number,
            "terms": [terms_of(option)],
            "open_until": "",
            "within_days": self.within_days,
            "without_liability": False,
            "agrees_to": counter.entry,
            **self.sent(),
            **_on_whose_authority(scene, resolving.offer_sums(scene, [option]), [self.option]),
        }
        at = self.moment(scene)
        accepted = {"offer": number, "option": option.number, "channel": counter.channel, "by_counter": counter.entry}
        return [
            Draft("offered", data, {"message": self.message}, self.happened_at),
            Draft("accepted", accepted, {"comment": counter.words}, self.happened_at),
            *promises_of(scene, number, agreed(option), self.within_days, at, self.happened_at),
        ]


class WithdrawOffer(Letter):
    name = "withdraw_offer"
    label = "Withdraw an offer"
    summary = "Take back an offer that the customer has not accepted, and tell them why."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, resolving.has_open_offer)
    writes = ("offer_withdrawn",)

    offer: int = choice("Which offer", "open_offers")
    message: str = text("Message to the customer", "Why, and what happens now.", long=True)

    def checked(self, scene: Scene) -> Ruling:
        """Also one that has lapsed: the customer is told that it does not stand any more."""
        found = resolving.unanswered_offer(scene, self.offer)
        if isinstance(found, Ruling):
            return found
        return not_before(scene, self.moment(scene), found.at, say("the offer was made"))

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"offer": self.offer, **self.sent()}
        return [Draft("offer_withdrawn", data, {"message": self.message}, self.happened_at)]


class Signpost(LetterWithParts):
    name = "signpost"
    label = "Point to other ways"
    summary = "Where we cannot help, tell the customer where else they can get it resolved."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.kind_decided)
    writes = ("signposted",)
    letter_kinds = ("signpost",)

    elsewhere: str = text(
        "Where else they can turn", "Names, what each can do, how to reach them, what it costs.", long=True
    )
    message: str = text("Message to the customer", "Why we cannot help with this ourselves.", long=True)

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        third = scene.regime.third_party
        known: dict[str, str]
        if third and third.contact:
            known = {"elsewhere": say("{says} {contact}", says=third.says, contact=third.contact)}
        else:
            known = {"elsewhere": third.says} if third else {}
        return {**known, "large_print": large_print_wanted(scene), **cls.suggested_parts(scene)}

    @classmethod
    def asks(cls, scene: Scene) -> tuple[str, ...]:
        return ("elsewhere", "message", *cls.wanted_parts(scene), *SENDING, "happened_at")

    def checked(self, scene: Scene) -> Ruling:
        return first_refusal((self.parts_said(scene, "signpost"), resolving.money_signed_for(scene, self.redress)))

    def entries(self, scene: Scene) -> list[Draft]:
        content = {"elsewhere": self.elsewhere, "message": self.message, **self.part_content(scene)}
        return [Draft("signposted", self.sent(), content, self.happened_at)]


STEPS: tuple[type[Step], ...] = (MakeOffer, AgreeCounter, WithdrawOffer, Signpost)
