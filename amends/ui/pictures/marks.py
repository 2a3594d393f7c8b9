"""The shapes that stand for things that happened. Shape and word carry the meaning; colour only helps."""

from __future__ import annotations

from .parts import element

CLASSES = {
    "circle": "pic-circle",
    "square": "pic-square",
    "hollow": "pic-hollow",
    "diamond_kept": "pic-kept",
    "diamond_broken": "pic-broken",
    "diamond_open": "pic-open",
}
SIGNS = {"diamond_kept": "M-3 0.5L-1 2.5L3 -2.5", "diamond_broken": "M-2.5 -2.5L2.5 2.5M2.5 -2.5L-2.5 2.5"}
TEXT_CLASSES = {"diamond_kept": "pic-ok", "diamond_broken": "pic-bad", "diamond_open": "pic-warn"}


def shape(kind: str) -> str:
    """The mark around the point 0,0. Raises KeyError for a kind that does not exist."""
    look = {"class": CLASSES[kind]}
    if kind.startswith("diamond"):
        sign = element("path", d=SIGNS[kind], **{"class": "pic-inner"}) if kind in SIGNS else ""
        return element("path", d="M0 -8L8 0L0 8L-8 0Z", **look) + sign
    if kind == "square":
        return element("rect", x=-6, y=-6, width=12, height=12, **look)
    return element("circle", r=6, **look)


def mark(kind: str, x: float, y: float) -> str:
    inside = shape(kind)
    return f'<g transform="translate({x:.1f} {y:.1f})">{inside}</g>'


def mark_at_share(kind: str, share: float, y: float) -> str:
    """A mark at a share (0 to 1) of the width: it moves with the width and keeps its shape."""
    return f'<svg x="{100 * share:.2f}%" y="{y:.1f}" overflow="visible" width="1" height="1">{shape(kind)}</svg>'
