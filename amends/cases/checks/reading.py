"""How the letter reads: blanks left, how hard it is, how it sounds, and what paper cannot show."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases.checks.check import Check
from amends.cases.checks.written import Written, titled
from amends.letters.characters import unshowable
from amends.letters.reading import reading_age, tone, unfilled
from amends.rules.blanks import blanks

OLDEST = 14.0
"""The reading age, in years, that a letter should not pass: about the end of lower secondary school."""
FEWEST = 25
"""Words below which a reading age says nothing."""


def checks(letter: Written) -> Iterator[Check]:
    yield from _blanks(letter)
    if not letter.inside:
        yield from _age(letter)
        yield from _tone(letter)
        yield from _characters(letter)


def _blanks(letter: Written) -> Iterator[Check]:
    """A field that nobody filled in stops the letter; what merely looks like one is worth a look."""
    step, label, clear = letter.step, _("Blanks"), True
    for name in step.prose():
        text = str(getattr(step, name))
        stops = blanks(text)
        for blank in stops:
            clear = False
            words = _("{blank} in «{field}» is not filled in.").format(blank=blank, field=titled(step, name))
            yield Check("blanks", "bad", label, words, name)
        for blank in unfilled(text):
            if not any(blank in one or one in blank for one in stops):
                clear = False
                words = _("«{blank}» in «{field}» looks like a blank.").format(blank=blank, field=titled(step, name))
                yield Check("blanks", "warn", label, words, name)
    if clear:
        yield Check("blanks", "ok", label, _("Nothing is left to be filled in."))


def _age(letter: Written) -> Iterator[Check]:
    age = reading_age(letter.text, letter.scene.facts.language)
    if age is None or len(letter.text.split()) < FEWEST:
        return
    said = f"{age:.0f}"
    if age <= OLDEST:
        yield Check("reading-age", "ok", _("Reading age"), _("About {age} years.").format(age=said))
    else:
        words = _("About {age} years; {most} at most is better. Shorter sentences help, and shorter words.")
        yield Check("reading-age", "warn", _("Reading age"), words.format(age=said, most=int(OLDEST)), "message")


def _tone(letter: Written) -> Iterator[Check]:
    if not letter.scene.facts.language.startswith("en"):
        return
    found = tone(letter.text)
    for one in found:
        words = _("«{word}»: {why} Instead: {instead}.").format(word=one.word, why=one.why, instead=one.instead)
        yield Check("tone", "warn", _("Tone"), words, "message")
    if not found:
        yield Check("tone", "ok", _("Tone"), _("No words that blame or sound stiff."))


def _characters(letter: Written) -> Iterator[Check]:
    found = unshowable(letter.whole)
    if found:
        words = ngettext(
            "On paper {characters} is shown in words or as a box.",
            "On paper {characters} are shown in words or as boxes.",
            len(found),
        )
        yield Check("characters", "warn", _("Characters"), words.format(characters=" ".join(found)), "message")
