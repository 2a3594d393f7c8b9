"""Keeping the record: notes, links, corrections that leave the earlier visible, and erasure."""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from typing import ClassVar, Literal

from pydantic import Field

from amends.rules import needs, resolving
from amends.rules.actors import Role
from amends.rules.correcting import around, put_to_others
from amends.rules.entries import CUSTOMER_FIELDS, KINDS, LETTER_FIELDS, RISK_FIELDS, Draft
from amends.rules.redress import amounts_in
from amends.rules.regimes import MOMENTS
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.base import (
    MOST_MONEY,
    YEARS,
    Step,
    choice,
    come,
    counted,
    not_before,
    optional_text,
    received_before,
    text,
)
from amends.rules.steps.intake import ADDRESS, MOODS, Channel, Language
from amends.rules.steps.investigation import LET_DOWN_BY, SOURCES
from amends.rules.words import Words, say

CHAPTER = "Keep the record"
MOMENT = "happened_at"
"""When an entry happened: corrected like a field."""


class Note(Step):
    name = "note"
    label = "Note"
    summary = "A note that only staff see."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.not_about_oneself)
    writes = ("noted",)

    note: str = text("Note", long=True)
    files: list[str] = choice("Files", "files", default=[])

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("noted", {"files": list(self.files)}, {"note": self.note}, self.happened_at)]


class Link(Step):
    name = "link"
    label = "Link to another case"
    summary = "Link without merging: the same customer, the same event, a repeat."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.not_about_oneself)
    writes = ("linked",)

    reference: str = choice("Reference of the other case", "cases", pattern=r"\S")
    relation: Literal["same customer", "same event", "repeat of", "follows from"] = Field(
        title="How they belong together"
    )
    reason: str = optional_text("Why")

    def checked(self, scene: Scene) -> Ruling:
        if any(link.reference == self.reference and link.relation == self.relation for link in scene.facts.links):
            return no("linked_once", say("These two cases are already linked in this way."))
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"reference": self.reference, "relation": self.relation}
        return [Draft("linked", data, {"reason": self.reason}, self.happened_at)]


PLAIN_FIELDS: dict[str, tuple[str, ...]] = {
    "received": ("channel", "language", "product"),
    "issue_added": ("about",),
    "evidence_added": ("source",),
    "found": ("let_down_by",),
}
"""Fields of the plain part that may be corrected, by kind of entry. What was decided or promised is not among them:
that takes a new decision."""

ONE_OF: dict[str, tuple[str, ...]] = {
    "channel": tuple(Channel),
    "language": tuple(Language),
    "source": SOURCES,
    "let_down_by": LET_DOWN_BY,
    "mood": MOODS,
}
MAY_BE_EMPTY: dict[str, tuple[str, ...]] = {
    "received": ("wants", "need", "product", *(name for name in CUSTOMER_FIELDS if name != "customer_name")),
    "recognised": ("reason",),
    "need_noted": ("mood",),
    "issue_added": ("detail", "about"),
    "assigned": ("reason",),
    "evidence_added": ("detail",),
    "satisfaction_answered": ("comment",),
    "option_identified": ("detail",),
    "risk_assessed": RISK_FIELDS,
    "option_selected": ("why_only",),
    "accepted": ("comment",),
    "third_party_heard": ("ordered",),
    "moment_noted": ("detail",),
    "review_asked": ("message",),
    "review_given": ("comments",),
    **dict.fromkeys(("update_sent", "summary_sent", "clock_extended", "offered", "signposted"), LETTER_FIELDS),
    "closed": tuple(name for name in LETTER_FIELDS if name != "reasons"),
    "linked": ("reason",),
}
"""Fields that may be taken out altogether: the address of a stranger, say."""

ONE_LINE = frozenset(
    {
        *("subject", "title", "what", "about", "product", "leaflet", "stage_named", "signed_by", "new_date"),
        *RISK_FIELDS,
        *("customer_name", "customer_email", "customer_phone", "representative"),
    }
)
UNCORRECTED = frozenset(("corrected", "erased", "taken_back"))


def correctable_fields(kind: str) -> tuple[str, ...]:
    """The fields of an entry of this kind that a later one can put right, and its moment."""
    return () if kind in UNCORRECTED else (*KINDS[kind].personal, *PLAIN_FIELDS.get(kind, ()), MOMENT)


