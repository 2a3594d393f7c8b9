"""The desk, by keyboard: a case is taken in, and goes on step by step."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.forms import main_of
from tests.journeys.keyboard import Keyboard, Said

MESSAGE = "We have it; n, j and / are only letters here, are they not?"
UNDERSTOOD = {"Nature": "What was promised was not done.", "Cause": "A slip.", "Implications": "It cost them money."}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How a complaint is taken in. `definition` and `acknowledged`: words of what the procedure asks for."""

    subject: str
    owner: str
    definition: str
    acknowledged: tuple[str, ...]
    issue: str


def take_in(page: Page, reference: str, how: TakenIn) -> None:
    """From the list of the team to the understanding, confirmed by the customer."""
    keys = Keyboard(page)
    page.goto("/desk/team/")
    keys.skip()
    row = page.get_by_role("listitem").filter(has_text=reference)
    keys.follow(row.get_by_role("link", name=how.subject))
    take_next(keys, "It is a complaint", {"Which part of the definition": how.definition})
    take_next(keys, "Assign", {"To": how.owner})
    acknowledge(keys, how.acknowledged)
    take_next(keys, "Add an issue", {"The point complained of": how.issue}, link="Write down the points complained of")
    understood = {**UNDERSTOOD, "Confirmed?": "By the customer"}
    take_next(keys, "Confirm the understanding", understood, link="Confirm the understanding with the customer")


def acknowledge(keys: Keyboard, parts: tuple[str, ...]) -> None:
    take_next(keys, "Acknowledge", {"Message to the customer": MESSAGE, "The message says": list(parts)})


def take_next(keys: Keyboard, step: str, said: Said, *, link: str = "") -> None:
    """Take what is next, by the main button of the case, or by its `link` where the page says what is next."""
    next_step(keys, link or step)
    take(keys, step, said)


def next_step(keys: Keyboard, step: str) -> None:
    """Open what is next, by the words of a link."""
    expect(keys.page.get_by_role("navigation", name="Case")).to_be_attached()
    keys.skip()
    keys.follow(keys.page.get_by_role("link", name=step, exact=True).first)
    keys.skip()


def ask_whether_sorted(keys: Keyboard) -> None:
    take_next(keys, "Ask whether it is sorted", {})


def close(page: Page, reference: str, because: str) -> None:
    page.goto(f"/desk/cases/{reference}/")
    said = {"Because": because, "Reasons": "All is answered.", "Message to the customer": "Thank you."}
    take_next(Keyboard(page), "Close", said)
    expect(main_of(page)).to_contain_text("Closed on")


def follow_and_take(keys: Keyboard, link: str, step: str, said: Said) -> None:
    """Take a step by a link that stands where it belongs."""
    keys.skip()
    keys.press("link", link)
    keys.skip()
    take(keys, step, said)


def take(keys: Keyboard, step: str, said: Said) -> None:
    """Fill in the form of a step, and see it done."""
    keys.fill(said)
    keys.press("button", step)
    expect(keys.page, f"{step} was refused").not_to_have_url(re.compile(r"/steps/"))
