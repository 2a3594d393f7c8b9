"""A step, declared once: its fields, who may take it, what must be true before, and the entries it writes.

The form on the desk, the operation in the API, the line in the reference and the command all come from the class.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any, ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, ValidationInfo, field_validator

from amends.rules.actors import CASEWORK, Role
from amends.rules.entries import Draft
from amends.rules.regimes import MOMENTS
from amends.rules.rulings import ROLE_NAMES, YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.words import Words, say

LONG = 20_000
"""Characters that a long text may have."""
SHORT = 300
YEARS = range(1900, 2200)
"""Years that a date may have. Outside them it was mistyped, and counting from it would fail."""
A_MOMENT = timedelta(minutes=1)
"""How far the clocks of two machines may differ."""

_UNKEPT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANK = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*")


def text(title: str, hint: str = "", *, long: bool = False, **extra: Any) -> Any:
    """A required text field. `long` makes it a box of several lines."""
    return Field(
        title=title,
        description=hint,
        min_length=1,
        max_length=LONG if long else SHORT,
        json_schema_extra={"long": long, **extra},
    )


def optional_text(title: str, hint: str = "", *, long: bool = False, **extra: Any) -> Any:
    return Field(
        default="",
        title=title,
        description=hint,
        max_length=LONG if long else SHORT,
        json_schema_extra={"long": long, **extra},
    )


def choice(title: str, of: str, hint: str = "", *, default: Any = ..., pattern: str | None = None) -> Any:
    """A field whose choices depend on the case or the organisation: `of` names them (see `amends.rules.choices`)."""
    return Field(default=default, title=title, description=hint, pattern=pattern, json_schema_extra={"choices": of})


def labelled(words: Mapping[Any, str]) -> dict[str, JsonValue]:
    """What a field needs to show its values in words, whatever they are called inside."""
    return {"labels": {str(value): str(said) for value, said in words.items()}}


MOST_MONEY = 10**11
"""Pence that one amount may have."""


def money(title: str, hint: str = "", *, default: Any = None, least: int = 0) -> Any:
    """An amount, in hundredths of the currency of the case. People write «64.50», of which a form makes 6450; programs
    write that."""
    return Field(
        default=default,
        title=title,
        description=hint,
        ge=least,
        le=MOST_MONEY,
        json_schema_extra={"kind": "money"},
    )


A_PERSON = r"^staff:[0-9]{1,18}$"
"""A member of staff, by id."""
Person = Annotated[str, Field(pattern=A_PERSON)]


def clean(text: str) -> str:
    """Text in one form; nothing, where it shows nothing. Raises ValueError for control characters (but line ends and
    tabs) and for half characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _UNKEPT.search(text):
        raise ValueError("This text holds a character that cannot be kept.")
    return "" if _BLANK.fullmatch(text) else unicodedata.normalize("NFC", text)


def _cleaned(value: Any, *, one_line: bool) -> Any:
    if isinstance(value, list):
        return [_cleaned(one, one_line=True) for one in value]
    if not isinstance(value, str):
        return value
    return " ".join(clean(value).split("\n")) if one_line else clean(value)


