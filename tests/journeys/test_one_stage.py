"""A complaint under the FCA's rules, from the first word to the closed case, by the pages alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.complaining import BILL, answer_all, enter, send
from tests.journeys.conftest import Opens
from tests.journeys.forms import fill, follow, main_of, named, press, refused, take
from tests.journeys.system import TAKE_BACK, Served

UNDERSTOOD = {
    "Nature": "The card was charged twice.",
    "Cause": "A fault of the reader, it seems.",
    "Implications": "The rent could not be paid.",
    "What they want": "The 64 pounds back, and an apology.",
    "Confirmed?": "Not yet confirmed",
}
RESPONSE = {
    "Message": "Dear Jo Marsh, this is our final response.",
    "Decision and reasons": "You were charged twice, and our note of your call was lost.",
    "What we do to put it right": "We correct the charge and say sorry for the worry.",
    "Right to turn to the independent body": "You can refer your complaint to the ombudsman, free of charge.",
    "By when they must do so": "Within six months of this letter.",
    "Whether we agree to set its time limit aside": "We do not agree to set it aside.",
    "How to reach the independent body": "www.financial-ombudsman.org.uk",
    "The leaflet that goes with it": "Your complaint and the ombudsman",
}


def test_a_complaint_goes_from_the_first_word_to_the_closed_case(
    served: Served, under: Callable[[str], None], opens: Opens, sign_in: Callable[[Page], Page]
) -> None:
    under("uk-fca-disp")
    customer, staff = opens(), sign_in(opens())
    reference = _complains(customer)
    _takes_it_in(staff, reference)
    _talk_it_over(served, customer, staff, reference)
    _decides(staff, reference)
    _answers(staff, reference)
    _is_not_satisfied(served, customer, reference)
    _gives_reasons_and_closes(staff, reference)
    _sees_it_closed(served, customer, reference)
    _is_on_an_unbroken_record(served)


def _complains(page: Page) -> str:
    """Every question, the files, one answer changed, sent."""
    answer_all(page, files=[BILL])
    expect(main_of(page)).to_contain_text("bill.txt")
    follow(page, "Change In a few words")
    fill(main_of(page), {"In a few words": "Charged twice for one meal"})
    press(page, "Continue")
    expect(main_of(page)).to_contain_text("Charged twice for one meal")
    reference = send(page)
    follow(page, "See my complaint")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "We have received what you told us. Someone will read it."
    )
    expect(page.get_by_role("link", name="bill.txt")).to_be_visible()
    return reference


def _takes_it_in(page: Page, reference: str) -> None:
    """Found among the cases of nobody, recognised, assigned, acknowledged; then it is on one's own list."""
    page.goto("/desk/team/?owner=nobody")
    row = page.get_by_role("listitem").filter(has_text=reference)
    expect(row).to_contain_text("Nobody")
    row.get_by_role("link", name="Charged twice for one meal").click()
    follow(page, "It is a complaint")
    fill(main_of(page), {"Which part of the definition": "alleges an actual or possible financial loss"})
    press(main_of(page), "It is a complaint")
    follow(page, "Assign")
    fill(main_of(page), {"To": "admin"})
    press(main_of(page), "Assign")
    follow(page, "Acknowledge")
    press(main_of(page), "Acknowledge")
    expect(page.get_by_role("alert")).to_be_focused()
    acknowledged = page.get_by_role("group", name=named("The message says"))
    for part in acknowledged.get_by_role("checkbox").all():
        part.check()
    fill(main_of(page), {"Message to the customer": "We have your complaint and answer it within 8 weeks."})
    press(main_of(page), "Acknowledge")
    expect(page.get_by_role("status").first).to_contain_text(f"Mail to the customer goes in {TAKE_BACK} seconds.")
    page.goto("/desk/")
    expect(page.get_by_role("listitem").filter(has_text=reference)).to_be_visible()


