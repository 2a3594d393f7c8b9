"""The organisation's own Word template for letters, where it has one; else the one that comes with the program."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.utils.translation import gettext as _

from amends.letters.heavy import check_template
from amends.letters.shipped import TEMPLATE

LARGEST = 5 * 1024 * 1024
"""Bytes that a template may have."""


class TemplateRefused(ValueError):
    """`faults`: what is wrong with it, in sentences for whoever edits the template."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


def shipped() -> Path:
    """The template that comes with the program."""
    return TEMPLATE


def own() -> Path | None:
    """The organisation's own template, or None."""
    there = _place()
    return there if there.is_file() else None


def digest(template: Path | None) -> str:
    """The start of its SHA-256, by which two templates are told apart; "" for none."""
    return hashlib.sha256(template.read_bytes()).hexdigest()[:12] if template else ""


def replace(uploaded: bytes) -> None:
    """Take this as the organisation's own. Raises TemplateRefused, and then what was there stays."""
    if len(uploaded) > LARGEST:
        raise TemplateRefused([_("The file is too large: a template may have {n} MB at most.").format(n=LARGEST >> 20)])
    folder = _place().parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=folder, suffix=".new", delete=False) as file:
        file.write(uploaded)
    made = Path(file.name)
    try:
        if faults := check_template(made):
            raise TemplateRefused(faults)
        made.replace(_place())
    finally:
        made.unlink(missing_ok=True)


def drop() -> None:
    """Go back to the template that comes with the program."""
    _place().unlink(missing_ok=True)


def _place() -> Path:
    return Path(settings.AMENDS_HOME) / "letters" / "letter.docx"
