"""A picture for paper: the same drawing with its colours written into it, for a PDF or a file of its own.

On a page the stylesheet colours a picture. Here its rules for `.pic…` classes are read once and written out as plain
attributes in the light theme, so that there is one list of looks and a printed picture cannot drift from the screen's.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from .parts import attributes

STYLES = Path(__file__).parents[1] / "static" / "ui" / "css" / "amends.css"
ON_SVG = ("fill", "stroke", "font", "text-anchor", "paint-order")  # how the names begin that SVG knows as attributes
Look = dict[str, str]


def standalone(svg: str) -> str:
    """The picture without classes: legible with no stylesheet at all."""
    return re.sub(r' class="([^"]*)"', lambda found: attributes(**look_of(found[1])), svg)


def look_of(classes: str) -> Look:
    """What the classes come to. As in the stylesheet, a later rule wins over an earlier one."""
    named, found = set(classes.split()), Look()
    for name, look in looks():
        if name in named:
            found |= look
    return found


@cache
def looks() -> tuple[tuple[str, Look], ...]:
    """Every rule of the stylesheet for one class of a picture, in its order."""
    css = STYLES.read_text(encoding="utf-8")
    tokens = dict(re.findall(r"--([\w-]+):\s*light-dark\((#[0-9A-Fa-f]{6}),", css))
    rules = re.findall(r"^\s*\.(pic[a-z-]*) \{([^{}]*)\}", css, flags=re.M)
    return tuple((name, look_from(body, tokens)) for name, body in rules)


def look_from(body: str, tokens: dict[str, str]) -> Look:
    pairs = (line.split(":", 1) for line in body.split(";") if ":" in line)
    said = ((name.strip(), value.strip()) for name, value in pairs)
    return {name: literal(value, tokens) for name, value in said if name.startswith(ON_SVG)}


def literal(value: str, tokens: dict[str, str]) -> str:
    """The light theme's colour in place of a token; a bare number in place of pixels."""
    coloured = re.sub(r"var\(--([\w-]+)\)", lambda found: tokens[found[1]], value)
    return re.sub(r"(?<=\d)px\b", "", coloured)
