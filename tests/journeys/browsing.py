"""Opening a browser, and signing in."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.system import ADMIN, PASSWORD

SECONDS_FOR_A_PAGE = 10


def new_context(browser: Browser, url: str, **options: object) -> BrowserContext:
    """Without motion: colours that are still on their way to another theme are neither the one nor the other."""
    usual = {"locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}
    context = browser.new_context(base_url=url, **{**usual, **options})  # type: ignore[arg-type]
    context.set_default_timeout(SECONDS_FOR_A_PAGE * 1000)
    return context


def signed_in(page: Page, email: str = ADMIN, password: str = PASSWORD) -> Page:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/**")
    return page
