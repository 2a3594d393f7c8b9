"""Reading a page as assistive technology would, in both themes, narrow and wide; and whether it fits."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults  # type: ignore[import-untyped]
from playwright.sync_api import Page

NARROW, WIDE = 390, 1440
NARROWEST = 320
HEIGHT = 900
Looks = tuple[tuple[str, int], ...]
LOOKS: Looks = (("light", WIDE), ("dark", WIDE), ("dark", NARROW), ("light", NARROW))
FEWER: Looks = (("light", WIDE), ("dark", NARROW))
"""For a page that is much like one looked at in every way."""

EVERYTHING: dict[str, Any] = {"resultTypes": ["violations"]}
COLOURS = {**EVERYTHING, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""All that a theme can change."""


def assert_clean(page: Page, looks: Looks = LOOKS) -> None:
    """Nothing that axe finds fault with, and no sideways scrolling; leaves the page as narrow as it can get."""
    page.evaluate(AXE_SCRIPT)
    for theme, width in looks:
        _look(page, theme, width)
        rules = EVERYTHING if theme == "light" else COLOURS
        found = AxeResults(page.evaluate(f"axe.run({json.dumps(rules)})"))
        assert found.violations_count == 0, f"{page.url}, {theme}, {width} px:\n{found.generate_report()}"
        _assert_fits(page)
    page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
    _assert_fits(page)


def look(page: Page) -> None:
    """`assert_clean` on the way, in fewer looks; leaves the page wide and light."""
    assert_clean(page, FEWER)
    _look(page, "light", WIDE)


def _assert_fits(page: Page) -> None:
    wide, there = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= there, f"{page.url} is {wide} px wide where there are {there}: {_sticking_out(page)}"


def widen(page: Page) -> None:
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})


def _look(page: Page, theme: Any, width: int) -> None:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": HEIGHT})


def _sticking_out(page: Page) -> str:
    """The innermost elements that reach over the right edge."""
    found: str = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
            .slice(-3).map((e) => e.outerHTML.slice(0, 120)).join(" | ")"""
    )
    return found
