"""Letters that wait to be printed stand on a list until somebody says that they were posted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from amends.cases.models import Case
from amends.cases.posting import to_post
from tests.cast import START, Cast, cast, received, take_step

__all__ = ["cast"]


def printed(cast: Cast) -> str:
    reference = received(cast.amira.actor()).reference
    take_step(reference, "send_update", cast.amira.actor(), START, message="On paper.", goes="print", large_print=True)
    return reference


def test_a_letter_to_print_waits_with_its_file(cast: Cast) -> None:
    case = Case.objects.get(reference=printed(cast))
    assert case.has_post
    (letter,) = case.to_post
    assert letter == {
        "entry": 2, "kind": "update_sent", "purpose": "update", "file": letter["file"], "large_print": True,
        "on": "2026-03-02",
    }  # fmt: skip
    assert letter["file"]


def test_once_it_was_posted_it_waits_no_more(cast: Cast) -> None:
    reference = printed(cast)
    take_step(reference, "post_letter", cast.ben.actor(), START, entry=2)
    case = Case.objects.get(reference=reference)
    assert (case.has_post, case.to_post) == (False, [])


def test_one_that_was_taken_back_does_not_wait(cast: Cast) -> None:
    reference = printed(cast)
    take_step(reference, "take_back", cast.amira.actor(), START + timedelta(seconds=5))
    assert not Case.objects.get(reference=reference).has_post


def test_the_list_is_of_cases_that_one_may_see(cast: Cast) -> None:
    reference = printed(cast)
    assert [case.reference for case in to_post(cast.ben.actor())] == [reference]
    assert not to_post(cast.gita.actor())
    assert not to_post(cast.frank.actor())


def test_what_was_erased_cannot_be_printed(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    by = cast.amira.actor()
    reference = received(by).reference
    take_step(reference, "keep_as", by, START, kind="query", reason="asks only")
    take_step(reference, "close", by, START, because="answered", reasons="Answered", message="Done", goes="print")
    with django_capture_on_commit_callbacks(execute=True):
        take_step(reference, "erase", cast.dilip.actor(), START, ground="end of retention", sure=True)
    assert not Case.objects.get(reference=reference).has_post
