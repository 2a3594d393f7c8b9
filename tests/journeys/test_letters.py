"""A letter in a real browser: checked while it is typed, saved by itself, read by a colleague, sent, taken back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Opens
from tests.journeys.forms import fill, follow, main_of, press
from tests.journeys.system import COLLEAGUE, LEADER, Served

WORDS = "We will call you by Friday, {name}."
SOON = 6_000
"""Milliseconds in which the page says what is kept and checked a second or two after the last key."""


def test_a_letter_is_checked_kept_read_sent_and_taken_back(
    served: Served, opens: Opens, sign_in: Callable[..., Page]
) -> None:
    (reference,) = served.inside("cases", COLLEAGUE, "Letters: the lift")
    page = sign_in(opens(), COLLEAGUE)
    page.goto(f"/desk/cases/{reference}/steps/send_update/")
    _is_checked_while_it_is_typed(page)
    _comes_back(page)
    _is_looked_at(page)
    _is_read(page, sign_in(opens(), LEADER), reference)
    _is_sent_and_taken_back(page, reference)
    _is_not_kept_for_nobody(page, reference)


def _is_checked_while_it_is_typed(page: Page) -> None:
    page.get_by_label("Message to the customer").press_sequentially(WORDS)
    checks = page.get_by_role("region", name="Checks")
    expect(checks).to_contain_text("is a promise, and is not written down as one", timeout=SOON)
    expect(page.locator("#checks-says")).to_contain_text("1 thing to look at again.")
    expect(page.locator("#draft-state")).to_contain_text("Draft saved", timeout=SOON)
    expect(page.get_by_label("Message to the customer")).to_be_focused()


def _comes_back(page: Page) -> None:
    page.evaluate("localStorage.clear()")  # what the server kept is enough
    page.goto("/desk/")
    expect(main_of(page).get_by_role("heading", name="Drafts")).to_be_visible()
    main_of(page).locator("#at-drafts ~ ul").get_by_role("link", name="Send an update").click()
    expect(page.get_by_label("Message to the customer")).to_have_value(WORDS)


def _is_looked_at(page: Page) -> None:
    """On paper in another tab; and what stands on the form can still be sent."""
    with page.context.expect_page() as other:
        page.get_by_role("button", name="Look at it as a letter").click()
    other.value.close()
    with page.expect_download() as word:
        press(main_of(page), "As Word")
    assert word.value.suggested_filename.endswith(".docx")


def _is_read(page: Page, colleague: Page, reference: str) -> None:
    page.locator("summary", has_text="Ask a colleague to read it").click()
    fill(main_of(page), {"Whom": "Lena", "By when": "2199-01-01", "What they should look at": "The tone."})
    press(main_of(page), "Ask them to read it")
    expect(main_of(page)).to_contain_text("Lena is asked to read it")
    colleague.goto(f"/desk/cases/{reference}/")
    follow(main_of(colleague), "Read it")
    expect(main_of(colleague)).to_contain_text("We will call you by Friday, Jo Marsh.")
    expect(main_of(colleague)).to_contain_text("The tone.")
    fill(main_of(colleague), {"Your view": "Change it first", "What to change, and why": "Say sorry."})
    press(main_of(colleague), "Say what you think of the draft")
    colleague.wait_for_url(f"**/desk/cases/{reference}/")
    page.goto(f"/desk/cases/{reference}/")
    expect(main_of(page)).to_contain_text("Lena says: change it first")
    follow(main_of(page), "Go on writing")
    expect(main_of(page)).to_contain_text("Say sorry.")


def _is_sent_and_taken_back(page: Page, reference: str) -> None:
    page.get_by_label("Message to the customer").fill(f"We are sorry. {WORDS}")
    press(main_of(page), "Send an update")
    expect(main_of(page)).to_contain_text("can be taken back for")
    press(main_of(page), "Take it back")
    page.wait_for_url(f"**/desk/cases/{reference}/steps/send_update/")
    expect(page.get_by_label("Message to the customer")).to_have_value(f"We are sorry. {WORDS}")
    follow(page, "Back to the conversation")
    expect(main_of(page).get_by_role("article").filter(has_text="taken back")).to_be_visible()


def _is_not_kept_for_nobody(page: Page, reference: str) -> None:
    """Whoever is signed out meanwhile is told so, where it would say that the draft is saved."""
    page.goto(f"/desk/cases/{reference}/steps/send_update/")
    page.context.clear_cookies()
    page.get_by_label("Message to the customer").press_sequentially("!")
    expect(page.locator("#draft-state")).to_contain_text("You are not signed in any more.", timeout=SOON)
