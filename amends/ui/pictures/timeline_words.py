"""A timeline in words: its finding, its description and its table, all from the same data as the drawing."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from amends.ui.dates import day_text, days_ahead_text

from .parts import Table
from .timeline_data import Bar, Event, Timeline


def short_day(day: date, today: date) -> str:
    """«Sun 3 Mar»; the year is said when it is not this year."""
    return date_format(day, gettext("D j M") if day.year == today.year else gettext("D j M Y"))


def day_of_month(day: date) -> str:
    return date_format(day, gettext("j M"))


def finding(data: Timeline) -> str:
    """The one sentence that the picture is for."""
    bar = data.main_bar()
    if bar is None:
        return gettext("Day {n}").format(n=(data.today - data.started_on).days)
    if bar.done_on:
        return gettext("{clock}: {state}").format(clock=bar.label, state=bar_state(bar, data.today))
    if bar.late_by(data.today) > 0:
        late = days_ahead_text(-bar.late_by(data.today))
        return gettext("{clock}: {late}, was due {day}").format(clock=bar.label, late=late, day=day_text(bar.due_on))
    used, whole = (data.today - bar.from_on).days, (bar.due_on - bar.from_on).days
    law = gettext("Day {used} of {whole}: {state} in law")
    said = law if bar.kind == "law" else gettext("Day {used} of {whole}: {state} to our target")
    return said.format(used=used, whole=whole, state=bar_state(bar, data.today))


def bar_state(bar: Bar, today: date) -> str:
    """«22 days left», «3 days late», «done 2 days early»."""
    late = bar.late_by(today)
    if bar.done_on is None:
        if late > 0:
            return days_ahead_text(-late)
        return ngettext("{n} day left", "{n} days left", -late).format(n=-late) if late else gettext("due today")
    return done_state(late)


def done_state(late: int) -> str:
    if late > 0:
        return ngettext("done {n} day late", "done {n} days late", late).format(n=late)
    early = ngettext("done {n} day early", "done {n} days early", -late).format(n=-late)
    return early if late else gettext("done on its last day")


def pause_words(bar: Bar, today: date) -> str:
    days = bar.paused_days(today)
    return ngettext("paused {n} day", "paused {n} days", days).format(n=days) if days else ""


def bar_sentence(bar: Bar, today: date) -> str:
    said = [bar_state(bar, today), gettext("due {day}").format(day=day_text(bar.due_on)), pause_words(bar, today)]
    return f"{bar.label}: {', '.join(part for part in said if part)}."


def promise_sentence(data: Timeline) -> str:
    promises = data.lane("promises")
    if not promises:
        return ""
    kept, broken, to_come = (sum(e.kind == f"diamond_{k}" for e in promises) for k in ("kept", "broken", "open"))
    words = gettext("Promises: {kept} kept, {broken} broken, {to_come} to come.")
    return words.format(kept=kept, broken=broken, to_come=to_come)


def next_promise(data: Timeline) -> str:
    """The nearest promise that is still open, and when."""
    event = next((e for e in data.lane("promises") if e.kind == "diamond_open"), None)
    if event is None:
        return ""
    return gettext("next promise {when}").format(when=days_ahead_text((event.on - data.today).days))


def description(data: Timeline) -> str:
    """Everything the drawing shows but its single events, which the table lists."""
    bars = [bar_sentence(bar, data.today) for bar in data.bars]
    return " ".join(part for part in (*bars, promise_sentence(data)) if part)


def lane_names() -> dict[str, str]:
    return {
        "customer": gettext("Customer"),
        "us": gettext("Us"),
        "others": gettext("Others"),
        "promises": gettext("Promises"),
    }


def kind_words(kind: str) -> str:
    words = {
        "hollow": gettext("asked, no answer yet"),
        "diamond_kept": gettext("kept"),
        "diamond_broken": gettext("broken"),
        "diamond_open": gettext("to come"),
    }
    return words.get(kind, "")


def table(data: Timeline) -> Table:
    """Every clock and every event, by date."""
    rows = [_bar_row(bar, data.today) for bar in data.bars] + [_event_row(event) for event in data.events]
    ordered = tuple(row for _, row in sorted(rows, key=lambda row: row[0]))
    caption = gettext("Case {reference}: what happened, and what is due").format(reference=data.reference)
    return Table(caption, (gettext("Date"), gettext("Who"), gettext("What"), gettext("How it stands")), ordered)


def _bar_row(bar: Bar, today: date) -> tuple[date, tuple[str, ...]]:
    who = gettext("Law") if bar.kind == "law" else gettext("Our target")
    state = ", ".join(part for part in (bar_state(bar, today), pause_words(bar, today)) if part)
    return bar.due_on, (day_text(bar.due_on), who, gettext("Due: {clock}").format(clock=bar.label), state)


def _event_row(event: Event) -> tuple[date, tuple[str, ...]]:
    return event.on, (day_text(event.on), lane_names()[event.lane], event.label, kind_words(event.kind))
