"""Make `amends/letters/letter.docx` anew: the Word template that letters have until an organisation brings its own.

`.venv/bin/python bin/letter_template.py`. What stands in braces is filled in by `amends/letters/docx.py`; its docstring
lists the fields. Word's own styles carry the look, so that whoever edits the template changes a style, not each line.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from amends.letters.archive import steady

TEMPLATE = Path(__file__).parents[1] / "amends" / "letters" / "letter.docx"
DAY = date(2027, 1, 1)  # of the files within, so that the same script makes the same template
SIDE, ABOVE = Mm(22), Mm(20)
UNUSED = {"stylesWithEffects", "thumbnail", "customXml"}


def template() -> bytes:
    word = Document()
    page(word)
    styles(word)
    head(word)
    blocks(word)
    close(word)
    foot(word)
    properties(word)
    lighten(word)
    made = BytesIO()
    word.save(made)
    return steady(made.getvalue(), DAY)


# --- the page and the styles ---


def page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = SIDE
    section.top_margin, section.bottom_margin = ABOVE, Mm(24)


def styles(word: Word) -> None:
    normal = style(word, "Normal")
    look(normal, size=11, after=8)
    normal.paragraph_format.line_spacing = 1.2
    for level, size in ((1, 14), (2, 12), (3, 11), (4, 11)):
        heading = style(word, f"Heading {level}")
        look(heading, size=size, before=12, after=6)
        heading.font.color.rgb = RGBColor(0, 0, 0)
        heading.font.bold, heading.font.italic = True, level == 4
    for name in ("List Bullet", "List Number"):
        look(style(word, name), size=11, after=3)
    sender = word.styles.add_style("Sender", WD_STYLE_TYPE.PARAGRAPH)
    look(sender, size=11, after=0)
    sender.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    look(word.styles.add_style("Reference", WD_STYLE_TYPE.PARAGRAPH), size=11, after=0)
    recipient = word.styles.add_style("Recipient", WD_STYLE_TYPE.PARAGRAPH)
    look(recipient, size=11, after=0)
    recipient.paragraph_format.line_spacing = 1.0
    style(word, "Footer").paragraph_format.tab_stops.clear_all()


def style(word: Word, name: str) -> ParagraphStyle:
    found = word.styles[name]
    assert isinstance(found, ParagraphStyle)  # noqa: S101 the library's own template has it
    return found


def look(style: ParagraphStyle, *, size: int, after: int, before: int = 0) -> None:
    style.font.name, style.font.size = "Arial", Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:hAnsi"), "Arial")
    fonts.set(qn("w:cs"), "Arial")
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


# --- what a letter begins with ---


def head(word: Word) -> None:
    addresses(word)
    word.add_paragraph("{{ date }}", "Reference").paragraph_format.space_before = Pt(12)
    when(word, "reference", "{{ reference }}", "Reference")
    when(word, "salutation", "{{ salutation }}", "Normal").paragraph_format.space_before = Pt(12)
    word.add_paragraph("{{ title }}", "Heading 1")


def addresses(word: Word) -> None:
    """Two rows of a fixed height, so that the customer's address begins 50 mm down, at the window of a DL envelope."""
    table = word.add_table(2, 1)
    table.style = "Normal Table"
    for row, height in zip(table.rows, (Mm(50) - ABOVE, Mm(36)), strict=True):
        row.height, row.height_rule = height, WD_ROW_HEIGHT_RULE.AT_LEAST
    ours, theirs = table.cell(0, 0), table.cell(1, 0)
    ours.paragraphs[0].text, ours.paragraphs[0].style = "{{ sender }}", "Sender"
    theirs.paragraphs[0].text = "{%p if confidential %}"
    theirs.add_paragraph(style="Recipient").add_run("{{ confidential }}").bold = True
    theirs.add_paragraph("{%p endif %}")
    theirs.add_paragraph("{{ recipient }}", "Recipient")


def each(word: Word, loop: str, text: str, style: str) -> None:
    word.add_paragraph(f"{{%p for {loop} %}}")
    word.add_paragraph(text, style)
    word.add_paragraph("{%p endfor %}")


def when(word: Word, there_is: str, text: str, style: str, *, bold: bool = False) -> Paragraph:
    word.add_paragraph(f"{{%p if {there_is} %}}")
    paragraph = word.add_paragraph(style=style)
    paragraph.add_run(text).bold = bold or None
    word.add_paragraph("{%p endif %}")
    return paragraph


