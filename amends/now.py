"""The only place that reads the clock. A demonstration can set it forward; everyone else is handed the time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from pathlib import Path

_fixed: ContextVar[datetime | None] = ContextVar("fixed_now", default=None)


def now() -> datetime:
    """This moment in UTC: as set by `at`, else the machine's clock plus what the demo's time machine has added."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    return datetime.now(UTC) + _shift()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at one moment, for this thread of work only."""
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)


def go_on(by: timedelta) -> None:
    """Move the demonstration's clock. Raises RuntimeError outside a demonstration: real time cannot be moved."""
    file = _shift_file()
    if file is None:
        raise RuntimeError("Only a demonstration has a time machine.")
    file.write_text(str(int((_shift() + by).total_seconds())), encoding="ascii")


def _shift_file() -> Path | None:
    home = os.environ.get("AMENDS_HOME", "")
    return Path(home) / "time-machine" if home and os.environ.get("AMENDS_DEMO") == "1" else None


def _shift() -> timedelta:
    """Read each time: web and worker are two processes, and a demonstration can afford one small read."""
    file = _shift_file()
    if file is None or not file.exists():
        return timedelta(0)
    return timedelta(seconds=int(file.read_text(encoding="ascii") or "0"))
