"""What came in from outside: placed, never carried out; and whatever is wrong with it is a line, never an error."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from amends.letters import copies
from amends.letters.bundle import Bundle, Item, Removal, Text, Upload, build
from amends.letters.copies import Unreadable, copied
from amends.letters.document import Paragraph
from amends.letters.pdf import pdf
from tests.letters.papers import drawn, note, numbers, ours, page_text, paper, png, read, upload


def made(*items: Item, redact: tuple[str, ...] = ()) -> Bundle:
    return build("Bundle", "AM-2026-0001", "en-gb", items, date(2026, 3, 9), redact)


# --- what cannot be reproduced ---


def encrypted(user: str) -> bytes:
    return paper("secret", change=lambda writer: writer.encrypt(user, "owner", algorithm="AES-256"))


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (encrypted("password"), "cannot be reproduced: the file is encrypted"),
        (encrypted(""), "cannot be reproduced: the file is encrypted"),
        (paper("a")[:300], "cannot be reproduced: the file is damaged"),
        (b"%PDF-1.7\nnothing", "cannot be reproduced: the file is damaged"),
        (b"%PDF-", "cannot be reproduced: the file is damaged"),
        (paper(), "cannot be reproduced: the file is damaged"),
        (b"\x89PNG\r\n\x1a\n", "cannot be reproduced: the file is damaged"),
        (png(9, 9)[:50], "cannot be reproduced: the file is damaged"),
        (b"\xff\xd8\xff\xe0", "cannot be reproduced: the file is damaged"),
        (b"PK\x03\x04", "cannot be reproduced: the file is neither a PDF nor a PNG or JPEG picture"),
        (b"", "cannot be reproduced: the file is neither a PDF nor a PNG or JPEG picture"),
    ],
)
def test_a_file_that_cannot_be_reproduced_is_listed_with_its_size_and_hash(data: bytes, note: str) -> None:
    bundle = made(ours(1), upload(2, data, checked=True), ours(3))
    line = bundle.index[1]
    assert (line.note, line.reproduced, line.pages) == (note, False, 1)
    assert note in page_text(bundle.pdf, 1)
    text = page_text(bundle.pdf, line.page)
    assert f"This document is not reproduced here. {note} file-2.pdf" in text
    assert bundle.hashes[1].sha256 in text.replace(" ", "")
    assert f"{len(data)} byte" in text or "KB" in text


def test_a_file_that_only_typst_cannot_place_is_listed_and_the_rest_is_bound() -> None:
    torn = png(9, 9).replace(b"IDAT", b"IDAX")
    bundle = made(upload(1, paper("first")), upload(2, torn, checked=True))
    assert [line.reproduced for line in bundle.index] == [True, False]
    assert bundle.index[1].note == "cannot be reproduced: the file is damaged"


def test_a_file_that_asks_for_endless_drawing_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "MOST_OPERATIONS", 3)
    assert made(upload(1, paper("a"))).index[0].note == "cannot be reproduced: the file is too long or too intricate"


def test_a_file_of_too_many_pages_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "MOST_PAGES", 2)
    with pytest.raises(Unreadable, match="long"):
        copied(paper("a", "b", "c"))


def test_a_page_of_no_size_is_no_page() -> None:
    with pytest.raises(Unreadable, match="broken"):
        copied(paper("a", change=lambda writer: _box(writer, 0, 0, 0, 0)))


def _box(writer: PdfWriter, *box: float) -> None:
    for name in ("/MediaBox", "/CropBox"):
        writer.pages[0][NameObject(name)] = numbers(*box)


# --- what acts stays behind ---


def _javascript(writer: PdfWriter) -> None:
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('wicked')")}
    action = DictionaryObject({NameObject(name): value for name, value in script.items()})
    writer.root_object[NameObject("/OpenAction")] = action
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): action})


def _attachment(writer: PdfWriter) -> None:
    writer.add_attachment("wicked.exe", b"wicked")


def _launch(writer: PdfWriter) -> None:
    wicked = {"/S": NameObject("/Launch"), "/F": TextStringObject("wicked.exe")}
    action = DictionaryObject({NameObject(name): value for name, value in wicked.items()})
    writer.root_object[NameObject("/OpenAction")] = action
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})


def _link(writer: PdfWriter) -> None:
    writer.add_annotation(0, Link(rect=(0, 0, 90, 90), url="https://wicked.example"))


def _metadata(writer: PdfWriter) -> None:
    writer.add_metadata({"/Author": "wicked"})
    kept = DictionaryObject({NameObject("/Private"): TextStringObject("wicked")})
    writer.pages[0][NameObject("/PieceInfo")] = kept
    fonts = writer.pages[0]["/Resources"]["/Font"]["/F"]  # type: ignore[index]
    fonts[NameObject("/Metadata")] = kept


def _lies(writer: PdfWriter) -> None:
    spoken = "/Span <</ActualText (wicked)>> BDC BT /F 12 Tf 72 720 Td (shown) Tj ET EMC"
    writer.pages[0][NameObject("/Contents")] = writer._add_object(drawn(spoken))


@pytest.mark.parametrize("change", [_javascript, _attachment, _launch, _link, _metadata, _lies])
def test_what_a_file_does_or_hides_does_not_come_along(change: Callable[[PdfWriter], None]) -> None:
    bundle = made(upload(1, paper("shown", change=change)))
    assert bundle.index[0].reproduced
    assert "shown" in page_text(bundle.pdf, 2)
    reader = read(bundle.pdf)
    kept = [repr(read(bundle.pdf).get_object(number)) for number in range(1, len(reader.xref[0]) + 1)]
    kept += [stream.get_data().decode("latin-1") for stream in _streams(bundle.pdf)]
    assert not [one for one in kept if "wicked" in one or "Launch" in one or "JavaScript" in one]
    assert not reader.attachments


def _streams(pdf: bytes) -> list[object]:
    reader = read(pdf)
    found = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    return [one for one in found if hasattr(one, "get_data") and one.get("/Subtype") != "/Image"]


def test_a_note_on_a_page_is_bound_in_as_it_looks() -> None:
    bundle = made(upload(1, paper("the page", change=lambda writer: note(writer, "written beside it"))))
    assert "the page written beside it" in page_text(bundle.pdf, 2)


def test_a_note_that_is_hidden_stays_hidden() -> None:
    bundle = made(upload(1, paper("the page", change=lambda writer: note(writer, "never seen", flags=2))))
    assert "never seen" not in page_text(bundle.pdf, 2)


def test_a_name_in_a_note_is_found_like_any_other() -> None:
    data = paper("the page", change=lambda writer: note(writer, "ask Bob Smith"))
    assert made(upload(1, data), redact=("Bob Smith",)).index[0].note == "withheld: contains others’ data"


# --- the right way up ---


WAYS = {"1 0 0 1 72 600": 0, "0 1 -1 0 300 300": 90, "-1 0 0 -1 500 600": 180, "0 -1 1 0 300 500": 270}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("matrix", WAYS)
def test_a_page_is_turned_until_its_text_stands_upright(turn: int, matrix: str) -> None:
    def change(writer: PdfWriter) -> None:
        text = drawn(f"BT /F 12 Tf {matrix} Tm (this way up) Tj ET")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(text)
        writer.pages[0][NameObject("/Rotate")] = NumberObject(turn)

    copy = copied(paper("x", change=change))
    assert read(copy.pdf).pages[0].rotation == WAYS[matrix]
    assert (copy.pages[0].width > copy.pages[0].height) == (WAYS[matrix] in (90, 270))


@pytest.mark.parametrize("matrix", WAYS)
def test_text_within_a_turned_drawing_counts_as_it_is_seen(matrix: str) -> None:
    def change(writer: PdfWriter) -> None:
        page = writer.pages[0]
        drawing = drawn("BT /F 12 Tf 10 10 Td (this way up) Tj ET")
        drawing[NameObject("/Subtype")] = NameObject("/Form")
        drawing[NameObject("/BBox")] = numbers(0, 0, 600, 600)
        drawing[NameObject("/Matrix")] = numbers(0, 1, -1, 0, 0, 0)
        objects = DictionaryObject({NameObject("/X"): writer._add_object(drawing)})
        page["/Resources"][NameObject("/XObject")] = objects  # type: ignore[index]
        page[NameObject("/Contents")] = writer._add_object(drawn(f"q {matrix} cm /X Do Q BT /F 9 Tf (short) Tj ET"))

    turned = (WAYS[matrix] + 90) % 360
    assert read(copied(paper("x", change=change)).pdf).pages[0].rotation == turned


def test_a_page_without_text_stays_as_it_was() -> None:
    def change(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Rotate")] = NumberObject(270)

    assert read(copied(paper("", change=change)).pdf).pages[0].rotation == 270


@pytest.mark.parametrize(
    ("box", "paper_size"),
    [((595, 842), (595, 842)), ((842, 595), (842, 595)), ((612, 792), (595, 842)), ((200, 300), (595, 842)),
     ((1191, 842), (1191, 870))],
)  # fmt: skip
def test_pages_are_set_on_a4_and_larger_ones_keep_their_size(box: tuple[int, int], paper_size: tuple[int, int]) -> None:
    page = read(made(upload(1, paper("x", change=lambda writer: _box(writer, 0, 0, *box)))).pdf).pages[1]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == paper_size


# --- others' data in what came in ---


def test_a_file_with_a_name_in_it_is_withheld() -> None:
    bundle = made(upload(1, paper("Dear Bob", "Smith", "x")), upload(2, paper("Bobby")), redact=("Bob", "nobody"))
    assert [line.note for line in bundle.index] == ["withheld: contains others’ data", ""]
    assert "Dear" not in page_text(bundle.pdf, 2)
    assert len(bundle.hashes) == 2


def test_a_name_is_found_in_a_file_whose_letters_are_numbers_in_a_font() -> None:
    text = ours(1, Paragraph("We asked Bob about it.")).source
    assert isinstance(text, Text)
    assert b"Bob" not in pdf(text.document)
    bundle = made(upload(1, pdf(text.document)), redact=("Bob",))
    assert bundle.index[0].note == "withheld: contains others’ data"


def test_a_redacted_copy_takes_its_place_and_both_hashes_are_listed() -> None:
    copy = Upload("copy of Bob.pdf", paper("Dear ----"))
    bundle = made(upload(1, paper("Dear Bob"), replaced_by=copy), redact=("Bob",))
    assert (bundle.index[0].note, bundle.index[0].reproduced) == ("a redacted copy", True)
    assert "Dear ----" in page_text(bundle.pdf, 2)
    assert [one.what for one in bundle.hashes] == ["file-1.pdf", "copy of [name removed].pdf (the redacted copy)"]


def test_a_letter_of_ours_is_set_again_without_others_data() -> None:
    text = ours(1, Paragraph("Bob told us.")).source
    assert isinstance(text, Text)
    sent = upload(1, pdf(text.document), otherwise=text)
    as_sent, redacted = made(sent), made(sent, redact=("Bob",))
    assert (as_sent.index[0].note, redacted.index[0].note) == ("", "others’ data removed")
    assert "Bob told us." in page_text(as_sent.pdf, 2)
    assert "[name removed] told us." in page_text(redacted.pdf, 2)
    assert redacted.removed == (Removal(1, 1),)


def test_a_copy_that_still_has_the_name_is_withheld_too() -> None:
    copy = Upload("copy.pdf", paper("Dear B", "Bob"))
    bundle = made(upload(1, paper("Dear Bob"), replaced_by=copy), redact=("Bob",))
    assert bundle.index[0].note == "withheld: contains others’ data"


@pytest.mark.parametrize("data", [png(30, 20), paper("", "text on the second page")])
def test_a_picture_is_bound_in_once_a_person_has_looked_at_it(data: bytes) -> None:
    unseen, seen = made(upload(1, data)), made(upload(1, data, checked=True))
    assert unseen.index[0].note == "withheld: nobody has checked it for others’ data"
    assert not unseen.index[0].reproduced
    assert seen.index[0].reproduced


def _no_letters(writer: PdfWriter, look: DictionaryObject) -> None:
    fonts = DictionaryObject({NameObject("/F"): NumberObject(7)})
    look[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})


def _within_itself(writer: PdfWriter, look: DictionaryObject) -> None:
    objects = DictionaryObject({NameObject("/Me"): look.indirect_reference})  # type: ignore[dict-item]
    look[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): objects})
    look.set_data(b"/Me Do")  # type: ignore[attr-defined]


@pytest.mark.parametrize("spoil", [_no_letters, _within_itself])
def test_a_part_that_our_reader_cannot_read_needs_a_person_to_look(
    spoil: Callable[[PdfWriter, DictionaryObject], None],
) -> None:
    def change(writer: PdfWriter) -> None:
        note(writer, "unread")
        spoil(writer, writer.pages[0]["/Annots"][0].get_object()["/AP"]["/N"])  # type: ignore[index]

    bundle = made(upload(1, paper("the page", change=change)))
    assert bundle.index[0].note == "withheld: nobody has checked it for others’ data"
    assert made(upload(1, paper("the page", change=change), checked=True)).index[0].reproduced


def test_what_somebody_withheld_is_listed_with_the_reason_and_without_a_page() -> None:
    bundle = made(ours(1, withheld="withheld: advice from Bob, our lawyer"), redact=("Bob",))
    assert bundle.index[0].note == "withheld: advice from [name removed], our lawyer"
    assert not bundle.index[0].reproduced
    assert "Rees" not in page_text(bundle.pdf, 2)


def test_a_screen_reader_is_told_what_is_on_a_page_that_is_bound_in() -> None:
    reader = read(made(upload(1, paper("what it says")), upload(2, png(30, 20), checked=True)).pdf)
    spoken = [str(one.get("/Alt")) for one in _elements(reader.root_object["/StructTreeRoot"])]  # type: ignore[arg-type]
    assert [one for one in spoken if one != "None"] == ["what it says", "A picture: Upload 2"]


def _elements(node: object) -> list[DictionaryObject]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, ArrayObject):
        return [found for child in node for found in _elements(child)]
    if not isinstance(node, DictionaryObject):
        return []
    return [node, *_elements(node["/K"])] if "/K" in node else [node]
