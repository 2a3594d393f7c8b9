"""P5, the options matrix: which way to put it right, and may I? An option is a column, a question is a row."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext, pgettext

from . import paper
from .labels import shortened, width_of, wrapped
from .options_data import Authority, Cell, Column, Matrix, Row, Sign, description, finding, table
from .parts import Frame, group, line, rect, text
from .signs import legend, path, sign

__all__ = ["Authority", "Cell", "Column", "Matrix", "Row", "Sign", "svg", "table"]

LABELS, MARGIN, TOP = 150, 12, 64  # the column of questions; the edge; where the options' heads begin
NARROW, BROAD, USUAL = 148, 232, 944  # how wide an option may be, and how wide the whole if it can
LEADING, PAD, HEADING = 15, 9, 26
WORD_LINES, TEXT_LINES, TITLE_LINES, LABEL_LINES = 2, 3, 3, 3
SIGN_ROOM = 30

LOUD = {"not", "high", "asked", "beyond"}

Line = tuple[str, str]  # words and their classes


@dataclass(slots=True)
class Sheet:
    """The drawing as it grows downwards."""

    data: Matrix
    drawn: list[str] = field(default_factory=list)
    y: int = TOP

    @property
    def each(self) -> int:
        """How wide an option is."""
        room = (USUAL - LABELS - 2 * MARGIN) // max(len(self.data.columns), 1)
        return min(max(room, NARROW), BROAD)

    @property
    def right(self) -> int:
        return self.left_of(len(self.data.columns))

    def left_of(self, n: int) -> int:
        return MARGIN + LABELS + n * self.each


def svg(data: Matrix, prefix: str = "m", *, standalone: bool = False) -> str:
    """The matrix at its own size: 2 options are 638 wide, 4 are 942, 8 are 1358. `standalone` is for paper."""
    sheet = Sheet(data)
    heads(sheet)
    for n, row in enumerate(data.rows):
        if row.group and (n == 0 or data.rows[n - 1].group != row.group):
            heading(sheet, row.group)
        draw_row(sheet, row.label, [cell_lines(cell, sheet.each) for cell in row.cells], [c.sign for c in row.cells])
    draw_authority(sheet)
    bottom = sheet.y
    keys, end = legend(legend_of(data), MARGIN, sheet.right, bottom + 12)
    body = [title(sheet), *grounds(sheet, bottom), *sheet.drawn, *edge(sheet, bottom), *keys]
    frame = Frame(prefix, finding(data), description(data), "pic-sheet", (sheet.right + MARGIN, round(end + 8)))
    drawn = frame.around(group(body, aria_hidden="true"))
    return paper.standalone(drawn) if standalone else drawn


def title(sheet: Sheet) -> str:
    room = sheet.right - MARGIN
    return text(MARGIN, 24, shortened(told_within(sheet.data, room), room, 14, bold=True), "pic-bold pic-mid")


def told_within(data: Matrix, room: float) -> str:
    """The finding; where it is too long the option's name gives way, and not who may choose it."""
    told, chosen = finding(data), data.chosen
    over = width_of(told, 14, bold=True) - room
    left = width_of(chosen.title, 14, bold=True) - over if chosen else 0
    if chosen is None or over <= 0 or left <= 0:
        return told
    name = shortened(chosen.title, left, 14, bold=True)
    return finding(replace(data, columns=tuple(replace(c, title=name) if c is chosen else c for c in data.columns)))


def heads(sheet: Sheet) -> None:
    """What each option is: its title, its kind, and what it comes to."""
    room = sheet.each - 2 * PAD
    columns = [head_lines(column, room) for column in sheet.data.columns]
    height = max((len(lines) for lines in columns), default=0)
    for n, lines in enumerate(columns):
        for at, (words, classes) in enumerate(lines):
            sheet.drawn.append(text(sheet.left_of(n) + PAD, TOP + 20 + at * 17, words, classes))
    for n, column in enumerate(sheet.data.columns):
        if column.amount:
            y = TOP + 26 + height * 17
            sheet.drawn.append(text(sheet.left_of(n) + PAD, y, *amount_line(column.amount, room)))
    sheet.y = TOP + height * 17 + (38 if any(column.amount for column in sheet.data.columns) else 14)
    sheet.drawn.append(line(MARGIN, sheet.y, sheet.right, sheet.y, "pic-leader"))


def head_lines(column: Column, room: float) -> list[Line]:
    names = wrapped(column.title, room, TITLE_LINES, 14, bold=True)
    kinds = [(shortened(column.kind, room, 11), "pic-small pic-soft")] if column.kind else []
    return [*((words, "pic-bold pic-mid") for words in names), *kinds]


