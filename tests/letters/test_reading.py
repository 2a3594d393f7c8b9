from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.letters.reading import Tone, admits, reading_age, sentences, tone, unfilled

PLAIN = "We are sorry. You waited at home all day, and nobody came. We will pay you 40 pounds by Friday."
HARD = (
    "Notwithstanding the aforementioned considerations, the organisation has determined that remuneration is "
    "inappropriate in accordance with established procedural requirements."
)

# --- reading age ---


def test_a_plain_letter_is_read_by_a_child_and_a_hard_one_by_nobody() -> None:
    easy, hard = reading_age(PLAIN), reading_age(HARD)
    assert easy is not None
    assert hard is not None
    assert easy < 9
    assert hard > 20


def test_the_measure_is_the_flesch_kincaid_grade_and_five() -> None:
    """Ten words, one sentence, fifteen syllables: 0.39 × 10 + 11.8 × 1.5 − 15.59 + 5."""
    assert reading_age("The engineer came again on Monday and fixed the boiler.") == 11.0


def test_lines_of_a_list_are_sentences_of_their_own() -> None:
    assert sentences(
        "We will:\n• pay you\n• ring you\n\nDear Mr. Rees, it is £40.00. At 3 p.m. we came. “Yes!” Fine"
    ) == [
        "We will:",
        "• pay you",
        "• ring you",
        "Dear Mr. Rees, it is £40.00.",
        "At 3 p.m. we came.",
        "“Yes!”",
        "Fine",
    ]


def test_welsh_has_no_reading_age_since_the_measure_is_for_english() -> None:
    assert reading_age("Mae'n ddrwg gennym am yr oedi.", "cy") is None


@pytest.mark.parametrize("text", ["", "  \n", "£ – …"])
def test_where_there_is_nothing_to_read_there_is_no_age(text: str) -> None:
    assert reading_age(text) is None


@given(st.text())
def test_any_text_has_an_age_or_none(text: str) -> None:
    age = reading_age(text)
    assert age is None or age >= 5
    assert isinstance(tone(text), list)
    assert admits(text) == [] or admits(text)[0] in text
    assert all(field in text for field in unfilled(text))


# --- tone ---


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We wrote to the complainant.", "the complainant"),
        ("You failed to send the form.", "You failed to"),
        ("You have failed\nto send it.", "You have failed\nto"),
        ("As stated previously, no.", "As stated previously"),
        ("As previously stated, no.", "As previously stated"),
        ("As we have already explained, no.", "As we have already explained"),
        ("Your complaint is frivolous.", "frivolous"),
        ("Our policy dictates this.", "Our policy dictates"),
        ("We're sorry you feel that way.", "sorry you feel"),
        ("Sorry for any inconvenience this may have caused.", "any inconvenience this may have caused"),
        ("The complainants were heard.", None),
        ("You claimed a refund of £40.", None),
        (PLAIN, None),
    ],
)
def test_words_that_blame_or_are_stiff_are_found_whole(text: str, words: str | None) -> None:
    assert [said.word for said in tone(text)] == ([words] if words else [])


def test_unfortunately_may_be_said_once() -> None:
    assert tone("Unfortunately we were late.") == []
    assert tone("Unfortunately we were late. It is unfortunately so.") == [
        Tone("Unfortunately", "It is said more than once, and then means nothing.", "say it once, or not at all")
    ]


def test_each_phrase_is_told_once_in_the_order_of_the_text() -> None:
    text = "You failed to ring. The complainant rang. You failed to write."
    assert [(said.word, said.why) for said in tone(text)] == [
        ("You failed to", "It blames the customer."),
        ("The complainant", "It speaks of the customer as of a stranger."),
    ]


# --- what nobody filled in ---


@pytest.mark.parametrize(
    "field", ["{{ name }}", "{% if x %}", "{name}", "{First Name}", "[NAME]", "[INSERT DATE]", "«Title»", "<<name>>"]
)
def test_a_field_left_in_the_text_is_found(field: str) -> None:
    assert unfilled(f"Dear {field}, thank you, {field}.") == [field]


@pytest.mark.parametrize("blank", ["XXXX", "XXX", "____"])
def test_a_blank_left_in_the_text_is_found(blank: str) -> None:
    assert unfilled(f"We pay £{blank} soon.") == [blank]


@pytest.mark.parametrize(
    "text", ["[name removed]", "size XX", "[1]", "{}", "a < b and c > d", "see [1] and [2]", PLAIN]
)
def test_what_only_looks_like_a_field_is_left_alone(text: str) -> None:
    assert unfilled(text) == []


# --- admissions ---


@pytest.mark.parametrize(
    "sentence",
    [
        "We are liable for the damage.",
        "We were grossly negligent.",
        "I accept that we were negligent.",
        "We accept full liability.",
        "We fully accept legal responsibility for this.",
        "We admitted negligence in March.",
        "We are legally responsible.",
        "We were in breach of our contract with you.",
        "We breached our duty of care.",
        "You fell because of our negligence.",
    ],
)
def test_a_sentence_that_admits_liability_is_found(sentence: str) -> None:
    assert admits(f"We are sorry. {sentence} We will pay.") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "We are sorry.",
        "We are very sorry for what happened, and we apologise.",
        "It was our mistake, and we should have rung you.",
        "We accept responsibility for the delay.",
        "We are not liable.",
        "We were never negligent.",
        "We do not accept liability.",
        "We don't accept any liability.",
        "We cannot accept liability.",
        "We deny that we are liable.",
        "A court will say whether we are liable.",
        "We pay this without admitting liability.",
    ],
)
def test_an_apology_a_denial_and_a_question_admit_nothing(sentence: str) -> None:
    """Compensation Act 2006, section 2: an apology is no admission."""
    assert admits(sentence) == []
