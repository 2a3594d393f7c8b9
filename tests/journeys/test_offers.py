"""An offer is answered with a suggestion, a better one accepted, and whether it is sorted said by a link."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.complaining import enter
from tests.journeys.conftest import Opens
from tests.journeys.forms import main_of, press
from tests.journeys.keyboard import Keyboard
from tests.journeys.system import ADMIN, Served

Clean = Callable[[Page], None]


def test_an_offer_is_negotiated_and_accepted_by_keyboard_and_the_answer_given_by_a_link(
    served: Served, page: Page, assert_axe_clean: Clean
) -> None:
    reference = served.inside("offered", ADMIN)
    _suggests_something_else(served, page, reference, assert_axe_clean)
    served.inside("offered_again", ADMIN, reference)
    _accepts(served, page, reference, assert_axe_clean)
    served.inside("asked", ADMIN, reference)
    _says_that_it_is_not_sorted(served, page, reference, assert_axe_clean)


def _suggests_something_else(served: Served, page: Page, reference: str, assert_axe_clean: Clean) -> None:
    keys = Keyboard(page)
    enter(page, served, reference)
    _heading(page, "We have made you an offer. Please tell us what you think.")
    expect(page.get_by_role("article", name="A Pay back the second charge")).to_contain_text("£64")
    expect(main_of(page)).to_contain_text("We make this offer without accepting liability.")
    assert_axe_clean(page)
    keys.skip()
    keys.press("link", "Make another suggestion")
    keys.skip()
    keys.write("What would you accept instead?", "The bank charged me for the overdraft, too.")
    keys.write("Amount, if it is about money", "£80")
    assert_axe_clean(page)
    keys.press("button", "Send your suggestion")
    _heading(page, "We have your suggestion")
    expect(main_of(page)).to_contain_text("You asked for £80 instead.")


def _accepts(served: Served, page: Page, reference: str, assert_axe_clean: Clean) -> None:
    keys = Keyboard(page)
    enter(page, served, reference)
    _heading(page, "We have made you an offer. Please tell us what you think.")
    keys.skip()
    keys.press("link", "Yes")
    _heading(page, "Check your answer")
    keys.skip()
    keys.press("link", "Back to our offer")
    _heading(page, "We have made you an offer. Please tell us what you think.")
    page.go_back()
    _heading(page, "Check your answer")
    assert_axe_clean(page)
    keys.press("button", "Yes, I accept this")
    _heading(page, "You said yes")
    expect(main_of(page)).to_contain_text("You said yes to: Pay back the second charge and the fee (£80).")
    assert_axe_clean(page)
    page.reload()
    _heading(page, "You said yes")
    _forms_work_on_a_page_with_a_token(page)
    keys.skip()
    keys.press("link", "See my complaint")
    _heading(page, "You have accepted our offer. We are doing what we agreed.")
    assert_axe_clean(page)


def _forms_work_on_a_page_with_a_token(page: Page) -> None:
    press(page, "Cymraeg")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    press(page, "English")
    _heading(page, "You said yes")


def _says_that_it_is_not_sorted(served: Served, page: Page, reference: str, assert_axe_clean: Clean) -> None:
    """Our script sends the answer at once."""
    keys = Keyboard(page)
    page.goto(served.inside("sorted_link", reference, "no"))
    _heading(page, "What is missing?")
    expect(main_of(page)).to_contain_text("You told us: no, it is not sorted.")
    assert_axe_clean(page)
    keys.skip()
    keys.write("What is missing?", "The money has not come.")
    keys.press("button", "Send")
    _heading(page, "You told us it is not sorted. We are reading what you said.")


def test_without_scripts_the_link_needs_one_press_more(
    served: Served, opens: Opens, page: Page, assert_axe_clean: Clean
) -> None:
    reference = served.inside("offered", ADMIN)
    served.inside("asked", ADMIN, reference)
    link = served.inside("sorted_link", reference, "partly")
    page.route("**/portal/sorted*.js", lambda route: route.abort())
    page.goto(link)
    _heading(page, "Is it sorted?")
    expect(main_of(page)).to_contain_text("Your answer: Partly")
    assert_axe_clean(page)
    plain = opens(java_script_enabled=False)
    plain.goto(link)
    press(plain, "Send this answer")
    expect(main_of(plain)).to_contain_text("You told us: it is partly sorted.")
    page.goto(served.inside("sorted_link", reference, "yes"))
    expect(main_of(page)).to_contain_text("You told us: it is partly sorted.")


def test_without_scripts_an_offer_is_refused_with_its_why(served: Served, opens: Opens) -> None:
    page = opens(java_script_enabled=False)
    enter(page, served, served.inside("offered", ADMIN))
    page.get_by_role("link", name="No to all of them, and why").click()
    press(page, "No, I do not accept it")
    expect(page.get_by_role("alert")).to_contain_text("Please write something here.")
    page.get_by_label("Why not?").fill("It is too little.")
    press(page, "No, I do not accept it")
    _heading(page, "You said no")
    page.get_by_role("link", name="See my complaint").click()
    expect(main_of(page)).to_contain_text("You said no to this offer on")


def _heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
