"""The customer's side: from the first question to the reference, and back in by a link."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.forms import Said, fill, main_of, press
from tests.journeys.keyboard import Keyboard
from tests.journeys.system import Served

JO = "jo@example.org"
BILL = FilePayload(name="bill.txt", mimeType="text/plain", buffer=b"64.00 twice")

ANSWERS: dict[str, Said] = {
    "What happened?": {"Your own words": "My card was charged twice on 2 February. I called, and nobody called back."},
    "When did it happen?": {"Day": "2", "Month": "2", "Year": "2026"},
    "What went wrong, in a few words?": {"In a few words": "Charged twice"},
    "How did it affect you?": {
        "Choose all that fit": ["It cost me money", "It worried or upset me"],
        "In your own words": "I could not pay my rent.",
    },
    "What would put it right?": {"Choose all that fit": ["An apology"], "In your own words": "The 64 pounds back."},
    "Which product or service is it about?": {"Product or service": "Current account"},
    "Who is this complaint for?": {"Who is it for?": "For myself"},
    "What is your name?": {"Full name": "Jo Marsh"},
    "How can we reach you?": {"Email": JO, "Telephone": "01632 960123"},
    "Is there anything that makes things harder for you?": {"What would help": "I cannot use the phone."},
}
"""Every question by its heading, in the order in which they are asked; the files come after."""


def answer_all(page: Page, *, email: str = JO, files: Sequence[FilePayload] = ()) -> None:
    """From the start page to the last page before it is sent."""
    page.goto("/")
    page.get_by_role("link", name="Start your complaint").click()
    for question, said in ANSWERS.items():
        expect(page.get_by_role("heading", level=1)).to_have_text(question)
        fill(main_of(page), {**said, "Email": email} if "Email" in said else said)
        press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Do you have anything that shows what happened?")
    if files:
        page.get_by_label("Add files").set_input_files(list(files))
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers, then send")


def complain_by_keyboard(page: Page, email: str = JO) -> str:
    """From the start page to the reference, without a mouse. One mailbox may send no more than three an hour."""
    keys = Keyboard(page)
    page.goto("/")
    keys.skip()
    keys.press("link", "Start your complaint")
    for question, said in ANSWERS.items():
        expect(page.get_by_role("heading", level=1)).to_have_text(question)
        keys.skip()
        keys.fill({**said, "Email": email} if "Email" in said else said)
        keys.press("button", "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Do you have anything that shows what happened?")
    keys.press("button", "Continue")
    keys.press("button", "Send your complaint")
    return reference_on(page)


def send(page: Page) -> str:
    """Send what has been answered; its reference."""
    press(page, "Send your complaint")
    return reference_on(page)


def reference_on(page: Page) -> str:
    """The reference, on the page that says that we have it."""
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your complaint")
    found = re.search(r"C-\d\d-\d{6}", page.get_by_role("main").inner_text())
    assert found
    return found[0]


def enter(page: Page, served: Served, reference: str) -> None:
    """Open the case by the link in the newest message to the customer."""
    page.goto(served.inside("link", reference))
