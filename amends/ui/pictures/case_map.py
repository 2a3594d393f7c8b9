"""P12, the case map: what the case is made of. Each issue, what speaks for and against it, its finding, its remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext, ngettext

from . import paper
from .labels import shortened, wrapped
from .parts import Frame, Table, element, group, line, rect, text
from .signs import legend, path, sign

WIDE, TOP, GAP, LEADING, PAD = 944, 70, 14, 15, 10
FOR, ISSUE, AGAINST, FINDING, REMEDY = (12, 160), (182, 180), (372, 160), (568, 146), (750, 182)  # left edge, width
FOUND_LINES, ITEM_LINES, NAME_LINES = 3, 3, 4
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Issue:
    """What was complained of. `supports` and `against` are the evidence in a few words each; `finding` is empty until
    there is one; `sign` says whether it is right wholly, in part, not, or cannot be told."""

    label: str
    supports: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    finding: str = ""
    sign: Literal["full", "half", "empty", "unknown"] = "unknown"
    remedies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseMap:
    issues: tuple[Issue, ...]

    @property
    def unfound(self) -> int:
        return sum(not issue.finding for issue in self.issues)


def svg(data: CaseMap, prefix: str = "cm", *, standalone: bool = False) -> str:
    """The map, 944 wide and as high as its evidence needs. `standalone` writes the colours in, for paper."""
    drawn, y = [text(12, 24, shortened(finding(data), WIDE - 24, 14, bold=True), "pic-bold pic-mid"), *heads()], TOP
    for issue in data.issues:
        height = height_of(issue)
        drawn.append(draw(issue, y, height))
        y += height + GAP
    keys, end = legend(legend_words(data), 12, WIDE - 12, y)
    frame = Frame(prefix, finding(data), description(data), "pic-sheet", (WIDE, round(end + 8)))
    picture = frame.around(group([*drawn, *keys], aria_hidden="true"))
    return paper.standalone(picture) if standalone else picture


def heads() -> list[str]:
    places = zip((FOR, ISSUE, AGAINST, FINDING, REMEDY), head_words(), strict=True)
    return [text(left + PAD, 54, shortened(words, width), "pic-soft") for (left, width), words in places]


def head_words() -> tuple[str, ...]:
    return (
        gettext("Speaks for it"),
        gettext("Issue"),
        gettext("Speaks against it"),
        gettext("Finding"),
        gettext("Put right by"),
    )


def lines_of(items: Iterable[str], width: int, lines: int = ITEM_LINES) -> list[list[str]]:
    return [wrapped(item, width - 2 * PAD - 14, lines, 11) for item in items]


def height_of(issue: Issue) -> int:
    """The tallest of what stands side by side."""
    evidence = (sum(map(len, lines_of(items, FOR[1]))) + len(items) / 3 for items in (issue.supports, issue.against))
    names = len(wrapped(issue.label, ISSUE[1] - 2 * PAD, NAME_LINES, bold=True))
    found = len(wrapped(issue.finding, FINDING[1] - 40, FOUND_LINES, bold=True))
    remedies = sum(map(len, lines_of(issue.remedies, REMEDY[1]))) + len(issue.remedies) / 3
    return round(max(*evidence, names, found, remedies, 2) * LEADING + 2 * PAD + 4)


def draw(issue: Issue, y: int, height: int) -> str:
    """One issue from left to right. The band holds what was weighed; an arrow leads from it to what was found."""
    left, width = FOR[0], AGAINST[0] + AGAINST[1] - FOR[0]
    middle = y + height / 2
    parts = [element("title", sentence(issue)), rect(left, y, width, height, "pic-skipped", rx=6)]
    parts += items(issue.supports, FOR, y, height, "plus") + items(issue.against, AGAINST, y, height, "minus")
    parts.append(rect(ISSUE[0], y, ISSUE[1], height, "pic-box", rx=4))
    parts += centred(wrapped(issue.label, ISSUE[1] - 2 * PAD, NAME_LINES, bold=True), ISSUE[0] + PAD, middle)
    parts += draw_finding(issue, y, height) if issue.finding else draw_gap(y, height)
    if issue.remedies:
        parts += [*arrow(FINDING, REMEDY[0], middle), rect(REMEDY[0], y, REMEDY[1], height, "pic-box", rx=4)]
        parts += items(issue.remedies, REMEDY, y, height, "")
    return group(parts)


def items(found: tuple[str, ...], place: Place, y: int, height: int, kind: str) -> list[str]:
    """Short words one under the other, each with its sign; a dash where there are none."""
    left, width = place
    wraps = lines_of(found, width) or [["–"]]
    tall = sum(map(len, wraps)) * LEADING + (len(wraps) - 1) * 5
    at, parts = y + (height - tall) / 2 + 11, list[str]()
    for lines in wraps:
        parts += [sign(kind, left + PAD + 4, at - 4)] if kind and found else []
        x = left + PAD + (16 if kind and found else 0)
        parts += [text(x, at + n * LEADING, words, "pic-small") for n, words in enumerate(lines)]
        at += len(lines) * LEADING + 5
    return parts


def centred(lines: list[str], x: int, middle: float, classes: str = "pic-bold") -> list[str]:
    first = middle - (len(lines) - 1) * LEADING / 2 + 4
    return [text(x, first + n * LEADING, words, classes) for n, words in enumerate(lines)]


def draw_finding(issue: Issue, y: int, height: int) -> list[str]:
    middle, (left, width) = y + height / 2, FINDING
    parts = [*arrow(AGAINST, left, middle), rect(left, y, width, height, "pic-box", rx=4)]
    parts.append(sign(issue.sign, left + 18, middle))
    return parts + centred(wrapped(issue.finding, width - 40, FOUND_LINES, bold=True), left + 34, middle)


def draw_gap(y: int, height: int) -> list[str]:
    """Where a finding is owed: a broken line to a broken box that says so."""
    middle, (left, width) = y + height / 2, FINDING
    parts = [*arrow(AGAINST, left, middle, "pic-gap"), rect(left, y, width, height, "pic-missing", rx=4)]
    parts.append(sign("caution", left + 18, middle))
    words = wrapped(gettext("No finding yet"), width - 40, FOUND_LINES, bold=True)
    return parts + centred(words, left + 34, middle, "pic-bold pic-bad")


def arrow(source: Place, to: int, y: float, look: str = "pic-leader") -> list[str]:
    start = sum(source)
    head = path(f"M{to - 8} {y - 4:.1f}L{to - 2} {y:.1f}L{to - 8} {y + 4:.1f}", look)
    return [line(start + 2, y, to - 3, y, look), head]


def legend_words(data: CaseMap) -> list[tuple[str, str]]:
    used = {issue.sign for issue in data.issues if issue.finding}
    words = [("plus", gettext("evidence for it")), ("minus", gettext("evidence against it"))]
    found = {
        "full": gettext("right in full"),
        "half": gettext("right in part"),
        "empty": gettext("not right"),
        "unknown": gettext("cannot be told"),
    }
    return [*words, *(pair for pair in found.items() if pair[0] in used)]


def finding(data: CaseMap) -> str:
    n = len(data.issues)
    if not n:
        return gettext("No issues yet")
    if data.unfound:
        words = ngettext("No finding yet for {unfound} of {n} issue", "No finding yet for {unfound} of {n} issues", n)
        return words.format(unfound=data.unfound, n=n)
    return ngettext("{n} issue, with its finding", "{n} issues, each with its finding", n).format(n=n)


def description(data: CaseMap) -> str:
    return " ".join(sentence(issue) for issue in data.issues)


def sentence(issue: Issue) -> str:
    words = gettext("{issue}: {supports} for it, {against} against it; {finding}; {remedy}.")
    return words.format(
        issue=issue.label,
        supports=len(issue.supports),
        against=len(issue.against),
        finding=issue.finding or gettext("no finding yet"),
        remedy=", ".join(issue.remedies) or gettext("nothing to put right"),
    )


def table(data: CaseMap) -> Table:
    """The same, an issue to a row, every piece of evidence in full."""
    words = head_words()
    rows = (
        (
            issue.label,
            said(issue.supports),
            said(issue.against),
            issue.finding or gettext("No finding yet"),
            said(issue.remedies),
        )
        for issue in data.issues
    )
    return Table(finding(data), (words[1], words[0], *words[2:]), tuple(rows))


def said(items: tuple[str, ...]) -> str:
    return "; ".join(items) or "–"
