from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.letters.terms import Terms

MARKER = "[name removed]"


def cleaned(text: str, *terms: str) -> str:
    return Terms(terms, MARKER).clean(text)[0]


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("Bob said so.", "[name removed] said so."),
        ("BOB, bob and Bob's", "[name removed], [name removed] and [name removed]'s"),
        ("Bobby and kabob stay", "Bobby and kabob stay"),
        ("log_bob_2.pdf", "log_[name removed]_2.pdf"),
        ("Bo\u00adb and Bo-\nb", "[name removed] and [name removed]"),
    ],
)
def test_a_term_is_found_as_a_whole_word_whatever_its_case(text: str, then: str) -> None:
    assert cleaned(text, "Bob") == then


@pytest.mark.parametrize(
    "text",
    ["Zoë O’Brien", "zoe o'brien", "ZOE\nOBRIEN", "Zoe\u0308  O'Brien", "Zoé OʼBrien", "Zoë O'Bri-\nen",
     "Zoë, O B R I E N"],
)  # fmt: skip
def test_accents_spaces_and_apostrophes_do_not_hide_a_name(text: str) -> None:
    assert cleaned(f"({text})", "Zoë O'Brien") == "([name removed])"


@pytest.mark.parametrize("text", ["Łukasz Sørensen", "lukasz sorensen", "LUKASZ SØRENSEN"])
def test_letters_with_strokes_are_the_letters_they_look_like(text: str) -> None:
    assert cleaned(text, "Łukasz Sørensen") == MARKER
    assert cleaned(text, "Lukasz Sorensen") == MARKER


@pytest.mark.parametrize(
    "text",
    ["020 7946 0018", "02079460018", "+44 20 7946 0018", "+44 (0)20 7946-0018", "0044 2079460018", "(020) 7946.0018"],
)
@pytest.mark.parametrize("term", ["020 7946 0018", "+442079460018"])
def test_a_telephone_number_is_found_however_it_is_grouped(text: str, term: str) -> None:
    assert cleaned(f"Ring {text} today", term).removesuffix(" today").endswith(MARKER)
    assert "7946" not in cleaned(f"Ring {text} today", term)


def test_another_number_stays() -> None:
    assert cleaned("020 7946 0019 and 1020 7946 00180", "020 7946 0018") == "020 7946 0019 and 1020 7946 00180"


def test_an_address_is_found_over_lines() -> None:
    assert cleaned("at 12 High Street\nLeeds\nLS14AB.", "12 High Street, Leeds, LS1 4AB") == "at [name removed]."


def test_the_longer_of_two_terms_goes_first() -> None:
    assert Terms(["Smith", "Ann Smith"], MARKER).clean("Ann Smith, Smith") == ("[name removed], [name removed]", 2)


def test_short_words_of_a_term_are_not_found_run_together() -> None:
    assert cleaned("to another place", "An Other") == "to another place"


def test_signs_in_a_term_are_not_read_as_a_pattern() -> None:
    assert cleaned("a.c abc", "a.c") == "[name removed] abc"
    assert cleaned("(x+y)* and x", "(x+y)*") == "([name removed])* and x"


def test_a_term_of_no_letters_finds_nothing() -> None:
    assert not Terms(["", "  ", "--"], MARKER)
    assert not Terms([" - "], MARKER).found_in("a - b")


def test_what_stands_in_place_of_a_name_is_never_taken_for_one() -> None:
    terms = Terms(["Name", "Removed"], MARKER)
    text, count = terms.clean("Mr Name was removed")
    assert (text, count) == ("Mr [name removed] was [name removed]", 2)
    assert not terms.found_in(text)
    assert terms.clean(text) == (text, 0)


def test_words_of_ours_may_stay_where_they_are_ours() -> None:
    terms = Terms(["Page"], MARKER)
    assert terms.found_in("Page 1 of 2 and Mr Page", ["Page 1 of 2"])
    assert not terms.found_in("Page 1\nof 2 and Mr Pager", ["Page 1 of 2"])


NAMES = st.sampled_from(["Bob", "Zoë O'Brien", "12 High Street, Leeds", "Nguyễn Văn An", "STRASSE", "0161 496 0000"])


@given(st.text(), NAMES, st.text())
def test_after_cleaning_no_term_is_found(before: str, name: str, after: str) -> None:
    terms = Terms([name], MARKER)
    assert not terms.found_in(terms.clean(f"{before} {name} {after}")[0])


@given(st.text())
def test_a_text_without_the_term_stays_to_the_letter(text: str) -> None:
    terms = Terms(["qqqqqq zzzzzz"], MARKER)
    assert terms.clean(text) == (text, 0)
