"""A step, declared once: its fields, who may take it, what must be true before, and the entries it writes.

The form on the desk, the operation in the API, the line in the reference and the command all come from the class.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

from amends.rules.actors import CASEWORK, Role
from amends.rules.entries import Draft
from amends.rules.rulings import ROLE_NAMES, YES, Need, Ruling, Scene, first_refusal, no
from amends.rules.words import Words, say

LONG = 20_000
"""Characters that a long text may have."""
SHORT = 300


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


def choice(title: str, of: str, hint: str = "", *, default: Any = ...) -> Any:
    """A field whose choices depend on the case or the organisation: `of` names them (see `amends.rules.choices`)."""
    return Field(default=default, title=title, description=hint, json_schema_extra={"choices": of})


def clean(text: str) -> str:
    """Text in one form. Raises ValueError for control characters (but line ends and tabs) and for half characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in text):
        raise ValueError("This text holds a character that cannot be kept.")
    return text


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

    happened_at: AwareDatetime | None = Field(
        default=None,
        title="When it happened",
        description="Leave empty for now. Give it when you write down something that happened earlier.",
    )

    @field_validator("*", mode="before")
    @classmethod
    def _clean(cls, value: Any) -> Any:
        """Text in one form. Raises ValueError for characters that no page can show."""
        return clean(value) if isinstance(value, str) else value

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
        if when > scene.at + timedelta(minutes=1):
            return no("not_in_future", say("That time has not come yet."))
        received = scene.facts.moments.get("received")
        if received and when < received:
            return no(
                "after_receipt", say("It cannot have happened before the case was received on {day}.", day=received)
            )
        return YES

    def moment(self, scene: Scene) -> datetime:
        """When this step happened: as said, or now."""
        return self.happened_at or scene.at


def _opening(step: type[Step], scene: Scene) -> Iterable[Ruling]:
    yield _role(step, scene)
    for need in step.needs:
        yield need(scene)


def _role(step: type[Step], scene: Scene) -> Ruling:
    if scene.by.has(*step.who):
        return YES
    names: tuple[Words, ...] = tuple(ROLE_NAMES[role] for role in Role if role in step.who)
    return no("role", say("Your role does not include this step."), who_could=names)
