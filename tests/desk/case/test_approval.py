"""Approval: asked with the options in view, decided by someone else with the authority, shown to those it waits for."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amends import now
from amends.people.authority import set_absence
from tests.cases.agreeing import begun as complaint
from tests.cases.agreeing import weighed
from tests.cast import START, Cast, days, take_step
from tests.desk.case.asking import Asking, plain

WHY = "The log shows nine calls."


@pytest.fixture
def case(cast: Cast) -> Asking:
    """A goodwill payment is selected that is beyond Amira."""
    reference = complaint(cast, about="charge")
    weighed(cast, reference, kind="goodwill", pence=45000, title="A payment for the trouble")
    take_step(reference, "select_option", cast.amira.actor(), START, option=1, rationale="It fits", why_only="Plain")
    return Asking(reference, cast.amira)


@pytest.fixture
def asked(case: Asking) -> Asking:
    """Amira has asked whoever can."""
    case.take("seek_approval", options=["1"], due_on="2026-03-06", message=WHY)
    return case


def my_work(asking: Asking) -> str:
    with now.at(asking.at):
        return plain(asking.client.get(reverse("desk:work")))


def team(asking: Asking) -> str:
    with now.at(asking.at):
        return plain(asking.client.get(reverse("desk:team")))


def test_the_request_shows_the_matrix_and_begins_with_the_option(case: Asking) -> None:
    page = case.text("step", "seek_approval", query="?options=1")
    assert "Chosen: A payment for the trouble (£450). Needs Carol or Dilip" in page
    assert 'name="options" value="1"' in page
    assert page.count("checked") == 1


def test_whom_it_is_asked_of_is_named_as_it_is_done(case: Asking, cast: Cast) -> None:
    """Carol has had no part in the case before."""
    case.take("seek_approval", options=["1"], of=cast.carol.actor_id, due_on="2026-03-06", message=WHY)
    assert "Approval sought (approval 1): Carol." in plain(case.get("options"))


def test_an_option_that_is_asked_for_says_so(asked: Asking) -> None:
    page = plain(asked.get("options"))
    assert "1. A payment for the trouble Selected Asked of whoever can" in page
    assert "Amira asks for approval Waits for a decision" in page
    assert "Goodwill for distress or inconvenience: up to £450" in page
    assert WHY in page


def test_nobody_approves_their_own_and_the_page_says_who_could(asked: Asking) -> None:
    page = plain(asked.get("step", "approve"))
    assert "You have worked on this decision, so someone else must approve it." in page
    assert "Who could: Carol, Dilip." in page
    answer = asked.post("approve", approval="1", reason="I like it")
    assert answer.status_code == 409


def test_the_approver_sees_matrix_sums_who_asks_and_why_and_approves(asked: Asking, cast: Cast) -> None:
    asked.turn_to(cast.carol)
    page = plain(asked.get("step", "approve", query="?approval=1"))
    for words in ("A payment for the trouble", "£450", "Amira asks for approval", WHY, "up to £450", "Send it back"):
        assert words in page
    asked.take("approve", approval="1", reason="Nine calls are too many.")
    asked.turn_to(cast.amira)
    page = plain(asked.get("options"))
    assert "Selected Approved by Carol" in page
    assert "Decided by Carol" in page
    assert "Nine calls are too many." in page
    asked.take("offer", options=["1"], message="We would pay it.")


def test_it_is_sent_back_with_the_reason(asked: Asking, cast: Cast) -> None:
    asked.turn_to(cast.carol)
    assert "This is needed." in plain(asked.post("decline", approval="1", reason=""))
    asked.take("decline", approval="1", reason="Half of it would do.")
    asked.turn_to(cast.amira)
    page = plain(asked.get("options"))
    assert "Sent back" in page
    assert "Half of it would do." in page
    assert "Needs Carol or Dilip" in page


def test_someone_without_the_authority_is_told_what_is_too_much(asked: Asking, cast: Cast) -> None:
    asked.turn_to(cast.ben)
    page = plain(asked.get("options"))
    assert "Approve : It is beyond your authority, too." in page
    assert "where you may decide up to £50 on one case" in page


def test_it_waits_for_those_who_could_and_for_nobody_else(asked: Asking, cast: Cast) -> None:
    for person in (cast.carol, cast.dilip):
        asked.turn_to(person)
        page = my_work(asked)
        assert "Waits for you 1" in page
        assert "Approve it or send it back: Goodwill for distress or inconvenience: up to £450" in page
        assert "asked by Amira" in page
        assert "by Fri 6 March" in page
    for person in (cast.amira, cast.ben, cast.gita):
        asked.turn_to(person)
        assert "Waits for you" not in my_work(asked)


def test_it_waits_for_the_one_whom_it_is_asked_of(case: Asking, cast: Cast) -> None:
    case.take("seek_approval", options=["1"], of=cast.carol.actor_id, due_on="2026-03-06", message=WHY)
    assert "Asked of Carol" in plain(case.get("options"))
    case.turn_to(cast.dilip)
    assert "Waits for you" not in my_work(case)
    case.turn_to(cast.carol)
    assert "Waits for you 1" in my_work(case)
    case.take("approve", approval="1", reason="Right")
    assert "Waits for you" not in my_work(case)


def test_whoever_stands_in_for_someone_is_named_with_them(case: Asking, cast: Cast) -> None:
    set_absence(cast.carol.actor_id, from_on=date(2026, 3, 2), until_on=date(2026, 3, 20), delegate=cast.ben.actor_id,
                by=cast.carol.actor_id, at=START)  # fmt: skip
    case.take("seek_approval", options=["1"], of=cast.carol.actor_id, due_on="2026-03-06", message=WHY)
    case.turn_to(cast.ben)
    assert "1. A payment for the trouble Selected Yours, in place of Carol" in plain(case.get("options"))
    case.take("approve", approval="1", reason="Right")
    case.turn_to(cast.amira)
    assert "Approved by Ben for Carol" in plain(case.get("options"))


def test_the_team_page_names_the_case_and_why_it_needs_a_leader(asked: Asking, cast: Cast) -> None:
    asked.turn_to(cast.carol)
    page = team(asked)
    assert "Needs a leader 1" in page
    assert "Approval is asked for, by Fri 6 March" in page


def test_many_that_wait_take_as_many_queries_as_one(asked: Asking, cast: Cast) -> None:
    def queries() -> int:
        with now.at(asked.at), CaptureQueriesContext(connection) as captured:
            assert asked.client.get(reverse("desk:work")).status_code == 200
        return len(captured)

    asked.turn_to(cast.carol)
    asked.at = START + days(1)
    queries()
    few = queries()
    for _number in range(3):
        more = complaint(cast, about="charge")
        weighed(cast, more, kind="goodwill", pence=45000, title="A payment")
        by, at = cast.amira.actor(), START + days(0.1)
        take_step(more, "select_option", by, at, option=1, rationale="It fits", why_only="Plain")
        take_step(more, "seek_approval", by, at, options=[1], due_on="2026-03-06", message=WHY)
    assert queries() == few
    assert "Waits for you 4" in my_work(asked)


def test_a_request_that_is_decided_twice_is_refused_in_words(asked: Asking, cast: Cast) -> None:
    asked.turn_to(cast.carol)
    asked.take("approve", approval="1", reason="Right")
    answer = asked.post("approve", approval="1", reason="Right")
    assert answer.status_code == 409
    assert "No approval has been asked for." in plain(answer)


def test_what_waits_too_long_is_marked_late(asked: Asking, cast: Cast) -> None:
    asked.turn_to(cast.carol)
    asked.at = START + days(5)
    with now.at(asked.at):
        page = asked.client.get(reverse("desk:work")).content.decode()
    row = page[page.index("at-asked") : page.index("Approve it or send it back")]
    assert 'class="tag bad"' in row
    assert "1 day late" in row
