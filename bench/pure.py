"""What the rules cost: no database, no web."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from amends.cases.regimes import registry
from amends.rules.clocks import reckon
from amends.rules.entries import Entry, Plain
from amends.rules.fold import fold
from bench.meter import Line, cpu_ms

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ENTRIES = 200
DEADLINES = 10_000
CLOCK = ("uk-housing-ombudsman-code-2024", "s2_response")
"""Twenty working days from the request, or from its acknowledgement."""


def lines() -> Iterator[Line]:
    entries = _long_case()
    each, beside = cpu_ms(lambda _: fold(entries), 100)
    yield Line(f"fold of {ENTRIES} entries", each, target=2, control=beside)
    each, beside = cpu_ms(lambda _: _deadlines(), 3, warm=1)
    yield Line(f"{DEADLINES:,} deadlines of 20 working days", each, target=500, control=beside)


def _long_case() -> list[Entry]:
    """A case with some of everything that is said in a long one."""
    found = [_entry(1, "received", {"regime": "general", "edition": "2010-01-01", "channel": "email"})]
    found.append(_entry(2, "recognised", {"limb": "service"}))
    for number in range(3, ENTRIES + 1):
        turn, place = divmod(number - 3, 6)
        kind, data = (
            ("asked", {"question": turn + 1}),
            ("answered", {"question": turn + 1, "files": []}),
            ("promised", {"promise": turn + 1, "due_on": "2026-04-01", "owner": "staff:1"}),
            ("promise_kept", {"promise": turn + 1, "late": False}),
            ("noted", {"files": []}),
            ("update_sent", {}),
        )[place]
        found.append(_entry(number, kind, dict(data)))
    return found


def _entry(number: int, kind: str, data: dict[str, Plain]) -> Entry:
    at = AT + timedelta(hours=number)
    return Entry(number, kind, "step", "staff:1", at, at, data, {"message": "Some words of a customer or of ours."})


def _deadlines() -> None:
    regime = registry().regime(CLOCK[0])
    clock, calendar, zone = regime.clock(CLOCK[1]), registry().calendar(regime.calendar), ZoneInfo(regime.zone)
    assert clock.limit == 20
    for number in range(DEADLINES):
        moments = {clock.starts: AT + timedelta(hours=number % 5000)}
        due = reckon(clock, moments, calendar=calendar, zone=zone)
        assert due
        assert due.due_on
