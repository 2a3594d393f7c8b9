"""A real browser against a real server: `served` starts one, `page` opens it, `assert_axe_clean` reads the page."""

from __future__ import annotations

import os
import queue
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit, urlunsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.lanes import chromium

PASSWORD = "a long pass phrase for the journeys"
ADMIN = "admin@example.org"
WIDTHS = {"narrow": 390, "wide": 1440}
SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class Served:
    """A running Amends: where it answers, where it lives, and how to run another command on it."""

    url: str
    home: Path
    environment: dict[str, str]
    admin: str = ADMIN
    password: str = PASSWORD

    def amends(self, *arguments: str) -> str:
        """Run `amends` on this system; what it printed."""
        return _amends(self.environment, *arguments)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


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


@pytest.fixture
def context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """A browser of someone who has never been here. A second one is `browser.new_context(base_url=served.url)`."""
    opened = browser.new_context(base_url=served.url, locale="en-GB", timezone_id="Europe/London")
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose console must stay quiet: a script that fails or breaks the content policy fails the journey."""
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.append(message.text) if _is_policy(message.text) else None)
    yield opened
    assert complaints == []


def _is_policy(text: str) -> bool:
    return "Content Security Policy" in text or "Content-Security-Policy" in text


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, no_network: None) -> Iterator[Served]:
    """An empty system of one organisation under the regime `general`, with web and worker running."""
    home = tmp_path_factory.mktemp("home")
    with _database() as database:
        environment = _environment(home, database)
        _amends(
            environment, "init", "--home", str(home), "--organisation", "Test Org", "--regime", "general",
            "--admin", ADMIN, "--password", PASSWORD, "--yes",
        )  # fmt: skip
        with _running(environment, home) as url:
            yield Served(url=url, home=home, environment=environment)


def _environment(home: Path, database: str) -> dict[str, str]:
    """A stranger's environment: nothing that the tests set for themselves."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AMENDS_", "DJANGO_", "PYTEST_"))}
    return {**kept, "AMENDS_HOME": str(home), "AMENDS_DATABASE": database, "PYTHONUNBUFFERED": "1"}


@contextmanager
def _database() -> Iterator[str]:
    """A new database beside the lane's own, or nothing for SQLite."""
    lane = os.environ.get("AMENDS_DATABASE", "")
    if not lane:
        yield ""
        return
    import psycopg

    name = f"journey_{secrets.token_hex(4)}"
    with psycopg.connect(lane, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(urlsplit(lane)._replace(path=f"/{name}"))
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from amends.cli import main; main()", *arguments]


def _amends(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(_command(*arguments), env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"amends {arguments[0]} failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@contextmanager
def _running(environment: dict[str, str], home: Path) -> Iterator[str]:
    command = _command("run", "--home", str(home), "--port", str(_free_port()))
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert server.stdout is not None
    lines: queue.Queue[str] = queue.Queue()
    # Reads on to the end, so that the server never waits for someone to take its log.
    reader = threading.Thread(target=_drain, args=(server.stdout, lines.put), daemon=True)
    reader.start()
    try:
        yield _address(lines)
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        reader.join(timeout=5)
        server.stdout.close()


def _address(lines: queue.Queue[str]) -> str:
    """What follows `ready` in the line that says so."""
    said: list[str] = []
    while True:
        try:
            line = lines.get(timeout=SECONDS_TO_START)
        except queue.Empty:
            pytest.fail(f"the server did not say it was ready within {SECONDS_TO_START} s:\n{''.join(said)}")
        said.append(line)
        if line.startswith("ready http"):
            return line.split()[1].rstrip("/")
        if not line:
            pytest.fail(f"the server ended before it was ready:\n{''.join(said)}")


def _drain(stream: IO[str], put: Callable[[str], None]) -> None:
    """Put every line, then an empty one."""
    for line in stream:
        put(line)
    put("")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def assert_axe_clean() -> Callable[[Page], None]:
    """Read the page as assistive technology would, in both themes and at both widths; leaves it wide and light."""
    axe = Axe()

    def check(page: Page) -> None:
        for theme in ("dark", "light"):
            for name, width in WIDTHS.items():
                page.emulate_media(color_scheme=theme)
                page.set_viewport_size({"width": width, "height": 900})
                found = axe.run(page)
                assert found.violations_count == 0, f"{page.url}, {theme}, {name}:\n{found.generate_report()}"
                assert _fits(page), f"{page.url} scrolls sideways at {width} px"

    return check


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.fixture
def sign_in(page: Page, served: Served) -> Callable[..., None]:
    """Sign someone in on the page, by default the administrator."""

    def as_(email: str = ADMIN, password: str = PASSWORD) -> None:
        page.goto("/account/login/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(password)
        page.locator("form:has(input[name=password]) button[type=submit]").first.click()
        page.wait_for_url(lambda url: "login" not in url)

    return as_
