"""Letters for the tests: one with everything, and long ones. Invented people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from amends.letters.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Grid,
    Heading,
    Numbered,
    Paragraph,
    Picture,
)

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="60"><title>x</title>'
    '<rect width="320" height="60" fill="#e8eef5"/><text x="12" y="36" font-size="16">8 weeks</text></svg>'
)

EVERYTHING: tuple[Block, ...] = (
    Paragraph("We are sorry that your boiler was not mended on the day we gave you.\nYou waited at home for nothing."),
    Heading("What we found"),
    Paragraph("You told us about two things. This is what we found about each."),
    Bullets(("The engineer did not come on 4 March.", "Nobody told you why.")),
    Heading("What happens next", 2),
    Numbered(("We pay the money within five working days.", "We ring you when it is paid.")),
    Facts((("Our reference", "C-2027-0042"), ("Handled by", "Bethan Pugh"), ("Paid by", "Friday 15 January 2027"))),
    Grid(
        ("What", "Why", "Amount"),
        (("Refund", "The visit that you paid for", "£60.00"), ("Compensation", "A day at home", "£40.00")),
        "What we pay you",
    ),
    Picture(SQUARE, "A line of eight weeks, of which six have passed."),
)


def letter(*blocks: Block, **changes: object) -> Document:
    """A letter with these blocks, or with one of each kind."""
    usual = Document(
        title="Your complaint: our final response",
        language="en-gb",
        sender=("Cwm Heating Ltd", "1 Station Road", "Aberdare", "CF44 7AA"),
        recipient=("Ms Angharad Rees", "12 Mill Lane", "Pontypridd", "CF37 1AB"),
        date=date(2027, 1, 8),
        date_words="Friday 8 January 2027",
        reference="C-2027-0042",
        salutation="Dear Ms Rees",
        blocks=blocks or EVERYTHING,
        signed_by="Yours sincerely\nBethan Pugh\nCustomer relations",
        contact="Telephone 01632 960 001, or write to us at the address above.",
        confidential="Private and confidential",
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def three_pages() -> Document:
    """A letter that does not fit on two pages, with a table that goes over a page."""
    sentence = "We looked at what the engineer wrote on the day, at the calls you made, and at what you were told. "
    rows = tuple((f"Call {n}", f"{n} March, in the morning", "Nobody called back") for n in range(1, 41))
    parts: list[Block] = []
    for number in range(1, 5):
        parts += [Heading(f"Point {number}"), Paragraph(sentence * 5), Paragraph(sentence * 4)]
    return letter(*parts, Grid(("What", "When", "What came of it"), rows, "Your calls"))
