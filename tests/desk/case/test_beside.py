"""The header, what is next, the clocks, the promises, and why a date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

import pytest

from amends.cases.regimes import registry
from amends.record.read import read
from tests.cast import START, Cast, days, received, take_step
from tests.desk.case.asking import Asking, plain


def beside(asking: Asking) -> str:
    """The column beside the case without tags."""
    body = asking.text("case")
    return " ".join(body[body.find("<aside") :].replace("<", " <").split())


def test_the_header_says_what_is_next_and_by_when(asking: Asking, cast: Cast) -> None:
    page = plain(asking.get("case"))
    assert "Next: Decide whether it is a complaint · by Mon 2 March , today" in page
    asking.take("recognise", limb="service")
    asking.take("assign", to=cast.amira.actor_id)
    assert "Next: Acknowledge it to the customer · by Thu 5 March , in 3 days" in plain(asking.get("case"))


def test_an_update_comes_after_what_moves_the_case_on_until_it_is_nearly_due(begun: Asking) -> None:
    page = begun.text("case")
    assert "Next: Write down the points complained of" in plain(begun.get("case"))
    assert page.index("Write down the points complained of") < page.index("Tell the customer where things are")
    assert re.search(r'class="btn small go"[^>]*>Add an issue ', page)
    begun.at = START + days(12)
    assert "Next: Tell the customer where things are" in plain(begun.get("case"))
    assert re.search(r'class="btn small go"[^>]*>Send an update ', begun.text("case"))


def test_flags_say_what_nobody_may_overlook(begun: Asking, cast: Cast) -> None:
    by = cast.amira.actor()
    take_step(begun.reference, "note_need", by, START, need="Writing only", adjustment="We write")
    take_step(begun.reference, "promise", by, START, what="Call", due_on="2026-03-03")
    take_step(begun.reference, "break_promise", by, START + days(2), promise=1, reason="Forgotten")
    take_step(begun.reference, "pause_clock", by, START + days(2), reason="waiting_for_customer", explanation="Photo")
    begun.at = START + days(30)
    page = plain(begun.get("case"))
    for words in ("Looking into it", "Complaint", "Stage 1", "Late", "Has a need", "Promise broken", "Paused"):
        assert words in page


def test_the_clocks_show_date_and_state_and_lead_to_the_reason(begun: Asking) -> None:
    words = beside(begun)
    assert "Answer at stage 1" in words
    assert f'href="{begun.url("why", "response")}"' in words
    assert "In time" in words  # the acknowledgement


def test_why_this_date_gives_rule_count_calendar_and_confidence(begun: Asking) -> None:
    page = plain(begun.get("why", "response"))
    assert "Answer at stage 1: why Mon 30 March 2026 ?" in page
    assert "20 working days from when the complaint was received." in page
    assert "It starts on Monday 2 March 2026 at 09:30: the complaint was received." in page
    assert "Not counted: 8 days of weekends." in page
    assert "Our own target" in page
    assert "Show as table" in page
    assert "edition of Fri 1 January 2010" in page


@pytest.mark.parametrize("regime", registry().ids())
def test_every_clock_of_every_procedure_explains_itself(cast: Cast, regime: str) -> None:
    cast.organisation.regimes.append(regime)
    cast.organisation.save()
    edition = registry().regime(regime)
    at = max(START, datetime.combine(date.fromisoformat(edition.edition), time(12), UTC) + days(14))
    sent = dict.fromkeys(("sent_to_company_at", "event_at", "aware_at"), at)
    asking = Asking(received(cast.amira.actor(), at, regime=regime, **sent).reference, cast.amira, at)
    asking.take("recognise", limb=edition.definition[0].id)
    for clock in edition.clocks:
        runs = clock.enabled and clock.stage in (None, 1) and clock.applies_to(asking.facts.limb)
        expected = 200 if runs and clock.starts in asking.facts.moments else 404
        assert asking.get("why", clock.id).status_code == expected, clock.id
    assert asking.get("case").status_code == 200
    assert asking.get("timeline").status_code == 200


def test_promises_show_who_owes_them_and_how_they_stand(begun: Asking, cast: Cast) -> None:
    by = cast.amira.actor()
    take_step(begun.reference, "promise", by, START, what="Call Jo", due_on="2026-03-04")
    take_step(begun.reference, "promise", by, START, what="Write to Jo", due_on="2026-03-20", owner=cast.ben.actor_id)
    take_step(begun.reference, "keep_promise", by, START + days(4), promise=1, proof="By relay")
    words = beside(begun)
    assert "1 kept · 0 broken" in words
    assert "By relay" in words
    assert f"{begun.url('step', 'keep_promise')}?promise=2" in words
    assert words.index("Write to Jo") < words.index("Call Jo")
    assert "Ben" in words


def test_what_they_want_says_who_confirmed_it(begun: Asking, cast: Cast) -> None:
    assert "The money back and an apology." in beside(begun)
    take_step(begun.reference, "confirm_understanding", cast.ben.actor(), START, nature="a", cause="b",
              implications="c", wants="An apology", confirmed="by the customer")  # fmt: skip
    words = beside(begun)
    assert "An apology" in words
    assert "Confirmed by the customer" in words


def test_the_case_map_shows_each_issue_with_evidence_and_finding(begun: Asking, cast: Cast) -> None:
    by = cast.amira.actor()
    for title in ("Charged twice", "Blamed for it"):
        take_step(begun.reference, "add_issue", by, START, title=title)
    take_step(begun.reference, "add_evidence", by, START, title="The log", source="our records", issues=[1])
    take_step(begun.reference, "confirm_understanding", by, START, nature="a", cause="b", implications="c", wants="d",
              confirmed="by the customer")  # fmt: skip
    take_step(begun.reference, "find", by, START, issue=1, outcome="partly", reasons="Half of it", evidence=[1],
              cause="Two systems", let_down_by="systems")  # fmt: skip
    page = plain(begun.get("issues"))
    assert "1. Charged twice" in page
    assert "Partly justified Stage 1 · Amira" in page
    assert "Half of it" in page
    assert "Two systems" in page
    assert begun.text("issues").count("No finding yet</span>") == 1
    assert f"{begun.url('step', 'find')}?issue=2" in begun.text("issues")


def test_a_link_fills_in_what_it_is_about_but_never_words(begun: Asking, cast: Cast) -> None:
    for title in ("Charged twice", "Blamed for it"):
        take_step(begun.reference, "add_issue", cast.amira.actor(), START, title=title)
    take_step(begun.reference, "confirm_understanding", cast.amira.actor(), START, nature="a", cause="b",
              implications="c", wants="d", confirmed="by the customer")  # fmt: skip
    page = begun.text("step", "find", query="?issue=2&reasons=planted")
    assert re.search(r'<input[^>]*name="issue"[^>]*value="2"[^>]*checked', page)
    assert "planted" not in page


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-1", "0"])
def test_a_number_that_no_page_of_ours_writes_is_passed_over(begun: Asking, number: str) -> None:
    assert begun.get("step", "correct", query=f"?entry={number}").status_code == 200
    assert begun.post("correct", entry=number, field="story", value="Other", reason="Wrong").status_code == 422
    said = {"seen": number, "note": "She called."}
    assert begun.client.post(begun.url("step", "note"), said).status_code == 303


def test_the_history_has_every_entry_with_who_and_when(begun: Asking) -> None:
    page = plain(begun.get("history"))
    for words in ("Received by phone", "Recognised as a complaint", "Assigned: Amira", "Acknowledged", "09:30"):
        assert words in page
    assert begun.text("history").count("<tr") == 1 + begun.facts.number
    assert read(begun.reference)[1].hash[:16] in page


def test_the_timeline_has_a_table_beside_it(begun: Asking, cast: Cast) -> None:
    take_step(begun.reference, "promise", cast.amira.actor(), START, what="Call Jo", due_on="2026-03-04")
    page = plain(begun.get("timeline"))
    assert "Show as table" in page
    assert "Received by phone" in page
    assert "Call Jo" in page


def test_an_easier_way_that_has_passed_is_not_called_late(cast: Cast) -> None:
    """The summary resolution of the first three business days is a chance, no duty."""
    asking = Asking(received(cast.amira.actor(), regime="uk-fca-disp").reference, cast.amira)
    asking.take("recognise", limb=registry().regime("uk-fca-disp").definition[0].id)
    take_step(asking.reference, "assign", cast.amira.actor(), START, to=cast.amira.actor_id)
    parts = [part.id for part in registry().regime("uk-fca-disp").stage(1).acknowledgement_parts]
    take_step(asking.reference, "acknowledge", cast.amira.actor(), START, message="In hand", says=parts)
    asking.at = START + days(9)  # the chance has passed; our own target to write again has not
    assert "Late" not in plain(asking.get("case"))
