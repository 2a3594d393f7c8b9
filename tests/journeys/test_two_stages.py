"""A complaint to a landlord goes through both stages. Nobody in it touches a mouse."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.complaining import complain_by_keyboard, enter
from tests.journeys.conftest import Opens
from tests.journeys.forms import main_of
from tests.journeys.handling import TakenIn, acknowledge, ask_whether_sorted, close, take_in, take_next
from tests.journeys.keyboard import Keyboard
from tests.journeys.system import COLLEAGUE, Served

TAKEN_IN = TakenIn(
    subject="Charged twice",
    owner="admin",
    definition="something that was not done",
    acknowledged=("logged it at stage", "outcome that is wanted"),
    issue="The repair was not done",
)
RESPONSE = {
    "Message": "This is our answer at stage 1.",
    "What we do to put it right": "The repair on Monday.",
    "What is still to be done": "The repair.",
    "How to go to the next stage": "Tell us on your page, or call.",
}
FINAL = {**RESPONSE, "Message": "This is our final answer."}
del FINAL["How to go to the next stage"]


def test_both_stages_are_walked_by_keyboard_and_the_second_by_someone_new(
    served: Served, under: Callable[[str], None], opens: Opens, sign_in: Callable[..., Page]
) -> None:
    under("uk-housing-ombudsman-code-2024")
    jo, first, second = opens(), sign_in(opens()), sign_in(opens(), COLLEAGUE)
    reference = complain_by_keyboard(jo)
    take_in(first, reference, TAKEN_IN)
    _decides(first, RESPONSE)
    _asks_for_the_next_stage(served, jo, reference)
    _is_refused_the_second_stage(first, reference)
    _takes_the_second_stage(second, reference)
    _decides(second, FINAL)
    _says_it_is_sorted(served, jo, reference)
    close(second, reference, "The customer says it is sorted")


def _decides(page: Page, response: dict[str, str]) -> None:
    keys = Keyboard(page)
    found = {"Outcome": "Unable to reach a finding", "Reasons": "There is no record of the visit."}
    take_next(keys, "Decide an issue", found)
    take_next(keys, "Report the findings", response)
    ask_whether_sorted(keys)


def _asks_for_the_next_stage(served: Served, page: Page, reference: str) -> None:
    keys = Keyboard(page)
    enter(page, served, reference)
    keys.skip()
    keys.press("button", "No, it is not")
    keys.skip()
    keys.write("What is missing?", "You did not ask the contractor.")
    keys.press("button", "Send")
    keys.skip()
    keys.press("link", "Ask us to look again")
    keys.skip()
    keys.write("Why are you not happy with our answer?", "You did not ask the contractor.")
    keys.press("button", "Ask us to look again")
    expect(page.get_by_role("heading", level=1)).to_have_text("Someone new is looking into your complaint again.")


def _is_refused_the_second_stage(page: Page, reference: str) -> None:
    """The words stand on the case, and again where the step would be."""
    keys = Keyboard(page)
    page.goto(f"/desk/cases/{reference}/")
    words = "Stage 2 is for someone who had no part in stage 1."
    expect(page.get_by_role("region", name="What is next")).to_contain_text(words)
    keys.press("link", "Decide issue 1: The repair was not done")
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_role("alert")).to_contain_text("a handler or team leader who did not work on stage 1")
    expect(main_of(page).get_by_role("button", name="Decide an issue")).to_have_count(0)


def _takes_the_second_stage(page: Page, reference: str) -> None:
    keys = Keyboard(page)
    page.goto(f"/desk/cases/{reference}/")
    take_next(keys, "Assign", {"To": "Bea"})
    acknowledge(keys, TAKEN_IN.acknowledged)


def _says_it_is_sorted(served: Served, page: Page, reference: str) -> None:
    keys = Keyboard(page)
    enter(page, served, reference)
    keys.skip()
    keys.press("button", "Yes, it is sorted")
    expect(main_of(page)).to_contain_text("You told us: yes, it is sorted.")
