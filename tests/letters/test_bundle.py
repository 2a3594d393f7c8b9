from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from pypdf.generic import Destination

from amends.letters import bundle as bundles
from amends.letters.bundle import Bundle, Drawing, Hash, Item, Removal, StillThere, TooLarge, Upload, build
from amends.letters.document import Grid, Paragraph, Picture
from tests.letters.letters import three_pages
from tests.letters.papers import HASH, ON, ours, page_text, paper, png, read, upload

MADE_ON = date(2026, 3, 9)


def made(
    *items: Item, redact: tuple[str, ...] = (), language: str = "en-gb", title: str = "Bundle for the Ombudsman"
) -> Bundle:
    return build(title, "AM-2026-0001", language, items, MADE_ON, redact)


def several() -> tuple[Item, ...]:
    long = replace(ours(1), source=replace(ours(1).source, document=three_pages()))  # type: ignore[type-var]
    return (
        long,
        upload(2, paper("second", "third", "fourth")),
        upload(3, png(60, 40), checked=True),
        ours(4),
        upload(5, b"PK"),
    )


def test_the_stamp_on_every_page_is_the_pages_own_number() -> None:
    bundle = made(*several())
    reader = read(bundle.pdf)
    assert bundle.pages == len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        assert str(number) in page.extract_text().split(), f"page {number}"
    assert reader.page_labels == [str(number) for number in range(1, bundle.pages + 1)]


def test_the_index_says_where_each_document_begins() -> None:
    bundle = made(*several())
    assert [line.number for line in bundle.index] == [1, 2, 3, 4, 5]
    first = bundle.index[0]
    assert (first.page, first.title, first.kind, first.date) == (2, "Letter of 4 March 2026", "Our letter", ON)
    for before, after in zip(bundle.index, bundle.index[1:], strict=False):
        assert after.page == before.page + before.pages
    for line in bundle.index:
        assert f"{line.number}. {line.title}" in page_text(bundle.pdf, line.page)
        assert f"{line.number} {line.title}" in page_text(bundle.pdf, 1)
    assert "second" in page_text(bundle.pdf, bundle.index[1].page)
    assert "fourth" in page_text(bundle.pdf, bundle.index[1].page + 2)


def test_a_long_index_moves_the_documents_and_the_numbers_with_them() -> None:
    items = [upload(number, paper(f"content of {number}")) for number in range(1, 61)]
    bundle = made(*items)
    assert bundle.index[0].page > 2
    assert all(f"content of {line.number}" in page_text(bundle.pdf, line.page) for line in bundle.index)


def test_every_line_of_the_index_leads_to_its_page() -> None:
    bundle = made(*several())
    reader = read(bundle.pdf)
    places = reader.named_destinations
    led = []
    for link in reader.pages[0]["/Annots"]:  # type: ignore[attr-defined]
        action = link.get_object().get("/A")
        target = action["/D"] if action else link.get_object()["/Dest"]
        led.append(page_of(reader, places, target))
    for line in bundle.index:
        assert led.count(line.page) >= 2, f"title and page of {line.number}"
    assert bundle.pages in led, "the hash list"


def page_of(reader: object, places: dict[str, Destination], target: object) -> int:
    if isinstance(target, str):
        return int(reader.get_destination_page_number(places[target])) + 1  # type: ignore[attr-defined]
    return int(reader.get_page_number(target[0].get_object())) + 1  # type: ignore[attr-defined, index]


def test_every_document_has_a_bookmark_with_its_page() -> None:
    bundle = made(*several())
    reader = read(bundle.pdf)
    marks = [mark for mark in reader.outline if isinstance(mark, Destination)]
    assert len(marks) == len(reader.outline)
    wanted = [f"{line.number}. {line.title} (p. {line.page})" for line in bundle.index]
    assert [mark.title for mark in marks] == ["Index (p. 1)", *wanted, f"Hash list (p. {bundle.pages})"]
    numbers = [reader.get_destination_page_number(mark) for mark in marks]
    assert numbers == [0, *(line.page - 1 for line in bundle.index), bundle.pages - 1]


def test_it_opens_at_full_size_with_the_outline_title_and_language() -> None:
    reader = read(made(*several()).pdf)
    assert reader.page_mode == "/UseOutlines"
    opened = reader.open_destination
    assert isinstance(opened, Destination)
    assert (opened.typ, opened.zoom, reader.get_destination_page_number(opened)) == ("/XYZ", 1, 0)
    assert reader.metadata is not None
    assert reader.metadata.title == "Bundle for the Ombudsman (AM-2026-0001)"
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]


def test_the_hash_list_has_every_file_and_every_entry() -> None:
    letters, sent, photograph, _, table = several()
    bundle = made(letters, sent, photograph, table)
    assert [(one.number, one.what) for one in bundle.hashes] == [
        (1, "Entry 1 of the record"), (2, "file-2.pdf"), (3, "file-3.pdf"), (5, "file-5.pdf"),
    ]  # fmt: skip
    assert bundle.hashes[0].sha256 == HASH
    for one, item in zip(bundle.hashes[1:], (sent, photograph, table), strict=True):
        assert isinstance(item.source, Upload)
        assert one.sha256 == hashlib.sha256(item.source.data).hexdigest()
    last = read(bundle.pdf).pages[-1].extract_text().replace("\n", "")
    assert all(one.sha256 in last for one in bundle.hashes)


