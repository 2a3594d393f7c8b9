"""Who handles a case of someone who writes in Welsh is told so, and begins their letters in Welsh."""

from __future__ import annotations

import pytest

from tests.cast import START, Cast, days, received, take_step
from tests.desk.conftest import As
from tests.languages.english import english_in


def asked_whether_sorted(cast: Cast, as_: As, language: str) -> str:
    """The form that asks whether it is sorted, as staff see it in English."""
    amira = cast.amira.actor()
    reference = received(amira, language=language).reference
    for name, fields in (
        ("keep_as", {"kind": "query", "reason": "They only ask."}),
        ("assign", {"to": amira.id}),
    ):
        take_step(reference, name, amira, START + days(1), **fields)
    return as_(cast.amira).get(f"/desk/cases/{reference}/steps/check_satisfaction/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("cy", "Mae ein hateb gennych."), ("en-gb", "You have our answer. Is it sorted for you?")]
)
def test_a_message_begins_in_the_language_of_its_reader(cast: Cast, as_: As, language: str, words: str) -> None:
    page = asked_whether_sorted(cast, as_, language)
    assert words in page
    assert "Message to the customer" in page  # the form itself is in the language of who writes


def test_the_case_says_in_which_language_they_want_to_hear_from_us(cast: Cast, as_: As) -> None:
    client = as_(cast.amira)
    for language, told in (("cy", True), ("en-gb", False)):
        reference = received(cast.amira.actor(), language=language).reference
        page = client.get(f"/desk/cases/{reference}/").content.decode()
        assert ("They asked to hear from us in Welsh." in page) is told
        assert ("<dt>Language</dt><dd>Welsh</dd>" in page) is told


def test_the_words_of_the_independent_body_are_suggested_in_welsh(cast: Cast, as_: As) -> None:
    cast.organisation.regime = "uk-fca-disp"
    cast.organisation.regimes = ["uk-fca-disp"]
    cast.organisation.save()
    reference = received(cast.amira.actor(), language="cy").reference
    page = as_(cast.amira).get(f"/desk/cases/{reference}/steps/exclude/").content.decode()
    assert "Mae gennych hawl i atgyfeirio eich cwyn at y Gwasanaeth Ombwdsmon Ariannol" in page


def test_a_case_is_in_the_language_of_its_reader_whoever_wrote_it(cast: Cast, as_: As) -> None:
    client = as_(cast.amira)
    client.post("/desk/profile/", {"language": "cy"})
    reference = received(cast.amira.actor()).reference
    pages = ("", "evidence/", "issues/", "timeline/", "history/", "options/", "why/response/", "steps/recognise/")
    for page in pages:
        text = client.get(f"/desk/cases/{reference}/{page}").content.decode()
        assert '<html lang="cy"' in text
        assert english_in(text) == [], page
