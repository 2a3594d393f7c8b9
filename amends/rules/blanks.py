"""Blanks: fields of a text that nobody filled in. A letter that still has one never goes."""

from __future__ import annotations

import re

# Bounded, so that a text made of opening braces takes no longer to read than another.
BLANK = re.compile(
    r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}|\{[A-Za-z_][\w .-]{0,80}\}"  # {name}, {{ name }}, {% if %}
    r"|<<[^<>\n]{1,80}>>"  # <<name>>
    r"|\[[A-Z]{3}[A-Z0-9 _/'’-]{0,80}\]"  # [NAME], [INSERT DATE]; not [name removed]
)


def blanks(text: str) -> tuple[str, ...]:
    """The fields in this text that are still to be filled in, each once, in order."""
    return tuple(dict.fromkeys(found[0] for found in BLANK.finditer(text)))
