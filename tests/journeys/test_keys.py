"""Single keys: they move and open, never while someone types, and not at all for who has switched them off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Opens
from tests.journeys.forms import press
from tests.journeys.system import TYPIST, Served

SUBJECTS = ("Keys: the lift", "Keys: the bill", "Keys: the door")


@pytest.fixture(scope="module")
def references(served: Served) -> list[str]:
    made: list[str] = served.inside("cases", TYPIST, *SUBJECTS)
    return made


@pytest.fixture
def desk(references: list[str], opens: Opens, sign_in: Callable[..., Page]) -> Page:
    """The work list of someone with three cases."""
    page = sign_in(opens(), TYPIST)
    page.goto("/desk/")
    return page


def test_j_and_k_move_in_the_list_and_enter_opens(desk: Page) -> None:
    rows = desk.locator("[data-row]")
    expect(rows).to_have_count(len(SUBJECTS))
    for key, row in (("j", 0), ("j", 1), ("k", 0), ("k", 0), ("j", 1), ("j", 2), ("j", 2)):
        desk.keyboard.press(key)
        expect(rows.nth(row).get_by_role("link").first).to_be_focused()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/desk/cases/C-*/")


def test_a_slash_goes_to_the_search_where_letters_are_letters_until_escape(desk: Page, served: Served) -> None:
    desk.keyboard.press("/")
    search = desk.get_by_role("searchbox")
    expect(search).to_be_focused()
    desk.keyboard.type("njk/?")
    expect(search).to_have_value("njk/?")
    expect(desk).to_have_url(f"{served.url}/desk/")
    desk.keyboard.press("Escape")
    expect(search).not_to_be_focused()


def test_n_begins_a_new_case_and_g_goes_to_rooms(desk: Page) -> None:
    desk.keyboard.press("n")
    desk.wait_for_url("**/desk/intake/")
    desk.keyboard.press("g")
    desk.keyboard.press("t")
    desk.wait_for_url("**/desk/team/")


def test_a_question_mark_shows_the_keys_of_this_page(desk: Page) -> None:
    sheet = desk.get_by_role("dialog", name="Keys on this page")
    expect(sheet).to_be_hidden()
    desk.keyboard.press("?")
    expect(sheet).to_be_visible()
    for what in ("Next and previous in the list", "New case", "Team"):
        expect(sheet.get_by_text(what, exact=True)).to_be_visible()
    desk.keyboard.press("n")
    expect(sheet).to_be_visible()
    desk.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_keys_of_a_case_open_its_rooms_and_what_is_next(desk: Page, references: list[str]) -> None:
    for key, place in (("h", "history/"), ("t", "timeline/"), ("d", "steps/recognise/"), ("a", "steps/hand_over/")):
        desk.goto(f"/desk/cases/{references[0]}/")
        desk.keyboard.press(key)
        desk.wait_for_url(f"**/desk/cases/{references[0]}/{place}")


def test_a_note_is_begun_by_a_key_and_sent_by_another(desk: Page, references: list[str]) -> None:
    desk.goto(f"/desk/cases/{references[1]}/")
    desk.keyboard.press("i")
    expect(desk.get_by_label("Note")).to_be_focused()
    desk.keyboard.type("a note, j k n ? /")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_role("article").filter(has_text="a note, j k n ? /")).to_be_visible()
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog").get_by_text("Note only staff see this")).to_be_visible()


def test_who_has_switched_them_off_is_left_alone_by_single_keys(
    desk: Page, served: Served, references: list[str]
) -> None:
    desk.goto("/desk/profile/")
    press(desk.get_by_role("region", name="Keys"), "Off")
    expect(desk.get_by_role("main")).to_contain_text("Single keys are off.")
    desk.goto("/desk/")
    for key in ("j", "/", "?", "n", "g", "t"):
        desk.keyboard.press(key)
    assert desk.evaluate("document.activeElement === document.body")
    expect(desk.get_by_role("dialog")).to_be_hidden()
    expect(desk).to_have_url(f"{served.url}/desk/")
    desk.goto(f"/desk/cases/{references[2]}/")
    desk.get_by_label("Note").fill("Sent all the same.")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_role("article").filter(has_text="Sent all the same.")).to_be_visible()
    desk.goto("/desk/profile/")
    press(desk.get_by_role("region", name="Keys"), "On")
    desk.goto("/desk/")
    desk.keyboard.press("n")
    desk.wait_for_url("**/desk/intake/")
