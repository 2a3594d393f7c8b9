"""Pauses and extensions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from amends.rules.clocks import Extended, Pause
from amends.rules.entries import Entry
from amends.rules.facts import Facts


def clock_paused(facts: Facts, entry: Entry) -> None:
    facts.pauses.append(Pause(reason=entry.word("reason"), from_at=entry.happened_at, until_at=None))


def clock_resumed(facts: Facts, entry: Entry) -> None:
    facts.pauses = [p if p.until_at else replace(p, until_at=max(entry.happened_at, p.from_at)) for p in facts.pauses]


def clock_extended(facts: Facts, entry: Entry) -> None:
    to_on = entry.word("to_on")
    facts.extensions.append(
        Extended(
            clock=entry.word("clock"),
            ground=entry.word("ground"),
            at=entry.happened_at,
            to_on=date.fromisoformat(to_on) if to_on else None,
        )
    )
    facts.moments.setdefault("holding_sent", entry.happened_at)  # the notice of it says why, and by when


ON = {"clock_paused": clock_paused, "clock_resumed": clock_resumed, "clock_extended": clock_extended}
