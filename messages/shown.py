"""Which sources customers see. Everything found there has to be translated; the rest may wait."""

from __future__ import annotations

import sys
from fnmatch import fnmatch

from amends.rules.actors import Role
from amends.rules.steps import STEPS

FILES = (
    "amends/portal/*",
    "amends/cases/follow.py",
    "amends/cases/letters*.py",
    "amends/cases/letters/*",
    "amends/cases/paper.py",
    "amends/cases/refusing.py",
    "amends/cases/take.py",  # what a step of theirs may be refused for
    "amends/letters/*",
    "amends/rules/calendars.py",
    "amends/rules/explain.py",
    "amends/rules/facts.py",
    "amends/rules/moments.py",
    "amends/rules/redress.py",
    "amends/rules/referring.py",
    "amends/rules/rulewords.py",
    "amends/rules/rulings.py",
    "amends/rules/status.py",
    "amends/ui/dates.py",
    "amends/ui/fields.py",
    "amends/ui/sentences.py",
    "amends/ui/templates/40*.html",
    "amends/ui/templates/ui/base.html",
    "amends/ui/templates/ui/error*.html",
    "amends/ui/templates/ui/field*.html",
    "amends/ui/templates/ui/language_choice.html",
    "amends/ui/templates/ui/message*.html",
    "amends/ui/templates/ui/portal.html",
    "amends/ui/templates/ui/theme_choice.html",
    "amends/ui/templatetags/ui.py",
)

BUT_NOT = (
    "amends/letters/phrases.py",
    "amends/letters/reading.py",
    "amends/letters/template_check.py",
    "amends/letters/word_template.py",
)
"""What only those read who write the letters."""


def is_shown(file: str) -> bool:
    if file in BUT_NOT:
        return False
    return file in _of_their_steps() or any(fnmatch(file, pattern) for pattern in FILES)


def _of_their_steps() -> frozenset[str]:
    """The modules that hold a step which customers take, and those that hold what it asks for first."""
    theirs = [step for step in STEPS.values() if Role.CUSTOMER in step.who]
    steps = {step.__module__ for step in theirs} | {"amends.rules.steps.base"}
    needs = {need.__module__ for step in theirs for need in step.needs}
    names = {name for name in steps | needs if name in sys.modules}
    return frozenset(f"{name.replace('.', '/')}.py" for name in names)
