"""Filling in pages by what they call things, as people do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

Said = Mapping[str, str | list[str]]
"""Answers by the words beside the field; several words choose several."""


def main_of(page: Page) -> Locator:
    return page.get_by_role("main")


def fill(page: Page | Locator, said: Said) -> None:
    for words, answer in said.items():
        group = page.get_by_role("group", name=named(words))
        if group.count():
            for chosen in [answer] if isinstance(answer, str) else answer:
                group.get_by_label(re.compile(re.escape(chosen))).check()
        else:
            _write(page.get_by_label(named(words)), answer)


def _write(field: Locator, answer: Any) -> None:
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(label=answer)
    else:
        field.fill(answer)


def named(words: str) -> re.Pattern[str]:
    """The words of a label, whether the field is optional or not."""
    return re.compile(rf"^\s*{re.escape(words)}(\s*\((optional|dewisol)\))?\s*$")


def press(page: Page | Locator, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def follow(page: Page | Locator, words: str) -> None:
    page.get_by_role("link", name=words, exact=True).click()


def refused(page: Page, reason: str) -> Locator:
    """The box that says why not; it has the focus."""
    box = page.get_by_role("alert").filter(has_text=reason)
    expect(box).to_be_focused()
    return box


def take(page: Page, reference: str, step: str, said: Said, *, button: str = "") -> None:
    """Take a step of a case from the list of all its steps, and see it done."""
    open_step(page, reference, step)
    fill(main_of(page), said)
    press(main_of(page), button or step)
    page.wait_for_url(f"**/desk/cases/{reference}/")


def open_step(page: Page, reference: str, step: str) -> None:
    page.goto(f"/desk/cases/{reference}/")
    page.locator("summary", has_text="All steps").click()
    page.get_by_role("complementary").get_by_role("link", name=step, exact=True).last.click()
    expect(main_of(page).get_by_role("heading", name=step, exact=True)).to_be_visible()
