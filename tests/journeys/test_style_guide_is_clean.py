"""The style guide, where every part and every picture stands, read by axe in both themes, narrow and wide."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser

from amends.ui import views
from tests.journeys.reading import assert_clean
from tests.ui.test_css import STYLES


def page_of(layout: str) -> str:
    """The page with its stylesheets inside, since no server is there to bring them."""
    request = RequestFactory().get("/")
    name = "ui/styleguide_portal.html" if layout == "portal" else "ui/styleguide.html"
    html = render_to_string(name, {**views.context(request), "request": request})
    return re.sub(r'<link rel="stylesheet" href="[^"]*?(\w+)(\.\w+)?\.css">', lambda link: style(link[1]), html)


def style(name: str) -> str:
    return f"<style>{(STYLES / f'{name}.css').read_text()}</style>"


@pytest.mark.parametrize("layout", ["desk", "portal"])
def test_the_style_guide_is_clean(browser: Browser, layout: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.set_content(page_of(layout))
    assert page.locator("svg.pic").count() >= 1
    assert_clean(page)
    page.close()