class Correct(Step):
    name = "correct"
    label = "Correct an entry"
    summary = "Put an earlier entry right by a later one. The earlier stays visible."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (needs.case_begun, needs.not_about_oneself)
    writes = ("corrected",)

    entry: int = Field(title="Number of the entry", ge=1)
    field: str = text("Which field", "Such as story, title, or happened_at for when it happened.")
    value: str = optional_text(
        "What it should be",
        "A moment is written as 2026-11-22T09:30+00:00. Leave empty to take out what should not be there.",
        long=True,
    )
    reason: str = text("Why", long=True)

    def checked(self, scene: Scene) -> Ruling:
        facts = scene.facts
        if self.entry > facts.number:
            return no("known_entry", say("There is no entry {number} in this case.", number=self.entry))
        if self.entry <= facts.erased_up_to and self.field != MOMENT:
            return no("not_erased", say("The words of this entry were erased, so there is nothing to correct."))
        checks = (self._field_right, self._as_put_to_others, self._value_right, self._moment_right)
        return first_refusal(check(scene) for check in checks)

    def _field_right(self, scene: Scene) -> Ruling:
        kind = scene.facts.kinds[self.entry - 1]
        those = correctable_fields(kind)
        if kind in UNCORRECTED:
            return no("correctable_entry", say("An entry of this kind is not corrected itself."))
        if self.field in those:
            return YES
        reason = say(
            "This field cannot be corrected: {field}. These can: {those}.", field=self.field, those=", ".join(those)
        )
        return no("correctable_field", reason)

    def _as_put_to_others(self, scene: Scene) -> Ruling:
        """Words that someone has said yes to, or is asked about, stay as they were when they were put to them."""
        if self.field == MOMENT or self.entry not in put_to_others(scene.facts):
            return YES
        return no("as_put_to_others", say("This was put to others in these words, and they stay. Add a new one."))

    def _value_right(self, scene: Scene) -> Ruling:
        if not self.value and self.field not in MAY_BE_EMPTY.get(scene.facts.kinds[self.entry - 1], ()):
            return no("value_given", say("Write what it should be: this field cannot be empty."))
        if self.field == "customer_email" and self.value and not ADDRESS.fullmatch(self.value):
            return no("one_address", say("Write one email address, like name@example.com."))
        if (named := max(amounts_in(self.value), default=0)) > self._signed_for(scene):
            words = say("A correction cannot bring in {amount}: that takes an offer.", amount=scene.money(named))
            return no("money_is_offered", words)
        allowed = ONE_OF.get(self.field)
        if allowed is None or not self.value or self.value in allowed:
            return YES
        return no("value_allowed", say("It can only be one of these: {those}.", those=", ".join(filter(None, allowed))))

    def _signed_for(self, scene: Scene) -> int:
        """The most money that the words of this entry may name, in pence: a promise or an option has its amount."""
        facts = scene.facts
        promised = (promise.pence or 0 for promise in facts.promises.values() if promise.entry == self.entry)
        options = (option.pence for option in facts.resolution.options.values() if option.entry == self.entry)
        told = (resolving.signed_for(scene),) if self.field in ("redress", "ordered") else ()
        return next(chain(promised, options, told), MOST_MONEY)

    def _moment_right(self, scene: Scene) -> Ruling:
        if self.field != MOMENT:
            return YES
        moment = _moment(self.value)
        if moment is None:
            return no("moment_written", say("Write the moment as 2026-11-22T09:30+00:00."))
        if self.entry > 1:
            return first_refusal((come(scene, moment), received_before(scene, moment), self._between(scene, moment)))
        return first_refusal((come(scene, moment), counted(scene, moment), self._first(scene, moment)))

    def _first(self, scene: Scene, moment: datetime) -> Ruling:
        """Nothing happens in a case before it is received."""
        earliest = min(scene.facts.happened[1:], default=moment)
        if moment <= earliest:
            return YES
        reason = say("It cannot have been received after {day}: something happened then.", day=scene.local(earliest))
        return no("before_the_rest", reason)

    def _between(self, scene: Scene, moment: datetime) -> Ruling:
        """What clocks count from and to stays in its order: request, acknowledgement, answer, end. So does what
        answers something, such as an offer."""
        earlier, later = around(scene.facts, self.entry)
        if earlier and moment < max(earlier)[0]:
            at, name = max(earlier)
            return not_before(scene, moment, at, Words(MOMENTS.get(name, name)))
        if later and moment > min(later)[0]:
            at, name = min(later)
            what = Words(MOMENTS.get(name, name))
            reason = say("It cannot have happened after {day}, when {what}.", day=scene.local(at), what=what)
            return no("in_order", reason)
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        kind = scene.facts.kinds[self.entry - 1]
        value = " ".join(self.value.split("\n")) if self.field in ONE_LINE else self.value
        is_plain = self.field in PLAIN_FIELDS.get(kind, ())
        data = {
            "entry": self.entry,
            "field": self.field,
            "moment": value if self.field == MOMENT else "",
            "plain": value if is_plain else "",
            "blank": not value,
        }
        content = {"value": "" if is_plain or self.field == MOMENT else value, "reason": self.reason}
        return [Draft("corrected", data, content, self.happened_at)]


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo and moment.year in YEARS else None


class Erase(Step):
    name = "erase"
    label = "Erase personal data"
    summary = (
        "Remove the customer's words and details for good. What was done, when and by whom stays, and still verifies."
    )
    chapter = CHAPTER
    who = frozenset({Role.QUALITY, Role.ADMIN})
    needs: ClassVar[tuple[Need, ...]] = (
        needs.case_begun,
        needs.not_about_oneself,
        needs.case_closed,
        needs.not_the_owner,
    )
    writes = ("erased",)

    ground: Literal["request of the customer", "end of retention", "should not have been kept"] = Field(title="Why")
    sure: bool = Field(title="Erase for good. This cannot be undone.")

    @classmethod
    def asks(cls, scene: Scene) -> tuple[str, ...]:
        return ("ground", "sure")

    def checked(self, scene: Scene) -> Ruling:
        if self.happened_at:
            return no("erased_now", say("Erasing happens now: it has no other moment."))
        return YES if self.sure else no("sure", say("Tick the box: erasing cannot be undone."))

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("erased", {"ground": self.ground, "up_to": scene.facts.number})]


STEPS: tuple[type[Step], ...] = (Note, Link, Correct, Erase)
