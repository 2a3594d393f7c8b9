"""The whole suite, lane by lane: `python -m tests.lanes [LANE ...] [-- ARGUMENTS FOR PYTEST]`.

A lane that this machine cannot run is skipped, and the summary says why; with AMENDS_REQUIRE_ALL=1 that is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.lanes import chromium
from tests.lanes.postgres import Unavailable, postgresql

CORES = str(min(os.cpu_count() or 1, 4))
SUITE = ("-n", CORES, "-m", "not journey")
JOURNEYS = ("-n", CORES, "--dist", "loadfile", "tests/journeys", "-m")
EVERY_JOURNEY = "journey"
WITHOUT_LOOKS = "journey and not look"
"""A page looks the same whatever the database: every page is looked at once, and its tests run on both elsewhere."""


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    run: Callable[[Sequence[str]], int]


def pytest(*arguments: str, database: str = "") -> int:
    """Run pytest in a process of its own; the exit code."""
    environment = {**os.environ, "AMENDS_DATABASE": database}
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], env=environment, check=False).returncode


def on_sqlite(extra: Sequence[str]) -> int:
    return pytest(*SUITE, *extra)


def on_postgresql(extra: Sequence[str]) -> int:
    with postgresql() as database:
        return pytest(*SUITE, *extra, database=database)


def journeys_on_sqlite(extra: Sequence[str]) -> int:
    return _journeys(EVERY_JOURNEY, extra, database="")


def journeys_on_postgresql(extra: Sequence[str]) -> int:
    with postgresql() as database:
        return _journeys(WITHOUT_LOOKS, extra, database=database)


def _journeys(which: str, extra: Sequence[str], *, database: str) -> int:
    if not chromium.find():
        raise Unavailable(chromium.MISSING)
    return pytest(*JOURNEYS, which, *extra, database=database)


LANES = (
    Lane("sqlite", on_sqlite),
    Lane("postgresql", on_postgresql),
    Lane("journeys-sqlite", journeys_on_sqlite),
    Lane("journeys-postgresql", journeys_on_postgresql),
)


def outcome(lane: Lane, extra: Sequence[str], environment: Mapping[str, str]) -> tuple[bool, str]:
    """Whether the lane may count as good, and what to say of it."""
    print(f"\n=== {lane.name} ===", flush=True)
    began = time.monotonic()
    try:
        code = lane.run(extra)
    except Unavailable as reason:
        return environment.get("AMENDS_REQUIRE_ALL") != "1", f"SKIPPED: {reason}"
    said = "passed" if code == 0 else f"FAILED (pytest's exit code is {code})"
    return code == 0, f"{said} in {time.monotonic() - began:.0f} s"


def main(arguments: Sequence[str]) -> int:
    asked, extra = _split(arguments)
    unknown = set(asked) - {lane.name for lane in LANES}
    if unknown:
        print(f"no such lane: {', '.join(sorted(unknown))}; there are {', '.join(lane.name for lane in LANES)}")
        return 2
    results = {lane.name: outcome(lane, extra, os.environ) for lane in LANES if not asked or lane.name in asked}
    print("\n=== lanes ===")
    for name, (_, said) in results.items():
        print(f"{name:<20} {said}")
    return 0 if all(good for good, _ in results.values()) else 1


def _split(arguments: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The lanes asked for, and what stands after `--`."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    return arguments[:cut], arguments[cut + 1 :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
