"""Measuring: CPU time of a call, the database server's included, beside a fixed piece of work on the same machine."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from django.db import connection

CONTROL_EVERY = 10
"""Calls between two control runs."""
TICKS = 1e9
"""The kernel counts a process's time on the processor in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement as it is printed. A target of 0 means: none is set, only compared with."""

    what: str
    value: float = 0.0
    unit: str = "CPU ms"
    target: float = 0.0
    more_is_better: bool = False
    control: float = 0.0  # CPU ms of the control run beside it
    skipped: str = ""

    @property
    def is_met(self) -> bool:
        return self.value >= self.target if self.more_is_better else self.value <= self.target

    def packed(self) -> str:
        return json.dumps(asdict(self))


def control() -> float:
    """CPU ms of a fixed piece of work in Python and SQLite: what makes numbers of two machines comparable."""
    began = time.process_time()
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c TEXT)")
        for number in range(400):
            text = json.dumps({"number": number, "words": ["one", "two", "three"] * 3}, sort_keys=True)
            digest = hashlib.sha256(text.encode()).hexdigest()
            database.execute("INSERT INTO t VALUES (?, ?, ?)", (number, text, digest))
        rows = database.execute("SELECT b FROM t WHERE c > '8' ORDER BY c").fetchall()
        assert sum(len(json.loads(text)["words"]) for (text,) in rows)
    database.close()
    return (time.process_time() - began) * 1000


def spent() -> float:
    """Seconds of CPU that this process has used so far, and with it the server process of its connection."""
    return time.process_time() + _of_server()


def _of_server() -> float:
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    return int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / TICKS


def cpu_ms(call: Callable[[int], object], times: int, *, warm: int = 5) -> tuple[float, float]:
    """CPU ms of one call, and of the control beside it: the medians, since a busy machine makes some calls dearer.

    The call is told how often it was called before.
    """
    for number in range(warm):
        call(number)
    each, beside = [], []
    for number in range(warm, warm + times):
        if (number - warm) % CONTROL_EVERY == 0:
            beside.append(control())
        began = spent()
        call(number)
        each.append((spent() - began) * 1000)
    return median(each), median(beside)
