"""Days that a text names, in English and Welsh: which they are, whether they can be, and what is promised for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from amends.rules.calendars import OutsideCalendar
from amends.rules.rulings import Scene

ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WELSH = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd",
    "Rhagfyr",
)  # fmt: skip
MONTHS = {name.lower(): number for names in (ENGLISH, WELSH) for number, name in enumerate(names, start=1)}
WEEKDAYS = {
    name.lower(): number
    for names in (
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul"),
    )
    for number, name in enumerate(names)
}
_DAY = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"(?P<month>{'|'.join(MONTHS)})\b(?:,?\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "un": 1}
_WITHIN = re.compile(
    rf"\b(?:within|in|o\s+fewn)\s+(?:the\s+next\s+)?(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+"
    r"(?P<unit>working\s+days?|business\s+days?|days?|weeks?|diwrnod(?:\s+gwaith)?|wythnos)\b",
    re.IGNORECASE,
)
_BY_WEEKDAY = re.compile(
    rf"\b(?:by|on|before|next|erbyn)\s+(?:dydd\s+)?({'|'.join(WEEKDAYS)})\b(?!\s+\d)", re.IGNORECASE
)
_TOMORROW = re.compile(r"\b(?:tomorrow|yfory)\b", re.IGNORECASE)
_SOON = re.compile(r"\b(?:next\s+week|the\s+end\s+of\s+(?:the|this|next)\s+(?:week|month))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A day as it stands in the text. `day` is None where there is no such day; `weekday`, the one it is said to be."""

    words: str
    day: date | None
    weekday: int | None
    year_said: bool


def days_in(text: str, today: date) -> list[Named]:
    """The days that a text names. Where it leaves out the year, the nearest to today is meant."""
    return [_named(found, today) for found in _DAY.finditer(text)]


def _named(found: re.Match[str], today: date) -> Named:
    weekday = WEEKDAYS[found["weekday"].lower()] if found["weekday"] else None
    day, month, year = int(found["day"]), MONTHS[found["month"].lower()], found["year"]
    years = [int(year)] if year else [today.year, today.year - 1, today.year + 1]
    there = [made for one in years if (made := _made(one, month, day))]
    nearest = min(there, key=lambda made: abs(made - today), default=None)
    return Named(found[0], nearest, weekday, year_said=bool(year))


def _made(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def when(sentence: str, scene: Scene) -> tuple[str, date | None] | None:
    """By when something is said to be done: the words, and the day where they name one; None where they say nothing."""
    return next(_whens(sentence, scene), None)


def _whens(sentence: str, scene: Scene) -> Iterator[tuple[str, date | None]]:
    today = scene.today
    for named in days_in(sentence, today):
        yield named.words, named.day
    for found in _BY_WEEKDAY.finditer(sentence):
        ahead = (WEEKDAYS[found[1].lower()] - today.weekday()) % 7 or 7
        yield found[0], today + timedelta(days=ahead)
    for found in _WITHIN.finditer(sentence):
        yield found[0], _after(found, scene)
    for found in _TOMORROW.finditer(sentence):
        yield found[0], today + timedelta(days=1)
    for found in _SOON.finditer(sentence):
        yield found[0], None


def _after(found: re.Match[str], scene: Scene) -> date | None:
    count = _NUMBERS.get(found["n"].lower()) or int(found["n"])
    unit = found["unit"].lower()
    if "work" in unit or "business" in unit or "gwaith" in unit:
        with suppress(OutsideCalendar):
            return scene.calendar.working_days_after(scene.today, count)
        return None
    return scene.today + timedelta(days=count * (7 if unit.startswith(("week", "wythnos")) else 1))


def days_within(sentence: str) -> set[int]:
    """The numbers of days that «within 14 days» and the like name."""
    found = (match["n"].lower() for match in _WITHIN.finditer(sentence) if match["unit"].lower().startswith("day"))
    return {_NUMBERS.get(n) or int(n) for n in found}
