"""The measurements: `python -m bench [DATABASE ...] [--sizes 1000,100000]`, on SQLite and on PostgreSQL.

Every line has its CPU milliseconds (the database server's included), how often the control's cost that is, and the
target. The control is a fixed piece of work beside each measurement, so that machines can be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile

from bench.meter import Line
from tests.lanes.postgres import Unavailable, postgresql

SIZES = "1000,100000"


def measured(name: str, sizes: str, database: str = "") -> bool:
    """Measure on one database and print line by line; whether every target was met."""
    print(f"\n{name}\n{'':<58} {'value':>12}  {'target':>10}  {'× control':>9}")
    with tempfile.TemporaryDirectory(prefix="amends-bench-") as home:
        environment = {**os.environ, "AMENDS_HOME": home, "AMENDS_DATABASE": database}
        command = [sys.executable, "-m", "bench.run", *sizes.split(",")]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as run:
            assert run.stdout
            good = [_printed(Line(**json.loads(said))) for said in run.stdout]
        return run.returncode == 0 and all(good)


def _printed(line: Line) -> bool:
    if line.skipped:
        print(f"{line.what:<58} skipped: {line.skipped}", flush=True)
        return True
    value = f"{line.value:,.0f}" if line.value >= 1000 else f"{line.value:.2f}"
    verdict = "" if not line.target else "met" if line.is_met else "MISSED"
    target = f"{'≥' if line.more_is_better else '≤'} {line.target:,g}" if line.target else ""
    ratio = f"{line.value / line.control:.2f}" if line.control else ""
    print(f"{line.what:<58} {value:>12}  {target:>10}  {ratio:>9}  {line.unit:<22} {verdict}", flush=True)
    return not line.target or line.is_met


def on_postgresql(sizes: str) -> bool:
    try:
        with postgresql() as database:
            return measured("PostgreSQL", sizes, database)
    except Unavailable as reason:
        print(f"\nPostgreSQL: skipped. {reason}")
        return True


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"], help="sqlite, postgresql")
    parser.add_argument("--sizes", default=SIZES, help="how many cases, few and many")
    asked = parser.parse_args()
    results = {
        "sqlite": lambda: measured("SQLite", asked.sizes),
        "postgresql": lambda: on_postgresql(asked.sizes),
    }
    good = [results[name]() for name in asked.databases]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
