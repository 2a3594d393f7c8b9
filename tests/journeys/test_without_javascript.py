"""Every page works without scripts: for a customer who complains and follows, for staff who take in and act."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.complaining import BILL, answer_all, send
from tests.journeys.conftest import Opens
from tests.journeys.forms import fill, follow, main_of, named, open_step, press, take
from tests.journeys.system import Served

ANN = "ann@example.org"


def test_a_customer_complains_and_follows_it_with_a_code(served: Served, opens: Opens) -> None:
    page = opens(java_script_enabled=False)
    answer_all(page, email=ANN, files=[BILL])
    reference = send(page)
    _comes_in_by_code(served, page, reference)
    expect(page.get_by_role("link", name="bill.txt")).to_be_visible()
    press(page, "Send your message")
    expect(main_of(page)).to_contain_text("Write something, or choose a file.")
    fill(page, {"Your message": "It happened again in March."})
    press(page, "Send your message")
    expect(main_of(page)).to_contain_text("Your message has been sent. Thank you.")
    expect(main_of(page)).to_contain_text("It happened again in March.")


def _comes_in_by_code(served: Served, page: Page, reference: str) -> None:
    """A wrong code is refused in words; the newest one opens the case."""
    page.goto("/follow/")
    fill(page, {"Your reference": reference.lower(), "Email": ANN})
    press(page, "Send me a code")
    code = served.inside("code", reference)
    fill(page, {"Code": "000000" if code != "000000" else "111111"})
    press(page, "See my complaint")
    expect(page.get_by_role("alert")).to_contain_text("This is not the newest code, or it has ended.")
    fill(page, {"Code": f" {code[:3]} {code[3:]} "})
    press(page, "See my complaint")
    expect(page.get_by_text(reference)).to_be_visible()


def test_staff_take_a_complaint_in_by_telephone_and_act_on_it(opens: Opens, sign_in: Callable[[Page], Page]) -> None:
    page = sign_in(opens(java_script_enabled=False))
    reference = _intake(page)
    _acknowledges(page, reference)
    page.goto(f"/desk/cases/{reference}/")
    page.get_by_label("Note").fill("They sounded tired.")
    press(page, "Save note")
    expect(main_of(page).get_by_role("article").filter(has_text="They sounded tired.")).to_be_visible()
    take(page, reference, "Add an issue", {"The point complained of": "The lift is broken"})
    expect(page.get_by_role("navigation", name="Case")).to_contain_text("Issues and findings 1")
    page.get_by_role("searchbox").fill("lift broken")
    page.get_by_role("searchbox").press("Enter")
    expect(main_of(page)).to_contain_text("The lift is broken")


def _intake(page: Page) -> str:
    """Empty it is refused, each field by its name; filled in it is read back with its dates."""
    page.goto("/desk/")
    follow(page, "New case")
    press(main_of(page), "Open the case")
    expect(page.get_by_role("alert")).to_contain_text("There are")
    fill(main_of(page), {
        "Customer's name": "Ann Ode", "Telephone": "01632 960777", "In a few words": "The lift is broken",
        "What happened": "The lift has stood still for a week.", "How it came": "Phone",
        "Is it a complaint?": "about a product or a service of ours",
    })  # fmt: skip
    press(main_of(page), "Open the case")
    expect(main_of(page)).to_contain_text("is open and recognised as a complaint.")
    return page.url.rstrip("/").rpartition("/")[2]


def _acknowledges(page: Page, reference: str) -> None:
    """Refused while the message does not say all it must, with every word kept."""
    open_step(page, reference, "Acknowledge")
    fill(main_of(page), {"Message to the customer": "We have it.", "The message says": "that we have"})
    press(main_of(page), "Acknowledge")
    box = page.get_by_role("alert").filter(has_text="The acknowledgement does not say all that it must.")
    expect(box).to_be_visible()
    expect(page.get_by_label(named("Message to the customer"))).to_have_value("We have it.")
    for part in page.get_by_role("group", name=named("The message says")).get_by_role("checkbox").all():
        part.check()
    press(main_of(page), "Acknowledge")
    page.wait_for_url(f"**/desk/cases/{reference}/")
