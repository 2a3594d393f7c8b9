"""When the case moves on while someone writes, nothing goes to the customer unread."""

from __future__ import annotations

import pytest

from amends.cases.models import Outgoing
from amends.desk.case.foretold import speaks_to_customer
from amends.rules.steps import STEPS
from tests.cast import START, Cast, take_step
from tests.desk.case.asking import Asking, plain


@pytest.fixture
def overtaken(begun: Asking, cast: Cast) -> tuple[Asking, int]:
    """Amira has the case before her; then Ben writes to the customer."""
    seen = begun.facts.number
    take_step(begun.reference, "send_update", cast.ben.actor(), START, message="Ben was quicker")
    return begun, seen


def test_a_message_is_held_and_shows_what_is_new_beside_what_was_typed(overtaken: tuple[Asking, int]) -> None:
    begun, seen = overtaken
    before = Outgoing.objects.count()
    answer = begun.post("send_update", seen=seen, message="Amira's own words")
    assert answer.status_code == 409
    assert "The case moved on while you were writing" in plain(answer)
    assert "Ben was quicker" in plain(answer)
    assert "Amira&#x27;s own words</textarea>" in answer.content.decode()
    assert f'name="seen" value="{begun.facts.number}"' in answer.content.decode()
    assert Outgoing.objects.count() == before


def test_once_read_the_message_goes(overtaken: tuple[Asking, int]) -> None:
    begun, seen = overtaken
    begun.post("send_update", seen=seen, message="Amira's own words")
    begun.take("send_update", message="Amira's own words")
    assert "Amira&#x27;s own words" in begun.text("case")


def test_what_only_staff_read_is_not_held(overtaken: tuple[Asking, int]) -> None:
    begun, seen = overtaken
    assert begun.post("note", seen=seen, note="Called them").status_code == 303


def test_a_form_that_does_not_say_what_was_seen_is_held_too(begun: Asking) -> None:
    assert begun.post("send_update", seen=0, message="Blind").status_code == 409


def test_the_steps_that_are_held_are_those_that_speak_to_the_customer() -> None:
    assert {name for name, step in STEPS.items() if speaks_to_customer(step)} == {
        "acknowledge", "agree_counter", "ask", "check_satisfaction", "close", "exclude", "extend_clock", "give_reasons",
        "offer", "report_findings", "send_summary", "send_update", "signpost", "withdraw_offer",
    }  # fmt: skip
