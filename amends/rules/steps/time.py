"""Pauses and extensions: only as the regime allows, each with its reason."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from amends.rules import needs
from amends.rules.clocks import Extended, why_not_extend
from amends.rules.deadlines import reckoning_of
from amends.rules.entries import Draft
from amends.rules.regimes import Clock, Ground
from amends.rules.rulings import YES, Need, Ruling, Scene, no
from amends.rules.steps.base import Step, choice, not_before, text
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
    needs: ClassVar[tuple[Need, ...]] = (
        *needs.OPEN_CASE,
        needs.clocks_run,
        needs.regime_pauses,
        needs.not_paused,
        needs.not_yet_reported,
    )
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
        return not_before(scene, self.moment(scene), pause.from_at, say("the pause began")) if pause else YES

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
        if clock.extension.needs_agreement and not self.agreed:
            return no("customer_agreed", say("This extension needs the customer's agreement."))
        last = scene.calendar.last
        if self.to_on and self.to_on > last:
            return no("calendar_reaches", say("The calendar of this procedure ends on {day}.", day=last))
        return self._allowed(scene, clock)

    def _allowed(self, scene: Scene, clock: Clock) -> Ruling:
        """Ground, date, time and allowance: the count itself says whether the extension would have an effect."""
        reckoning = reckoning_of(scene, clock)
        if reckoning is None:
            return no("clock_started", say("This clock has not started yet."))
        extended = Extended(clock.id, self.ground, self.moment(scene), self.to_on)
        refused = why_not_extend(reckoning, scene.facts.moments, extended)
        return no("extension_allowed", refused) if refused else YES

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