def test_the_same_documents_give_the_same_bytes() -> None:
    assert made(*several(), redact=("Bob",)).pdf == made(*several(), redact=("Bob",)).pdf


def test_a_bundle_of_nothing_is_an_index_and_an_empty_list() -> None:
    bundle = made()
    assert (bundle.pages, bundle.index, bundle.hashes) == (2, (), ())


def test_a_bundle_in_welsh_says_so() -> None:
    reader = read(made(ours(1), language="cy").pdf)
    assert reader.root_object["/Lang"] == "cy"


def test_signs_of_markup_in_a_title_come_out_as_written() -> None:
    title = "#panic() *a* $b$ @c <d>"
    bundle = made(replace(ours(1), title=title), title=title)
    assert f"1. {title}" in page_text(bundle.pdf, 2)
    assert title in page_text(bundle.pdf, 1)


# --- names of others ---


def test_a_name_is_removed_everywhere_and_counted() -> None:
    letter = ours(1, Paragraph("Bob Smith told us. BOB  SMITH lives next door."))
    sent = Item(2, "Log of Bob Smith", ON, "Evidence E-1", Upload("bob_smith.pdf", paper("the log")))
    bundle = made(letter, sent, redact=("Bob Smith",), title="Bundle on Bob Smith")
    assert bundle.removed == (Removal(1, 2), Removal(2, 1))
    assert bundle.hashes[1].what == "[name removed].pdf"
    assert bundle.index[1].title == "Log of [name removed]"
    reader = read(bundle.pdf)
    everything = [page.extract_text() for page in reader.pages]
    everything += [str(mark.title) for mark in reader.outline if isinstance(mark, Destination)]
    everything += [str(reader.metadata), bundle.pdf.decode("latin-1")]
    assert not [text for text in everything if "smith" in text.lower()]
    assert "1. Letter of 4 March 2026 2 2. Log of [name removed] 1" in page_text(bundle.pdf, bundle.pages - 1)


def test_nothing_is_handed_out_while_a_name_can_still_be_read() -> None:
    in_two_cells = Grid(("First", "Last"), (("Bob", "Smith"),))
    with pytest.raises(StillThere, match=r"can still be read in document 2\. Withhold it, or replace it\.") as refused:
        made(ours(1, Paragraph("x")), ours(2, in_two_cells), redact=("Bob Smith",))
    assert refused.value.number == 2
    assert "Smith" not in str(refused.value)


def test_a_name_that_the_lists_put_together_is_found_there() -> None:
    sent = Upload("Smith.pdf", paper("x"))
    with pytest.raises(StillThere, match="still in the index or the lists") as refused:
        made(replace(upload(7001945, b""), source=sent), redact=("7001945 Smith",))
    assert refused.value.number == 0


def test_a_person_called_page_is_removed_and_our_page_numbers_stay() -> None:
    bundle = made(ours(1, Paragraph("Mr Page and Ms Index")), upload(2, b"?"), redact=("Page", "Index", "Hash"))
    assert bundle.removed == (Removal(1, 2),)
    assert "Mr [name removed] and Ms [name removed]" in page_text(bundle.pdf, 2)
    assert "Page 1 of 1" in page_text(bundle.pdf, 2)


# --- pictures of ours ---

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><text x="9" y="40">{}</text></svg>'


def drawing(wide: int, high: int, words: str) -> Item:
    picture = Picture(SVG.format(wide, high, words), "Two weeks, of which one has passed.")
    return Item(1, "At a glance", ON, "Timeline", Drawing(picture, HASH, "Entry 7 of the record"))


@pytest.mark.parametrize(("wide", "high", "size"), [(400, 100, (842, 595)), (100, 400, (595, 842))])
def test_a_picture_of_ours_has_a_page_of_its_own(wide: int, high: int, size: tuple[int, int]) -> None:
    bundle = made(drawing(wide, high, "day 7"))
    page = read(bundle.pdf).pages[1]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size
    assert "day 7" in page_text(bundle.pdf, 2)
    assert bundle.hashes == (Hash(1, "Entry 7 of the record", HASH),)


def test_a_name_goes_from_a_picture_of_ours() -> None:
    bundle = made(drawing(400, 100, "Bob called"), redact=("Bob",))
    assert "[name removed] called" in page_text(bundle.pdf, 2)
    assert bundle.removed == (Removal(1, 1),)


def test_a_picture_that_spreads_a_name_over_labels_is_withheld() -> None:
    bundle = made(drawing(400, 100, "Bob</text><text y='90'>Smith"), redact=("Bob Smith",))
    assert bundle.index[0].note == "withheld: contains others’ data"


# --- bounds ---


def test_a_bundle_of_too_many_pages_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MOST_PAGES", 2)
    with pytest.raises(TooLarge, match=r"would have more than 2 pages\. Leave documents out, or make two\."):
        made(upload(1, paper("a", "b", "c")))
    with pytest.raises(TooLarge, match="more than 2 pages"):
        made(upload(1, paper("a")))


def test_a_bundle_of_too_many_bytes_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MOST_BYTES", 3 * 1024**2)
    copy = Upload("copy.pdf", b"?" * 2 * 1024**2)
    with pytest.raises(TooLarge, match=r"would be larger than 3 MB\. Leave documents out, or make two\."):
        made(upload(1, b"?" * 2 * 1024**2, replaced_by=copy))
