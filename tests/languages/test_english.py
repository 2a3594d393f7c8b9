"""What looks for English finds it, and nothing else."""

from __future__ import annotations

from tests.languages.english import english_in


def test_english_is_found_in_text_and_in_what_is_read_out() -> None:
    assert english_in("<p>We are looking into your complaint.</p>") == ["We are looking into your complaint"]
    assert english_in('<nav aria-label="Change your answer"></nav>') == ["Change your answer"]


def test_a_sentence_with_places_is_known_by_what_stands_between_them() -> None:
    assert "What would put it right" in english_in("<p>What would put it right: my money</p>")


def test_a_word_is_english_where_it_stands_alone() -> None:
    assert english_in("<a>Continue</a>") == ["Continue"]
    assert english_in("<p>Continue Ltd</p>") == []


def test_what_people_wrote_and_scripts_are_left_alone() -> None:
    assert english_in("<p>Make a complaint</p>", but=("Make a complaint",)) == []
    assert english_in("<script>Make a complaint</script>") == []


def test_what_says_that_it_is_english_may_be() -> None:
    assert english_in('<p>Newid: <button lang="en-gb">English</button></p>') == []
    assert english_in('<p><b lang="en-gb">English</b> <b>English</b></p>') == ["English"]


def test_a_page_in_welsh_is_in_welsh() -> None:
    assert english_in("<h1>Dywedwch wrthym beth aeth o'i le</h1><button>Parhau</button>") == []
