"""Who is named, where several could."""

from __future__ import annotations

import pytest

from amends.rules.reach import either


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Carol"], "Carol"),
        (["Carol", "Dilip"], "Carol or Dilip"),
        (["Carol", "Dilip", "Eva"], "Carol, Dilip or Eva"),
        (["Carol", "Dilip", "Eva", "Finn"], "Carol, Dilip or 2 others"),
    ],
)
def test_of_many_the_first_two_are_named_and_the_rest_counted(names: list[str], words: str) -> None:
    assert either(names) == words
