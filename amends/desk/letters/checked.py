"""The checks of a letter as the page shows them: counted, those that stop it first, and the issues as a picture."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from amends.cases.lettercheck import Check, LetterChecks, checks
from amends.rules.rulings import Scene
from amends.rules.steps.letter import Letter
from amends.ui.pictures import letter_check
from amends.ui.pictures.parts import Table

FIRST_WORDS = 90
ORDER = ("bad", "warn", "ok")


@dataclass(frozen=True, slots=True)
class Line:
    """`target`: the id of the field that it is about; `kind` and `word`: how it stands, for a tag."""

    kind: str
    word: str
    label: str
    sentence: str
    target: str
    step: str


@dataclass(frozen=True, slots=True)
class Checked:
    """`open`: what someone has to look at; `fine`: the rest."""

    says: str
    kind: str
    open: tuple[Line, ...]
    fine: tuple[Line, ...]
    picture: str = ""
    rows: Table | None = None


def checked(letter: Letter, scene: Scene) -> Checked:
    """What the page shows of the checks of this letter."""
    return shown(checks(letter, scene))


def shown(found: LetterChecks) -> Checked:
    lines = [_line(check) for check in sorted(found.found, key=lambda check: ORDER.index(check.state))]
    data = _picture(found)
    return Checked(
        says=_says(found),
        kind=next((state for state in ("bad", "warn") if found.of(state)), "ok"),
        open=tuple(line for line in lines if line.kind != "ok"),
        fine=tuple(line for line in lines if line.kind == "ok"),
        picture=letter_check.svg(data) if data else "",
        rows=letter_check.table(data) if data else None,
    )


def _line(check: Check) -> Line:
    words = {"ok": gettext("Fine"), "warn": gettext("Look again"), "bad": gettext("Stops it")}
    return Line(check.state, words[check.state], check.label, check.sentence, _target(check.field), check.step)


def _target(field: str) -> str:
    return {"": "", "says": "id_says_0"}.get(field, f"id_{field}")


def _says(found: LetterChecks) -> str:
    bad, warn = len(found.of("bad")), len(found.of("warn"))
    if not bad and not warn:
        return gettext("Nothing stands against it.")
    parts = []
    if bad:
        parts.append(ngettext("{n} thing stops it", "{n} things stop it", bad).format(n=bad))
    if warn:
        parts.append(ngettext("{n} thing to look at again", "{n} things to look at again", warn).format(n=warn))
    return "; ".join(parts) + "."


def _picture(found: LetterChecks) -> letter_check.Letter | None:
    """The issues and the paragraphs that answer them; None for a letter that answers none."""
    if not found.issues:
        return None
    issues = tuple(letter_check.Answered(f"{one.number}. {one.title}", one.paragraphs) for one in found.issues)
    return letter_check.Letter(tuple(_first(text) for text in found.paragraphs), issues)


def _first(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= FIRST_WORDS else line[:FIRST_WORDS].rstrip() + "…"
