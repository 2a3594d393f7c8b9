"""Taking a case in: receive it, decide what it is, acknowledge it, note what this customer needs."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Literal, get_args

from pydantic import AwareDatetime, Field, field_validator

from amends.rules import needs
from amends.rules.actors import CASEWORK, Role
from amends.rules.entries import CUSTOMER_FIELDS, Draft
from amends.rules.rulings import YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.steps.base import Step, choice, come, counted, optional_text, text
from amends.rules.steps.letter import Letter
from amends.rules.steps.waiting import resumed_by_the_answer
from amends.rules.words import say

CHAPTER = "Take it in"


class Channel(StrEnum):
    WEB = "web"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    COUNTER = "counter"
    SOCIAL = "social media"
    OTHER_SYSTEM = "another system"


class Language(StrEnum):
    """A language in which we write to customers, by the code that a page has for it."""

    ENGLISH = "en-gb"
    WELSH = "cy"


ADDRESS = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+")
Mood = Literal["", "calm", "angry", "confused", "anxious", "unusual"]
MOODS: tuple[str, ...] = get_args(Mood)


class Receive(Step):
    name = "receive"
    label = "Receive"
    summary = "Take in what a customer raised, by any channel, in their own words."
    chapter = CHAPTER
    who = frozenset({*CASEWORK, Role.CUSTOMER, Role.SYSTEM})
    needs: ClassVar[tuple[Need, ...]] = (needs.case_new,)
    writes = ("received",)
    makes_case = True

    channel: Channel = Field(title="How it came")
    subject: str = text("In a few words", "What the case will be called in lists.")
    story: str = text("What happened", "In the customer's own words.", long=True)
    wants: str = optional_text("What would put it right", "What the customer asks for.", long=True)
    customer_name: str = text("Customer's name")
    customer_email: str = optional_text("Email", kind="email")
    customer_phone: str = optional_text("Telephone", kind="tel")
    customer_address: str = optional_text("Postal address", long=True)
    representative: str = optional_text("Acting for the customer", "Who speaks for them, and on what authority.")
    need: str = optional_text(
        "What this customer needs", "Anything that makes things harder, and what would help.", long=True
    )
    language: Language = Field(
        default=Language.ENGLISH,
        title="Language",
        description="The language in which they want to hear from us.",
        json_schema_extra={"labels": {"en-gb": "English", "cy": "Welsh"}},
    )
    product: str = optional_text("Product or service")
    event_at: AwareDatetime | None = Field(default=None, title="When what they complain of happened")
    aware_at: AwareDatetime | None = Field(default=None, title="When they became aware of it")
    sent_to_company_at: AwareDatetime | None = Field(default=None, title="When it was sent to us by a portal")
    external_ref: str = optional_text("Reference elsewhere", "The number it has in another system.")
    about_staff: list[str] = choice("Staff complained about", "staff", default=[])
    team: str = choice("Team", "teams", default="")
    regime: str = choice("Procedure", "regimes", "Leave empty for the organisation's own.", default="")
    customer: str = Field(default="", title="Known customer", json_schema_extra={"choices": "customers"})

    @field_validator("customer_email")
    @classmethod
    def _one_address(cls, value: str) -> str:
        """Messages go to it: two of them, or a name beside it, will not do."""
        if value and not ADDRESS.fullmatch(value):
            raise ValueError("Write one email address, like name@example.com.")
        return value

    def checked(self, scene: Scene) -> Ruling:
        received = self.moment(scene)
        if self.event_at and self.event_at > received:
            return no("not_in_future", say("What they complain of cannot have happened after it was received."))
        if self.aware_at and self.aware_at > received:
            return no("not_in_future", say("They cannot have become aware of it after it was received."))
        if self.aware_at and self.event_at and self.aware_at < self.event_at:
            return no("in_order", say("They cannot have become aware of it before it happened."))
        sent = self.sent_to_company_at
        return first_refusal((come(scene, sent), counted(scene, sent))) if sent else YES

    def entries(self, scene: Scene) -> list[Draft]:
        data = {
            "channel": self.channel.value,
            "language": self.language.value,
            "product": self.product,
            "customer": self.customer,
            "external_ref": self.external_ref,
            "about_staff": list(self.about_staff),
            "team": self.team,
            "regime": scene.regime.id,
            "edition": scene.regime.edition,
            "moment_happened": _iso(self.event_at),
            "moment_aware": _iso(self.aware_at),
            "moment_sent_to_company": _iso(self.sent_to_company_at),
        }
        names = ("subject", "story", "wants", "need", *CUSTOMER_FIELDS)
        return [Draft("received", data, {name: getattr(self, name) for name in names}, self.happened_at)]


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


class Recognise(Step):
    name = "recognise"
    label = "It is a complaint"
    summary = "Recognise it as a complaint, under the limb of the regime's definition that it meets."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.not_a_complaint_yet)
    writes = ("recognised",)

    limb: str = choice("Which part of the definition", "limbs")
    reason: str = optional_text("Why", "Worth writing when it was not plain.", long=True)

    def checked(self, scene: Scene) -> Ruling:
        if self.limb in {limb.id for limb in scene.regime.definition}:
            return YES
        return no(
            "limb_of_the_definition",
            say("{regime} has no such limb in its definition: {limb}.", regime=scene.regime.name, limb=self.limb),
        )

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"limb": self.limb, "regime": scene.regime.id, "edition": scene.regime.edition}
        return [Draft("recognised", data, {"reason": self.reason}, self.happened_at)]


class KeepAs(Step):
    name = "keep_as"
    label = "It is a query or a problem"
    summary = "Keep it as a query or a problem. It can still become a complaint."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.undecided)
    writes = ("kept_as",)

    kind: Literal["query", "problem"] = Field(title="What it is")
    reason: str = text("Why it is not a complaint", long=True)

    def entries(self, scene: Scene) -> list[Draft]:
        return [Draft("kept_as", {"kind": self.kind}, {"reason": self.reason}, self.happened_at)]


class Exclude(Letter):
    name = "exclude"
    label = "It is outside the procedure"
    summary = "Say on which ground the procedure does not apply, why, and where else the customer can turn."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.not_excluded, needs.not_yet_reported)
    writes = ("excluded", "clock_resumed")

    ground: str = choice("On which ground", "exclusions")
    reason: str = text("Why it applies here", long=True)
    elsewhere: str = text("Where else they can turn", long=True)
    message: str = text("Message to the customer", long=True)

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        third = scene.regime.third_party
        return {"elsewhere": third.says} if third else {}

    def checked(self, scene: Scene) -> Ruling:
        if self.ground in {ground.id for ground in scene.regime.exclusions}:
            return YES
        return no(
            "ground_of_exclusion",
            say("{regime} does not list this ground: {ground}.", regime=scene.regime.name, ground=self.ground),
        )

    def entries(self, scene: Scene) -> list[Draft]:
        content = {"reason": self.reason, "elsewhere": self.elsewhere, "message": self.message}
        excluded = Draft("excluded", {"ground": self.ground, **self.sent()}, content, self.happened_at)
        return [excluded, *resumed_by_the_answer(scene, self.moment(scene))]


class Acknowledge(Letter):
    name = "acknowledge"
    label = "Acknowledge"
    summary = "Tell the customer that it is in hand, with all that the regime wants said."
    chapter = CHAPTER
    who = frozenset({*CASEWORK, Role.SYSTEM})
    needs: ClassVar[tuple[Need, ...]] = (*needs.OPEN_CASE, needs.kind_decided, needs.not_acknowledged)
    writes = ("acknowledged",)
    after = ("received",)

    message: str = text("Message to the customer", long=True)
    says: list[str] = choice(
        "The message says", "acknowledgement_parts", "Tick what your message tells them.", default=[]
    )

    def checked(self, scene: Scene) -> Ruling:
        if not scene.facts.is_complaint:
            return YES
        parts = scene.stage.acknowledgement_parts
        missing = [
            say("{part}", part=part.text) for part in parts if part.id not in self.says and part.field not in self.says
        ]
        if not missing:
            return YES
        return no(
            "acknowledgement_complete", say("The acknowledgement does not say all that it must."), missing=missing
        )

    def entries(self, scene: Scene) -> list[Draft]:
        data = {"says": list(self.says), **self.sent()}
        return [Draft("acknowledged", data, {"message": self.message}, self.happened_at)]


class NoteNeed(Step):
    name = "note_need"
    label = "Note a need"
    summary = "Note what this customer needs or expects, how they seem, and what we do differently for them."
    chapter = CHAPTER
    needs: ClassVar[tuple[Need, ...]] = needs.OPEN_CASE
    writes = ("need_noted",)

    need: str = text("What they need or expect", long=True)
    mood: Mood = Field(default="", title="How they seem")
    adjustment: str = text("What we do about it", long=True)

    def entries(self, scene: Scene) -> list[Draft]:
        content = {"need": self.need, "mood": self.mood, "adjustment": self.adjustment}
        return [Draft("need_noted", {}, content, self.happened_at)]


STEPS: tuple[type[Step], ...] = (Receive, Recognise, KeepAs, Exclude, Acknowledge, NoteNeed)
