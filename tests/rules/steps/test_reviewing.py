"""Before sending a colleague reads it; just after, it can be taken back; what is printed is posted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.rules.story import AMIRA, BEN, CAROL, CUSTOMER, DILIP, Story, told

ASK = {"step": "report_findings", "of": BEN.id, "draft": "Dear Jo", "due_on": "2026-03-06"}

# ask_review, give_review


def test_a_draft_is_read_by_a_colleague_by_a_day() -> None:
    story = told("recognised")
    entry = story.take("ask_review", message="Is it kind?", **ASK)
    assert entry.data == {"review": 1, "step": "report_findings", "of": BEN.id, "due_on": "2026-03-06"}
    assert entry.content == {"draft": "Dear Jo", "message": "Is it kind?"}
    wanted = next(one for one in story.wanted() if one.step == "give_review")
    assert (wanted.what, wanted.due_on) == ("A colleague's view of the draft: Dear Jo", date(2026, 3, 6))
    story.take("give_review", BEN, review=1, verdict="change", comments="Say sorry first.")
    review = story.facts.reviews[1]
    assert (review.verdict, review.comments, review.given_by) == ("change", "Say sorry first.", BEN.id)


@pytest.mark.parametrize(
    ("fields", "rule", "words"),
    [
        ({"of": AMIRA.id}, "someone_else", "Ask someone other than yourself."),
        ({"of": DILIP.id}, "not_about_oneself", "The complaint is about one of them."),
        ({"due_on": "2026-03-01"}, "due_later", "The date is already past."),
    ],
)
def test_whom_it_makes_sense_to_ask(fields: dict[str, Any], rule: str, words: str) -> None:
    story = told("recognised", about_staff=[DILIP.id])
    story.refused("ask_review", rule=rule, words=words, **{**ASK, **fields})


def test_a_review_is_someone_elses_and_says_what_to_change() -> None:
    story = told("recognised")
    words = "Nobody has been asked to read a draft."
    story.refused("give_review", BEN, rule="has_open_review", words=words, review=1, verdict="fine")
    story.take("ask_review", **ASK)
    words = "Review 3 is not open."
    story.refused("give_review", BEN, rule="has_open_review", words=words, review=3, verdict="fine")
    words = "Someone other than the writer reads it."
    story.refused("give_review", rule="someone_else", words=words, review=1, verdict="fine")
    words = "Say what to change, and why."
    story.refused("give_review", CAROL, rule="reason_given", words=words, review=1, verdict="change")


# take_back


def sent(name: str = "send_update", **fields: Any) -> Story:
    story = told("recognised")
    story.take(name, **{"message": "We are looking.", **fields})
    return story


def test_what_was_taken_back_was_never_said() -> None:
    before = told("recognised").facts
    story = sent()
    sent_entry = story.entries[-1].number
    entry = story.go_on(hours=19 / 3600).take("take_back", reason="The wrong name.")
    assert entry.data == {"entries": [sent_entry]}
    assert story.facts.taken_back == {sent_entry}
    assert story.facts.last_to_customer == before.last_to_customer
    assert story.facts.moments == before.moments
    assert story.facts.kinds[-2:] == ["taken_back", "taken_back"]


def test_everything_that_the_step_wrote_is_taken_back_with_it() -> None:
    story = told("asked")
    story.take("close", because="final_response", reasons="x", message="x")
    story.go_on(hours=1 / 3600).take("take_back")
    assert story.facts.is_open
    assert "closed" not in story.facts.moments


def test_after_twenty_seconds_it_has_gone() -> None:
    story = sent().go_on(hours=20 / 3600)
    story.refused("take_back", rule="still_waiting", words="It is too late: the message has gone.")


def test_only_who_sent_it_takes_it_back() -> None:
    ruling = sent().refused("take_back", BEN, rule="own_message", words="Only who sent it can take it back.")
    assert ruling.who_could == ("whoever sent it",)


@pytest.mark.parametrize(("name", "fields"), [("note", {"note": "x"}), ("receive_message", {"message": "x"})])
def test_only_what_is_on_its_way_to_the_customer_is_taken_back(name: str, fields: dict[str, Any]) -> None:
    story = sent()
    story.take(name, **fields)
    story.refused("take_back", rule="on_its_way", words="Nothing is on its way to the customer.")


def test_nothing_is_taken_back_twice() -> None:
    story = sent()
    story.take("take_back")
    story.refused("take_back", rule="on_its_way", words="Nothing is on its way to the customer.")


def test_what_reached_them_earlier_by_other_means_is_not_taken_back() -> None:
    story = told("recognised")
    happened = story.at.isoformat()
    story.go_on(1).take("send_update", message="As I said on the phone.", happened_at=happened)
    story.refused("take_back", rule="still_waiting", words="It is too late: the message has gone.")


def test_taking_back_has_no_other_moment() -> None:
    story = sent()
    words = "Taking back happens now: it has no other moment."
    story.refused("take_back", rule="taken_back_now", words=words, happened_at=story.at.isoformat())


# post_letter


def test_a_letter_to_print_waits_until_it_is_posted() -> None:
    story = sent(goes="print", large_print=True)
    number = story.entries[-1].number
    assert story.entries[-1].data == {"purpose": "update", "goes": "print", "large_print": True}
    assert "post_letter" in [one.step for one in story.wanted()]
    words = "The letter of entry 1 is not waiting."
    story.refused("post_letter", rule="has_letter_to_post", words=words, entry=1)
    entry = story.take("post_letter", entry=number)
    assert (entry.kind, entry.data) == ("letter_posted", {"entry": number})
    assert "post_letter" not in [one.step for one in story.wanted()]
    story.refused("post_letter", rule="has_letter_to_post", words="No letter waits to be posted.", entry=number)


def test_a_letter_that_closes_a_case_is_still_to_be_posted() -> None:
    story = told("asked")
    story.take("close", because="final_response", reasons="x", message="x", goes="print")
    assert [one.step for one in story.wanted()] == ["post_letter"]


def test_a_letter_is_not_posted_before_it_is_written() -> None:
    story = sent(goes="print").go_on(1)
    earlier = (story.at.replace(day=2, hour=9, minute=31)).isoformat()
    words = "It cannot have happened before Monday 2 March 2026 at 10:30, when it was written."
    fields = {"entry": story.facts.to_post[0], "happened_at": earlier}
    story.refused("post_letter", rule="in_order", words=words, **fields)


def test_the_customer_takes_nothing_of_ours_back() -> None:
    sent().refused("take_back", CUSTOMER, rule="role", words="Your role does not include this step.")
