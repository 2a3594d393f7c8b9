from __future__ import annotations

import pytest

from amends.letters.document import Block, Bullets, Facts, Grid, Heading, Numbered, Paragraph, Picture
from amends.letters.redaction import redacted
from amends.letters.terms import Terms
from tests.letters.letters import letter

TERMS = Terms(["Bob Smith"], "[name removed]")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text>{}</text></svg>'


@pytest.mark.parametrize(
    "block",
    [
        Paragraph("Bob Smith"),
        Heading("Bob Smith", 2),
        Bullets(("one", "Bob Smith")),
        Numbered(("Bob Smith",)),
        Facts((("Who", "Bob Smith"),)),
        Grid(("Bob Smith", "x"), (("a", "b"),), "c"),
        Grid(("x",), (("Bob Smith",),)),
        Grid(("x",), (("y",),), "Bob Smith"),
        Picture(SVG.format("Bob &#83;mith"), "a"),
        Picture(SVG.format("x"), "Bob Smith"),
    ],
)
def test_every_kind_of_block_is_cleaned(block: Block) -> None:
    document, count = redacted(letter(block), TERMS)
    assert count == 1
    assert "Smith" not in repr(document.blocks)
    assert "[name removed]" in repr(document.blocks)
    assert type(document.blocks[0]) is type(block)


def test_what_surrounds_a_letter_is_cleaned_too() -> None:
    fields = ("title", "salutation", "signed_by", "contact", "confidential", "reference")
    names = dict.fromkeys(fields, "Bob Smith")
    document, count = redacted(letter(Paragraph("x"), **names), TERMS)
    assert count == 6
    assert "Smith" not in repr(document)


def test_an_address_that_goes_over_lines_is_one_term() -> None:
    document, count = redacted(
        letter(recipient=("Jo", "1 Mill Lane", "Leeds")), Terms(["1 Mill Lane, Leeds"], "[removed]")
    )
    assert (document.recipient, count) == (("Jo", "[removed]"), 1)


def test_a_drawing_that_spreads_a_name_over_labels_goes() -> None:
    picture = Picture(SVG.format("<tspan>Bob</tspan> <tspan>Smith</tspan>"), "A line of days")
    document, count = redacted(letter(picture), TERMS)
    assert (document.blocks, count) == ((Paragraph("[name removed]"),), 1)


def test_without_terms_a_letter_is_the_same_letter() -> None:
    document = letter()
    assert redacted(document, Terms([], "x")) == (document, 0)
