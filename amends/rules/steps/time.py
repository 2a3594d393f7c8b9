"""Pauses and extensions: only as the regime allows, each with its reason."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from pydantic import AwareDatetime, Field

from amends.rules import needs
from amends.rules.clocks import Extended, why_not_extend
from amends.rules.deadlines import reckoning_of
from amends.rules.entries import Draft
from amends.rules.regimes import Clock, Ground
from amends.rules.resolving import money_signed_for
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.base import Step, choice, come, counted, not_before, optional_text, text
from amends.rules.steps.letter import SENDING, LetterWithParts, large_print_wanted
from amends.rules.words import plain, say

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


class ExtendClock(LetterWithParts):
    name = "extend_clock"
    label = "Extend a clock"
    summary = "Take the longer time that the regime allows, on a ground that it lists, and tell the customer."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_COMPLAINT, needs.regime_extends, needs.not_yet_reported)
    writes = ("clock_extended",)
    letter_kinds = ("extension",)

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

    @classmethod
    def asks(cls, scene: Scene) -> tuple[str, ...]:
        own = ("clock", "ground", "explanation", "to_on", "agreed", "message")
        parts = (name for name in cls.wanted_parts(scene) if name not in ("reasons", "new_date"))
        return (*own, *parts, *SENDING, "happened_at")

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        return {"large_print": large_print_wanted(scene), **cls.suggested_parts(scene)}

    def checked(self, scene: Scene) -> Ruling:
        clock = next((clock for clock in extendable(scene) if clock.id == self.clock), None)
        if clock is None or clock.extension is None:
            return no("extendable_clock", say("This clock cannot be extended: {clock}.", clock=self.clock))
        if clock.extension.needs_agreement and not self.agreed:
            return no("customer_agreed", say("This extension needs the customer's agreement."))
        last = scene.calendar.last
        if self.to_on and self.to_on > last:
            return no("calendar_reaches", say("The calendar of this procedure ends on {day}.", day=last))
        said = first_refusal((self.parts_said(scene, "extension"), money_signed_for(scene, self.redress)))
        return self._allowed(scene, clock) and said

    def _allowed(self, scene: Scene, clock: Clock) -> Ruling:
        """Ground, date, time and allowance: the count itself says whether the extension would have an effect."""
        reckoning = reckoning_of(scene, clock)
        if reckoning is None:
            return no("clock_started", say("This clock has not started yet."))
        extended = Extended(clock.id, self.ground, self.moment(scene), self.to_on)
        refused = why_not_extend(reckoning, scene.facts.moments, extended)
        return no("extension_allowed", refused) if refused else YES

    def part(self, scene: Scene, name: str) -> str:
        """The reason and the new date are told in any case: as given, or as they follow from the rest."""
        said = super().part(scene, name)
        if name == "reasons":
            return said or self.explanation
        return said or (self._new_date(scene) if name == "new_date" else "")

    def _new_date(self, scene: Scene) -> str:
        extended = Extended(self.clock, self.ground, self.moment(scene), self.to_on)
        reckoning = reckoning_of(scene, scene.regime.clock(self.clock), extended)
        return plain(reckoning.due_on) if reckoning and reckoning.due_on else ""

    def entries(self, scene: Scene) -> list[Draft]:
        data = {
            "clock": self.clock,
            "ground": self.ground,
            "to_on": self.to_on.isoformat() if self.to_on else "",
            "agreed": self.agreed,
            **self.sent(),
        }
        content = {"explanation": self.explanation, "message": self.message, **self.part_content(scene)}
        return [Draft("clock_extended", data, content, self.happened_at)]


NOTED = (
    "other_responsible",
    "decided_to_split",
    "investigated",
    "referral_left_out",
    "regulator_asked",
    "regulator_answered",
    "objections_ended",
    "contracted",
    "owned",
    "delivered",
    "installed",
    "rejected",
    "refund_agreed",
    "refunded",
    "informed",
    "cancelled",
    "supplied",
    "put_right_asked",
    "put_right_done",
    "attempt_failed",
    "attempt_impossible",
    "attempt_too_slow",
    "delivery_overdue",
    "delivery_refused",
    "extra_time_over",
    "returned",
    "payment_overdue",
)
"""Moments that no other step sets: staff write them down."""
OF_A_PURCHASE = frozenset(NOTED[NOTED.index("contracted") : NOTED.index("payment_overdue")])
"""Consumer law counts from these, whatever procedure the complaint goes through."""


def notable(scene: Scene) -> list[str]:
    """The moments that can be written down here: those that a clock or remedy of the regime looks at, and those of a
    purchase."""
    used = {
        name
        for clock in scene.regime.clocks
        for name in (clock.starts, *clock.stops, *clock.renewed_by, *clock.cut_short_by, clock.unless)
    }
    remedied = {name for one in scene.regime.remedies for name in (*one.opened_by, *one.ended_by)}
    return [name for name in NOTED if name in used | remedied | OF_A_PURCHASE]


class NoteMoment(Step):
    name = "note_moment"
    label = "Write down a moment"
    summary = "Something that a time limit counts from or to: when goods were delivered, when the regulator asked."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.not_about_oneself)
    writes = ("moment_noted",)

    moment_of: str = choice("Which moment", "notable_moments")
    moment_at: AwareDatetime = Field(title="When it was")
    detail: str = optional_text("What shows it", long=True)

    def checked(self, scene: Scene) -> Ruling:
        if self.moment_of not in notable(scene):
            return no("notable_moment", say("No time limit looks at this: {moment}.", moment=self.moment_of))
        return first_refusal((come(scene, self.moment_at), counted(scene, self.moment_at)))

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"moment": self.moment_of, "moment_at": self.moment_at.isoformat()}
        return [Draft("moment_noted", data, {"detail": self.detail}, self.happened_at)]


STEPS: tuple[type[Step], ...] = (PauseClock, ResumeClock, ExtendClock, NoteMoment)
