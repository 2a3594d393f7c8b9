"""What all pictures share: the frame with its title and description, plain shapes, and the table beside a picture.

Colours come from classes of the stylesheet, so that a picture follows the theme; no style attributes are written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture's outside. `classes` names its kind; a picture with links is a group, since images hold none."""

    prefix: str
    title: str
    desc: str
    classes: str
    size: tuple[int, int] | None  # None: as wide as its place, as high as its class says
    linked: bool = False

    def around(self, body: str) -> str:
        title_id, desc_id = f"{self.prefix}-title", f"{self.prefix}-desc"
        outside = attributes(
            xmlns="http://www.w3.org/2000/svg",
            **{"class": f"pic {self.classes}", "role": "group" if self.linked else "img"},
            **self._view(),
            **{"aria-labelledby": title_id, "aria-describedby": desc_id},
        )
        words = element("title", self.title, id=title_id) + element("desc", self.desc, id=desc_id)
        return f"<svg{outside}>{words}{body}</svg>"

    def _view(self) -> dict[str, object]:
        if self.size is None:
            return {}
        width, height = self.size
        return {"viewBox": f"0 0 {width} {height}", "width": width, "height": height}


def attributes(**values: object) -> str:
    """Attributes, escaped; an underscore in a name stands for a hyphen."""
    return "".join(f' {name.replace("_", "-")}="{escape(number(value))}"' for name, value in values.items())


def number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def element(name: str, words: str = "", /, **values: object) -> str:
    return f"<{name}{attributes(**values)}>{escape(words)}</{name}>" if words else f"<{name}{attributes(**values)}/>"


def group(inside: Iterable[str], **values: object) -> str:
    return f"<g{attributes(**values)}>{''.join(inside)}</g>"


def text(x: float, y: float, words: str, classes: str = "") -> str:
    return element("text", words, x=x, y=y, **{"class": f"pic-text {classes}".strip()})


def rect(x: float, y: float, width: float, height: float, classes: str, rx: int = 0) -> str:
    return element("rect", x=x, y=y, width=width, height=height, rx=rx, **{"class": classes})


def line(x1: float, y1: float, x2: float, y2: float, classes: str) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **{"class": classes})


def linked(inside: str, href: str, label: str) -> str:
    """Inside a link, if its address is one of our own pages; a picture leads nowhere else."""
    ours = href.startswith(("#", "?")) or (href.startswith("/") and not href.startswith("//"))
    return f"<a{attributes(href=href, aria_label=label)}>{inside}</a>" if ours else inside


def hatch(prefix: str) -> str:
    """The pattern of slanted lines that means «paused»."""
    stroke = element("line", x1=0, y1=0, x2=0, y2=6, **{"class": "pic-hatch"})
    where = attributes(
        id=f"{prefix}-hatch", width=6, height=6, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )
    return f"<defs><pattern{where}>{stroke}</pattern></defs>"
