"""The catalogues say what the sources say, and are compiled from what they say."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from messages import catalogue
from messages.found import Found

LANGUAGES = catalogue.languages()


@pytest.fixture(scope="module")
def found() -> list[Found]:
    return catalogue.everything()


def messages_of(language: str) -> list[Message]:
    return [message for message in catalogue.read(language) if message.id]


def translated(language: str) -> list[Message]:
    return [message for message in messages_of(language) if any(catalogue.forms(message))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_what_the_written_one_compiles_to(language: str) -> None:
    assert catalogue.file_of(language, "mo").read_bytes() == catalogue.compiled(catalogue.read(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_written_catalogue_is_as_we_write_it(language: str) -> None:
    assert catalogue.file_of(language).read_bytes() == catalogue.as_text(catalogue.read(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_kept_that_is_gone_from_the_sources(language: str, found: list[Found]) -> None:
    there = {one.key for one in found}
    assert [message.id for message in messages_of(language) if catalogue.key(message) not in there] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_customers_see_is_translated(language: str, found: list[Found]) -> None:
    done = {catalogue.key(message) for message in messages_of(language) if all(catalogue.forms(message))}
    assert sorted({one.key[0] for one in found if one.shown and one.key not in done}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_half_translated_or_guessed(language: str) -> None:
    for message in translated(language):
        assert all(catalogue.forms(message)), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_the_places_of_its_original(language: str) -> None:
    for message in translated(language):
        ids = (message.id,) if isinstance(message.id, str) else message.id
        for form in catalogue.forms(message):
            assert places(form) in [places(one) for one in ids], form


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_brings_no_markup_and_keeps_its_edges(language: str) -> None:
    for message in translated(language):
        first = message.id if isinstance(message.id, str) else message.id[0]
        for form in catalogue.forms(message):
            assert ("<" in form, ">" in form) == ("<" in first, ">" in first), form
            assert edges(form) == edges(first), form


def places(text: str) -> set[str]:
    """The places of a text, in either way of writing them. Raises ValueError for a brace that is none."""
    braces = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    return braces | set(re.findall(r"%\((\w+)\)[sd]", text))


def edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


# what is found


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("Tell us what went wrong", "amends/portal/templates/portal/start.html"),
        ("You confirmed this", "amends/portal/templates/portal/my_wanted.html"),  # _() within a tag
        ("Your complaint {reference}", "amends/cases/letters.py"),
        ("We have a question for you.", "amends/rules/status.py"),  # say()
        ("the complaint was received", "amends/rules/moments.py"),
        ("What would put it right", "amends/rules/steps/intake.py"),  # the title of a field
        ("Take it in", "amends/rules/steps/intake.py"),  # a chapter
        ("Social media", "amends/rules/steps/intake.py"),  # a value of a choice
        ("Received by {channel}", "amends/rules/entries.py"),
        ("Answer at stage 1", "amends/packs/general/pack.toml"),
        ("Good Friday", "amends/packs/calendars/GB-EAW.toml"),
        ("Friday", "amends/ui/dates.py"),
    ],
)
def test_a_text_is_found_wherever_it_is_said(text: str, file: str, found: list[Found]) -> None:
    assert file in {one.file for one in found if one.id == text}


def test_plurals_and_contexts_are_found_whole(found: list[Found]) -> None:
    assert ("There is a problem", "There are %(n)s problems") in {one.id for one in found}
    assert ("Kept", "promise") in {one.key for one in found}


def test_what_customers_see_is_told_apart_by_where_it_stands(found: list[Found]) -> None:
    shown = {one.key[0] for one in found if one.shown}
    assert {"Tell us what went wrong", "Christmas Day", "Justified", "Our reasons"} <= shown
    assert not {"Your profile", "Answer at stage 1"} & shown


def test_the_list_of_texts_has_those_of_every_language() -> None:
    listed = Catalog()
    with catalogue.TEMPLATE.open(encoding="utf-8") as source:
        catalogue.PoFileParser(listed).parse(source)
    keys = {catalogue.key(message) for message in listed if message.id}
    for language in LANGUAGES:
        assert {catalogue.key(message) for message in messages_of(language)} == keys
