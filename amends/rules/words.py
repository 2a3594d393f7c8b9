"""Sentences that rules say to people: readable as they are, and translatable where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

Value = str | int | date | datetime


class Words(str):
    """A sentence in British English that remembers its template, so that a page can say it in another language."""

    __slots__ = ("params", "template")
    template: str
    params: Mapping[str, Value]

    def __new__(cls, template: str = "", params: Mapping[str, Value] | None = None) -> Words:
        params = params or {}
        words = super().__new__(cls, template.format(**{name: plain(value) for name, value in params.items()}))
        words.template, words.params = template, params
        return words

    def __reduce__(self) -> tuple[type[Words], tuple[str, dict[str, Value]]]:
        """Copies are made from the template: the sentence itself may hold braces that a person wrote."""
        return Words, (self.template, dict(self.params))


def say(template: str, /, **params: Value) -> Words:
    """Make a sentence from a template with `{named}` places. Message extraction looks for calls of this name."""
    return Words(template, params)


def written(text: str) -> Words:
    """A sentence as it stands in a file: translatable like any other, and its braces are no places."""
    return Words(text.replace("{", "{{").replace("}", "}}"))


def packed(words: Words) -> list[object]:
    """The sentence as plain data, to be kept and said again later, in whatever language."""
    return [words.template, {name: _packed(value) for name, value in words.params.items()}]


def _packed(value: Value) -> object:
    match value:
        case Words():
            return packed(value)
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"on": value.isoformat()}
    return value


def unpacked(data: object) -> Words:
    """A packed sentence again."""
    match data:
        case [str(template), dict(params)]:
            return Words(template, {name: _unpacked(value) for name, value in params.items()})
    return Words()


def _unpacked(value: Any) -> Value:
    match value:
        case [str(), dict()]:
            return unpacked(value)
        case {"at": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"on": str(day)}:
            return date.fromisoformat(day)
    return value if isinstance(value, int) else str(value)


def plain(value: Value) -> str:
    """A value as a British reader writes it: dates as «Friday 8 January 2027»."""
    if isinstance(value, datetime):
        return f"{plain(value.date())} at {value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%A} {value.day} {value:%B} {value.year}"
    return str(value)
