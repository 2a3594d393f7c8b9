"""What is wanted is beyond the handler: it is approved, offered, negotiated and kept. Nobody touches a mouse."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from amends.now import now
from tests.journeys.complaining import enter
from tests.journeys.conftest import Opens
from tests.journeys.forms import main_of
from tests.journeys.handling import follow_and_take, take
from tests.journeys.keyboard import Keyboard
from tests.journeys.putting_right import about, accept_offer, carry_out, identify, options_of
from tests.journeys.reading import look
from tests.journeys.system import COLLEAGUE, LEADER, Served

YEAR = "Pay back the whole year"
TOO_MUCH = "It is beyond your authority. Seek approval, or offer less."
WHY = "They paid twice all year."


def test_what_is_beyond_the_handler_is_approved_negotiated_and_kept_by_keyboard(
    served: Served, opens: Opens, sign_in: Callable[..., Page]
) -> None:
    reference = served.inside("beyond", COLLEAGUE)
    jo, bea = opens(), sign_in(opens(), COLLEAGUE)
    admin, lena = sign_in(opens()), sign_in(opens(), LEADER)
    _is_told_before_the_click(bea, reference)
    _seeks_approval(bea)
    _cannot_approve_what_they_had_a_part_in(admin, reference)
    _approves(lena, reference)
    _offers(bea, reference)
    _asks_for_more(served, jo, reference)
    _is_refused_more_than_was_approved(bea, reference)
    accept_offer(served, jo, reference)
    _keeps_the_promise(bea, reference)


def _is_told_before_the_click(page: Page, reference: str) -> None:
    """Whose decision it is stands beside the option, and the button says why not, how much, and who could."""
    page.goto(f"/desk/cases/{reference}/")
    options_of(page)
    option = _option(page)
    expect(option).to_contain_text(re.compile("Needs (Lena or admin|admin or Lena)"))
    expect(option).to_contain_text(TOO_MUCH)
    expect(option).to_contain_text("authority for £400: Refund, where you may decide up to £250 on one case")
    expect(page.get_by_role("region", name="Offer and agreement")).to_contain_text(f"Make an offer: {TOO_MUCH}")
    expect(option).to_contain_text(re.compile("Who could: (Lena, admin|admin, Lena)"))
    look(page)


def _seeks_approval(page: Page) -> None:
    keys = Keyboard(page)
    said = {"Whom": "Lena", "By when": now().date() + timedelta(days=7), "Why you ask, and what you propose": WHY}
    follow_and_take(keys, about("Seek approval", YEAR), "Seek approval", said)
    expect(_option(page)).to_contain_text("Asked of Lena")


def _cannot_approve_what_they_had_a_part_in(page: Page, reference: str) -> None:
    """With every role, and an option of their own on the case."""
    page.goto(f"/desk/cases/{reference}/options/")
    keys = Keyboard(page)
    identify(keys, "Apology", "Say sorry in writing")
    keys.skip()
    keys.press("link", f"Approval: {WHY}")
    expect(page.get_by_role("alert")).to_contain_text(
        "You have worked on this decision, so someone else must approve it."
    )
    expect(page.get_by_role("alert")).to_contain_text("Who could: Lena.")
    expect(main_of(page).get_by_role("button", name="Approve")).to_have_count(0)


def _approves(page: Page, reference: str) -> None:
    """Found on their own work, with the options as whoever asks sees them."""
    keys = Keyboard(page)
    page.goto("/desk/")
    waits = page.get_by_role("region", name="Waits for you").get_by_role("listitem").filter(has_text=reference)
    expect(waits).to_contain_text(WHY)
    look(page)
    keys.skip()
    keys.follow(waits.get_by_role("link", name="Approve it or send it back: Refund: up to £400"))
    expect(page.get_by_role("figure")).to_contain_text(YEAR)
    expect(main_of(page)).to_contain_text("Bea asks for approval")
    look(page)
    keys.skip()
    take(keys, "Approve", {"Why": "The ledger bears it out."})


def _offers(page: Page, reference: str) -> None:
    page.goto(f"/desk/cases/{reference}/options/")
    expect(_option(page)).to_contain_text("Approved by Lena")
    keys = Keyboard(page)
    follow_and_take(keys, about("Offer it", YEAR), "Make an offer", {"Message to the customer": "We offer this."})


def _asks_for_more(served: Served, page: Page, reference: str) -> None:
    keys = Keyboard(page)
    enter(page, served, reference)
    keys.skip()
    keys.press("link", "Make another suggestion")
    keys.skip()
    keys.fill({"What would you accept instead?": "And the interest.", "Amount, if it is about money": "£500"})
    keys.press("button", "Send your suggestion")
    expect(main_of(page)).to_contain_text("You asked for £500 instead.")


def _is_refused_more_than_was_approved(page: Page, reference: str) -> None:
    """The words stand where the button would be, and again when it is tried."""
    page.goto(f"/desk/cases/{reference}/options/")
    offer = page.get_by_role("region", name="Offer and agreement")
    expect(offer).to_contain_text("Asked for: £500")
    expect(offer).to_contain_text(f"Agree to what they ask: {TOO_MUCH}")
    look(page)
    keys = Keyboard(page)
    keys.skip()
    keys.press("link", "Agree to what they ask")
    keys.skip()
    keys.fill({"Message to the customer": "Agreed."})
    keys.press("button", "Agree to the counter-offer")
    expect(page.get_by_role("alert")).to_contain_text(TOO_MUCH)
    expect(page.get_by_role("alert")).to_contain_text("authority for £500: Refund")


def _keeps_the_promise(page: Page, reference: str) -> None:
    page.goto(f"/desk/cases/{reference}/options/")
    carry_out(page, f"{YEAR} (£400)", "400")
    expect(page.get_by_role("region", name="What was agreed or ordered")).to_contain_text(f"Kept {YEAR} (£400)")


def _option(page: Page) -> Locator:
    return page.get_by_role("region", name=f"2. {YEAR}")