def _talk_it_over(served: Served, customer: Page, staff: Page, reference: str) -> None:
    """Two issues; a question, answered by the link in its message; the understanding, confirmed by the customer."""
    take(staff, reference, "Add an issue", {"The point complained of": "Charged twice"})
    take(staff, reference, "Add an issue", {"The point complained of": "Nobody called back"})
    take(staff, reference, "Ask the customer", {"Question": "Which card was it?"})
    enter(customer, served, reference)
    expect(customer.get_by_role("heading", level=1)).to_have_text("We have a question for you.")
    fill(customer, {"Your answer": "The blue one."})
    press(customer, "Send your answer")
    expect(main_of(customer)).to_contain_text("Your answer has been sent. Thank you.")
    take(staff, reference, "Confirm the understanding", UNDERSTOOD)
    expect(main_of(staff)).to_contain_text("The blue one.")
    enter(customer, served, reference)
    follow(customer, "Tell us whether this is right")
    fill(customer, {"Is this right?": "Yes, this is right"})
    press(customer, "Send")
    expect(main_of(customer)).to_contain_text("You confirmed this")


def _decides(page: Page, reference: str) -> None:
    """Evidence, a finding for each issue, and a promise made and kept."""
    take(page, reference, "Add evidence", {
        "What it is": "Ledger of 2 February", "Where it is from": "Our records",
        "Which issues it bears on": ["Charged twice"],
    })  # fmt: skip
    ledger = {"Evidence it rests on": ["Ledger of 2 February"]}
    take(page, reference, "Decide an issue", {
        "Which issue": "Charged twice", "Outcome": "Justified", "Reasons": "The ledger shows both charges.",
        **ledger, "Root cause": "The reader sent the charge again.", "Let down by": "Systems",
    })  # fmt: skip
    take(page, reference, "Decide an issue", {
        "Which issue": "Nobody called back", "Outcome": "Unable to reach a finding", "Reasons": "No call is on record.",
        "Let down by": "Nobody and nothing: no failing",
    })  # fmt: skip
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    take(page, reference, "Make a promise", {"What we promise": "Call about the 64 pounds", "By when": tomorrow})
    expect(page.get_by_role("complementary")).to_contain_text("0 kept · 0 broken")
    take(page, reference, "Promise kept", {"Which promise": "Call about the 64 pounds", "How it was kept": "Called."})
    expect(page.get_by_role("complementary")).to_contain_text("1 kept · 0 broken")


def _answers(page: Page, reference: str) -> None:
    """The final response is refused, each missing part by its name; complete, it goes out; then: is it sorted?"""
    page.goto(f"/desk/cases/{reference}/steps/report_findings/")
    fill(main_of(page), {**dict.fromkeys(RESPONSE, ""), "Message": RESPONSE["Message"]})
    press(main_of(page), "Report the findings")
    box = refused(page, "The response does not have all that")
    for part in ("our reasons", "the redress or remedy", "within 6 months", "time limits aside", "standard leaflet"):
        expect(box).to_contain_text(part)
    box.get_by_role("link", name="our reasons").click()
    expect(page.get_by_label(named("Decision and reasons"))).to_be_focused()
    expect(page.get_by_label(named("Message"))).to_have_value(RESPONSE["Message"])
    fill(main_of(page), RESPONSE)
    press(main_of(page), "Report the findings")
    page.wait_for_url(f"**/desk/cases/{reference}/")
    follow(page, "Ask whether it is sorted")
    press(main_of(page), "Ask whether it is sorted")
    page.wait_for_url(f"**/desk/cases/{reference}/")


def _is_not_satisfied(served: Served, page: Page, reference: str) -> None:
    enter(page, served, reference)
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it sorted?")
    press(page, "No, it is not")
    fill(page, {"What is missing?": "You do not say why nobody called."})
    press(page, "Send")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "You told us it is not sorted. We are reading what you said."
    )


def _gives_reasons_and_closes(page: Page, reference: str) -> None:
    take(page, reference, "Give reasons", {"Reasons, and their further rights": "No record of a call was found."})
    follow(page, "Close")
    fill(main_of(page), {
        "Because": "Answered in full; the customer knows their further rights",
        "Reasons": "Answered in full.", "Message to the customer": "You can turn to the ombudsman.",
    })  # fmt: skip
    press(main_of(page), "Close")
    expect(main_of(page)).to_contain_text("Closed on")


def _sees_it_closed(served: Served, page: Page, reference: str) -> None:
    enter(page, served, reference)
    page.goto("/my/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "We have closed this. You can still tell us if it is not sorted."
    )
    expect(main_of(page)).to_contain_text("We correct the charge and say sorry for the worry.")
    expect(main_of(page)).to_contain_text("Call about the 64 pounds")


def _is_on_an_unbroken_record(served: Served) -> None:
    """Both commands exit with 0, or this fails."""
    served.amends("verify")
    served.amends("rebuild", "--check")
