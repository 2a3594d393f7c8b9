"""What a Word document needs beyond its fields: its properties, its language, its lists, its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from itertools import groupby

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Pt
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate, InlineImage

from amends.letters.typesetter import DOTS_AN_INCH

NUMBERED = "List Number"
LARGE_PRINT, USUAL = Pt(18), Pt(11)
WIDEST_PICTURE = Mm(166)
WORDS_OWN_NAMES = {"cy": "cy-GB"}  # Word knows Welsh only with its country


def finish(word: Document, *, title: str, language: str, at: datetime, large_print: bool = False) -> None:
    if large_print:
        _enlarge(word)
    core = word.core_properties
    core.title, core.language = title, _tag(language)
    core.created = core.modified = at
    _say_language(word, _tag(language))
    _count_each_list_from_one(word)


class Pictured(InlineImage):  # type: ignore[misc]  # the library ships no types
    """A picture with the words that say what it shows, no wider than the page. `png` has DOTS_AN_INCH."""

    def __init__(self, word: DocxTemplate, png: bytes, alt: str) -> None:
        width = Inches(int.from_bytes(png[16:20], "big") / DOTS_AN_INCH)  # where PNG says it
        super().__init__(word, BytesIO(png), width=min(width, WIDEST_PICTURE))
        self.alt = alt

    def __html__(self) -> str:
        inline = self.tpl.current_rendering_part.new_pic_inline(self.image_descriptor, self.width, None)
        inline.docPr.set("descr", self.alt)
        return f"</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r><w:r><w:t>"


def _enlarge(word: Document) -> None:
    """Everything grows as much as plain text does when it is set in 18 point. Word counts in half points."""
    normal = word.styles["Normal"].font
    factor = LARGE_PRINT / (normal.size or USUAL)
    for size in (*word.styles.element.iter(qn("w:sz")), *word.element.iter(qn("w:sz"))):
        size.set(qn("w:val"), str(round(int(size.get(qn("w:val"))) * factor)))
    normal.size = LARGE_PRINT


def _tag(language: str) -> str:
    """en-gb as Word writes it: en-GB."""
    name, _, region = language.partition("-")
    return WORDS_OWN_NAMES.get(language) or (f"{name}-{region.upper()}" if region else name)


def _say_language(word: Document, tag: str) -> None:
    defaults = word.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    for properties in defaults:
        language = properties.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            properties.append(language)
        language.set(qn("w:val"), tag)


def _count_each_list_from_one(word: Document) -> None:
    """Word counts on through all lists of one style, unless each is made a list of its own."""
    counted = _number_of_style(word)
    for paragraphs in _numbered_lists(word) if counted else ():
        numbering = word.part.numbering_part.element
        own = numbering.add_num(numbering.num_having_numId(counted).abstractNumId.val)
        own.add_lvlOverride(ilvl=0).add_startOverride(1)
        for paragraph in paragraphs:
            number = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 no public way leads there
            number.get_or_add_ilvl().val = 0
            number.get_or_add_numId().val = own.numId


def _number_of_style(word: Document) -> int | None:
    """Which list the style counts in; None where the template's style counts nothing."""
    if NUMBERED not in word.styles:
        return None
    found = word.styles[NUMBERED].element.xpath("w:pPr/w:numPr/w:numId/@w:val")
    return int(found[0]) if found else None


def _numbered_lists(word: Document) -> Iterator[list[Paragraph]]:
    """Paragraphs that are points of one list: next to one another, with a table or a text before and after."""
    for numbered, block in groupby(word.iter_inner_content(), _is_point):
        if numbered:
            yield [paragraph for paragraph in block if isinstance(paragraph, Paragraph)]


def _is_point(block: object) -> bool:
    return isinstance(block, Paragraph) and block.style is not None and block.style.name == NUMBERED