class Step(BaseModel):
    """What a person, or the system, does to a case."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: ClassVar[str]
    label: ClassVar[str]
    summary: ClassVar[str]
    chapter: ClassVar[str]
    who: ClassVar[frozenset[Role]] = CASEWORK
    needs: ClassVar[tuple[Need, ...]] = ()
    writes: ClassVar[tuple[str, ...]]
    makes_case: ClassVar[bool] = False
    after: ClassVar[tuple[str, ...]] = ()
    """Moments of the present stage that the step comes after: it cannot have happened before them."""

    happened_at: AwareDatetime | None = Field(
        default=None,
        title="When it happened",
        description="Leave empty for now. Give it when you write down something that happened earlier.",
    )

    @field_validator("*", mode="before")
    @classmethod
    def _clean(cls, value: Any, info: ValidationInfo) -> Any:
        """Text in one form, on one line unless it is long. Raises ValueError for characters that no page can show."""
        extra = cls.model_fields[info.field_name].json_schema_extra if info.field_name else None
        return _cleaned(value, one_line=not (isinstance(extra, dict) and extra.get("long")))

    @field_validator("*", mode="after")
    @classmethod
    def _near(cls, value: Any) -> Any:
        """Raises ValueError for a date that nobody can mean."""
        if isinstance(value, date) and value.year not in YEARS:
            raise ValueError("This date is too far away.")
        return value

    @classmethod
    def opening(cls, scene: Scene) -> Ruling:
        """May this be done at all now, by this person? Asked before any field is filled, to show or close the step."""
        return first_refusal(ruling for ruling in _opening(cls, scene))

    def ruling(self, scene: Scene) -> Ruling:
        """May exactly this be done?"""
        checks: tuple[Need, ...] = (self.opening, self._dated, self.checked)
        return first_refusal(check(scene) for check in checks)

    def checked(self, scene: Scene) -> Ruling:
        """What a step has to say about its own fields. By default nothing."""
        return YES

    def entries(self, scene: Scene) -> list[Draft]:
        """The entries to write, once the ruling is yes."""
        raise NotImplementedError

    @classmethod
    def asks(cls, scene: Scene) -> tuple[str, ...]:
        """The fields to ask for in this case; some regimes need more than others."""
        return tuple(cls.model_fields)

    @classmethod
    def suggests(cls, scene: Scene) -> dict[str, Any]:
        """Values to begin the form with. A person reads them before sending: nothing here acts by itself."""
        return {}

    def _dated(self, scene: Scene) -> Ruling:
        when = self.happened_at
        if when is None:
            return YES
        return first_refusal(
            (come(scene, when), counted(scene, when), received_before(scene, when), self._order(scene))
        )

    def _order(self, scene: Scene) -> Ruling:
        """A step that rests on an earlier one cannot have happened before it."""
        facts, when = scene.facts, self.moment(scene)
        named = [(facts.moments.get(facts.moment_of_stage(name)), name) for name in self.after]
        later = [(moment, name) for moment, name in named if moment and when < moment]
        if not later:
            return YES
        moment, name = max(later)
        return not_before(scene, when, moment, Words(MOMENTS.get(facts.moment_of_stage(name), MOMENTS[name])))

    def moment(self, scene: Scene) -> datetime:
        """When this step happened: as said, or now."""
        return self.happened_at or scene.at


def come(scene: Scene, moment: datetime) -> Ruling:
    if moment <= scene.at + A_MOMENT:
        return YES
    return no("not_in_future", say("That time has not come yet."))


def counted(scene: Scene, moment: datetime) -> Ruling:
    """A moment from which days are counted lies where the calendar knows them."""
    first = scene.calendar.first
    if scene.day(moment) >= first:
        return YES
    return no("calendar_reaches", say("The calendar of this procedure begins on {day}.", day=first))


def not_before(scene: Scene, moment: datetime, earlier: datetime, what: Words) -> Ruling:
    """What follows something cannot have happened before it."""
    if moment >= earlier:
        return YES
    reason = say("It cannot have happened before {day}, when {what}.", day=scene.local(earlier), what=what)
    return no("in_order", reason)


def received_before(scene: Scene, moment: datetime) -> Ruling:
    received = scene.facts.moments.get("received")
    if received is None or moment >= received:
        return YES
    reason = say("It cannot have happened before the case was received on {day}.", day=scene.local(received))
    return no("after_receipt", reason)


def _opening(step: type[Step], scene: Scene) -> Iterable[Ruling]:
    yield _role(step, scene)
    for need in step.needs:
        yield need(scene)


def _role(step: type[Step], scene: Scene) -> Ruling:
    if scene.by.has(*step.who):
        return YES
    names: tuple[Words, ...] = tuple(ROLE_NAMES[role] for role in Role if role in step.who)
    return no("role", say("Your role does not include this step."), who_could=names)
