"""The real thing, in processes of its own: made, started, asked, measured, stopped."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

MOST_MEMORY = 90
"""MiB of the whole process group, idle."""
AMENDS = (sys.executable, "-m", "amends")
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Running:
    process: subprocess.Popen[str]
    url: str

    def get(self, path: str) -> tuple[int, str]:
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return answer.status, answer.read().decode()

    def pids(self) -> list[int]:
        """This process and those it started."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [self.process.pid, *(int(pid) for pid in children.split())]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    home = tmp_path / "home"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("AMENDS_", "DJANGO_"))}
    options = ["--organisation", "Test", "--regime", "general", "--admin", "ada@test.example", "--yes"]
    subprocess.run([*AMENDS, "init", "--home", home, *options], env=environment, cwd=ROOT, check=True)
    command = [*AMENDS, "run", "--home", str(home), "--port", str(_unused_port())]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        watch = threading.Timer(60, process.kill)
        watch.start()
        assert process.stdout is not None
        said = next((line for line in process.stdout if line.startswith("ready ")), "")
        watch.cancel()
        try:
            yield Running(process, said.removeprefix("ready ").strip())
        finally:
            process.terminate()
            process.wait(timeout=20)


def _unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_is_made_says_ready_answers_takes_little_memory_and_stops(
    running: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", running.url)
    assert running.get("/livez") == (200, "ok\n")
    assert running.get("/readyz") == (200, "ready\n")
    if sys.platform == "linux":  # elsewhere nobody tells how memory is shared
        _assert_little_memory(running, capsys)
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(timeout=20) == 0


def _assert_little_memory(running: Running, capsys: pytest.CaptureFixture[str]) -> None:
    kilobytes = [_own_share(pid) for pid in running.pids()]
    with capsys.disabled():
        print(f"\nidle memory: {' + '.join(str(kb // 1024) for kb in kilobytes)} MiB")
    assert len(kilobytes) == 2, "the one that watches, and the web with its worker"
    assert sum(kilobytes) <= MOST_MEMORY * 1024


def _own_share(pid: int) -> int:
    """Kilobytes of this process, of shared pages its share (PSS)."""
    found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    assert found
    return int(found[1])