# --- its blocks ---


def blocks(word: Word) -> None:
    word.add_paragraph("{%p for block in blocks %}")
    kind(word, 'block.kind == "paragraph"', "{{ block.text }}", "Normal", first=True)
    for level in (2, 3):
        kind(word, f'block.kind == "heading" and block.level == {level}', "{{ block.text }}", f"Heading {level}")
    kind(word, 'block.kind == "heading"', "{{ block.text }}", "Heading 4")
    for name, style in (("bullets", "List Bullet"), ("numbered", "List Number")):
        word.add_paragraph(f'{{%p elif block.kind == "{name}" %}}')
        each(word, "point in block.points", "{{ point }}", style)
    word.add_paragraph('{%p elif block.kind == "facts" %}')
    facts(word)
    word.add_paragraph('{%p elif block.kind == "grid" %}')
    when(word, "block.caption", "{{ block.caption }}", "Normal", bold=True).paragraph_format.keep_with_next = True
    grid(word)
    kind(word, 'block.kind == "picture"', "{{ block.picture }}", "Normal")
    word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p endfor %}")


def kind(word: Word, condition: str, text: str, style: str, *, first: bool = False) -> None:
    word.add_paragraph(f"{{%p {'if' if first else 'elif'} {condition} %}}")
    word.add_paragraph(text, style)


def facts(word: Word) -> None:
    table = word.add_table(3, 2)
    table.style = "Table Grid"
    table.cell(0, 0).text = "{%tr for row in block.rows %}"
    table.cell(1, 0).paragraphs[0].add_run("{{ row.label }}").bold = True
    table.cell(1, 1).text = "{{ row.value }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    after_table(word, table)


def grid(word: Word) -> None:
    table = word.add_table(4, 3)
    table.style = "Table Grid"
    cells = [[cell.paragraphs[0] for cell in row.cells] for row in table.rows]
    cells[0][0].text, cells[0][2].text = "{%tc for cell in block.head %}", "{%tc endfor %}"
    cells[0][1].add_run("{{ cell }}").bold = True
    cells[1][0].text = "{%tr for row in block.rows %}"
    cells[2][0].text, cells[2][1].text, cells[2][2].text = "{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"
    cells[3][0].text = "{%tr endfor %}"
    header(table)
    after_table(word, table)


def header(table: Table) -> None:
    """The first row is read as the columns' headers, and is repeated on each page."""
    row = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 no public way leads there
    row.append(OxmlElement("w:cantSplit"))
    row.append(OxmlElement("w:tblHeader"))


def after_table(word: Word, table: Table) -> None:
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_before = Pt(2)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    word.add_paragraph().paragraph_format.space_after = Pt(0)


# --- what it ends with ---


def close(word: Word) -> None:
    for field in ("signed_by", "contact"):
        signed = when(word, field, f"{{{{ {field} }}}}", "Normal")
        signed.paragraph_format.space_before = Pt(12)
        signed.paragraph_format.keep_together = True


def foot(word: Word) -> None:
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.text = "{{ reference }}\t{{ page_words[0] }}"
    number(paragraph, "PAGE")
    paragraph.add_run("{{ page_words[1] }}")
    number(paragraph, "NUMPAGES")
    paragraph.add_run("{{ page_words[2] }}")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(166), WD_TAB_ALIGNMENT.RIGHT)
    for run in paragraph.runs:
        run.font.size = Pt(9)


def number(paragraph: Paragraph, field: str) -> None:
    """A number that Word counts itself."""
    counted = OxmlElement("w:fldSimple")
    counted.set(qn("w:instr"), field)
    shown = paragraph.add_run("1")
    shown.font.size = Pt(9)
    shown.element.addprevious(counted)
    counted.append(shown.element)


def properties(word: Word) -> None:
    core = word.core_properties
    core.title, core.author, core.comments, core.language = "A letter", "", "", "en-GB"
    core.created = core.modified = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)


def lighten(word: Word) -> None:
    """Without what no letter uses and every letter would carry: a hundred looks for tables, and a thumbnail."""
    for table_style in [style for style in word.styles if style.type == WD_STYLE_TYPE.TABLE]:
        if table_style.name not in {"Normal Table", "Table Grid"}:
            table_style.delete()
    for rels in (word.part.rels, word.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in UNUSED]:
            del rels[key]


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
