"""All measurements on one database: run by `python -m bench` in a process and on an installation of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.meter import Line


def lines(sizes: list[int]) -> Iterator[Line]:
    from django.conf import settings

    from amends.cases.rebuild import differences
    from amends.now import now
    from bench import asked, idle, pure, right
    from bench.many import Maker, people

    settings.STATIC_ROOT.mkdir(exist_ok=True)

    yield from pure.lines()
    staff = people()
    maker = Maker(staff, now())
    asker = asked.Asker(staff[0])
    costs: dict[str, float] = {}
    for size in sizes:
        maker.up_to(size)
        if size == sizes[0]:
            assert differences() == [], "what was copied is not what a rebuild would make"
            yield idle.line(Path(os.environ["AMENDS_HOME"]))
        _settle()
        for line in asked.reading(asker, f"{size:,}"):
            yield line
            yield from _grown(line, costs, size, sizes)
        yield asked.verifying(f"{size:,}")
    yield from asked.writing(asker)
    yield from right.lines(asker)


def _grown(line: Line, costs: dict[str, float], size: int, sizes: list[int]) -> Iterator[Line]:
    """How much dearer a list or a case page is than it was with few cases."""
    what = line.what.split(",")[0]
    if size == sizes[0]:
        costs[what] = line.value
    elif not what.startswith("search"):
        yield Line(f"  … against {sizes[0]:,} cases", line.value / costs[what], unit="times", target=1.3)


def _settle() -> None:
    """What a database does by itself within the hour after so many rows have come in at once."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    for line in lines([int(size) for size in sys.argv[1:]]):
        print(line.packed(), flush=True)


if __name__ == "__main__":
    main()
