"""What a Word template lacks, in words: by reading its fields, and by writing a letter with one block of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import docx as python_docx
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx.document import Document as Word
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

from amends.letters.document import Block, Bullets, Document, Facts, Grid, Heading, Numbered, Paragraph, Picture
from amends.letters.docx import docx
from amends.letters.word_template import FIELDS, TemplateBroken, environment, in_plain_words, opened

NEEDED = ("title", "recipient", "date", "reference", "salutation", "blocks", "signed_by")
FETCHED = {"attachedTemplate", "image", "frame", "subDocument", "oleObject"}
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'

# One word of its own for each kind of block, by which it is found again.
SAMPLES: dict[str, tuple[Block, object]] = {
    "Aparagraph": (Paragraph("Aparagraph"), gettext_lazy("paragraphs")),
    "Aheading": (Heading("Aheading"), gettext_lazy("headings")),
    "Abullet": (Bullets(("Abullet",)), gettext_lazy("lists with bullets")),
    "Anumbered": (Numbered(("Anumbered",)), gettext_lazy("numbered lists")),
    "Afact": (Facts((("Label", "Afact"),)), gettext_lazy("facts with labels")),
    "Acell": (Grid(("Column",), (("Acell",),), "Caption"), gettext_lazy("tables")),
}
PICTURE = Picture(SQUARE, "Apicture")


def check_template(path: Path) -> list[str]:
    """Sentences on what is wrong with the template or missing in it; none when it can be used."""
    try:
        written = python_docx.Document(BytesIO(docx(_sample(), path)))
        template = opened(path)
        with in_plain_words():
            fields = template.get_undeclared_template_variables(environment())
    except TemplateBroken as broken:
        return [str(broken)]
    return [*_of_fields(fields), *_fetched(template), *_of_blocks(written)]


def _sample() -> Document:
    return Document(
        title="Title",
        language="en-gb",
        sender=("Sender",),
        recipient=("Recipient",),
        date=date(2027, 1, 8),
        date_words="Friday 8 January 2027",
        reference="Reference",
        salutation="Salutation",
        blocks=(*(block for block, _words in SAMPLES.values()), PICTURE),
        signed_by="Signed by",
        contact="Contact",
        confidential="Confidential",
    )


def _of_fields(fields: set[str]) -> Iterator[str]:
    for name in sorted(fields - set(FIELDS)):
        yield _("The template asks for “{name}”, which a letter does not have. It has: {fields}.").format(
            name=name, fields=", ".join(FIELDS)
        )
    for name in NEEDED:
        if name not in fields:
            yield _("The template does not show “{name}”.").format(name=name)


def _fetched(template: DocxTemplate) -> Iterator[str]:
    """A letter that fetches something tells somebody elsewhere when it is read."""
    for part in template.docx.part.package.iter_parts():
        for relation in part.rels.values():
            if relation.is_external and relation.reltype.rpartition("/")[2] in FETCHED:
                yield _("The template fetches something from elsewhere: {address}.").format(address=relation.target_ref)


def _of_blocks(written: Word) -> Iterator[str]:
    body = written.element.body
    text = "".join(node.text or "" for node in body.iter(qn("w:t")))
    for sample, (_block, words) in SAMPLES.items():
        if sample not in text:
            yield _("The template leaves out {blocks}.").format(blocks=words)
    if not any(node.get("descr") == PICTURE.alt for node in body.iter(qn("wp:docPr"))):
        yield _("The template leaves out {blocks}.").format(blocks=_("pictures"))
    if not _is_heading(written, "Aheading") and "Aheading" in text:
        yield _("Headings are not in one of Word's heading styles: a screen reader cannot find them.")


def _is_heading(written: Word, words: str) -> bool:
    styles = [paragraph.style for paragraph in written.paragraphs if paragraph.text.strip() == words]
    return any(style is not None and str(style.name).startswith("Heading") for style in styles)
