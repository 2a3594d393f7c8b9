"""The signs in the cells of tables and maps, and the legend that says what they mean.

A sign is known by its shape alone: filled or hollow, round or square, one, two or three bars. Colour only helps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from django.utils.translation import gettext, pgettext

from .labels import width_of
from .marks import CLASSES, shape
from .parts import element, group, rect, text

ROOM = 22  # from a sign's middle to the words beside it, and half of that before it
LINE = 22
TICK, CROSS = "M-3.5 0.5L-1 3L3.8 -3", "M-3 -3L3 3M3 -3L-3 3"
BARS = ((-8, 1, 5), (-2, -3, 9), (4, -7, 13))
FILLED = {"low": 1, "medium": 2, "high": 3}
BAR_CLASSES = {"low": "pic-ok", "medium": "pic-warn", "high": "pic-bad"}


def sign(kind: str, x: float, y: float) -> str:
    """The sign around the point x,y, 16 by 16. Raises KeyError for a kind that does not exist."""
    return f'<g transform="translate({x:.1f} {y:.1f})">{"".join(DRAWN[kind]())}</g>'


def path(d: str, classes: str) -> str:
    return element("path", d=d, **{"class": classes})


def disc(classes: str) -> str:
    return element("circle", r=7, **{"class": classes})


def tile(classes: str) -> str:
    return rect(-7, -7, 14, 14, classes, rx=2)


def bars(kind: str) -> list[str]:
    """Three bars that rise: as many are filled as the level is high."""
    look, filled = BAR_CLASSES[kind], FILLED[kind]
    return [rect(x, y, 4, h, look if n < filled else "pic-ring") for n, (x, y, h) in enumerate(BARS)]


def padlock() -> list[str]:
    return [path("M-4 0V-3.5A4 4 0 0 1 4 -3.5V0", "pic-stroke-bad"), rect(-6, -1, 12, 8, "pic-bad", rx=1)]


DRAWN: dict[str, Callable[[], list[str]]] = {
    **{kind: partial(lambda kind: [shape(kind)], kind) for kind in CLASSES},
    "fully": lambda: [disc("pic-kept"), path(TICK, "pic-inner")],
    "partly": lambda: [disc("pic-part"), path("M0 -7A7 7 0 0 0 0 7Z", "pic-warn")],
    "not": lambda: [tile("pic-broken"), path(CROSS, "pic-inner")],
    "unknown": lambda: [disc("pic-unsaid"), text(0, 4, "?", "pic-small pic-bold pic-middle")],
    "low": lambda: bars("low"),
    "medium": lambda: bars("medium"),
    "high": lambda: bars("high"),
    "unassessed": lambda: [path("M-8 6H-4M-2 6H2M4 6H8", "pic-stroke")],
    "plus": lambda: [disc("pic-ring"), path("M-3.5 0H3.5M0 -3.5V3.5", "pic-stroke")],
    "minus": lambda: [tile("pic-ring"), path("M-3.5 0H3.5", "pic-stroke")],
    "mine": lambda: [tile("pic-kept"), path(TICK, "pic-inner")],
    "approved": lambda: [path("M-8 -4L0 -8L8 -4V1Q8 6 0 9Q-8 6 -8 1Z", "pic-kept"), path(TICK, "pic-inner")],
    "asked": lambda: [disc("pic-part"), path("M0 -4V0.5L3 2.5", "pic-stroke-warn")],
    "beyond": padlock,
    "full": lambda: [disc("pic-square")],
    "half": lambda: [disc("pic-ring"), path("M0 -7A7 7 0 0 0 0 7Z", "pic-plain")],
    "empty": lambda: [disc("pic-ring")],
    "answered": lambda: [disc("pic-kept"), path(TICK, "pic-inner")],
    "caution": lambda: [path("M0 -8L8.5 7H-8.5Z", "pic-part"), path("M0 -3V2M0 4.6V4.7", "pic-stroke-warn")],
    "endless": lambda: [path("M0 0C-3 -5 -9 -5 -9 0S-3 5 0 0S9 -5 9 0S3 5 0 0Z", "pic-stroke")],
    "barred": lambda: [disc("pic-ring"), path("M-4.8 4.8L4.8 -4.8", "pic-stroke")],
    "own": lambda: [path("M0 -5L5 0L0 5L-5 0Z", "pic-acc")],
}


def meaning(kind: str) -> str:
    """The usual word for a sign; none for signs that only mark, as plus and minus do."""
    words = {
        "fully": pgettext("meets the wish", "Fully"),
        "partly": pgettext("meets the wish", "Partly"),
        "not": pgettext("meets the wish", "Not"),
        "unknown": gettext("Not known"),
        "low": pgettext("risk", "Low"),
        "medium": pgettext("risk", "Medium"),
        "high": pgettext("risk", "High"),
        "unassessed": gettext("Not assessed"),
    }
    return words.get(kind, "")


def legend(parts: Iterable[tuple[str, str]], left: float, right: float, top: float) -> tuple[list[str], float]:
    """Each sign with its words, in lines between two edges; and how far down the last line reaches."""
    x, y, drawn = left, top + LINE / 2, list[str]()
    for kind, words in parts:
        width = ROOM + 8 + width_of(words, 11) + 14
        if x > left and x + width > right:
            x, y = left, y + LINE
        drawn += [sign(kind, x + 9, y), text(x + ROOM + 2, y + 4, words, "pic-small pic-soft")]
        x += width
    return [group(drawn)] if drawn else [], y + LINE / 2 if drawn else top
