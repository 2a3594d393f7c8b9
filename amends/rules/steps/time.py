"""Pauses and extensions: only as the regime allows, each with its reason."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from amends.rules import needs
from amends.rules.deadlines import due_on
from amends.rules.entries import Draft
from amends.rules.regimes import Clock, Extension, Ground
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.base import Step, choice, text
from amends.rules.words import say

CHAPTER = "Time"


def pause_reasons(scene: Scene) -> dict[str, Ground]:
    """The reasons for a pause that any running clock of the regime lists."""
    return {ground.id: ground for clock in scene.regime.clocks if clock.enabled for ground in clock.pauses}


def extendable(scene: Scene) -> list[Clock]:
    """Clocks of the present stage that the regime lets us extend."""
    stage = scene.facts.stage
    return [c for c in scene.regime.clocks if c.enabled and c.extension and c.stage in (None, stage)]


class PauseClock(Step):
    name = "pause_clock"
    label = "Pause the clock"
    summary = "Pause the clocks, for a reason that the regime lists. The customer sees it."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.regime_pauses, needs.not_paused)
    writes = ("clock_paused",)

    reason: str = choice("Reason", "pause_reasons")
    explanation: str = text("What we wait for", long=True)

    def checked(self, scene: Scene) -> Ruling:
        if self.reason in pause_reasons(scene):
            return YES
        return no(
            "listed_pause",
            say(
                "{regime} does not list this reason for a pause: {reason}.",
                regime=scene.regime.name,
                reason=self.reason,
            ),
        )

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("clock_paused", {"reason": self.reason}, {"explanation": self.explanation}, self.happened_at)]


class ResumeClock(Step):
    name = "resume_clock"
    label = "Let the clock run again"
    summary = "What we waited for has come."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.is_paused)
    writes = ("clock_resumed",)

    explanation: str = text("What came", long=True)

    def checked(self, scene: Scene) -> Ruling:
        pause = scene.facts.paused
        if pause and self.moment(scene) < pause.from_at:
            return no("after_the_pause_began", say("The pause began on {day}.", day=pause.from_at))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("clock_resumed", {}, {"explanation": self.explanation}, self.happened_at)]


class ExtendClock(Step):
    name = "extend_clock"
    label = "Extend a clock"
    summary = "Take the longer time that the regime allows, on a ground that it lists, and tell the customer."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_COMPLAINT, needs.regime_extends, needs.not_yet_reported)
    writes = ("clock_extended",)

    clock: str = choice("Which clock", "extendable_clocks")
    ground: str = choice("Ground", "extension_grounds")
    explanation: str = text("Why it applies here", long=True)
    to_on: date | None = Field(
        default=None, title="New date", description="Where the new date is agreed with the customer."
    )
    agreed: bool = Field(default=False, title="The customer agreed to this date")
    message: str = text(
        "Message to the customer", "The reason, the new date, and what else the procedure wants said.", long=True
    )

    def checked(self, scene: Scene) -> Ruling:
        clock = next((clock for clock in extendable(scene) if clock.id == self.clock), None)
        if clock is None or clock.extension is None:
            return no("extendable_clock", say("This clock cannot be extended: {clock}.", clock=self.clock))
        return first_refusal(
            (
                self._ground(scene, clock.extension),
                self._agreed(clock.extension),
                self._once(scene),
                self._in_time(scene, clock),
            )
        )

    def _ground(self, scene: Scene, extension: Extension) -> Ruling:
        if self.ground in {ground.id for ground in extension.grounds}:
            return YES
        return no(
            "listed_ground",
            say("{regime} does not list this ground: {ground}.", regime=scene.regime.name, ground=self.ground),
        )

    def _agreed(self, extension: Extension) -> Ruling:
        if extension.form == "agree" and self.to_on is None:
            return no("agreed_date", say("Give the date that the customer agreed to."))
        if extension.needs_agreement and not self.agreed:
            return no("customer_agreed", say("This extension needs the customer's agreement."))
        return YES

    def _once(self, scene: Scene) -> Ruling:
        extension = next(clock.extension for clock in extendable(scene) if clock.id == self.clock)
        again = any(done.clock == self.clock for done in scene.facts.extensions)
        if again and extension and extension.form != "agree":
            return no("extended_once", say("This clock has already been extended."))
        return YES

    def _in_time(self, scene: Scene, clock: Clock) -> Ruling:
        due = due_on(scene, clock)
        day = scene.day(self.moment(scene))
        if clock.extension and clock.extension.before_due and due and day > due:
            return no("before_due", say("The time ran out on {day}. It had to be extended before then.", day=due))
        if self.to_on and due and self.to_on <= due:
            return no("later_date", say("The new date must be later than {day}.", day=due))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        data = {
            "clock": self.clock,
            "ground": self.ground,
            "to_on": self.to_on.isoformat() if self.to_on else "",
            "agreed": self.agreed,
        }
        return [
            Draft("clock_extended", data, {"explanation": self.explanation, "message": self.message}, self.happened_at)
        ]


STEPS: tuple[type[Step], ...] = (PauseClock, ResumeClock, ExtendClock)
