"""Approval: sought with the options before everyone's eyes, given or declined by someone else who has the authority."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import ClassVar

from pydantic import Field

from amends.rules import needs, resolving
from amends.rules.entries import Draft
from amends.rules.resolution import Approval, Option
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.base import A_PERSON, Step, choice, money, not_before, text
from amends.rules.steps.options import CHAPTER, OPTIONS_ARE_OPEN
from amends.rules.words import say


def with_amount(options: Iterable[Option], pence: int | None) -> list[Option]:
    """The options, the single one with another amount where one is given."""
    chosen = list(options)
    return [replace(option, pence=pence) for option in chosen] if pence is not None else chosen


def one_amount(options: list[int], pence: int | None) -> Ruling:
    """Another amount is for one option alone."""
    if pence is None or len(options) == 1:
        return YES
    return no("one_amount", say("Another amount is for a single option. Leave it empty, or name one option."))


def offerable(scene: Scene, numbers: list[int]) -> Ruling:
    """Options that can be put to the customer: known, weighed, and something."""
    if not numbers:
        return no("some_option", say("Choose at least one option."))
    return first_refusal(_offerable(scene, number) for number in numbers)


def fitting(scene: Scene, numbers: list[int], pence: int | None) -> Ruling:
    """Whether the options, known by now, can have the amount that is given in place of their own."""
    options = (scene.facts.resolution.options[number] for number in numbers)
    return first_refusal(resolving.amount_fits(scene, option, pence) for option in options)


def _offerable(scene: Scene, number: int) -> Ruling:
    known = resolving.known_option(scene, number)
    if not known:
        return known
    option = scene.facts.resolution.options[number]
    if not option.sums:
        return no("something_to_offer", say("Doing nothing is not an offer. Tell the customer why in the answer."))
    if not option.weighing:
        return no("option_weighed", say("Option {number} has not been weighed yet.", number=number))
    return YES


class SeekApproval(Step):
    name = "seek_approval"
    label = "Seek approval"
    summary = "Ask someone who has the authority. They see the options as you do."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*OPTIONS_ARE_OPEN, resolving.has_selection)
    writes = ("approval_sought",)

    options: list[int] = choice("For which options", "options")
    pence: int | None = money("Up to which amount", "Leave empty for the amount of the option.")
    of: str = choice("Whom", "staff", "Leave empty for whoever can.", default="", pattern=f"^$|{A_PERSON}")
    due_on: date = Field(title="By when")
    message: str = text("Why you ask, and what you propose", long=True)

    def checked(self, scene: Scene) -> Ruling:
        if self.due_on < scene.day(self.moment(scene)):
            return no("due_later", say("The date is already past."))
        checks = (one_amount(self.options, self.pence), offerable(scene, self.options))
        return first_refusal(checks) and fitting(scene, self.options, self.pence) and self._able(scene)

    def _able(self, scene: Scene) -> Ruling:
        """Someone is asked who may say yes."""
        sums = self._sums(scene)
        if self.of == scene.by.id:
            return no("someone_else", say("Ask someone other than yourself."))
        out, able = self._out(scene), self._who_could(scene)
        if not able:
            who = resolving.those_who_could(scene, sums, without=out)
            return no("asked_who_could", say("Nobody here could approve this."), who_could=who)
        if not self.of or {self.of, scene.authority.delegate_of(self.of, scene.today)} & {*able}:
            return YES
        return no(
            "asked_who_could",
            say("They cannot approve this: it is beyond their authority, they are away, or had a part in it."),
            who_could=resolving.those_who_could(scene, sums, without=out),
        )

    @staticmethod
    def _out(scene: Scene) -> set[str]:
        """Those who have a part in it, and whom it is about."""
        return {*resolving.involved(scene), scene.by.id, *scene.facts.about_staff}

    def _who_could(self, scene: Scene) -> list[str]:
        found = scene.authority.who_could(self._sums(scene), scene.today, without=self._out(scene))
        return [one.id for one in found]

    def _sums(self, scene: Scene) -> dict[str, int]:
        chosen = (scene.facts.resolution.options[number] for number in self.options)
        return resolving.offer_sums(scene, with_amount(chosen, self.pence))

    def entries(self, scene: Scene) -> list[Draft]:
        """It is addressed to whoever decides in place of someone who is away; where nobody is named, to all who could
        at that moment, so that each of them may open the case."""
        data = {
            "approval": len(scene.facts.resolution.approvals) + 1,
            "options": list(self.options),
            "sums": self._sums(scene),
            "of": scene.authority.delegate_of(self.of, scene.today) or self.of if self.of else "",
            "asked_of": self.of,
            "able": [] if self.of else self._who_could(scene),
            "due_on": self.due_on.isoformat(),
        }
        return [Draft("approval_sought", data, {"message": self.message}, self.happened_at)]


class _Deciding(Step):
    """What approving and declining have in common: an open request, and someone else who has the authority."""

    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (
        *needs.OPEN_CASE,
        resolving.by_a_person,
        resolving.has_open_approval,
        resolving.not_involved,
        needs.fresh_eyes,
    )

    approval: int = choice("Which request", "open_approvals")
    reason: str = text("Why", long=True)

    def checked(self, scene: Scene) -> Ruling:
        asked = self._asked(scene)
        if asked is None:
            return no("has_open_approval", say("Approval {number} is not being asked for.", number=self.approval))
        return self._may_decide(scene, asked) and not_before(
            scene, self.moment(scene), asked.at, say("it was asked for")
        )

    def _asked(self, scene: Scene) -> Approval | None:
        found = scene.facts.resolution.open_approvals()
        return next((one for one in found if one.number == self.approval), None)

    def _may_decide(self, scene: Scene, asked: Approval) -> Ruling:
        """Nobody gives more than they could offer themselves, nor in place of someone who had a part in it or is
        complained about. What was agreed in the meantime counts when it is offered."""
        if self._acts_for(scene, asked):
            return YES
        refused = resolving.beyond(scene, asked.sums)
        without = resolving.involved(scene) | {scene.by.id}
        who = resolving.those_who_could(scene, asked.sums, without=without)
        return no("within_authority", say("It is beyond your authority, too."), missing=refused.missing, who_could=who)

    @staticmethod
    def _acts_for(scene: Scene, asked: Approval) -> str:
        out = resolving.involved(scene) | scene.facts.about_staff
        return scene.authority.acts_for(scene.by, asked.sums, scene.today, without=out)

    def _data(self, scene: Scene) -> dict[str, object]:
        asked = self._asked(scene)
        sums, whose = (dict(asked.sums), self._acts_for(scene, asked)) if asked else ({}, "")
        return {"approval": self.approval, "sums": sums, "acts_for": whose}


class Approve(_Deciding):
    name = "approve"
    label = "Approve"
    summary = "Agree to what was asked, with your reason. It can then be offered, up to that amount and no further."
    writes = ("approved",)

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("approved", self._data(scene), {"reason": self.reason}, self.happened_at)]


class Decline(_Deciding):
    name = "decline"
    label = "Decline"
    summary = "Send it back with your reason, and what would do instead."
    writes = ("declined",)

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("declined", {"approval": self.approval}, {"reason": self.reason}, self.happened_at)]


STEPS: tuple[type[Step], ...] = (SeekApproval, Approve, Decline)
