"""Putting it right, by keyboard: options side by side, one selected and accepted, what was agreed carried out."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.complaining import enter
from tests.journeys.forms import main_of
from tests.journeys.handling import follow_and_take, take
from tests.journeys.keyboard import Keyboard
from tests.journeys.reading import look
from tests.journeys.system import Served

WEIGHED = {
    "Benefits for the customer": "They have their money back.",
    "Drawbacks for the customer": "The week is not undone.",
    "Benefits for us": "It is over.",
    "Drawbacks for us": "It costs us something.",
}
PROOF = FilePayload(name="payment.txt", mimeType="text/plain", buffer=b"PAY-7")


def about(label: str, what: str) -> str:
    """The name of a link that stands beside `what`, and says so to those who do not see where."""
    return f"{label} : {what}"


def options_of(page: Page) -> Keyboard:
    """The tab with the options of the case that is open, by its key."""
    keys = Keyboard(page)
    keys.hit("o")
    expect(page.get_by_role("heading", name="Options", exact=True)).to_be_visible()
    return keys


def identify(keys: Keyboard, kind: str, title: str, amount: str = "") -> None:
    """An option of one's own, by its key."""
    keys.hit("e")
    keys.skip()
    worth = {"Amount, or what it is worth": amount} if amount else {}
    take(keys, "Identify an option", {"Kind of redress": kind, "What would be done": title, **worth})


def weigh(keys: Keyboard, option: str, meets: str) -> None:
    """Benefits and drawbacks, and a risk."""
    said = {**WEIGHED, "Does it meet what they asked for?": meets}
    follow_and_take(keys, about("Weigh it", option), "Weigh an option", said)
    risk = {"Cost: how likely": "Low", "Cost: how bad": "Low", "Cost: why": "A small sum."}
    follow_and_take(keys, about("Assess its risk", option), "Assess the risk of an option", risk)


def select(keys: Keyboard, option: str, why: str) -> None:
    follow_and_take(keys, about("Select it", option), "Select an option", {"Why this one": why})


def accept_offer(served: Served, page: Page, reference: str) -> None:
    """The customer says yes on their own page."""
    keys = Keyboard(page)
    enter(page, served, reference)
    expect(main_of(page)).to_contain_text("Our offer to you")
    look(page)
    keys.skip()
    keys.press("link", "Yes")
    keys.skip()
    keys.press("button", "Yes, I accept this")
    expect(page.get_by_role("heading", level=1)).to_have_text("You said yes")


def carry_out(page: Page, promise: str, amount: str) -> None:
    """With the amount that was agreed, and the proof."""
    keys = Keyboard(page)
    said = {"Proof": "Payment PAY-7.", "Amount paid": amount, "Files": PROOF}
    follow_and_take(keys, about("Carry it out", promise), "Carry out what was agreed", said)