def amount_line(amount: str, room: float) -> Line:
    """Large, or smaller if it only fits so."""
    if width_of(amount, 18, bold=True) <= room:
        return amount, "pic-head"
    return shortened(amount, room, 14, bold=True), "pic-bold pic-mid"


def heading(sheet: Sheet, words: str) -> None:
    """The name of a group of rows, over the first of them."""
    sheet.drawn.append(text(MARGIN, sheet.y + 18, shortened(words, LABELS - PAD, 12, bold=True), "pic-bold"))
    sheet.y += HEADING


def draw_row(sheet: Sheet, label: str, cells: list[list[Line]], signs: list[str]) -> None:
    labels = wrapped(label, LABELS - PAD, LABEL_LINES)
    first = sheet.y + PAD + 11
    for at, words in enumerate(labels):
        sheet.drawn.append(text(MARGIN, first + at * LEADING, words, "pic-soft"))
    for n, lines in enumerate(cells):
        left = sheet.left_of(n) + PAD
        sheet.drawn += [sign(signs[n], left + 8, first - 4)] if signs[n] else []
        x = left + (SIGN_ROOM - PAD if signs[n] else 0)
        sheet.drawn += [text(x, first + at * LEADING, words, classes) for at, (words, classes) in enumerate(lines)]
    most = max(len(labels), *(len(lines) for lines in cells))
    sheet.y += most * LEADING + 2 * PAD
    sheet.drawn.append(line(MARGIN, sheet.y, sheet.right, sheet.y, "pic-line"))


def cell_lines(cell: Cell, wide: int) -> list[Line]:
    """The word, then as many lines of the text as there is room for; a dash where nobody has said anything."""
    room = wide - (SIGN_ROOM if cell.sign else PAD) - PAD
    words = wrapped(cell.said, room, WORD_LINES, bold=True)
    more = wrapped(cell.text, room, TEXT_LINES, 11)
    lines = [(part, weight(cell.sign)) for part in words] + [(part, "pic-small") for part in more]
    return lines if lines or cell.sign else [("–", "pic-soft")]


def weight(kind: str) -> str:
    """Only what stands in the way is bold, so that the eye finds it."""
    return "pic-bold" if kind in LOUD else ""


def draw_authority(sheet: Sheet) -> None:
    columns = sheet.data.columns
    room = sheet.each - SIGN_ROOM - PAD
    lines = [
        [(part, weight(column.authority)) for part in wrapped(column.authority_words, room, TEXT_LINES, bold=True)]
        for column in columns
    ]
    draw_row(sheet, gettext("Authority"), lines, [column.authority for column in columns])


def grounds(sheet: Sheet, bottom: int) -> list[str]:
    """What lies under the columns: the chosen one and doing nothing differ from the others."""
    looks = ["pic-chosen-ground" if c.chosen else "pic-column" if c.nothing else "" for c in sheet.data.columns]
    return [rect(sheet.left_of(n), TOP, sheet.each, bottom - TOP, look, rx=4) for n, look in enumerate(looks) if look]


def edge(sheet: Sheet, bottom: int) -> list[str]:
    """The outline of the chosen option, with a tab that says so."""
    found = []
    for n, column in enumerate(sheet.data.columns):
        if column.chosen:
            words, left = gettext("Chosen"), sheet.left_of(n)
            width = round(width_of(words, bold=True)) + 40
            found += [rect(left, TOP, sheet.each, bottom - TOP, "pic-chosen-edge", rx=4)]
            found += [path(f"M{left - 1} {TOP}v-19q0 -5 5 -5h{width}q5 0 5 5v19z", "pic-chosen-tab")]
            tick = path(f"M{left + 12} {TOP - 11}l3.5 3.5l6 -7", "pic-inner")
            found += [tick, text(left + 30, TOP - 7, words, "pic-bold pic-on-dark")]
    return found


def legend_of(data: Matrix) -> list[tuple[str, str]]:
    """What the signs mean that are on this sheet, and no others."""
    used = {cell.sign for row in data.rows for cell in row.cells} | {column.authority for column in data.columns}
    return [(kind, words) for kind, words in legend_words() if kind in used]


def legend_words() -> list[tuple[str, str]]:
    return [
        ("fully", gettext("as the customer wants")),
        ("partly", gettext("partly")),
        ("not", pgettext("meets the wish", "not at all")),
        ("unknown", gettext("not known")),
        ("plus", gettext("speaks for it")),
        ("minus", gettext("speaks against it")),
        ("low", gettext("low risk")),
        ("medium", gettext("medium risk")),
        ("high", gettext("high risk")),
        ("unassessed", gettext("risk not assessed")),
        ("mine", gettext("you may decide")),
        ("approved", gettext("approved")),
        ("asked", gettext("approval asked for")),
        ("beyond", gettext("needs someone else")),
    ]
