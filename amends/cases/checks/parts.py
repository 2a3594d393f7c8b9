"""What the procedure requires in this letter, there or missing; and the customer's right to turn to somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from amends.cases.checks.answers import is_answer
from amends.cases.checks.check import Check
from amends.cases.checks.days import days_in
from amends.cases.checks.written import Written
from amends.rules.deadlines import reckonings
from amends.rules.entries import UPDATES
from amends.rules.facts import Facts
from amends.rules.regimes import ClockKind, Part, ThirdParty
from amends.rules.rulings import Scene
from amends.rules.steps.informing import SendUpdate
from amends.rules.steps.intake import Acknowledge
from amends.rules.steps.letter import LetterWithParts
from amends.rules.steps.response import ReportFindings, required_parts
from amends.ui.sentences import value_text, words_text

_EITHER = re.compile(r"\s+(?:or|neu)\s+")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_ABBREVIATION = re.compile(r"\(([A-Z]{2,})\)")


def checks(letter: Written) -> Iterator[Check]:
    if not letter.inside:
        yield from (_there(letter, part, there=there) for part, there in _required(letter))
        yield from rights(letter)


def kind_of(step: LetterWithParts) -> str:
    """The kind of letter that it is, as packs name it."""
    return step.purpose if isinstance(step, SendUpdate) else step.letter_kinds[0]


def _required(letter: Written) -> Iterator[tuple[Part, bool]]:
    step, scene = letter.step, letter.scene
    if isinstance(step, LetterWithParts):
        for part in scene.regime.letter_parts(kind_of(step), scene.facts.stage):
            yield part, bool(_said(step, scene, part.field))
    elif isinstance(step, ReportFindings):
        for part in required_parts(scene):
            yield part, part.field == "findings" or bool(getattr(step, part.field, ""))
    elif isinstance(step, Acknowledge) and scene.facts.is_complaint:
        for part in scene.stage.acknowledgement_parts:
            yield part, part.id in step.says or part.field in step.says


def _said(step: LetterWithParts, scene: Scene, field: str) -> str:
    """What it says there; a new date that follows from the clock cannot be told before the clock is chosen."""
    try:
        return step.part(scene, field)
    except KeyError:
        return ""


def _there(letter: Written, part: Part, *, there: bool) -> Check:
    field = "says" if isinstance(letter.step, Acknowledge) else part.field
    text = words_text(part.text)
    if there:
        return Check(f"part-{part.id}", "ok", _("Required"), _("There: {part}").format(part=text), field)
    return Check(f"part-{part.id}", "bad", _("Required"), _("Missing: {part}").format(part=text), field)


def last_days(scene: Scene, facts: Facts) -> list[date]:
    """The last days on which the customer may turn to the independent body, as they are once this is sent."""
    found = (
        one.due_on
        for one in reckonings(facts, scene.regime, scene.calendar)
        if one.clock.kind is ClockKind.RIGHT_CLOSES and one.met_at is None and not one.void_by
    )
    return sorted(day for day in found if day and day >= scene.today)


def ends_here(letter: Written) -> bool:
    """Whether after this letter the customer may want to go elsewhere."""
    return is_answer(letter) or (isinstance(letter.step, SendUpdate) and letter.step.purpose in UPDATES)


def rights(letter: Written) -> Iterator[Check]:
    third, days = letter.scene.regime.third_party, last_days(letter.scene, letter.facts)
    if third is None or not days or not ends_here(letter):
        return
    yield from _body(letter, third)
    yield _limit(letter, days)


def _body(letter: Written, third: ThirdParty) -> Iterator[Check]:
    """Whether the body is named. Of some procedures each organisation has its own, whose name is not known here."""
    names = names_of(third, letter.facts.language)
    if not names:
        return
    label, name = _("Their rights"), words_text(third.name)
    if any(one.casefold() in " ".join(letter.whole.casefold().split()) for one in names):
        yield Check("rights", "ok", label, _("It names the independent body: {body}.").format(body=name))
    else:
        words = _("It does not name the independent body: {body}.").format(body=name)
        yield Check("rights", "warn", label, words, _field_of(letter, "referral_rights"))


def names_of(third: ThirdParty, language: str) -> set[str]:
    """What the body is called, in English and in the language of the letter: each of several, long and short."""
    with override(language):
        told = {str(third.name), words_text(third.name)}
    if third.name.startswith("the "):  # «the dispute resolution body named in our letter»
        return set()
    found = {part for name in told for part in _EITHER.split(name)}
    whole = {_ASIDE.sub("", part).strip() for part in found}
    short = {abbreviation for part in found for abbreviation in _ABBREVIATION.findall(part)}
    return whole | short | {name.removesuffix(" Service") for name in whole}


def _limit(letter: Written, days: list[date]) -> Check:
    label, field = _("Time limit"), _field_of(letter, "time_limit")
    told = {named.day for named in days_in(letter.whole, letter.scene.today)}
    said = _as_said(days[0], letter.facts.language)
    if told & set(days):
        return Check("time-limit", "ok", label, _("It says by when they must turn to it."))
    words = _("It does not say by when: {day}. Write the date.").format(day=said)
    return Check("time-limit", "warn", label, words, field)


def _as_said(day: date, language: str) -> str:
    """The day as the letter would say it, in its language."""
    with override(language):
        return value_text(day)


def _field_of(letter: Written, name: str) -> str:
    asked = type(letter.step).asks(letter.scene)
    return name if name in asked else "message"
