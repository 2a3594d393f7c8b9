from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.letters.characters import GLYPHS, unshowable
from amends.letters.document import Bullets, Facts, Grid, Heading, Numbered, Paragraph, Picture
from amends.letters.pdf import TEMPLATE, letter_data, pdf
from amends.letters.typesetter import CannotTypeset, typeset
from tests.letters.letters import EVERYTHING, letter, three_pages
from tests.letters.reading_pdf import kinds, reader, tags, text_of, words_of

MARKUP = r"#panic() $x^2$ *bold* _it_ @ref <label> [content] \ `raw` ~ -- ... // no comment /* none */ = not a heading"


# --- what a person wrote is text ---


def test_signs_that_are_markup_in_typst_come_out_as_written() -> None:
    assert MARKUP in words_of(pdf(letter(Paragraph(MARKUP))))


@pytest.mark.parametrize(
    "block",
    [
        Heading(MARKUP),
        Bullets((MARKUP,)),
        Numbered((MARKUP,)),
        Facts((("Label", MARKUP),)),
        Facts(((MARKUP, "value"),)),
        Grid(("Head",), ((MARKUP,),)),
        Grid(("Head",), (("cell",),), MARKUP),
        Grid((MARKUP,), (("cell",),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_markup_is_text_in_every_kind_of_block(block: Heading) -> None:
    assert MARKUP in words_of(pdf(letter(block)))


@pytest.mark.parametrize("field", ["title", "reference", "salutation", "signed_by", "contact", "confidential"])
def test_markup_is_text_in_every_field(field: str) -> None:
    assert MARKUP in words_of(pdf(letter(**{field: MARKUP})))


def test_markup_is_text_in_both_addresses() -> None:
    words = words_of(pdf(letter(sender=("#panic()", "$x$"), recipient=("*Ms* Rees", "\\ @home"))))
    assert "#panic() $x$" in words
    assert "*Ms* Rees \\ @home" in words


def test_a_line_break_within_a_paragraph_stays() -> None:
    assert "First line\nSecond line" in text_of(pdf(letter(Paragraph("First line\r\nSecond line"))))


def test_quotation_marks_and_hyphens_are_not_made_prettier() -> None:
    assert "\"as 'told'\" -- not --- so ..." in words_of(pdf(letter(Paragraph("\"as 'told'\" -- not --- so ..."))))


# --- the same letter, the same bytes ---


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert pdf(letter()) == pdf(letter())


def test_what_was_set_in_between_changes_nothing() -> None:
    first = pdf(letter())
    pdf(three_pages(), large_print=True)
    assert pdf(letter()) == first


def test_several_threads_may_write_letters_at_once() -> None:
    alone = pdf(letter())
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: pdf(letter()), range(8))) == {alone}


def test_the_date_of_the_file_is_that_of_the_letter() -> None:
    made = reader(pdf(letter(date=date(2024, 2, 29)))).metadata
    assert made is not None
    assert made["/CreationDate"] == "D:20240229120000Z"


# --- how it is read aloud (PDF/UA-1) ---


@pytest.mark.parametrize("large_print", [False, True])
def test_the_file_says_that_it_is_accessible_and_in_which_language(large_print: bool) -> None:
    made = reader(pdf(letter(language="cy"), large_print=large_print))
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "cy"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert made.metadata is not None
    assert made.metadata.title == "Your complaint: our final response"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_headings_follow_in_order_whatever_levels_were_asked_for() -> None:
    made = pdf(letter(Heading("One", 3), Paragraph("x"), Heading("Two", 5), Heading("Three", 1), Heading("Four", 2)))
    assert [kind for kind in kinds(made) if kind.startswith("H")] == ["H1", "H2", "H3", "H2", "H3"]


def test_tables_have_header_cells_a_caption_and_rows() -> None:
    found = kinds(pdf(letter()))
    assert [found.count(kind) for kind in ("Table", "Caption", "TH", "TD")] == [1, 1, 3, 6]


def test_lists_are_lists() -> None:
    found = kinds(pdf(letter(Bullets(("a", "b")), Numbered(("c",)), Facts((("d", "e"),)))))
    assert [found.count(kind) for kind in ("L", "LI", "Lbl", "LBody")] == [3, 4, 4, 4]


def test_every_picture_has_words() -> None:
    figures = [tag for tag in tags(pdf(letter())) if tag.kind == "Figure"]
    assert [figure.alt for figure in figures] == ["A line of eight weeks, of which six have passed."]


def test_the_letter_is_read_in_the_order_of_a_letter() -> None:
    words = words_of(pdf(letter()))
    order = ["Cwm Heating", "Ms Angharad", "8 January", "Dear Ms Rees", "our final response", "boiler", "Yours"]
    assert sorted(order, key=words.index) == order


def test_the_fonts_are_in_the_file() -> None:
    for page in reader(pdf(letter())).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"])


# --- pages ---


def test_pages_are_a4_and_counted() -> None:
    made = reader(pdf(three_pages()))
    assert [page.extract_text().split("Page ")[-1].strip() for page in made.pages] == ["1 of 3", "2 of 3", "3 of 3"]
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in made.pages} == {(595, 842)}


def test_the_head_of_a_table_is_repeated_on_the_next_page() -> None:
    pages = [page.extract_text() for page in reader(pdf(three_pages())).pages]
    assert [("What came of it" in page, "Nobody called back" in page) for page in pages] == [
        (False, False),
        (True, True),
        (True, True),
    ]


def test_large_print_is_set_in_18_point() -> None:
    assert 18 in _sizes(pdf(letter(), large_print=True))
    assert 18 not in _sizes(pdf(letter()))


def _sizes(made: bytes) -> set[float]:
    found: set[float] = set()

    def look(text: str, _cm: list[float], matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * matrix[3]), 1))

    for page in reader(made).pages:
        page.extract_text(visitor_text=look)
    return found


