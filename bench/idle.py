"""What the application takes while nobody asks anything: the memory of `amends run` and all it started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.meter import Line

SETTLE = 10.0
"""Seconds after it is ready."""


def line(home: Path) -> Line:
    """PSS of the process group, in MiB: memory that is shared counts by its share."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "amends", "run", "--home", str(home), "--port", port]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert server.stdout
        ready = next((said for said in server.stdout if said.startswith("ready")), "")
        if not ready:
            return Line("idle memory", skipped="the server did not start")
        time.sleep(SETTLE)
        total = sum(_pss(process) for process in _group(server.pid))
        return Line("idle memory of amends run", total, unit="MiB (PSS)", target=90)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _group(leader: int) -> Iterator[int]:
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                if os.getpgid(int(process.name)) == leader:
                    yield int(process.name)
            except ProcessLookupError:
                continue


def _pss(process: int) -> float:
    for said in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if said.startswith("Pss:"):
            return int(said.split()[1]) / 1024
    return 0.0
