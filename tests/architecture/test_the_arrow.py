"""What may import what. import-linter holds the layers (`make check`, and below); here is what it cannot say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, modules

ALLOWED_IN_RULES = frozenset(sys.stdlib_module_names) | {"pydantic", "pydantic_core", "annotated_types", "amends.rules"}
READS_THE_CLOCK = re.compile(
    r"^(\w+\.)*(datetime\.(now|utcnow|today)\(|date\.today\(|timezone\.now\(|(localtime|localdate)\(\)|time\.time(_ns)?\()"
)


def test_the_layers_hold() -> None:
    linter = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert linter, "import-linter is not installed beside this Python"
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_rules_import_only_the_standard_library_and_pydantic() -> None:
    strays = [
        f"{module.place}:{line} imports {name}"
        for module in modules()
        if module.within("amends.rules")
        for line, name in module.imports()
        if name.split(".")[0] not in ALLOWED_IN_RULES and not name.startswith("amends.rules")
    ]
    assert strays == []


def test_only_now_reads_the_clock() -> None:
    readers = [
        f"{module.place}:{line} calls {call}"
        for module in modules()
        if module.name != "amends.now"
        for line, call in module.calls()
        if READS_THE_CLOCK.search(call)
    ]
    assert readers == []


def test_only_those_who_ask_read_the_clock_and_the_rest_are_told_the_moment() -> None:
    told = ("amends.rules", "amends.record", "amends.cases")
    askers = importers_of("amends.now", but="amends.now")
    assert [place for place in askers if place.replace("/", ".").startswith(told)] == []


@pytest.mark.parametrize(
    ("call", "reads"),
    [
        ("datetime.now(UTC)", True),
        ("datetime.datetime.now()", True),
        ("timezone.now()", True),
        ("timezone.localdate()", True),
        ("date.today()", True),
        ("time.time()", True),
        ("now()", False),
        ("now.now()", False),
        ("timezone.localdate(moment)", False),
        ("time.monotonic()", False),
        ("candidate.today()", False),
        ("print(row.now)", False),
    ],
)
def test_a_call_that_reads_the_clock_is_known_by_its_text(call: str, reads: bool) -> None:
    assert bool(READS_THE_CLOCK.search(call)) is reads


def test_only_record_touches_its_own_models() -> None:
    assert importers_of("amends.record.models", but="amends.record") == []


def test_only_api_knows_its_framework() -> None:
    assert importers_of("ninja", but="amends.api") == []


def importers_of(wanted: str, *, but: str) -> list[str]:
    """Where `wanted`, or anything in it, is imported outside the package `but`."""
    return [
        f"{module.place}:{line} imports {name}"
        for module in modules()
        if not module.within(but)
        for line, name in module.imports()
        if name == wanted or name.startswith(f"{wanted}.")
    ]
