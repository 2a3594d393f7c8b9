"""A complaint is found justified, and put right by the first offer. Nobody in it touches a mouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

from amends.rules.words import plain
from tests.journeys.complaining import complain_by_keyboard
from tests.journeys.conftest import Opens
from tests.journeys.forms import main_of, named
from tests.journeys.handling import (
    TakenIn,
    ask_whether_sorted,
    close,
    follow_and_take,
    next_step,
    take,
    take_in,
    take_next,
)
from tests.journeys.keyboard import Keyboard
from tests.journeys.putting_right import about, accept_offer, carry_out, identify, options_of, select, weigh
from tests.journeys.reading import look
from tests.journeys.system import COLLEAGUE, Served
from tests.letters.reading_pdf import words_of

TAKEN_IN = TakenIn(
    subject="Charged twice",
    owner="Bea",
    definition="service",
    acknowledged=("who looks after it", "what happens next"),
    issue="Charged twice",
)
REFUND = "Pay back the second charge"
APOLOGY = "Say sorry in writing"
NOTHING = "Do nothing"
ANSWER = "This is our answer: you were charged twice, and have your money back."


def test_what_is_offered_first_is_agreed_and_carried_out_by_keyboard(
    served: Served, opens: Opens, sign_in: Callable[..., Page]
) -> None:
    jo, bea = opens(), sign_in(opens(), COLLEAGUE)
    reference = complain_by_keyboard(jo, "jo.marsh@example.org")
    take_in(bea, reference, TAKEN_IN)
    _decides(bea)
    _weighs_what_could_be_done(bea)
    open_until = _offers(bea)
    _reads_the_letter(bea, reference, open_until)
    accept_offer(served, jo, reference)
    _carries_out(bea, reference)
    _answers_with_the_checks_beside(bea)
    ask_whether_sorted(Keyboard(bea))
    _says_by_the_link_that_it_is_sorted(served, jo, reference)
    close(bea, reference, "The customer says it is sorted")


def _decides(page: Page) -> None:
    """The evidence, and what is found on it."""
    keys = Keyboard(page)
    keys.skip()
    keys.press("link", "Evidence 0")
    follow_and_take(keys, "Add evidence", "Add evidence", {
        "What it is": "Ledger of 2 February", "Where it is from": "Our records",
        "Which issues it bears on": "Charged twice",
    })  # fmt: skip
    found = {
        "Outcome": "Justified", "Reasons": "The ledger shows both charges.",
        "Evidence it rests on": "Ledger of 2 February", "Root cause": "The reader sent it twice.",
    }  # fmt: skip
    take_next(keys, "Decide an issue", found, link="Decide issue 1: Charged twice")


def _weighs_what_could_be_done(page: Page) -> None:
    keys = options_of(page)
    keys.skip()
    keys.press("button", NOTHING)
    identify(keys, "Refund", REFUND, "64")
    identify(keys, "Apology", APOLOGY)
    weigh(keys, NOTHING, "Not what")
    weigh(keys, REFUND, "What they")
    weigh(keys, APOLOGY, "Part of")
    select(keys, REFUND, "It is what they lost, and what they ask for.")


def _offers(page: Page) -> date:
    """As a letter; the last day on which the offer is open."""
    look(page)
    keys = Keyboard(page)
    keys.skip()
    keys.press("link", about("Offer it", REFUND))
    keys.skip()
    open_until = date.fromisoformat(page.get_by_label(named("Open until")).input_value())
    said = {"Message to the customer": "We are sorry, and offer this.", "How it goes": "As a letter: by"}
    take(keys, "Make an offer", said)
    return open_until


def _reads_the_letter(page: Page, reference: str, open_until: date) -> None:
    """What went out, as it was kept: it stands in the conversation."""
    keys = Keyboard(page)
    keys.skip()
    keys.press("link", "Conversation")
    keys.skip()
    sent = page.get_by_role("article").filter(has_text="We are sorry, and offer this.")
    letter = words_of(keys.download(sent.get_by_role("link", name=f"{reference} Our offer")))
    assert "£64" in letter
    assert plain(open_until) in letter


def _carries_out(page: Page, reference: str) -> None:
    page.goto(f"/desk/cases/{reference}/options/")
    carry_out(page, f"{REFUND} (£64)", "64")
    expect(page.get_by_role("region", name="What was agreed or ordered")).to_contain_text("Kept")
    look(page)


def _answers_with_the_checks_beside(page: Page) -> None:
    """The checks follow what is written, without a press."""
    keys = Keyboard(page)
    next_step(keys, "Send the final response")
    checks = page.get_by_role("region", name="Checks")
    expect(checks).to_contain_text("Stops it")
    keys.write("Message", ANSWER)
    keys.write("How to go to the next stage", "Tell us on your page.")
    expect(checks).to_contain_text("Nothing to look at.")
    look(page)
    keys.press("button", "Report the findings")


def _says_by_the_link_that_it_is_sorted(served: Served, page: Page, reference: str) -> None:
    """Our script sends the answer at once."""
    page.goto(served.inside("sorted_link", reference, "yes"))
    expect(main_of(page)).to_contain_text("You told us: yes, it is sorted.")
    look(page)