def test_in_large_print_a_wide_table_is_told_row_by_row() -> None:
    wide = Grid(("What", "When", "Who", "How"), (("Refund", "Friday", "Bethan", "By transfer"),), "Paid")
    made = pdf(letter(wide), large_print=True)
    assert "Table" not in kinds(made)
    assert "Paid What Refund When Friday Who Bethan How By transfer" in words_of(made)


@pytest.mark.parametrize("large_print", [False, True])
def test_a_word_of_any_length_stays_on_the_page(large_print: bool) -> None:
    word = "https://example.org/" + "abcdefghij" * 40
    grid = Grid(("A", "B", "C", "D", "E"), ((word, "b", "c", "d", "e"),))
    made = pdf(letter(Paragraph(word), grid, Facts(((word, word),)), Heading(word)), large_print=large_print)
    assert "".join(text_of(made).split()).count(word) >= 3
    assert _rightmost(made) < 595


def _rightmost(made: bytes) -> float:
    ends: list[float] = []

    def look(text: str, cm: list[float], matrix: list[float], _font: object, _size: float) -> None:
        if text.strip():
            ends.append(matrix[4] * cm[0] + cm[4])

    for page in reader(made).pages:
        page.extract_text(visitor_text=look)
    return max(ends)


# --- scripts and signs ---


def test_welsh_and_other_european_letters_are_shown() -> None:
    words = "Ŵyn ŷd, tŷ, dŵr, Ŷ â ê î ô û ẅ ỳ – “dyfynodau” £ € § Ελληνικά Русский Tiếng Việt"
    assert unshowable(words) == ()
    assert words in words_of(pdf(letter(Paragraph(words), language="cy")))


def test_arabic_is_set_and_can_be_read_again() -> None:
    made = pdf(letter(Paragraph("شكرا جزيلا")))
    letters = {unicodedata.normalize("NFKC", character) for character in words_of(made)}
    assert set("شكرا جزيلا") <= letters


def test_a_picture_character_is_named_in_words() -> None:
    assert "Thank you [thumbs up sign] [family]" in words_of(pdf(letter(Paragraph("Thank you 👍🏽 👪"))))


def test_a_flag_becomes_its_letters() -> None:
    assert "From GB" in words_of(pdf(letter(Paragraph("From 🇬🇧"))))


def test_letters_that_no_font_has_become_boxes_and_can_be_told_beforehand() -> None:
    assert "Mr □□." in words_of(pdf(letter(Paragraph("Mr 王明."))))
    assert unshowable("Mr 王明王 👍.\n") == ("王", "明", "👍")


def test_control_characters_and_halves_of_characters_are_left_out() -> None:
    assert "Dear you all" in words_of(pdf(letter(Paragraph("Dear\x00 \x1byou\ud83d \ufffeall"))))


def test_accents_piled_up_do_not_stop_a_letter() -> None:
    piled = "H" + "".join(chr(code) for code in range(0x300, 0x36F)) + "elp"
    assert "elp" in words_of(pdf(letter(Paragraph(piled))))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_makes_a_letter(text: str) -> None:
    made = pdf(letter(Paragraph(text), Facts(((text or "x", text),)), Grid(("a", "b"), ((text, text),), text)))
    assert made.startswith(b"%PDF")


def test_every_character_that_we_say_can_be_shown_can_be() -> None:
    """`bin/glyphs.py` writes the list; a new version of Typst may have other fonts."""
    bounds = [line.split("-") for line in GLYPHS.read_text("utf-8").split()]
    every = [chr(code) for first, last in bounds for code in range(int(first, 16), int(last, 16) + 1)]
    rows = tuple((character,) for character in every)
    assert unshowable("".join(every)) == ()
    as_written = letter_data(letter(Grid(("x",), rows)), 0, large_print=False)
    assert typeset(TEMPLATE, as_written, date(2027, 1, 8)).startswith(b"%PDF")


# --- what cannot be ---


def test_a_picture_that_is_no_svg_is_refused_in_words() -> None:
    with pytest.raises(CannotTypeset, match="failed to parse SVG"):
        pdf(letter(Picture("this is not SVG", "A line")))


def test_a_picture_cannot_fetch_a_file() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/passwd" width="9"/></svg>'
    try:
        made = pdf(letter(Picture(svg, "A line")))
    except CannotTypeset:
        return
    assert b"root:" not in made


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="A picture needs words that say what it shows"):
        Picture("<svg/>", " ")


def test_a_row_with_too_many_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="Row 2 of the table has 3 cells under 2 headers"):
        Grid(("a", "b"), (("1", "2"), ("1", "2", "3")))


def test_a_column_without_a_header_is_refused() -> None:
    with pytest.raises(ValueError, match="Every column of a table needs a header"):
        Grid(("a", ""), ())


def test_a_heading_too_deep_is_refused() -> None:
    with pytest.raises(ValueError, match="A heading has a level from 1 to 5, not 6"):
        Heading("x", 6)


def test_a_letter_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="A letter needs a title"):
        letter(title=" ")


def test_what_is_empty_leaves_no_trace() -> None:
    empty = (Paragraph(" "), Heading(""), Bullets(()), Numbered(()), Facts(()), Grid(("a",), ()))
    assert pdf(letter(*empty, Paragraph("Here"))) == pdf(letter(Paragraph("Here")))
    assert replace(letter(), blocks=EVERYTHING) == letter()


# --- its own words ---


def test_what_a_letter_says_about_itself_is_in_its_language() -> None:
    words = words_of(pdf(letter(language="cy")))
    assert "Ein cyfeirnod: C-2027-0042" in words
    assert "Tudalen 1 o 1" in words
