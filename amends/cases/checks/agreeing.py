"""Whether the letter agrees with the case and with itself: the customer's name, days of the week, past and to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from amends.cases.checks.check import Check
from amends.cases.checks.days import Named, days_in
from amends.cases.checks.written import Written
from amends.cases.greeting import greeting
from amends.letters.reading import sentences
from amends.ui.sentences import value_text

ALIKE = 0.7
_ADDRESSED = re.compile(r"\b(?:Dear|Annwyl|Mr|Mrs|Ms|Miss|Mx|Dr)\.?[ \t]+((?:[A-Z][\w'’-]*[ \t]?){1,3})")
_GREETING = re.compile(r"^[ \t]*(?:Dear|Annwyl)\b", re.MULTILINE)
_TO_COME = re.compile(r"\b(?:will|shall|by|until|before|from|due|within|bydd\w*|erbyn)\b|['’]ll\b", re.IGNORECASE)
_GONE_BY = re.compile(
    r"\b(?:was|were|had|received|told|wrote|called|sent|paid|charged|happened|visited|decided)\b", re.IGNORECASE
)
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam"})


def checks(letter: Written) -> Iterator[Check]:
    if letter.inside:
        return
    yield from _names(letter)
    yield from _days(letter)


def _names(letter: Written) -> Iterator[Check]:
    facts = letter.scene.facts
    greeted = facts.representative or facts.customer_name
    if _GREETING.search(letter.text):
        words = _("It greets by itself: «{greeting}». Leave the greeting out.").format(greeting=greeting(facts))
        yield Check("greeting", "warn", _("Greeting"), words, "message")
    wrong = dict.fromkeys(word for found in _ADDRESSED.findall(letter.text) for word in _misspelt(letter, found))
    for word in wrong:
        words = _("«{word}» is not how the name is spelt in the case: {name}.").format(word=word, name=greeted)
        yield Check("name", "warn", _("Names"), words, "message")
    if not wrong:
        yield Check("name", "ok", _("Names"), _("The customer's name is spelt as in the case."))


def _misspelt(letter: Written, found: str) -> Iterator[str]:
    """Words that are nearly a part of a name of the case, and not one."""
    facts = letter.scene.facts
    known = {part.casefold(): part for part in f"{facts.customer_name} {facts.representative}".split()}
    for word in found.split():
        plain = word.casefold().strip("'’-")
        if plain in known or plain in _TITLES:
            continue
        if any(SequenceMatcher(None, plain, part).ratio() >= ALIKE for part in known):
            yield word


def _days(letter: Written) -> Iterator[Check]:
    found = [
        words
        for sentence in sentences(letter.text)
        for named in days_in(sentence, letter.scene.today)
        if (words := _wrong(letter, sentence, named))
    ]
    yield from (Check("dates", "warn", _("Dates"), words, "message") for words in dict.fromkeys(found))
    if not found:
        yield Check("dates", "ok", _("Dates"), _("The dates can be as they are said."))


def _wrong(letter: Written, sentence: str, named: Named) -> str:
    """What is wrong with a day; nothing where it can be so."""
    day, today = named.day, letter.scene.today
    if day is None:
        return _("There is no {day}.").format(day=named.words)
    if named.weekday is not None and day.weekday() != named.weekday:
        return _("«{words}»: that day is {day}.").format(words=named.words, day=value_text(day))
    if day < today and _TO_COME.search(sentence) and not _GONE_BY.search(sentence):
        return _("«{words}» is past already, and is spoken of as to come.").format(words=named.words)
    if day > today and named.year_said and _GONE_BY.search(sentence) and not _TO_COME.search(sentence):
        return _("«{words}» is still to come, and is spoken of as past.").format(words=named.words)
    return ""
