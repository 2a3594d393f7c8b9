"""Fields in a text that stand for what the case knows: {name}, {due_on}. They are filled in as a letter is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from amends.people.models import Organisation
from amends.rules.deadlines import reckonings
from amends.rules.facts import stage_moment
from amends.rules.regimes import ClockKind
from amends.rules.rulings import Scene
from amends.ui.sentences import value_text, words_text

_FIELD = re.compile(r"\{\{?[ \t]*([A-Za-z_]{1,40})[ \t]*\}?\}")
DUTIES = (ClockKind.ACT_BY, ClockKind.RESOLVE_BY)


@dataclass(frozen=True, slots=True)
class Field:
    """`name` as it is written between braces, what it stands for, and what it is here: "" where nothing is known."""

    name: str
    says: str
    value: str

    @property
    def written(self) -> str:
        return f"{{{self.name}}}"


def fields_of(reference: str, scene: Scene, writer: str) -> list[Field]:
    """The fields that there are, each with what it is in this case, in the customer's language. `writer` is a name."""
    with override(scene.facts.language):
        values = dict(_values(reference, scene, writer))
    return [Field(name, says, values[name]) for name, says in _says()]


def filled(text: str, fields: Mapping[str, str]) -> str:
    """The text with its fields filled in. One that is unknown or empty stays, so that it is seen and named."""
    return _FIELD.sub(lambda found: fields.get(found[1].lower()) or found[0], text)


def _says() -> Iterator[tuple[str, str]]:
    yield "name", _("whom the letter goes to")
    yield "reference", _("the reference of the case")
    yield "subject", _("what the case is about")
    yield "received_on", _("the day it was received")
    yield "due_on", _("the day by which we must answer")
    yield "turn_by", _("the last day for turning to the independent body, if this answers today")
    yield "third_party", _("the independent body")
    yield "our_name", _("our name")
    yield "our_contact", _("how to reach us")
    yield "signed_by", _("your name")
    yield "today", _("today")


def _values(reference: str, scene: Scene, writer: str) -> Iterator[tuple[str, str]]:
    facts, here = scene.facts, Organisation.here()
    third = scene.regime.third_party
    yield "name", facts.representative or facts.customer_name
    yield "reference", reference
    yield "subject", facts.subject
    yield "received_on", value_text(scene.day(facts.received_at))
    yield "due_on", _day(_due_on(scene))
    yield "turn_by", _day(_turn_by(scene))
    yield "third_party", words_text(third.name) if third else ""
    yield "our_name", here.name
    yield "our_contact", here.contact
    yield "signed_by", writer
    yield "today", value_text(scene.today)


def _day(day: date | None) -> str:
    return value_text(day) if day else ""


def _due_on(scene: Scene) -> date | None:
    """The next day by which we owe something: by law, or where no law says one, by our own target."""
    found = reckonings(scene.facts, scene.regime, scene.calendar)
    waiting = [one for one in found if one.clock.kind in DUTIES and one.due_on and not one.met_at]
    by_law = [one for one in waiting if not one.clock.own_target]
    return min((one.due_on for one in by_law or waiting if one.due_on), default=None)


def _turn_by(scene: Scene) -> date | None:
    """The last day for turning to the independent body, were the complaint answered at this moment."""
    answered = stage_moment("responded", scene.facts.stage)
    then = replace(scene.facts, moments={answered: scene.at, **scene.facts.moments})
    found = reckonings(then, scene.regime, scene.calendar)
    closing = [one for one in found if one.clock.kind is ClockKind.RIGHT_CLOSES and not one.met_at and not one.void_by]
    return min((one.due_on for one in closing if one.due_on and one.due_on >= scene.today), default=None)
