from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from runpy import run_path
from zipfile import ZipFile

import docx as python_docx
import pytest
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.letters.document import Bullets, Facts, Grid, Heading, Numbered, Paragraph, Picture
from amends.letters.docx import TEMPLATE, docx
from amends.letters.template_check import check_template
from amends.letters.typesetter import CannotTypeset
from amends.letters.word_template import TemplateBroken
from tests.letters.letters import letter

INSTRUCTIONS = "{{ 7*7 }} {% for x in y %} {%p if z %} {# c #} {_{ q }_} {_% r %_} <b>&amp;</b> \"x\" 'y' ]]>"


def opened(made: bytes) -> Word:
    return python_docx.Document(BytesIO(made))


def lines_of(made: bytes) -> list[str]:
    """The text of the body, line by line, the cells of a row apart by a bar."""
    lines: list[str] = []
    for block in opened(made).iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(line for line in lines if line).split("\n")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return tmp_path / "template.docx"


def write(path: Path, *lines: str) -> Path:
    word = python_docx.Document()
    for line in lines:
        word.add_paragraph(line)
    word.save(str(path))
    return path


# --- the letter, opened again ---


def test_the_whole_letter_is_there_when_it_is_opened_again() -> None:
    assert lines_of(docx(letter())) == [
        "Cwm Heating Ltd",
        "1 Station Road",
        "Aberdare",
        "CF44 7AA",
        "Private and confidential",
        "Ms Angharad Rees",
        "12 Mill Lane",
        "Pontypridd",
        "CF37 1AB",
        "Friday 8 January 2027",
        "Our reference: C-2027-0042",
        "Dear Ms Rees",
        "Your complaint: our final response",
        "We are sorry that your boiler was not mended on the day we gave you.",
        "You waited at home for nothing.",
        "What we found",
        "You told us about two things. This is what we found about each.",
        "The engineer did not come on 4 March.",
        "Nobody told you why.",
        "What happens next",
        "We pay the money within five working days.",
        "We ring you when it is paid.",
        "Our reference | C-2027-0042",
        "Handled by | Bethan Pugh",
        "Paid by | Friday 15 January 2027",
        "What we pay you",
        "What | Why | Amount",
        "Refund | The visit that you paid for | £60.00",
        "Compensation | A day at home | £40.00",
        "Yours sincerely",
        "Bethan Pugh",
        "Customer relations",
        "Telephone 01632 960 001, or write to us at the address above.",
    ]


def test_headings_and_lists_have_the_styles_of_word() -> None:
    styles = {
        paragraph.text: paragraph.style.name for paragraph in opened(docx(letter())).paragraphs if paragraph.style
    }
    assert styles["Your complaint: our final response"] == "Heading 1"
    assert styles["What we found"] == "Heading 2"
    assert styles["What happens next"] == "Heading 3"
    assert styles["Nobody told you why."] == "List Bullet"
    assert styles["We ring you when it is paid."] == "List Number"


def test_the_first_row_of_a_table_is_its_header_on_every_page() -> None:
    table = opened(docx(letter())).tables[-1]
    assert [row._tr.xpath("boolean(w:trPr/w:tblHeader)") for row in table.rows] == [True, False, False]


def test_a_table_has_as_many_columns_as_it_needs() -> None:
    made = docx(letter(Grid(tuple("ABCDE"), (tuple("12345"),)), Grid(("A",), (("1",),))))
    assert [len(table.columns) for table in opened(made).tables[1:]] == [5, 1]


def test_each_numbered_list_counts_from_one() -> None:
    made = opened(docx(letter(Numbered(("a", "b")), Paragraph("between"), Numbered(("c",)))))
    numbers = [p._p.pPr.numPr.numId.val for p in made.paragraphs if p.style and p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]
    numbering = made.part.numbering_part.element
    starts = [numbering.num_having_numId(number).xpath("w:lvlOverride/w:startOverride/@w:val") for number in numbers]
    assert starts == [["1"]] * 3


