"""My work: what is mine, under the right heading, in words, with as many queries for many cases as for few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amends.cases.models import Case
from amends.now import at
from amends.people.models import Staff
from tests.cast import START, Cast, cast, days, received, take_step
from tests.desk.conftest import WEDNESDAY, As

__all__ = ["cast"]


def owned(cast: Cast, by: Staff, **fields: object) -> str:
    """A complaint that this person owns, received on Monday."""
    reference = received(by.actor(), START, **fields).reference
    take_step(reference, "recognise", by.actor(), START, limb="service")
    take_step(reference, "assign", by.actor(), START, to=by.actor_id)
    return reference


def titles(client: Client) -> dict[str, list[str]]:
    sections = client.get("/desk/").context["sections"]
    return {section.title: [row.case.reference for row in section.rows] for section in sections}


def met(staff: Staff) -> None:
    """As after an earlier look at the list: nothing on it is new."""
    staff.settings = {"met": dict.fromkeys(Case.objects.values_list("reference", flat=True), "")}
    staff.save()


def test_a_row_says_what_is_next_and_by_when(cast: Cast, as_: As) -> None:
    reference = owned(cast, cast.amira)
    text = as_(cast.amira).get("/desk/").content.decode()
    assert "Acknowledge it to the customer" in text
    assert "by Thu 5 March" in text
    assert "tomorrow" in text
    assert reference in text
    assert "Jo Marsh" in text
    assert "The customer spoke last" in text
    assert "our target: Thu 5 March" in text


def test_what_is_late_or_due_today_stands_under_now(cast: Cast, as_: As) -> None:
    reference = owned(cast, cast.amira)
    with at(WEDNESDAY + days(3)):
        client = as_(cast.amira)
        assert titles(client) == {"Now": [reference]}
        assert "2 days late" in client.get("/desk/").content.decode()


def test_what_is_due_later_stands_under_its_heading(cast: Cast, as_: As) -> None:
    soon, later = owned(cast, cast.amira), owned(cast, cast.amira)
    take_step(later, "acknowledge", cast.amira.actor(), START, message="We have it.", says=["received", "next"])
    take_step(later, "add_issue", cast.amira.actor(), START, title="Charged twice")
    met(cast.amira)
    assert titles(as_(cast.amira)) == {"This week": [soon], "Later": [later]}


def test_what_waits_for_someone_says_for_whom_and_since_when(cast: Cast, as_: As) -> None:
    reference = received(cast.amira.actor(), START).reference
    by = cast.amira.actor()
    take_step(reference, "keep_as", by, START, kind="query", reason="They ask for the opening hours.")
    take_step(reference, "assign", by, START, to=cast.amira.actor_id)
    take_step(reference, "request_input", by, START, of=cast.ben.actor_id, question="Since when?", due_on="2026-03-20")
    met(cast.amira)
    client = as_(cast.amira)
    assert titles(client) == {"Waiting for others": [reference]}
    text = client.get("/desk/").content.decode()
    assert "Waiting for a colleague" in text
    assert "quiet since" in text
    assert "Nothing due." in text
    assert "1 case waits for others" in text


def test_an_answer_of_a_colleague_that_is_overdue_is_for_now(cast: Cast, as_: As) -> None:
    reference, by = received(cast.amira.actor(), START).reference, cast.amira.actor()
    take_step(reference, "keep_as", by, START, kind="query", reason="They ask for the opening hours.")
    take_step(reference, "assign", by, START, to=cast.amira.actor_id)
    take_step(reference, "request_input", by, START, of=cast.ben.actor_id, question="Since when?", due_on="2026-03-03")
    assert titles(as_(cast.amira)) == {"Now": [reference]}


def test_a_case_is_new_to_me_on_the_day_it_first_stands_there(cast: Cast, as_: As) -> None:
    known = owned(cast, cast.amira)
    client = as_(cast.amira)
    assert titles(client) == {"This week": [known]}
    given = owned(cast, cast.amira)
    assert titles(client) == {"This week": [known], "New to me": [given]}
    assert titles(client) == {"This week": [known], "New to me": [given]}
    assert "New to you" in client.get("/desk/").content.decode()
    with at(WEDNESDAY + days(0.9)):
        assert "New to me" not in titles(client)


def test_an_empty_list_says_so_and_leads_on(cast: Cast, as_: As) -> None:
    text = as_(cast.amira).get("/desk/").content.decode()
    assert "Nothing due." in text
    assert "No open case is yours." in text
    assert "?owner=nobody" in text


def test_cases_of_others_and_closed_ones_are_not_there(cast: Cast, as_: As) -> None:
    owned(cast, cast.ben)
    closed = owned(cast, cast.amira)
    Case.objects.filter(reference=closed).update(is_open=False)
    assert titles(as_(cast.amira)) == {}


def test_flags_are_words(cast: Cast, as_: As) -> None:
    reference = owned(cast, cast.amira, need="Please write: deaf in one ear.")
    take_step(reference, "promise", cast.amira.actor(), START, what="Call back", due_on="2026-03-10")
    Case.objects.filter(reference=reference).update(promises_broken=1, stage=2)
    text = as_(cast.amira).get("/desk/").content.decode()
    for words in ("Needs care", "1 broken promise", "Stage 2"):
        assert words in text


def test_what_people_wrote_is_text_and_nothing_else(cast: Cast, as_: As) -> None:
    owned(cast, cast.amira, subject="<script>alert(1)</script>", customer_name="<b>Jo</b>")
    text = as_(cast.amira).get("/desk/").content.decode()
    assert "<script>alert" not in text
    assert "<b>Jo</b>" not in text


def many(cast: Cast, number: int) -> None:
    """Copies of one row: the list reads rows only."""
    first = Case.objects.get(reference=owned(cast, cast.amira))
    for n in range(number - 1):
        first.pk, first.reference = None, f"C-26-9{n:05d}"
        first.next_due_on = None if n % 7 == 0 else first.law_due_on or (WEDNESDAY + days(n % 9)).date()
        first.save(force_insert=True)
    met(cast.amira)


def test_every_case_is_on_exactly_one_page(cast: Cast, as_: As) -> None:
    many(cast, 120)
    client, seen, after = as_(cast.amira), [], ""
    for _page in range(3):
        came = client.get("/desk/", {"after": after} if after else {})
        seen += [case.reference for case in came.context["page"].cases]
        after = came.context["page"].after
    assert not after
    assert sorted(seen) == sorted(Case.objects.values_list("reference", flat=True))


@pytest.mark.parametrize("after", ["", "x", "2026-99-99.1", "-.x", "2026-03-05.", ".", "-.99999999999999999999"])
def test_a_cursor_that_is_none_begins_at_the_start(cast: Cast, as_: As, after: str) -> None:
    owned(cast, cast.amira)
    assert len(as_(cast.amira).get("/desk/", {"after": after}).context["page"].cases) == 1


def test_many_cases_take_as_many_queries_as_few(cast: Cast, as_: As) -> None:
    many(cast, 3)
    assert queries(as_(cast.amira)) == 8  # session, person, teams, asked, drafts, to post, dated, undated
    Case.objects.all().delete()
    many(cast, 45)
    assert queries(as_(cast.amira)) == 8


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/desk/").status_code == 200
    return len(captured)
