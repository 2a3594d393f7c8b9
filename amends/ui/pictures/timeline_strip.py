"""The timeline as a strip for the case's header: two bars and the promises, 74 pixels high, as wide as its place.

Places are shares of the width, so the strip stretches without bending its marks or its words.
"""

from __future__ import annotations

from django.utils.translation import gettext

from . import timeline_words as say
from .marks import mark_at_share
from .parts import Frame, element, group, hatch
from .timeline_data import Bar, Timeline, pieces

BAR_TOPS = {"law": 15, "target": 39}
BAR_HEIGHT, PROMISES_AT = 9, 64


def strip(data: Timeline, prefix: str = "s") -> str:
    bars = [bar for kind in BAR_TOPS if (bar := data.main_bar(kind))]
    body = [hatch(prefix), *(part for bar in bars for part in draw_bar(data, bar, prefix)), *today(data)]
    body += [mark_at_share(event.kind, data.share(event.on), PROMISES_AT) for event in data.lane("promises")]
    frame = Frame(prefix, say.finding(data), say.description(data), "pic-strip", None)
    return frame.around(group(body, aria_hidden="true"))


def draw_bar(data: Timeline, bar: Bar, prefix: str) -> list[str]:
    top = BAR_TOPS[bar.kind]
    due = gettext("due {day}").format(day=say.short_day(bar.due_on, data.today))
    tone = "pic-bad" if bar.kind == "law" else "pic-ok"
    found = [label("0", top - 4, bar.label, ""), label("100%", top - 4, due, f"pic-end {tone}")]
    for start, end, role in pieces(bar, data.today):
        place = {"x": share(data.share(start)), "width": share(data.share(end) - data.share(start))}
        place |= {"y": str(top), "height": str(BAR_HEIGHT)}
        found.append(element("rect", **place, **{"class": f"pic-{role}"}))
        if role == "pause":
            found.append(element("rect", **place, fill=f"url(#{prefix}-hatch)"))
    x = share(data.share(bar.due_on))
    line_class = "pic-due" if bar.kind == "law" else "pic-aim"
    return [*found, element("line", x1=x, x2=x, y1=top - 2, y2=top + BAR_HEIGHT + 3, **{"class": line_class})]


def label(x: str, y: int, words: str, classes: str) -> str:
    return element("text", words, x=x, y=y, **{"class": f"pic-text pic-small pic-over {classes}".strip()})


def today(data: Timeline) -> list[str]:
    x = share(data.share(data.today))
    return [element("line", x1=x, x2=x, y1=14, y2=74, **{"class": "pic-today"})] if data.shows_today else []


def share(part: float) -> str:
    return f"{100 * part:.2f}%"
