"""Blanks: a letter with a field that nobody filled in does not go, whoever sends it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.rules.blanks import blanks
from tests.rules.story import told


@pytest.mark.parametrize(
    "blank", ["{name}", "{{ name }}", "{% if x %}", "{due on}", "<<Name>>", "[NAME]", "[INSERT DATE]"]
)
def test_a_field_is_found_wherever_it_stands(blank: str) -> None:
    assert blanks(f"Dear {blank}, and again {blank}.") == (blank,)


@pytest.mark.parametrize("text", ["[name removed]", "[UK]", "{}", "{ }", "a < b << c", "«quoted words»", "{1, 2}", ""])
def test_what_people_may_mean_as_it_stands_is_no_field(text: str) -> None:
    assert blanks(text) == ()


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(blank in text for blank in blanks(text))


def test_a_letter_with_a_field_left_is_refused_and_each_is_named() -> None:
    story = told("recognised")
    ruling = story.refused(
        "send_update",
        rule="fields_filled",
        words="The letter has fields that are not filled in.",
        message="Dear {name}, your case is {{ reference }}. {name}!",
    )
    assert [str(one) for one in ruling.missing] == ["{name}", "{{ reference }}"]
    story.take("send_update", message="Dear Jo, your case is C-1.")
