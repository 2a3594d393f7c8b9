"""P1, the case's timeline: who did what when, the clocks as bars, our promises, and today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext

from amends.ui.dates import day_text

from . import timeline_words as say
from .labels import Placed, Rows, place_all, shortened, width_of
from .marks import TEXT_CLASSES, mark
from .parts import Frame, element, group, hatch, line, linked, rect, text
from .timeline_data import LANES, Bar, Event, Lane, Timeline, pieces
from .timeline_strip import strip
from .timeline_words import table

__all__ = ["Bar", "Event", "Timeline", "pieces", "strip", "svg", "table"]

WIDE, LEFT, RIGHT = 1080, 200, 1044
TOP = 74  # where the lanes begin, under the heading and the scale
ROW, BAR_ROW, LABEL_ROWS = 15, 36, 3
LABEL_ROOM = 190
STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 364)
SAME_PLACE = 7  # marks nearer than this many pixels share one label


@dataclass(slots=True)
class Sheet:
    """The drawing as it grows downwards: what lies at the back, what stands in front, and how far down it is."""

    data: Timeline
    prefix: str
    back: list[str]
    front: list[str]
    y: float = TOP
    left_out: int = 0

    def x(self, day: date) -> float:
        return LEFT + self.data.share(day) * (RIGHT - LEFT)


def svg(data: Timeline, prefix: str = "t") -> str:
    """The whole timeline, 1080 wide; it keeps its size and scrolls in its own box on a narrow screen."""
    sheet = Sheet(data, prefix, [hatch(prefix)], [])
    heading(sheet)
    for lane in LANES:
        if data.lane(lane):
            draw_lane(sheet, lane)
    for bar in data.bars:
        draw_bar(sheet, bar)
    bottom = sheet.y
    scale(sheet, bottom)
    lines_down(sheet, bottom)
    footnote(sheet)
    return framed(sheet)


def framed(sheet: Sheet) -> str:
    data = sheet.data
    links = any(event.href for event in data.events)
    size = (WIDE, round(sheet.y + 30))
    frame = Frame(sheet.prefix, say.finding(data), say.description(data), "pic-wide", size, links)
    return frame.around(group(sheet.back, aria_hidden="true") + "".join(sheet.front))


def heading(sheet: Sheet) -> None:
    title = shortened(say.finding(sheet.data), WIDE - 32, 18, bold=True)
    beside = 28 + width_of(title, 18, bold=True)
    parts = (sheet.data.reference, say.promise_sentence(sheet.data).rstrip("."), say.next_promise(sheet.data))
    words = " · ".join(part for part in parts if part)
    sheet.back.append(text(12, 26, title, "pic-head"))
    if beside + width_of(words) < WIDE:
        sheet.back.append(text(beside, 26, words, "pic-soft"))


def scale(sheet: Sheet, bottom: float) -> None:
    """Thin lines down at even steps, with the day counted from the start and its date."""
    data = sheet.data
    span = max((data.last - data.first).days, 1)
    step = next((s for s in STEPS if span / s <= 11), STEPS[-1])
    ticks = []
    for n in range(0, span + 1, step):
        day = data.first + timedelta(days=n)
        x = sheet.x(day)
        number = gettext("day {n}").format(n=(day - data.started_on).days)
        ticks += [line(x, 68, x, bottom, "pic-line"), text(x, 49, number, "pic-small pic-soft pic-middle")]
        ticks.append(text(x, 63, say.day_of_month(day), "pic-small pic-soft pic-middle"))
    sheet.back[1:1] = ticks


def draw_lane(sheet: Sheet, lane: Lane) -> None:
    events = sheet.data.lane(lane)
    groups = share_labels(sheet, events)
    labels = place_all([(sheet.x(e.on), label_of(e, more)) for e, more in groups], Rows(LEFT - 8, WIDE - 6, LABEL_ROWS))
    rows = max((label.row + 1 for label in labels if label), default=0)
    y = sheet.y + rows * ROW + 16
    sheet.back.append(text(12, y + 4, say.lane_names()[lane], "pic-bold"))
    sheet.back.append(line(LEFT, y, RIGHT, y, "pic-line"))
    sheet.back += [draw_label(label, y, event) for label, (event, _) in zip(labels, groups, strict=True) if label]
    sheet.front += [draw_event(sheet, event, y) for event in events]
    sheet.left_out += sum(label is None for label in labels)
    sheet.y = y + 14


def share_labels(sheet: Sheet, events: Sequence[Event]) -> list[tuple[Event, int]]:
    """Events that fall on one place share a label: the newest one's, and how many more there are."""
    found: list[tuple[Event, int]] = []
    for event in events:
        if found and sheet.x(event.on) - sheet.x(found[-1][0].on) < SAME_PLACE:
            found[-1] = (event, found[-1][1] + 1)
        else:
            found.append((event, 0))
    return found


