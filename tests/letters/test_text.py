from __future__ import annotations

from amends.letters.document import Bullets, Facts, Grid, Heading, Numbered, Paragraph, Picture
from amends.letters.text import plain
from tests.letters.letters import letter


def test_the_whole_letter_as_text() -> None:
    assert plain(letter()) == (
        "Private and confidential\n\n"
        "Cwm Heating Ltd\n1 Station Road\nAberdare\nCF44 7AA\n\n"
        "Friday 8 January 2027\nOur reference: C-2027-0042\n\n"
        "Dear Ms Rees\n\n"
        "Your complaint: our final response\n\n"
        "We are sorry that your boiler was not mended on the day we gave you.\nYou waited at home for nothing.\n\n"
        "What we found\n\n"
        "You told us about two things. This is what we found about each.\n\n"
        "• The engineer did not come on 4 March.\n• Nobody told you why.\n\n"
        "What happens next\n\n"
        "1. We pay the money within five working days.\n2. We ring you when it is paid.\n\n"
        "Our reference: C-2027-0042\nHandled by: Bethan Pugh\nPaid by: Friday 15 January 2027\n\n"
        "What we pay you\n\n"
        "What: Refund\nWhy: The visit that you paid for\nAmount: £60.00\n\n"
        "What: Compensation\nWhy: A day at home\nAmount: £40.00\n\n"
        "[A line of eight weeks, of which six have passed.]\n\n"
        "Yours sincerely\nBethan Pugh\nCustomer relations\n\n"
        "Telephone 01632 960 001, or write to us at the address above.\n"
    )


def test_no_line_is_wrapped_and_nothing_is_escaped() -> None:
    long = "<b>& #x {{ 7*7 }} " * 40
    assert long.strip() in plain(letter(Paragraph(long)))


def test_further_lines_of_an_item_stand_under_its_first_word() -> None:
    text = plain(letter(Bullets(("one\ntwo",)), Numbered(("three\r\nfour",))))
    assert "• one\n  two\n\n1. three\n   four\n" in text


def test_what_is_missing_leaves_no_gap() -> None:
    bare = letter(
        Paragraph("Only this."),
        Heading(" "),
        Facts(()),
        Grid(("a",), ()),
        sender=(),
        reference="",
        confidential="",
        salutation="",
        signed_by="",
        contact="",
    )
    assert plain(bare) == "Friday 8 January 2027\n\nYour complaint: our final response\n\nOnly this.\n"


def test_a_picture_is_its_words() -> None:
    assert "[Two bars.]" in plain(letter(Picture("<svg/>", "Two bars.")))
