"""P14, the letter beside the issues: does it answer everything? Then the other checks, as a strip of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext, ngettext

from . import paper
from .labels import shortened, wrapped
from .parts import Frame, Table, element, group, line, rect, text
from .signs import legend, sign

LABELS, EACH, STATE, MARGIN = 250, 38, 190, 12
NARROW = 720
ROW, LEADING, TOP = 40, 15, 74
CHECK_ROOM, CHECK_ROW = 20, 38
State = Literal["ok", "caution", "bad"]
SIGNS = {"ok": "answered", "caution": "caution", "bad": "not"}


@dataclass(frozen=True, slots=True)
class Answered:
    """An issue, and the numbers of the paragraphs that answer it, from 1."""

    label: str
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """Something else that the letter must be: «Your rights», «bad», «The time limit is missing»."""

    label: str
    state: State
    words: str


@dataclass(frozen=True, slots=True)
class Letter:
    """`paragraphs` are their first words, in order."""

    paragraphs: tuple[str, ...]
    issues: tuple[Answered, ...]
    checks: tuple[Check, ...] = ()

    def __post_init__(self) -> None:
        if any(not 1 <= n <= len(self.paragraphs) for issue in self.issues for n in issue.paragraphs):
            raise ValueError("an issue is answered by a paragraph that the letter does not have")

    @property
    def unanswered(self) -> int:
        return sum(not issue.paragraphs for issue in self.issues)

    def count(self, state: State) -> int:
        return sum(check.state == state for check in self.checks)

    @property
    def wide(self) -> int:
        return max(NARROW, LABELS + len(self.paragraphs) * EACH + STATE + 2 * MARGIN)


def svg(data: Letter, prefix: str = "lc", *, standalone: bool = False) -> str:
    """720 wide, or more if the letter has more than six paragraphs. `standalone` writes the colours in, for paper."""
    room = data.wide - 2 * MARGIN
    drawn = [text(MARGIN, 24, shortened(finding(data), room, 14, bold=True), "pic-bold pic-mid"), *heads(data)]
    y = TOP
    for issue in data.issues:
        drawn.append(draw_issue(data, issue, y))
        y += ROW
    checks, y = draw_checks(data, y)
    keys, end = legend(legend_words(), MARGIN, data.wide - MARGIN, y + 6)
    frame = Frame(prefix, finding(data), description(data), "pic-sheet", (data.wide, round(end + 8)))
    picture = frame.around(group([*drawn, *checks, *keys], aria_hidden="true"))
    return paper.standalone(picture) if standalone else picture


def x_of(number: int) -> float:
    """The middle of a paragraph's column."""
    return MARGIN + LABELS + (number - 0.5) * EACH


def state_x(data: Letter) -> int:
    return MARGIN + LABELS + len(data.paragraphs) * EACH + 14


def heads(data: Letter) -> list[str]:
    found = [text(MARGIN, TOP - 12, gettext("Issue"), "pic-soft")]
    if data.paragraphs:
        found.append(text(MARGIN + LABELS, TOP - 28, gettext("Paragraph"), "pic-small pic-soft"))
    for n, words in enumerate(data.paragraphs, 1):
        number = text(x_of(n), TOP - 10, str(n), "pic-bold pic-middle")
        found.append(group([element("title", words), number]))
    return [*found, line(MARGIN, TOP - 2, data.wide - MARGIN, TOP - 2, "pic-leader")]


def draw_issue(data: Letter, issue: Answered, y: int) -> str:
    """A row: the issue, a mark under each paragraph that answers it, and the same in words."""
    middle = y + ROW / 2
    names = wrapped(issue.label, LABELS - 14, 2)
    first = middle - (len(names) - 1) * LEADING / 2 + 4
    parts = [text(MARGIN, first + n * LEADING, words) for n, words in enumerate(names)]
    for n in range(1, len(data.paragraphs) + 1):
        answers = n in issue.paragraphs
        parts.append(sign("answered", x_of(n), middle) if answers else dot(x_of(n), middle))
    said = shortened(answer_words(issue), STATE - 38, bold=True)
    x = state_x(data)
    if not issue.paragraphs:
        parts += [sign("not", x + 8, middle), text(x + 24, middle + 4, said, "pic-bold pic-bad")]
    else:
        parts.append(text(x, middle + 4, said, "pic-soft"))
    return group([*parts, line(MARGIN, y + ROW - 1, data.wide - MARGIN, y + ROW - 1, "pic-line")])


