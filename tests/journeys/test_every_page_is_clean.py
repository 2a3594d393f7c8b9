"""Every other page, read by axe in both themes, narrow and wide; none scrolls sideways, not even at 320 px."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Route, expect

from tests.journeys.forms import press
from tests.journeys.house import House, look_at, visit
from tests.journeys.pages import BY_OTHERS, BY_STAFF, CASE, NO_PAGE, STAFF, STRANGER
from tests.journeys.reading import assert_clean, widen


def named_routes(patterns: list[Any], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace) if part)
            yield from named_routes(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}:{pattern.name}" if namespace else pattern.name


def test_every_named_address_is_looked_at_or_is_no_page_for_a_reason() -> None:
    there = {name for name in named_routes(get_resolver().url_patterns) if not name.startswith("api-v1:")}
    looked_at = {name for _who, name, _path in (*BY_STAFF, *BY_OTHERS)}
    assert there - looked_at - NO_PAGE.keys() == set()
    assert (looked_at | NO_PAGE.keys()) - there == set()
    assert looked_at & NO_PAGE.keys() == set()


@pytest.mark.parametrize(("who", "name", "path"), BY_OTHERS, ids=[f"{who} {path}" for who, _name, path in BY_OTHERS])
def test_this_page_is_clean(house: House, who: str, name: str, path: str) -> None:
    visit(house, who, name, path)


def test_the_page_for_the_code_is_clean(house: House) -> None:
    page = house.page_of(STRANGER)
    page.goto("/follow/")
    page.get_by_label("Your reference").fill(house.told["open"])
    page.get_by_label("Email").fill("someone@example.org")
    press(page, "Send me a code")
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    look_at(page)


FORMS: list[tuple[str, str, str]] = [
    (STRANGER, "/account/login/", "Sign in"),
    (STRANGER, "/follow/", "Send me a code"),
    (STAFF, "/desk/intake/", "Open the case"),
    (STAFF, "/desk/admin/people/new/", ""),
    (STAFF, "/desk/cases/{report_findings}/steps/report_findings/", "Report the findings"),
    (STAFF, f"{CASE}steps/add_evidence/", "Add evidence"),
    ("open", "/my/answer/1/", "Send your answer"),
]


@pytest.mark.parametrize(("who", "path", "button"), FORMS, ids=[path for _who, path, _button in FORMS])
def test_a_page_that_says_what_is_wrong_is_clean(house: House, who: str, path: str, button: str) -> None:
    page = house.page_of(who)
    page.goto(house.path(path))
    page.evaluate("document.querySelectorAll('main textarea').forEach((each) => { each.value = ''; })")
    main = page.get_by_role("main")
    (main.get_by_role("button", name=button, exact=True) if button else main.locator("button.go")).click()
    expect(page.get_by_role("alert").first).to_be_focused()
    look_at(page, again=True)


def test_the_menu_of_the_account_and_the_list_of_keys_are_clean(house: House) -> None:
    page = house.page_of(STAFF)
    widen(page)
    page.goto("/desk/")
    page.locator("summary", has_text="Account:").click()
    assert_clean(page)
    widen(page)
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_clean(page)


@pytest.mark.parametrize("who", [STAFF, STRANGER])
def test_an_address_that_leads_nowhere_has_a_clean_page(house: House, who: str) -> None:
    page = house.page_of(who)
    response = page.goto("/nowhere/")
    assert response is not None
    assert response.status == 404
    look_at(page)


@pytest.fixture(scope="module")
def error_pages(house: House) -> dict[str, str]:
    drawn: dict[str, str] = house.served.inside("error_pages")
    return drawn


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_is_clean(house: House, error_pages: dict[str, str], name: str) -> None:
    def draw(route: Route) -> None:
        route.fulfill(body=error_pages[name], content_type="text/html")

    page = house.page_of(STRANGER)
    page.route("**/drawn/*", draw)
    page.goto(f"/drawn/{name}")
    look_at(page)
    page.unroute("**/drawn/*")
