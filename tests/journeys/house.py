"""A demonstration with rich cases in it, and a browser for everyone who looks around."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import resolve
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import new_context, signed_in
from tests.journeys.complaining import answer_all
from tests.journeys.pages import FIRST, STAFF, STRANGER, WRITER
from tests.journeys.reading import FEWER, LOOKS, assert_clean
from tests.journeys.system import EVERYONE, Served

DEMO_PASSWORD = "fernhill-demo-2026"
REFUSED = 409


@dataclass
class House:
    """`told`: what is in it (see `tests.journeys.rich`)."""

    browser: Browser
    served: Served
    told: dict[str, Any]
    pages: dict[str, Page] = field(default_factory=dict)

    def page_of(self, who: str) -> Page:
        if who not in self.pages:
            self.pages[who] = self._enter(who)
        return self.pages[who]

    def _enter(self, who: str) -> Page:
        page = new_context(self.browser, self.served.url).new_page()
        if who == STAFF:
            signed_in(page, EVERYONE, DEMO_PASSWORD)
        elif who == WRITER:
            answer_all(page)
        elif who != STRANGER:
            page.goto(f"/my/link/{self.told['links'][who]}")
        return page

    def path(self, template: str) -> str:
        """The address, with the names of what there is."""
        links = {f"{name}_link": link for name, link in self.told["links"].items()}
        return template.format(**{**self.told, **self.told["steps"], **links})


def look_at(page: Page, *, again: bool = False) -> None:
    """All of it, with everything open that can be opened in its place; `again`: a second page of the same kind."""
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach((each) => { each.open = true; })")
    assert_clean(page, FEWER if again else LOOKS)


def visit(house: House, who: str, name: str, path: str) -> None:
    """Go there, find that it is the page of this name and of nobody else, and look at it."""
    page, address = house.page_of(who), house.path(path)
    response = page.goto(address)
    assert response is not None
    assert response.ok or (name == "desk:step" and response.status == REFUSED)
    assert page.url == f"{house.served.url}{address}", "it led somewhere else"
    assert resolve(address.partition("?")[0]).view_name == name
    look_at(page, again=path not in FIRST)