def dot(x: float, y: float) -> str:
    return element("circle", cx=x, cy=y, r=1.5, **{"class": "pic-hollow"})


def draw_checks(data: Letter, y: int) -> tuple[list[str], int]:
    """The strip: two checks side by side, what is missing first."""
    if not data.checks:
        return [], y
    room = (data.wide - 2 * MARGIN - CHECK_ROOM) // 2
    drawn = [text(MARGIN, y + 28, gettext("Other checks"), "pic-bold")]
    top = y + 40
    for n, check in enumerate(ordered(data)):
        x, at = MARGIN + n % 2 * (room + CHECK_ROOM), top + n // 2 * (CHECK_ROW + 6)
        drawn.append(draw_check(check, x, at, room))
    return drawn, top + (len(data.checks) + 1) // 2 * (CHECK_ROW + 6)


def draw_check(check: Check, x: int, y: int, room: int) -> str:
    edge = "pic-missing" if check.state == "bad" else "pic-cell"
    tone = {"ok": "", "caution": "pic-warn", "bad": "pic-bad"}[check.state]
    parts = [rect(x, y, room, CHECK_ROW, edge, rx=4), sign(SIGNS[check.state], x + 18, y + CHECK_ROW / 2)]
    parts.append(text(x + 36, y + 16, shortened(check.label, room - 44, bold=True), f"pic-bold {tone}".strip()))
    parts.append(text(x + 36, y + 30, shortened(check.words, room - 44, 11), "pic-small"))
    return group(parts)


def ordered(data: Letter) -> list[Check]:
    order = ("bad", "caution", "ok")
    return sorted(data.checks, key=lambda check: order.index(check.state))


def legend_words() -> list[tuple[str, str]]:
    return [
        ("answered", gettext("answered, or as it should be")),
        ("caution", gettext("look again")),
        ("not", gettext("missing")),
    ]


def answer_words(issue: Answered) -> str:
    if not issue.paragraphs:
        return gettext("Not answered")
    numbers = ", ".join(str(n) for n in sorted(issue.paragraphs))
    words = ngettext("In paragraph {numbers}", "In paragraphs {numbers}", len(issue.paragraphs))
    return words.format(numbers=numbers)


def finding(data: Letter) -> str:
    parts = [answered_words(data)]
    if bad := data.count("bad"):
        words = ngettext("{n} other thing is missing", "{n} other things are missing", bad)
        parts.append(words.format(n=bad))
    if caution := data.count("caution"):
        parts.append(ngettext("{n} to look at again", "{n} to look at again", caution).format(n=caution))
    return "; ".join(parts)


def answered_words(data: Letter) -> str:
    n = len(data.issues)
    if not n:
        return gettext("There are no issues to answer")
    if data.unanswered:
        words = ngettext("Not answered: {open} of {n} issue", "Not answered: {open} of {n} issues", n)
        return words.format(open=data.unanswered, n=n)
    return ngettext("The letter answers the issue", "The letter answers all {n} issues", n).format(n=n)


def description(data: Letter) -> str:
    issues = [f"{issue.label}: {answer_words(issue)}." for issue in data.issues]
    return " ".join([*issues, *(f"{check.label}: {check.words}." for check in ordered(data))])


def table(data: Letter) -> Table:
    """Issues with the first words of what answers them; then the checks."""
    issues = ((issue.label, answer_words(issue), opening(data, issue)) for issue in data.issues)
    checks = ((check.label, state_words(check.state), check.words) for check in ordered(data))
    head = (gettext("What"), gettext("How it stands"), gettext("Where, or why"))
    return Table(finding(data), head, (*issues, *checks))


def opening(data: Letter, issue: Answered) -> str:
    found = (data.paragraphs[n - 1] for n in sorted(issue.paragraphs))
    return " / ".join(found) or "–"


def state_words(state: State) -> str:
    return {"ok": gettext("As it should be"), "caution": gettext("Look again"), "bad": gettext("Missing")}[state]