def test_a_picture_has_its_words_and_keeps_to_the_page() -> None:
    wide = '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100"><rect width="9" height="9"/></svg>'
    made = opened(
        docx(letter(Picture(wide, 'Two bars: "one" & another'), Picture(wide.replace('"2000"', '"96"'), "Small")))
    )
    assert [node.get("descr") for node in made.element.body.iter(qn("wp:docPr"))] == [
        'Two bars: "one" & another',
        "Small",
    ]
    assert [round(shape.width.mm) for shape in made.inline_shapes] == [166, 25]


def test_title_language_and_dates_are_those_of_the_letter() -> None:
    made = opened(docx(letter(title="Costs & <fees>", language="cy")))
    core = made.core_properties
    assert (core.title, core.language) == ("Costs & <fees>", "cy-GB")
    assert core.created == core.modified == datetime(2027, 1, 8, 12, tzinfo=UTC)
    assert made.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == ["cy-GB"]


def test_the_foot_has_the_reference_and_the_pages() -> None:
    foot = opened(docx(letter())).sections[0].footer.paragraphs[0]
    assert "".join(node.text or "" for node in foot._p.iter(qn("w:t"))) == "Our reference: C-2027-0042Page 1 of 1"
    assert foot._p.xpath("w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert docx(letter()) == docx(letter())


def test_every_file_within_is_dated_as_the_letter() -> None:
    with ZipFile(BytesIO(docx(letter(date=date(2024, 2, 29))))) as archive:
        assert {file.date_time[:3] for file in archive.infolist()} == {(2024, 2, 29)}


# --- what a person wrote is text ---


def test_an_instruction_that_a_customer_wrote_stays_as_it_is() -> None:
    blocks = (
        Paragraph(INSTRUCTIONS),
        Heading(INSTRUCTIONS),
        Bullets((INSTRUCTIONS,)),
        Facts(((INSTRUCTIONS, INSTRUCTIONS),)),
        Grid((INSTRUCTIONS,), ((INSTRUCTIONS,),), INSTRUCTIONS),
    )
    lines = lines_of(docx(letter(*blocks, title=INSTRUCTIONS, recipient=(INSTRUCTIONS,), contact=INSTRUCTIONS)))
    assert sum(line.count(INSTRUCTIONS) for line in lines) == 11
    assert not any("49" in line for line in lines)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_makes_a_letter(text: str) -> None:
    opened(docx(letter(Paragraph(text), Facts(((text, text),)), contact=text)))


def test_a_picture_that_is_no_svg_is_refused_in_words() -> None:
    with pytest.raises(CannotTypeset, match="failed to parse SVG"):
        docx(letter(Picture("this is not SVG", "A line")))


# --- templates ---


def test_our_own_template_lacks_nothing() -> None:
    assert check_template(TEMPLATE) == []


def test_our_own_template_is_what_its_script_makes() -> None:
    script = run_path(str(Path(__file__).parents[2] / "bin" / "letter_template.py"))
    assert script["template"]() == TEMPLATE.read_bytes()


def test_an_organisation_may_bring_its_own_template(template: Path) -> None:
    write(template, "Hello {{ salutation }}", "{%p for block in blocks %}", "{{ block.text }}", "{%p endfor %}")
    assert lines_of(docx(letter(Paragraph("One")), template)) == ["Hello Dear Ms Rees", "One"]


def broken(path: Path) -> str:
    """What is said when a letter is asked of this template; the check says the same."""
    with pytest.raises(TemplateBroken) as raised:
        docx(letter(), path)
    assert check_template(path) == [str(raised.value)]
    return str(raised.value)


def test_a_file_that_is_not_from_word_is_refused_in_words(template: Path) -> None:
    template.write_bytes(b"Dear {{ name }}")
    assert broken(template) == "This is not a Word document (.docx)."


def test_a_file_that_is_missing_is_refused_in_words(template: Path) -> None:
    assert broken(template) == "This is not a Word document (.docx)."


def test_an_archive_that_is_not_from_word_is_refused_in_words(template: Path) -> None:
    with ZipFile(template, "w") as archive:
        archive.writestr("letter.txt", "Dear {{ name }}")
    assert broken(template) == "This is not a Word document (.docx)."


def test_a_template_that_unpacks_to_too_much_is_refused_in_words(template: Path) -> None:
    write(template, "{{ title }}")
    with ZipFile(template, "a") as archive:
        archive.writestr("word/media/large.bin", bytes(21 * 1024 * 1024), compress_type=8)
    assert broken(template) == "The template is too large: unpacked it may have 20 MB at most."


def test_a_field_that_a_letter_does_not_have_is_named(template: Path) -> None:
    write(template, "Dear {{ customer_name }}")
    assert broken(template).startswith(
        "The template asks for “customer_name”, which a letter does not have. It has: title, sender, recipient, date,"
    )


def test_a_part_that_a_block_does_not_have_is_named(template: Path) -> None:
    write(template, "{%p for block in blocks %}", "{{ block.colour }}", "{%p endfor %}")
    assert broken(template).startswith("The template asks for “colour”, which a letter does not have.")


def test_a_loop_without_an_end_is_told_in_words(template: Path) -> None:
    write(template, "{%p for block in blocks %}", "{{ block.kind }}")
    assert broken(template).startswith("A field or an instruction in the template is not written right: ")


def test_a_field_that_is_not_closed_is_told_with_its_place(template: Path) -> None:
    write(template, "Dear customer", "We wrote on {{ date %} to you", "Goodbye")
    words = broken(template)
    assert words.startswith("A field or an instruction in the template is not written right: ")
    assert "It is near “We wrote on {{ date %} to you" in words


def test_a_filter_that_does_not_exist_is_told_in_words(template: Path) -> None:
    write(template, "{{ title|shout }}")
    assert broken(template).startswith(
        "A field or an instruction in the template is not written right: No filter named"
    )


def test_arithmetic_with_words_is_told_in_words(template: Path) -> None:
    write(template, "{{ title / 2 }}")
    assert broken(template).startswith("The template cannot be filled in: unsupported operand")


@pytest.mark.parametrize(
    "reach", ["{{ title.__class__.__mro__ }}", "{{ blocks.append(1) }}{{ [].__class__.__base__ }}"]
)
def test_a_template_reaches_nothing_but_the_letter(template: Path, reach: str) -> None:
    write(template, reach)
    assert broken(template) == "The template asks for something that a letter may not do."


def test_the_check_says_which_fields_and_blocks_are_left_out(template: Path) -> None:
    write(template, "{{ recipient }} {{ date }} {{ salutation }} {{ title }}", "{%p for block in blocks %}")
    word = python_docx.Document(str(template))
    for line in (
        '{%p if block.kind in ("paragraph", "heading") %}',
        "{{ block.text }}",
        "{%p endif %}",
        "{%p endfor %}",
    ):
        word.add_paragraph(line)
    word.save(str(template))
    assert check_template(template) == [
        "The template does not show “reference”.",
        "The template does not show “signed_by”.",
        "The template leaves out lists with bullets.",
        "The template leaves out numbered lists.",
        "The template leaves out facts with labels.",
        "The template leaves out tables.",
        "The template leaves out pictures.",
        "Headings are not in one of Word's heading styles: a screen reader cannot find them.",
    ]


def test_the_check_says_what_a_letter_would_never_reach(template: Path) -> None:
    """Written under a condition that the sample does not meet."""
    word = python_docx.Document(str(TEMPLATE))
    for line in ("{%p if not blocks %}", "{{ customer_name }}", "{%p endif %}"):
        word.add_paragraph(line)
    word.save(str(template))
    [said] = check_template(template)
    assert said.startswith("The template asks for “customer_name”, which a letter does not have.")


def test_the_check_says_what_would_be_fetched_from_elsewhere(template: Path) -> None:
    word = python_docx.Document(str(TEMPLATE))
    word.part.relate_to("https://example.org/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    word.part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    word.save(str(template))
    assert check_template(template) == ["The template fetches something from elsewhere: https://example.org/logo.png."]


def test_large_print_is_18_point_and_headings_grow_with_it() -> None:
    def sizes(*, large_print: bool) -> tuple[float, float]:
        word = python_docx.Document(BytesIO(docx(letter(), large_print=large_print)))
        return tuple(word.styles[name].font.size.pt for name in ("Normal", "Heading 1"))  # type: ignore[return-value]

    assert sizes(large_print=False) == (11, 14)
    assert sizes(large_print=True) == (18, 23)
