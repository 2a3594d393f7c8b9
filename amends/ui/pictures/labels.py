"""Label widths from a table, and places for labels so that none touches another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

# Hundredths of the font size, measured for DejaVu Sans: wider than the usual screen fonts, so a label that fits here
# fits everywhere. Letters that are not listed count as 70.
WIDTHS = {
    28: "ijl'",
    32: "IJ ,.·’/:;|f-",
    40: "()[]t!r",
    52: "*_–szc?",
    59: 'LFkvxyP"',
    63: "TYaoe«»ESbdghnpqu0123456789$£€",
    70: "KAVBRXZC",
    78: "UHNDG&OQ",
    84: "w#+<=>✓✗",
    100: "MmW@%—…",
}
WIDTH_OF = {letter: width for width, letters in WIDTHS.items() for letter in letters}
BOLD = 1.13
GAP = 8.0
NUMERIC = "0123456789.,%$£€"


def width_of(words: str, size: float = 12, *, bold: bool = False) -> float:
    """How wide the words are drawn, in pixels; rather too much than too little."""
    return sum(WIDTH_OF.get(letter, 70) for letter in words) / 100 * size * (BOLD if bold else 1)


def shortened(words: str, room: float, size: float = 12, *, bold: bool = False) -> str:
    """The words, or as many as fit with an ellipsis. A number is left out whole: «£12,50…» would be another amount."""
    if width_of(words, size, bold=bold) <= room:
        return words
    kept = words[: fitting(words, room, size, bold=bold)]
    if words[len(kept)] in NUMERIC:
        kept = kept.rstrip(NUMERIC)
    return kept.rstrip() + "…"


def fitting(words: str, room: float, size: float, *, bold: bool) -> int:
    """How many letters fit with an ellipsis after them; a story of many pages is looked at no further than needed."""
    total, ellipsis = 0, WIDTH_OF["…"]
    for n, letter in enumerate(words):
        total += WIDTH_OF.get(letter, 70)
        if (total + ellipsis) / 100 * size * (BOLD if bold else 1) > room:
            return n
    return len(words)


def wrapped(words: str, room: float, lines: int, size: float = 12, *, bold: bool = False) -> list[str]:
    """The words on at most so many lines, broken at spaces; what does not fit is cut with an ellipsis."""
    rest, found = words.split(), list[str]()
    while rest and len(found) < lines - 1:
        longer = range(2, len(rest) + 1)
        count = next((n - 1 for n in longer if width_of(" ".join(rest[:n]), size, bold=bold) > room), len(rest))
        found.append(shortened(" ".join(rest[:count]), room, size, bold=bold))
        rest = rest[count:]
    return [*found, shortened(" ".join(rest), room, size, bold=bold)] if rest else found


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its left end and its row; row 0 is next to the mark at `at`."""

    at: float
    words: str
    left: float
    row: int


@dataclass(slots=True)
class Rows:
    """Rows of free room between two edges. A label off row 0 also takes the path of its leader line."""

    left: float
    right: float
    count: int
    taken: list[list[tuple[float, float]]] = field(init=False)

    def __post_init__(self) -> None:
        self.taken = [[] for _ in range(self.count)]

    def place(self, at: float, words: str, size: float = 12) -> Placed | None:
        width = width_of(words, size)
        start = min(max(at - width / 2, self.left), self.right - width)
        for row in range(self.count):
            if self._free(row, start, start + width) and all(self._free(r, at, at) for r in range(row)):
                self._take(row, start, start + width, at)
                return Placed(at, words, start, row)
        return None

    def _free(self, row: int, start: float, end: float) -> bool:
        return all(end + GAP <= left or start - GAP >= right for left, right in self.taken[row])

    def _take(self, row: int, start: float, end: float, at: float) -> None:
        self.taken[row].append((start, end))
        for below in range(row):
            self.taken[below].append((at, at))


def place_all(marks: Sequence[tuple[float, str]], rows: Rows) -> list[Placed | None]:
    """A place for each label, or None where there is no room. The first goes first, then the newest: they matter."""
    order = [0, *range(len(marks) - 1, 0, -1)] if marks else []
    found = {n: rows.place(*marks[n]) for n in order}
    return [found[n] for n in range(len(marks))]
