"""What of a stranger's page comes along: what it shows. What it does, and what is attached to it, stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pypdf import PageObject, Transformation
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

_KEPT = ("/Type", "/MediaBox", "/CropBox", "/Rotate", "/Group")
_DROPPED = frozenset({
    "/A", "/AA", "/AF", "/EF", "/F", "/FFilter", "/JS", "/Launch", "/Metadata", "/OC", "/OPI", "/PieceInfo", "/Ref",
    "/StructParent", "/StructParents", "/Thumb",
})  # fmt: skip
"""Actions, attached files, references to files elsewhere, private data of programs. Layers go with the rest: what was
hidden shows, so that whoever looks sees all that is there."""
_RESOURCES_OF_PAGE = ("/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/ProcSet")
_HIDDEN = 2 | 32
"""Flags of an annotation that is not to be seen."""


def stripped(page: PageObject) -> PageObject:
    """The page with what it shows. Notes and filled-in fields are made part of it, as they look."""
    shown = list(_looks(page))
    kept = PageObject(page.pdf)
    for name in _KEPT:
        if name in page:
            kept[NameObject(name)] = page.raw_get(name)
    resources = cast(DictionaryObject, page.get("/Resources", DictionaryObject()).get_object())
    names = (name for name in _RESOURCES_OF_PAGE if name in resources)
    own = DictionaryObject({NameObject(name): resources.raw_get(name) for name in names})
    kept[NameObject("/Resources")] = own
    content = _contents(page)
    if shown:
        content.set_data(_painted(content.get_data(), own, shown))
    kept[NameObject("/Contents")] = content
    _clear(own)
    return kept


def _contents(page: PageObject) -> ContentStream:
    """What the page draws, without words that lie beneath it for other programs to read."""
    drawn = page.get_contents()
    content = ContentStream(None, page.pdf)
    if drawn is not None:
        content.set_data(drawn.get_data())
    return _silent(content) if _speaks(content.get_data()) else content


def _speaks(data: bytes) -> bool:
    return any(word in data for word in (b"/ActualText", b"/Alt", b"/E ", b"/E("))


def _silent(stream: StreamObject) -> ContentStream:
    """The same drawing, its marks without properties: what a reader would be told in place of what it shows is gone."""
    content = ContentStream(stream, None, forced_encoding="bytes")
    content.operations = [
        ([operands[0]], b"BMC") if operator == b"BDC" else (operands, operator)
        for operands, operator in content.operations
        if operator not in (b"MP", b"DP")
    ]
    return content


def _looks(page: PageObject) -> Iterator[tuple[StreamObject, Transformation]]:
    """The appearance of each visible annotation, and how it comes to lie in its place."""
    notes = page.get("/Annots")
    for note in cast(ArrayObject, notes.get_object()) if notes is not None else ():
        note = note.get_object()
        look = _look(note) if isinstance(note, DictionaryObject) else None
        if look is not None:
            yield look, _placing(look, RectangleObject(cast(ArrayObject, note["/Rect"])))


def _look(note: DictionaryObject) -> StreamObject | None:
    if note.get("/Subtype") in ("/Popup", "/Link") or int(note.get("/F", 0)) & _HIDDEN:
        return None
    look = note.get("/AP", DictionaryObject()).get_object().get("/N")
    look = look.get_object() if look is not None else None
    if isinstance(look, DictionaryObject) and not isinstance(look, StreamObject):
        state = look.get(note.get("/AS", "/Off"))
        look = state.get_object() if state is not None else None
    return look if isinstance(look, StreamObject) and "/BBox" in look else None


def _placing(look: StreamObject, place: RectangleObject) -> Transformation:
    """As ISO 32000, 12.5.5: the box of the appearance, under its own matrix, is fitted to the annotation's place."""
    box = RectangleObject(cast(ArrayObject, look["/BBox"]))
    own = Transformation(tuple(float(n) for n in look.get("/Matrix", (1, 0, 0, 1, 0, 0))))  # type: ignore[arg-type]
    corners = [own.apply_on((x, y)) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    left, bottom = min(x for x, _ in corners), min(y for _, y in corners)
    wide, high = max(x for x, _ in corners) - left, max(y for _, y in corners) - bottom
    across, along = (float(place.width) / wide if wide else 1), (float(place.height) / high if high else 1)
    return Transformation().translate(-left, -bottom).scale(across, along).translate(place.left, place.bottom)


def _painted(drawn: bytes, resources: DictionaryObject, shown: list[tuple[StreamObject, Transformation]]) -> bytes:
    """The appearances drawn over the page's own content, which is fenced so that nothing of its state leaks."""
    objects = DictionaryObject(cast(DictionaryObject, resources.get("/XObject", DictionaryObject()).get_object()))
    resources[NameObject("/XObject")] = objects
    drawing = []
    for number, (look, placing) in enumerate(shown):
        name = f"/AmendsNote{number}"
        look[NameObject("/Type")], look[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        objects[NameObject(name)] = look.indirect_reference or look
        drawing.append(f"q {' '.join(f'{value:.4f}' for value in placing.ctm)} cm {name} Do Q")
    return b"\n".join((b"q", drawn, b"Q", *(line.encode() for line in drawing)))


def _clear(start: DictionaryObject) -> None:
    """Remove whatever acts from all that can be reached. Walks without recursion: a file may nest as deep as it likes.

    Names of resources are the file's own, so a font called «/F» in a dictionary of fonts stays.
    """
    seen: set[int] = set()
    left: list[tuple[PdfObject, bool]] = [(start, False)]
    while left:
        one, names = left.pop()
        one = one.get_object() if isinstance(one, IndirectObject) else one  # type: ignore[assignment]
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, ArrayObject):
            left += [(item, False) for item in one]
        elif isinstance(one, DictionaryObject):
            for key in [] if names else [key for key in one if key in _DROPPED]:
                del one[key]
            if isinstance(one, StreamObject) and one.get("/Subtype") == "/Form":
                _clear_drawing(one, start)
            left += [(one.raw_get(key), key in _RESOURCES_OF_PAGE) for key in one]


def _clear_drawing(drawing: StreamObject, resources: DictionaryObject) -> None:
    """A drawing within a page says what it shows; and has fonts of its own, for our reader looks for them there only,
    while those who show it may take the page's."""
    if _speaks(drawing.get_data()):
        drawing.set_data(_silent(drawing).get_data())
    if "/Resources" not in drawing:
        names = (name for name in _RESOURCES_OF_PAGE if name in resources and name != "/XObject")
        own = DictionaryObject({NameObject(name): resources.raw_get(name) for name in names})
        drawing[NameObject("/Resources")] = own
