"""Someone who uses no mouse. At every stop the focus must be seen: drawn, on the screen, and under nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from playwright.sync_api import ElementHandle, FilePayload, Locator, Page, expect

from tests.journeys.forms import main_of, named

Said = Mapping[str, str | list[str] | date | FilePayload]
"""Answers by the words beside the field: written, chosen (several words choose several), a day, or a file."""

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
    // The button inside a day's field is the browser's own, and so is the focus that it draws there.
    const within = ["date", "datetime-local"].includes(at.type) && !at.matches(":focus");
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const sameChoice = at.type === "radio" && at.name === target.name && at.form === target.form;
    return {
        arrived: at === target || sameChoice,
        at_rest: at === document.body || at.id === "main",
        drawn: within || (at.matches(":focus-visible") && outlined),
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

    def hit(self, key: str) -> None:
        """A single key that leads to another page."""
        with self.page.expect_navigation():
            self._key(key)

    def open(self, words: str) -> None:
        """What can be opened in its place, by what stands on it."""
        summary = self.page.locator("summary").filter(has_text=words)
        self._go(summary)
        self._key("Enter")
        expect(summary.locator("..")).to_have_attribute("open", "")

    def download(self, target: Locator) -> bytes:
        """Go to a link or a button that hands out a file, and press it; the file."""
        self._go(target)
        with self.page.expect_download() as begun:
            self._key("Enter")
        return Path(begun.value.path()).read_bytes()

    def skip(self) -> None:
        """Pass over what every page has, by the first link of the page."""
        self._key("Tab")
        expect(self.page.get_by_role("link", name=self.past)).to_be_focused()
        self._look(self._handle(self.page.get_by_role("link", name=self.past)))
        self._key("Enter")
        expect(self.page.get_by_role("main")).to_be_focused()

    def fill(self, said: Said) -> None:
        """Answer what a form asks, in the order in which it asks."""
        for label, answer in said.items():
            self._how(label, answer)(label, answer)  # type: ignore[arg-type]

    def _how(self, label: str, answer: object) -> Callable[..., None]:
        if isinstance(answer, date):
            return self.date
        if isinstance(answer, dict):
            return self.attach
        main = main_of(self.page)
        if main.get_by_role("group", name=named(label)).count():
            return self._choose_all
        tag = main.get_by_label(named(label)).evaluate("field => field.type")
        return {"select-one": self.pick, "checkbox": self._tick}.get(tag, self.write)

    def _choose_all(self, group: str, words: str | list[str]) -> None:
        for one in [words] if isinstance(words, str) else words:
            self.choose(group, one)

    def write(self, label: str, text: str) -> None:
        self._go(self.page.get_by_label(named(label)))
        self._key("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def date(self, label: str, on: date) -> None:
        """By its parts, in whichever order the browser asks for day and month."""
        field = self.page.get_by_label(named(label))
        self._go(field)
        for order in ("%d%m%Y", "%m%d%Y"):
            self.page.keyboard.type(on.strftime(order))
            if field.input_value() == on.isoformat():
                return
            self._key("ArrowLeft")
            self._key("ArrowLeft")
        raise AssertionError(f"{label}: {field.input_value()} is not {on}")

    def attach(self, label: str, file: FilePayload) -> None:
        self._go(self.page.get_by_label(named(label)))
        with self.page.expect_file_chooser() as chooser:
            self.page.evaluate("0")  # Whoever has answered this listens for the chooser by now.
            self._key("Enter")
        chooser.value.set_files([file])

    def _tick(self, label: str, words: str) -> None:
        """A box of its own; `words` say whether it is to be ticked."""
        box = self.page.get_by_label(named(label))
        self._go(box)
        if box.is_checked() != (words == "Yes"):
            self._key("Space")

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
