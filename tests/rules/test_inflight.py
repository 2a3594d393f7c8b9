"""What the customer's page may rest on while a message can still be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from amends.rules.entries import Entry
from amends.rules.fold import fold
from amends.rules.inflight import delivered
from amends.rules.next_steps import next_steps
from amends.rules.rulings import TAKE_BACK
from tests.rules.story import AMIRA, CUSTOMER, MACHINE, Story, offered, selected, told

SECOND = timedelta(seconds=1)


def kinds(story: Story, seconds: int = 0) -> list[str]:
    return [entry.kind for entry in delivered(story.entries, story.at + seconds * SECOND)]


def sent(story: Story) -> Entry:
    return story.go_on(hours=1).take("send_update", message="We are still looking.")


@pytest.mark.parametrize(("seconds", "there"), [(0, False), (19, False), (20, True), (3600, True)])
def test_a_message_of_staff_is_there_once_it_can_no_longer_be_taken_back(seconds: int, there: bool) -> None:
    story = told("recognised")
    sent(story)
    assert ("update_sent" in kinds(story, seconds)) is there


def test_what_a_step_wrote_with_its_message_waits_with_it() -> None:
    story = told("understood")
    story.go_on(hours=1).take("counter", CUSTOMER, offer=offered(story), message="Make it 80.", pence=8000)
    before = len(story.entries)
    story.go_on(hours=1).take("agree_counter", option=1, message="Agreed.")
    assert [entry.kind for entry in story.entries[before:]] == ["offered", "accepted", "promised"]
    assert len(delivered(story.entries, story.at)) == before
    assert len(delivered(story.entries, story.at + TAKE_BACK)) == before + 3


def test_what_was_done_on_top_of_a_waiting_message_waits_too() -> None:
    story = told("recognised")
    before = len(story.entries)
    sent(story)
    story.go_on(hours=5 / 3600).take("promise", what="Call you", due_on="2026-03-06")
    assert len(delivered(story.entries, story.at)) == before
    assert len(delivered(story.entries, story.at + 15 * SECOND)) == before + 2


def test_what_staff_did_before_it_is_there() -> None:
    story = told("recognised")
    story.go_on(hours=1).take("promise", what="Call you", due_on="2026-03-06")
    story.take("send_update", message="We are still looking.")
    assert kinds(story)[-1] == "promised"


def test_once_the_customer_has_acted_on_top_of_it_nothing_waits() -> None:
    story = told("recognised")
    sent(story)
    story.go_on(hours=5 / 3600).take("receive_message", CUSTOMER, message="Any news?")
    assert kinds(story)[-2:] == ["update_sent", "message_received"]


def test_what_a_key_sends_waits_like_what_a_person_sends() -> None:
    story = told("recognised")
    story.go_on(hours=1).take("send_update", MACHINE, message="We are still looking.")
    assert "update_sent" not in kinds(story)


def test_what_is_written_down_afterwards_has_reached_the_customer_already() -> None:
    story = told("recognised")
    story.go_on(hours=3).take("send_update", message="As I said.", happened_at=story.at - timedelta(hours=1))
    assert kinds(story)[-1] == "update_sent"


def test_what_staff_say_among_themselves_makes_nothing_wait() -> None:
    story = told("decided")
    story.go_on(hours=1).take("report_findings", audience="internal", message="Read this.")
    assert kinds(story)[-1] == "findings_reported"


def test_what_was_taken_back_is_never_there() -> None:
    story = told("recognised")
    sent(story)
    story.go_on(hours=5 / 3600).take("take_back")
    for seconds in (0, 100):
        assert "update_sent" not in kinds(story, seconds)
    assert fold(delivered(story.entries, story.at)).last_to_customer == 0


def test_an_offer_that_was_taken_back_leaves_the_earlier_one_open() -> None:
    story = told("understood")
    first = offered(story)
    story.go_on(hours=1).take("offer", AMIRA, options=[selected(story)], message="Better.")
    story.go_on(hours=5 / 3600).take("take_back")
    facts = fold(delivered(story.entries, story.at))
    assert list(facts.resolution.offers) == [first]
    assert facts.resolution.open_offer(story.at.date()) is not None


@pytest.mark.parametrize("until", ["received", "understood", "answered", "asked", "closed"])
def test_of_a_case_at_rest_everything_is_there(until: str) -> None:
    story = told(until)
    assert delivered(story.entries, story.at + timedelta(hours=1)) == story.entries


def test_whatever_is_there_can_be_folded() -> None:
    story = told("understood")
    story.take("counter", CUSTOMER, offer=offered(story), message="Make it 80.", pence=8000)
    story.take("agree_counter", option=1, message="Agreed.")
    for last in range(1, len(story.entries) + 1):
        fold(delivered(story.entries[:last], story.at))


def test_what_is_looked_up_by_number_is_found_where_something_was_taken_back() -> None:
    """The customer's page folds what has reached them: a closed case that they wrote to is looked up in it."""
    story = told("asked")
    story.take("send_update", message="A mistake.")
    story.take("take_back")
    story.go_on(1).take("close", because="final_response", reasons="x", message="x")
    story.go_on(1).take("receive_message", CUSTOMER, message="Wait.")
    facts = fold(delivered(story.entries, story.at))
    assert facts.kinds == fold(story.entries).kinds
    assert len(facts.happened) == len(story.entries)
    assert [one.step for one in next_steps(replace(story.scene(CUSTOMER), facts=facts))] == ["reopen"]
