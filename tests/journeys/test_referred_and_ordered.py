"""An offer is refused, and the ombudsman orders more: it is carried out. Nobody in it touches a mouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import FilePayload, Page, expect

from amends.now import now
from tests.journeys.complaining import enter
from tests.journeys.conftest import Opens
from tests.journeys.forms import main_of
from tests.journeys.handling import ask_whether_sorted, close, follow_and_take, take_next
from tests.journeys.keyboard import Keyboard, Said
from tests.journeys.putting_right import about, carry_out
from tests.journeys.reading import look
from tests.journeys.system import COLLEAGUE, LEADER, Served
from tests.letters.reading_pdf import reader, words_of

DISP = "uk-fca-disp"
BODY = "Financial Ombudsman Service"
SOMEONE = "Kay Doyle"
RESPONSE = {
    "Message": "This is our final response.",
    "What we do to put it right": "You did not accept what we offered, and we offer no more.",
    "By when they must do so": "Within six months of this letter.",
    "Whether we agree to set its time limit aside": "We do not agree to set it aside.",
    "The leaflet that goes with it": "Your complaint and the ombudsman",
}
RECORD = "Record what the independent body says"
ORDERED = "Pay for the worry, too"
DECISION = FilePayload(name="decision.pdf", mimeType="application/pdf", buffer=b"%PDF-1.4 The decision.")


def test_what_the_ombudsman_orders_is_carried_out_by_keyboard(
    served: Served, under: Callable[[str], None], opens: Opens, sign_in: Callable[..., Page]
) -> None:
    under(DISP)
    reference = served.inside("found", COLLEAGUE, DISP)
    jo, bea, lena = opens(), sign_in(opens(), COLLEAGUE), sign_in(opens(), LEADER)
    _refuses(served, jo, reference)
    _answers(bea, reference)
    _says_that_it_is_not_sorted(served, jo, reference)
    _gives_reasons(bea, reference)
    close(bea, reference, "Answered in full")
    _refers(bea)
    _makes_the_bundle(bea)
    _reads_the_bundle(bea)
    _answers_the_request(bea)
    _records_what_is_ordered(lena, reference)
    _carries_it_out(bea, reference)
    close(bea, reference, "Answered in full")


def _refuses(served: Served, page: Page, reference: str) -> None:
    keys = Keyboard(page)
    enter(page, served, reference)
    keys.skip()
    keys.press("link", "No, and why")
    keys.skip()
    keys.fill({"Why not?": f"{SOMEONE} at the branch said that it would be more."})
    keys.press("button", "No, I do not accept it")
    expect(page.get_by_role("heading", level=1)).to_have_text("You said no")


def _answers(page: Page, reference: str) -> None:
    keys = Keyboard(page)
    page.goto(f"/desk/cases/{reference}/")
    take_next(keys, "Report the findings", RESPONSE, link="Send the final response")
    ask_whether_sorted(keys)


def _says_that_it_is_not_sorted(served: Served, page: Page, reference: str) -> None:
    """What they can do next, and until when, stands there."""
    keys = Keyboard(page)
    page.goto(served.inside("sorted_link", reference, "no"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What is missing?")
    expect(main_of(page)).to_contain_text(f"refer your complaint to the {BODY}")
    look(page)
    keys.skip()
    keys.fill({"What is missing?": "Nobody says what the week was like."})
    keys.press("button", "Send")
    expect(page.get_by_role("region", name="The independent body")).to_contain_text("until")


def _gives_reasons(page: Page, reference: str) -> None:
    page.goto(f"/desk/cases/{reference}/")
    take_next(Keyboard(page), "Give reasons", {"Reasons, and their further rights": "You have back what you lost."})


def _refers(page: Page) -> None:
    """The case opens again."""
    keys = _independent(page)
    keys.skip()
    keys.press("link", "Refer it")
    keys.skip()
    keys.fill({"Their reference": "FOS-7", "What they are asked to decide": "Whether the worry is made good."})
    keys.press("button", "Refer to an independent body")
    expect(main_of(page)).not_to_contain_text("Closed on")


def _makes_the_bundle(page: Page) -> None:
    """Looked at first: its pages and its index."""
    keys = _independent(page)
    keys.skip()
    keys.press("link", about("Make the bundle", BODY))
    keys.skip()
    keys.fill({"Names and other data of others, to be removed": SOMEONE})
    keys.press("button", "Look at it first")
    expect(page.get_by_role("heading", name="How it would be")).to_be_focused()
    expect(page.get_by_role("region", name="Index")).to_contain_text("Ledger")
    expect(main_of(page)).to_contain_text("others’ data in 1 place")
    look(page)
    keys.press("button", "Make the bundle")


def _reads_the_bundle(page: Page) -> None:
    keys = _independent(page)
    look(page)
    keys.skip()
    bundle = keys.download(page.get_by_role("region", name=BODY).get_by_role("link", name="bundle 20"))
    pages, text = reader(bundle).pages, words_of(bundle)
    assert len(pages) > 1
    assert "Ledger" in pages[0].extract_text()
    assert SOMEONE not in text
    assert "[name removed] at the branch" in text


def _answers_the_request(page: Page) -> None:
    asked = {"What it is": "It asks us", "What it says": "The ledger.", "By when": _in_days(14)}
    _record(page, asked)
    _record(page, {"What it is": "We answered it", "What it says": "The ledger, by mail."})


def _records_what_is_ordered(page: Page, reference: str) -> None:
    page.goto(f"/desk/cases/{reference}/")
    _record(page, {
        "What it is": "Its decision", "What it says": "They were let down.", "By when": _in_days(28),
        "How it decided": "Upheld in part", "What was ordered or agreed": ORDERED, "Amount ordered": "150",
        "Files": DECISION,
    })  # fmt: skip


def _record(page: Page, said: Said) -> None:
    follow_and_take(_independent(page), about("Record what it says", BODY), RECORD, said)


def _carries_it_out(page: Page, reference: str) -> None:
    page.goto(f"/desk/cases/{reference}/independent/")
    look(page)
    carry_out(page, f"{ORDERED} (£150)", "150")


def _independent(page: Page) -> Keyboard:
    """The tab about the independent body, of the case that is open."""
    keys = Keyboard(page)
    keys.press("link", "Independent body")
    return keys


def _in_days(days: int) -> date:
    return now().date() + timedelta(days=days)
