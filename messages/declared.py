"""What is said through gettext without standing in a call of it: the words of steps, entries and packs."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from django.core.validators import ProhibitNullCharactersValidator
from django.utils.dates import WEEKDAYS
from django.utils.translation import override
from pydantic.fields import FieldInfo

from amends.cases.told.corrections import field_word
from amends.cases.told.labels import READABLE, readable
from amends.desk.forms.fields import annotation, extra
from amends.rules.entries import KINDS, LETTER_FIELDS
from amends.rules.packfiles import builtin_folder, load_all
from amends.rules.regimes import Clock, Regime
from amends.rules.steps import STEPS
from amends.rules.steps.keeping import correctable_fields
from amends.rules.steps.response import PART_FIELDS
from amends.rules.words import Words
from messages.found import Found

WALES = "GB-EAW"
"""The calendar of the packs whose customers may want Welsh."""

IN_LETTERS = frozenset((*PART_FIELDS, *LETTER_FIELDS))
"""Fields of steps whose titles stand in letters, as headings of what was filled in."""


def declared() -> Iterator[Found]:
    yield from _of_django()
    yield from _steps()
    yield from _entries()
    yield from _packs()


def _of_django() -> Iterator[Found]:
    """Django has the days of the week, but with a capital, as they begin a sentence; and one text not in Welsh."""
    with override(None):
        for day in WEEKDAYS.values():
            yield Found(str(day), "amends/ui/dates.py", shown=True)
        yield Found(str(ProhibitNullCharactersValidator.message), "amends/ui/fields.py", shown=True)


def _steps() -> Iterator[Found]:
    for step in STEPS.values():
        file = f"{step.__module__.replace('.', '/')}.py"
        words = {step.label, step.summary, step.chapter}
        for name, info in step.model_fields.items():
            words |= {info.description or "", *_choices(info)}
            yield Found(info.title or "", file, shown=name in IN_LETTERS)
        yield from (Found(text, file) for text in sorted(words) if text)


def _choices(info: FieldInfo) -> Iterator[str]:
    """The words for the values that the field itself names."""
    own: dict[str, str] = extra(info).get("labels", {})
    with override(None):
        yield from (own.get(value) or str(READABLE.get(value) or readable(value)) for value in _values(info))


def _values(info: FieldInfo) -> list[str]:
    kind = annotation(info)
    if get_origin(kind) is Literal:
        return [str(value) for value in get_args(kind)]
    return [str(item.value) for item in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []


def _entries() -> Iterator[Found]:
    with override(None):
        for kind, entry in KINDS.items():
            yield Found(entry.says, "amends/rules/entries.py")
            for name in correctable_fields(kind):
                yield Found(field_word(name), "amends/rules/entries.py")


def _packs() -> Iterator[Found]:
    registry = load_all([builtin_folder()])
    for regime_id, editions in registry.regimes.items():
        for text, shown in (one for regime in editions for one in _regime(regime)):
            if isinstance(text, Words) and text:
                yield Found(text.template, f"amends/packs/{regime_id}/pack.toml", shown=shown)
    for calendar in registry.calendars.values():
        for text in (calendar.name, *sorted(set(calendar.non_working.values()))):
            yield Found(text, f"amends/packs/calendars/{calendar.id}.toml", shown=calendar.id == WALES)


def _regime(regime: Regime) -> Iterator[tuple[Any, bool]]:
    """Each sentence of a pack, and whether a customer can see it. Names of bodies are said as they are."""
    here = regime.calendar == WALES
    yield regime.name, False
    for ground in (*regime.definition, *regime.exclusions):
        yield from ((text, False) for text in (ground.text, ground.elsewhere))
    for stage in regime.stages:
        yield stage.name, False
        yield from ((part.text, False) for part in (*stage.acknowledgement_parts, *stage.response_parts))
    for letter in regime.letters:
        yield from ((part.text, False) for part in letter.parts)
    for remedy in regime.remedies:
        yield from ((text, False) for text in (remedy.text, remedy.when))
    for clock in regime.clocks:
        yield clock.event, False
        yield from ((text, here) for text in _explained(clock))
    if regime.third_party:
        yield from ((text, here) for text in (regime.third_party.name, regime.third_party.says))


def _explained(clock: Clock) -> Iterator[str]:
    """What stands in the explanation of a date."""
    grounds = clock.extension.grounds if clock.extension else ()
    yield from (clock.qualifier, clock.certainty, clock.only_for)
    yield from (one.text for one in (*grounds, *clock.pauses, *clock.unconfirmed))
    yield from (one.text for one in clock.standstills)