def label_of(event: Event, more: int) -> str:
    count = f" +{more}" if more else ""
    return shortened(event.label, LABEL_ROOM - width_of(count)) + count


def draw_label(label: Placed, y: float, event: Event) -> str:
    base = y - 12 - label.row * ROW
    words = text(label.left, base, label.words, f"pic-over {TEXT_CLASSES.get(event.kind, '')}".strip())
    return words if label.row == 0 else line(label.at, y - 8, label.at, base + 3, "pic-leader") + words


def draw_event(sheet: Sheet, event: Event, y: float) -> str:
    said = (day_text(event.on), event.label, say.kind_words(event.kind))
    words = ", ".join(part for part in said if part)
    inside = element("title", words) + mark(event.kind, sheet.x(event.on), y)
    return linked(inside, event.href, words) if event.href else group([inside], aria_hidden="true")


def draw_bar(sheet: Sheet, bar: Bar) -> None:
    today, y = sheet.data.today, sheet.y + 10
    sheet.back.append(text(12, y + 9, shortened(bar.label, LEFT - 22, bold=True), "pic-bold"))
    state = " · ".join(part for part in (say.bar_state(bar, today), say.pause_words(bar, today)) if part)
    sheet.back.append(text(12, y + 23, shortened(state, LEFT - 22, 11), "pic-small pic-soft"))
    for start, end, role in pieces(bar, today):
        sheet.back += draw_piece(sheet, sheet.x(start), sheet.x(end), y, role)
    sheet.front.append(group(due_flag(sheet, bar, y), aria_hidden="true"))
    sheet.y = y + BAR_ROW - 8


def draw_piece(sheet: Sheet, start: float, end: float, y: float, role: str) -> list[str]:
    width = max(end - start, 1)
    found = [rect(start, y, width, 13, f"pic-{role}")]
    if role == "pause":
        found.append(element("rect", x=start, y=y, width=width, height=13, fill=f"url(#{sheet.prefix}-hatch)"))
    return found


def due_flag(sheet: Sheet, bar: Bar, y: float) -> list[str]:
    """The day it is due, under the bar's end, with a small flag on a pole."""
    x = sheet.x(bar.due_on)
    words = gettext("due {day}").format(day=say.short_day(bar.due_on, sheet.data.today))
    half = width_of(words, 11) / 2
    at = min(max(x, LEFT + half), WIDE - 6 - half)
    line_class, flag_class = ("pic-due", "pic-bad") if bar.kind == "law" else ("pic-aim", "pic-ok")
    pole = line(x, y - 6, x, y + 14, line_class)
    flag = element("path", d=f"M{x:.1f} {y - 7:.1f}l8 3.5l-8 3.5z", **{"class": flag_class})
    return [pole, flag, text(at, y + 25, words, f"pic-small pic-middle pic-over {flag_class}")]


def lines_down(sheet: Sheet, bottom: float) -> None:
    """Today, and the day the law looks at, through all lanes."""
    data, bar = sheet.data, sheet.data.main_bar("law")
    if bar and bar.done_on is None:
        sheet.back.insert(1, line(sheet.x(bar.due_on), 68, sheet.x(bar.due_on), bottom - BAR_ROW, "pic-due"))
    if data.shows_today:
        x = sheet.x(data.today)
        words = gettext("Today · {day}").format(day=say.short_day(data.today, data.today))
        half = width_of(words, bold=True) / 2
        sheet.back.insert(1, line(x, 68, x, bottom + 2, "pic-today"))
        sheet.back.append(text(min(max(x, LEFT), WIDE - 6 - half), bottom + 17, words, "pic-bold pic-middle"))


def footnote(sheet: Sheet) -> None:
    if sheet.left_out:
        n = sheet.left_out
        words = ngettext(
            "{n} label has no room here; the table has it.", "{n} labels have no room here; the table has them.", n
        )
        sheet.y += 16
        sheet.back.append(text(12, sheet.y + 18, words.format(n=n), "pic-small pic-soft"))
