"""A complaint to a landlord goes through both stages. Nobody in it touches a mouse."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.complaining import ANSWERS, enter, reference_on
from tests.journeys.conftest import Opens
from tests.journeys.forms import main_of, named
from tests.journeys.keyboard import Keyboard
from tests.journeys.system import COLLEAGUE, Served

UNDERSTOOD = {"Nature": "The repair was not done.", "Cause": "No slot was free.", "Implications": "A cold flat."}
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
    reference = _complains(jo)
    _takes_it_in(first, reference)
    _decides(first, RESPONSE)
    _asks_for_the_next_stage(served, jo, reference)
    _is_refused_the_second_stage(first, reference)
    _takes_the_second_stage(second, reference)
    _decides(second, FINAL)
    _says_it_is_sorted(served, jo, reference)
    _closes(second, reference)


def _complains(page: Page) -> str:
    keys = Keyboard(page)
    page.goto("/")
    keys.skip()
    keys.press("link", "Start your complaint")
    for question, said in ANSWERS.items():
        expect(page.get_by_role("heading", level=1)).to_have_text(question)
        keys.skip()
        for label, answer in said.items():
            _answer(keys, label, answer)
        keys.press("button", "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Do you have anything that shows what happened?")
    keys.press("button", "Continue")
    keys.press("button", "Send your complaint")
    return reference_on(page)


def _answer(keys: Keyboard, label: str, answer: str | list[str]) -> None:
    if keys.page.get_by_role("group", name=named(label)).count():
        for one in [answer] if isinstance(answer, str) else answer:
            keys.choose(label, one)
    else:
        keys.write(label, str(answer))


def _takes_it_in(page: Page, reference: str) -> None:
    keys = Keyboard(page)
    page.goto("/desk/team/")
    keys.skip()
    row = page.get_by_role("listitem").filter(has_text=reference)
    keys.follow(row.get_by_role("link", name="Charged twice"))
    _next(keys, "It is a complaint")
    keys.choose("Which part of the definition", "something that was not done")
    keys.press("button", "It is a complaint")
    _next(keys, "Assign")
    keys.pick("To", "admin")
    keys.press("button", "Assign")
    _acknowledges(keys)
    _next(keys, "Add an issue")
    keys.write("The point complained of", "The repair was not done")
    keys.press("button", "Add an issue")
    _next(keys, "Confirm the understanding")
    for label, text in UNDERSTOOD.items():
        keys.write(label, text)
    keys.choose("Confirmed?", "By the customer")
    keys.press("button", "Confirm the understanding")


def _acknowledges(keys: Keyboard) -> None:
    _next(keys, "Acknowledge")
    keys.write("Message to the customer", "We have it; n, j and / are only letters here, are they not?")
    for part in ("logged it at stage", "outcome that is wanted"):
        keys.choose("The message says", part)
    keys.press("button", "Acknowledge")


def _next(keys: Keyboard, step: str) -> None:
    """What is next, by the main button of the case."""
    expect(keys.page.get_by_role("heading", name="Conversation")).to_be_attached()
    keys.skip()
    keys.press("link", step)
    keys.skip()


def _decides(page: Page, response: dict[str, str]) -> None:
    keys = Keyboard(page)
    _next(keys, "Decide an issue")
    keys.choose("Outcome", "Unable to reach a finding")
    keys.write("Reasons", "There is no record of the visit.")
    keys.press("button", "Decide an issue")
    _next(keys, "Report the findings")
    for label, text in response.items():
        keys.write(label, text)
    keys.press("button", "Report the findings")
    _next(keys, "Ask whether it is sorted")
    keys.press("button", "Ask whether it is sorted")


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
    _next(keys, "Assign")
    keys.pick("To", "Bea")
    keys.press("button", "Assign")
    _acknowledges(keys)


def _says_it_is_sorted(served: Served, page: Page, reference: str) -> None:
    keys = Keyboard(page)
    enter(page, served, reference)
    keys.skip()
    keys.press("button", "Yes, it is sorted")
    expect(main_of(page)).to_contain_text("You told us: yes, it is sorted.")


def _closes(page: Page, reference: str) -> None:
    keys = Keyboard(page)
    page.goto(f"/desk/cases/{reference}/")
    _next(keys, "Close")
    keys.choose("Because", "The customer says it is sorted")
    keys.write("Reasons", "Sorted.")
    keys.write("Message to the customer", "Thank you.")
    keys.press("button", "Close")
    expect(main_of(page)).to_contain_text("Closed on")
