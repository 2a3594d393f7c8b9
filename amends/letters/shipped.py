"""The Word template that comes with Amends, and what is said of one that does not work."""

from __future__ import annotations

from pathlib import Path

TEMPLATE = Path(__file__).parent / "letter.docx"


class TemplateBroken(ValueError):
    """A sentence for whoever edits the template."""
