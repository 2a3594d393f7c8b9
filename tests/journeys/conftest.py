"""A real browser against a real server: `served` starts one, `page` opens it, `assert_axe_clean` reads the page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys import reading, system
from tests.journeys.browsing import new_context, signed_in
from tests.journeys.system import Served
from tests.lanes import chromium

if TYPE_CHECKING:  # this file is read before Django is set up
    from tests.journeys.house import House

Opens = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if item.path.stem.endswith("_clean"):
                item.add_marker(pytest.mark.look)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium.find()
    if not found:
        complain = pytest.fail if os.environ.get("AMENDS_REQUIRE_ALL") == "1" else pytest.skip
        complain(chromium.MISSING)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=list(chromium.ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, no_network: None) -> Iterator[Served]:
    """An empty system under the procedure `general`, with web and worker running."""
    with system.real(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="session")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory, no_network: None) -> Iterator[House]:
    """A small demonstration with rich cases in it."""
    from tests.journeys.house import House

    with system.demonstration(tmp_path_factory.mktemp("demonstration"), cases=6) as running:
        made = House(browser, running, running.inside("rich"))
        yield made
        for page in made.pages.values():
            page.context.close()


@pytest.fixture
def under(served: Served) -> Iterator[Callable[[str], None]]:
    """Have customers complain under this procedure for as long as the test lasts."""
    yield lambda regime: served.inside("procedure", regime)
    served.inside("procedure", "general")


@pytest.fixture
def opens(browser: Browser, served: Served) -> Iterator[Opens]:
    """Opens a page in a browser of someone who has never been here; options are those of the browser's context.

    Its console must stay quiet: a script that fails or breaks the content policy fails the journey.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(**options: object) -> Page:
        contexts.append(new_context(browser, served.url, **options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if _is_policy(message.text) else None)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def _is_policy(text: str) -> bool:
    return "Content Security Policy" in text or "Content-Security-Policy" in text


@pytest.fixture
def page(opens: Opens) -> Page:
    return opens()


@pytest.fixture
def context(page: Page) -> BrowserContext:
    return page.context


@pytest.fixture
def assert_axe_clean() -> Callable[[Page], None]:
    """Read the page as assistive technology would, in both themes and at both widths; leaves it wide and light."""
    return reading.assert_clean


@pytest.fixture
def sign_in() -> Callable[..., Page]:
    """Sign someone in on a page, by default the administrator."""
    return signed_in
