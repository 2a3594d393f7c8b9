"""Which way up a page stands: in which direction most of its text runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from pypdf import PageObject
from pypdf.generic import DictionaryObject, StreamObject

Matrix = Sequence[float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)
_SHOW = frozenset({b"Tj", b"TJ", b"'", b'"'})


@dataclass(slots=True)
class _Drawing:
    """What is being read: how it lies on the page, what it draws with, and how many operations it has begun and ended.

    `full`: there is something in it that could be text.
    """

    lies: Matrix
    resources: DictionaryObject
    full: bool = False
    begun: int = 0
    ended: int = 0


class Standing:
    """Is told of each operation of a page, those within its drawings too. Drawings may turn what is in them.

    `unread`: the reader passed over a drawing, or gave it up half-way, as it does without saying so.
    """

    def __init__(self, page: PageObject) -> None:
        self.unread = False
        self._was = page.rotation
        self._ways: Counter[int] = Counter()
        self._around = [_Drawing(_SAME, _resources(page, DictionaryObject()))]

    @property
    def turn(self) -> int:
        """Degrees clockwise for most of the text to stand upright; as it was, where there is no text."""
        way, letters = self._ways.most_common(1)[0] if self._ways else (0, 0)
        return way if letters * 2 > self._ways.total() else self._was

    def before(self, operator: bytes, operands: Sequence[object], page: Matrix, text: Matrix) -> None:
        now = self._around[-1]
        now.begun += 1
        if operator in _SHOW:
            self._ways[_quarter(_times(_times(text, page), now.lies))] += len(str(operands))
        elif operator == b"Do":
            drawing = _drawing(now.resources, str(operands[0]))
            own = [float(number) for number in cast(Matrix, drawing.get("/Matrix", _SAME))]
            inner = _resources(drawing, now.resources)
            full = drawing.get("/Subtype") == "/Form" and bool(inner) and bool(_data(drawing).strip())
            self._around.append(_Drawing(_times(_times(own, page), now.lies), inner, full))

    def after(self, operator: bytes) -> None:
        if operator == b"Do":
            drawing = self._around.pop()
            self.unread |= drawing.full and (drawing.begun == 0 or drawing.begun != drawing.ended)
        self._around[-1].ended += 1


def _data(drawing: DictionaryObject) -> bytes:
    return drawing.get_data() if isinstance(drawing, StreamObject) else b""


def _drawing(resources: DictionaryObject, name: str) -> DictionaryObject:
    found = cast(DictionaryObject, resources.get("/XObject", DictionaryObject()).get_object()).get(name)
    return cast(DictionaryObject, found.get_object()) if found is not None else DictionaryObject()


def _resources(drawing: DictionaryObject, outer: DictionaryObject) -> DictionaryObject:
    return cast(DictionaryObject, drawing.get("/Resources", outer).get_object())


def _times(first: Matrix, then: Matrix) -> Matrix:
    """Two matrices, one after the other, without where they shift things to."""
    a, b, c, d = first[:4]
    e, f, g, h = then[:4]
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def _quarter(matrix: Matrix) -> int:
    """In which of four directions a text runs, in degrees against the clock."""
    right, up = matrix[:2]
    if abs(right) >= abs(up):
        return 0 if right >= 0 else 180
    return 90 if up > 0 else 270
