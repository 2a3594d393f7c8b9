"""What an entry says, in words: its kind's line, with ids replaced by what they stand for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from amends.cases.told.labels import readable, within
from amends.cases.told.names import Names
from amends.rules.entries import KINDS, Entry
from amends.rules.redress import REDRESS_WORDS
from amends.rules.regimes import MOMENTS, Ground, Regime
from amends.rules.steps.closing import CLOSING
from amends.rules.steps.referral import WHAT
from amends.rules.words import say


def texts(entry: Entry) -> list[tuple[str, str]]:
    """The personal part, field by field in the order in which the kind of entry names them."""
    order = KINDS[entry.kind].personal
    return sorted(entry.content.items(), key=lambda field: order.index(field[0]))


TO_SOMEONE = ("assigned", "handed_over", "escalated")


class _Places(dict[str, Any]):
    """Values for the places of a line; one that is missing leaves a gap instead of an error."""

    def __missing__(self, name: str) -> str:
        return "–"


def said(entry: Entry, regime: Regime, names: Names) -> str:
    """The line of this entry: «Issue 2: partly justified», «Assigned: Amira»."""
    line = gettext(KINDS[entry.kind].says).format_map(_Places(_values(entry, regime)))
    whom = entry.word("of") or (entry.word("to") if entry.kind in TO_SOMEONE else "")
    return f"{line}: {names.who(whom)}" if whom else line


def _values(entry: Entry, regime: Regime) -> dict[str, Any]:
    values = dict(entry.data)
    for name, read in _READERS.items():
        if isinstance(value := values.get(name), str) and value:
            values[name] = read(value, entry, regime)
    return values


def _clock(value: str, entry: Entry, regime: Regime) -> str:
    return next((gettext(clock.event) for clock in regime.clocks if clock.id == value), value)


def _ground(value: str, entry: Entry, regime: Regime) -> str:
    if entry.kind == "erased":
        return gettext(value)
    extensions = (clock.extension for clock in regime.clocks if clock.extension)
    grounds = [*regime.exclusions, *(ground for extension in extensions for ground in extension.grounds)]
    return _text(grounds, value)


def _reason(value: str, entry: Entry, regime: Regime) -> str:
    return _text([ground for clock in regime.clocks for ground in clock.pauses], value)


def _text(grounds: list[Ground] | tuple[Ground, ...], value: str) -> str:
    """Without the stop at its end: it stands within a line."""
    return next((gettext(ground.text).removesuffix(".") for ground in grounds if ground.id == value), value)


def _because(value: str, entry: Entry, regime: Regime) -> str:
    words = CLOSING.get(value)
    return _lower(gettext(words)) if words else value


def _kind(value: str) -> str:
    """What a case is, or a kind of redress."""
    known = {**_KINDS, **{kind.value: words for kind, words in REDRESS_WORDS.items()}}
    return _lower(gettext(known.get(value, value)))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


_KINDS = {"query": say("query"), "problem": say("problem")}
_CONFIRMED = {
    "by the customer": say("confirmed by the customer"),
    "not yet confirmed": say("written down, not yet confirmed"),
    "customer disagrees": say("written down; the customer disagrees"),
}

_READERS: dict[str, Callable[[str, Entry, Regime], str]] = {
    "limb": lambda value, entry, regime: _text(regime.definition, value),
    "ground": _ground,
    "reason": _reason,
    "clock": _clock,
    "because": _because,
    "outcome": lambda value, entry, regime: within(value),
    "due_on": lambda value, entry, regime: date_format(date.fromisoformat(value), gettext("D j F Y")),
    "audience": lambda value, entry, regime: gettext("customer") if value == "customer" else gettext("organisation"),
    "channel": lambda value, entry, regime: within(value),
    "confirmed": lambda value, entry, regime: gettext(_CONFIRMED.get(value, value)),
    "relation": lambda value, entry, regime: within(value),
    "kind": lambda value, entry, regime: _kind(value),
    "what": lambda value, entry, regime: _lower(gettext(WHAT[value])) if value in WHAT else value,
    "moment": lambda value, entry, regime: gettext(MOMENTS.get(value, value)),
    "let_down_by": lambda value, entry, regime: readable(value),
}
