"""Stroke icons on a 20 by 20 field, drawn for Amends. An icon stands beside words, or carries a label."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# A piece that starts with a capital M is a path; «o x y r» a circle; a leading «*» fills the piece.
SHAPES: dict[str, tuple[str, ...]] = {
    "admin": ("M3 6h6M13 6h4M3 14h3M10 14h7", "o 11 6 2", "o 8 14 2"),
    "back": ("M12 4l-6 6 6 6",),
    "bell": ("M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13z", "M8.5 18h3"),
    "calendar": ("M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5",),
    "check": ("M4 10.5l4 4 8-9",),
    "clip": ("M14.5 9l-5.2 5.3a3 3 0 0 1-4.3-4.3l6-6a2 2 0 0 1 2.9 2.9l-6 6a1 1 0 0 1-1.4-1.4L11.5 6.5",),
    "clock": ("o 10 10 7", "M10 6v4l3 2"),
    "copy": ("M7 7h9v9.5h-9zM13 7V3.5H4V13h3",),
    "cross": ("M5 5l10 10M15 5L5 15",),
    "diamond": ("*M10 3l7 7-7 7-7-7z",),
    "diamond-open": ("M10 3l7 7-7 7-7-7z",),
    "dot": ("*o 10 10 4",),
    "download": ("M10 3v10M6 9.5l4 4 4-4M4 16.5h12",),
    "eye": ("M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S2 10 2 10z", "o 10 10 2.5"),
    "file": ("M5 2.5h6.5L15.5 6.5V17.5H5zM11.5 2.5v4h4",),
    "flag": ("M5 17.5V3M5 3.5h9.5l-2.5 3.5 2.5 3.5H5",),
    "forward": ("M8 4l6 6-6 6",),
    "history": ("M3.5 10A6.5 6.5 0 1 0 5.6 5.2M3.5 3v3.5H7M10 6.5V10l2.5 1.5",),
    "home": ("M3 9.5L10 3.5l7 6M5 8.5v8h10v-8",),
    "info": ("o 10 10 7", "M10 9.5V14", "*o 10 6.6 .5"),
    "keyboard": ("M2.5 5.5h15v9.5h-15zM5.5 8.5h.1M8.5 8.5h.1M11.5 8.5h.1M14.5 8.5h.1M6.5 12h7",),
    "learning": ("M10 5.5C8 4 5.5 3.5 2.5 3.5v11.5c3 0 5.5.5 7.5 2 2-1.5 4.5-2 7.5-2V3.5c-3 0-5.5.5-7.5 2zM10 5.5V17",),
    "letter": ("M2.5 4.5h15v11h-15zM2.5 5.5L10 11l7.5-5.5",),
    "link": (
        "M8.5 11.5a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1",
        "M11.5 8.5a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1",
    ),
    "lock": ("M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9",),
    "mark": ("M4 4.5h12v9H9.5L6 16.5v-3H4z", "M7 9l2 2 4-4"),
    "menu": ("M3 5h14M3 10h14M3 15h14",),
    "message": ("M3 4h14v10H9l-4 3.5V14H3z",),
    "note": ("M4 16l1-4 8.5-8.5 3 3L8 15zM11.5 5.5l3 3",),
    "pause": ("M7 4.5v11M13 4.5v11",),
    "person": ("o 10 6.5 3.5", "M3.5 17c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5"),
    "phone": (
        "M6.5 3L8 7 6.2 8.5c1 2.3 3 4.3 5.3 5.3L13 12l4 1.5V16c0 .8-.7 1.5-1.5 1.5C9 17 3 11 2.5 4.5 2.5 3.7 3 3 4 3z",
    ),
    "plus": ("M10 4v12M4 10h12",),
    "print": ("M6 7V3h8v4M6 14H3.5V7h13v7H14M6 11.5h8v5.5H6z",),
    "quality": ("o 10 8 5", "M7 12.5L6 18l4-2 4 2-1-5.5M8 8l1.5 1.5L12.5 6.5"),
    "question": ("o 10 10 7", "M8 8a2 2 0 1 1 2.8 1.8c-.5.2-.8.6-.8 1.2v.5", "*o 10 13.8 .5"),
    "returns": ("M4 17V3h12v14zM7 13.5V10M10 13.5v-6M13 13.5V11",),
    "ring": ("o 10 10 5",),
    "search": ("o 9 9 5.5", "M13 13l4 4"),
    "sign-out": ("M8 3.5H3.5v13H8M8 10h9M13.5 6.5L17 10l-3.5 3.5",),
    "signals": ("M2 10h3l2-5 3 11 3-8 1.5 2H18",),
    "team": ("o 7 7 3", "M2 16.5c.3-3 2-5 5-5s4.7 2 5 5M12.5 4.3a3 3 0 0 1 0 5.4M14 11.7c2.3.5 3.7 2.2 4 4.8"),
    "theme": ("o 10 10 7", "*M10 3a7 7 0 0 1 0 14z"),
    "undo": ("M7.5 4L3.5 8l4 4M3.5 8h8.5a4.5 4.5 0 0 1 0 9H9",),
    "warning": ("M10 3l8 14H2zM10 8.5v4", "*o 10 14.8 .5"),
    "work": ("M3 4h14v12H3zM3 11.5h4l1 2h4l1-2h4M6.5 7.5h7",),
}


def drawn(piece: str) -> str:
    shape = piece.removeprefix("*")
    solid = ' class="solid"' if piece.startswith("*") else ""
    if shape.startswith("o"):
        x, y, radius = shape.split()[1:]
        return f'<circle{solid} cx="{x}" cy="{y}" r="{radius}"/>'
    return f'<path{solid} d="{shape}"/>'


def icon(name: str, label: str = "") -> SafeString:
    """The drawing of an icon; with a label it is an image of its own, without one it is decoration."""
    inside = mark_safe("".join(drawn(piece) for piece in SHAPES[name]))  # noqa: S308 - our own constants
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" viewBox="0 0 20 20" focusable="false" {}>{}</svg>', voice, inside)
