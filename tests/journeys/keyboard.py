"""Someone who uses no mouse. At every stop the focus must be seen: drawn, on the screen, and under nothing."""

from __future__ import annotations

import re

from playwright.sync_api import ElementHandle, Locator, Page, expect

from tests.journeys.forms import named

FURTHEST = 150
"""Stops on one page. Whoever has not arrived by then never will."""

FOCUS = """target => {
    const at = document.activeElement;
    const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    const steps = [0.1, 0.5, 0.9];
    const points = steps.flatMap((x) => steps.map((y) => [box.left + box.width * x, box.top + box.height * y]));
    const seenAt = ([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top !== null && (at.contains(top) || top.closest("label")?.control === at);
    };
    const sameChoice = at.type === "radio" && at.name === target.name && at.form === target.form;
    return {
        arrived: at === target || sameChoice,
        at_rest: at === document.body || at.id === "main",
        drawn: at.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
        seen: points.some(seenAt),
        what: at.outerHTML.slice(0, 160),
    };
}"""


class Keyboard:
    """`page` opened by Tab, Enter, Space, arrows, typing. `past` names the first link, which skips to main content."""

    def __init__(self, page: Page, past: str = "Skip to main content") -> None:
        self.page, self.past = page, past

    def press(self, role: str, words: str) -> None:
        """Go to a link or a button that leads to another page, and press it."""
        self.follow(self.page.get_by_role(role, name=words, exact=True))  # type: ignore[arg-type]

    def follow(self, target: Locator) -> None:
        self._go(target)
        with self.page.expect_navigation():
            self._key("Enter")

    def skip(self) -> None:
        """Pass over what every page has, by the first link of the page."""
        self._key("Tab")
        expect(self.page.get_by_role("link", name=self.past)).to_be_focused()
        self._look(self._handle(self.page.get_by_role("link", name=self.past)))
        self._key("Enter")
        expect(self.page.get_by_role("main")).to_be_focused()

    def write(self, label: str, text: str) -> None:
        self._go(self.page.get_by_label(named(label)))
        self._key("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def pick(self, label: str, option: str) -> None:
        """Choose from a list by its first letters."""
        field = self.page.get_by_label(named(label))
        self._go(field)
        self.page.keyboard.type(option)
        expect(field.locator("option:checked")).to_have_text(re.compile(f"^{re.escape(option)}"))

    def choose(self, group: str, words: str) -> None:
        """One of several, by the arrows; or tick one of many."""
        choice = self.page.get_by_role("group", name=named(group)).get_by_label(re.compile(re.escape(words)))
        self._go(choice)
        if choice.get_attribute("type") == "radio":
            self._arrow_to(choice)
        if not choice.is_checked():
            self._key("Space")
        expect(choice).to_be_checked()

    def _arrow_to(self, choice: Locator) -> None:
        for _ in range(FURTHEST):
            if choice.evaluate("choice => choice === document.activeElement"):
                return
            self._key("ArrowDown")
        raise AssertionError(f"the arrows do not lead to {choice}")

    def _go(self, target: Locator) -> None:
        handle = self._handle(target)
        for _ in range(FURTHEST):
            if self._look(handle):
                return
            self._key("Tab")
        raise AssertionError(f"Tab does not lead to {target}")

    def _look(self, target: ElementHandle) -> bool:
        """Whether the focus is there; and that it can be seen, wherever it is."""
        focus = target.evaluate(FOCUS)
        at_rest = focus["at_rest"]
        assert at_rest or focus["drawn"], f"{self.page.url}: no focus is drawn on {focus['what']}"
        assert at_rest or focus["seen"], f"{self.page.url}: the focus is out of sight on {focus['what']}"
        return bool(focus["arrived"])

    def _handle(self, target: Locator) -> ElementHandle:
        expect(target).to_be_visible()
        return target.element_handle()

    def _key(self, key: str) -> None:
        self.page.keyboard.press(key)
