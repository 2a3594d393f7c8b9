from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def test_the_sign_in_page_is_open_to_everyone(page: Page, assert_axe_clean: Callable[[Page], None]) -> None:
    page.goto("/account/login/")
    assert_axe_clean(page)
