"""What must not stand in the repository, and what must."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT

# Put together from pieces, so that this file does not find itself.
REGISTRIES = ("pypi" + ".org", "python" + "hosted", "registry." + "npmjs", "deb." + "debian.org")
MACHINE_PATHS = re.compile(
    r"(?<![\w.])/(?:" + "|".join(["work", "ho" + "me/[a-z]", "ro" + "ot/", "Us" + "ers/"]) + r")/?"
)
NOT_TEXT = {".png", ".ico", ".woff2", ".pdf", ".gz", ".zip", ".docx", ".xlsx", ".eml", ".mo"}
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
INLINE = re.compile(r"""<style|<script(?![^>]*\bsrc=)|<[^>]*\s(?:style|on[a-z]+)=["']""", re.IGNORECASE)


@cache
def ours() -> tuple[Path, ...]:
    """Every text file that is, or would be, committed; the locks apart, which have tests of their own."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split("\0")[:-1] if listed.returncode == 0 else list(_walked())
    paths = (ROOT / name for name in names)
    return tuple(path for path in paths if path.is_file() and path.suffix not in NOT_TEXT and path not in LOCKS)


def _walked() -> Iterator[str]:
    """The same where there is no git: in an unpacked archive."""
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if not any(part.startswith(".") and part != ".ci" for part in parts) and "__pycache__" not in parts:
            yield str(path.relative_to(ROOT))


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        yield f"{path.relative_to(ROOT)}:{number}", line


def test_no_file_names_a_package_registry() -> None:
    named = [place for path in ours() for place, line in lines_of(path) if any(host in line for host in REGISTRIES)]
    assert named == []


def test_no_file_names_a_path_of_one_machine() -> None:
    named = [place for path in ours() for place, line in lines_of(path) if MACHINE_PATHS.search(line)]
    assert named == []


def test_files_end_with_a_newline_and_lines_without_spaces() -> None:
    bad = [str(path.relative_to(ROOT)) for path in ours() if _untidy(path)]
    assert bad == []


def _untidy(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return bool(text) and (not text.endswith("\n") or re.search(r"[ \t]+$", text, re.MULTILINE) is not None)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_every_package_by_hash_and_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", text.strip())
    assert [pin.splitlines()[0] for pin in pins if not re.match(r"[\w.-]+==\S+.*\\\n\s+--hash=sha256:", pin)] == []
    assert "://" not in text
    assert "--index-url" not in text


def test_the_locks_agree_on_every_version() -> None:
    development = pins(ROOT / "requirements" / "dev.txt")
    for lock in LOCKS:
        assert pins(lock).items() <= development.items(), f"{lock.name} differs from dev.txt: run make lock"


def test_every_dependency_is_locked() -> None:
    declared = re.search(r"^dependencies = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text("utf-8"), re.S | re.M)
    assert declared
    names = {name.lower() for name in re.findall(r'"([\w-]+)', declared[1])}
    assert names <= pins(ROOT / "requirements" / "base.txt").keys()


def test_every_setting_is_told_in_the_readme() -> None:
    named = set(re.findall(r'"(AMENDS_[A-Z]+)"', (PACKAGE / "settings.py").read_text("utf-8")))
    told = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in sorted(named - {"AMENDS_TEST", "AMENDS_DEMO"}) if f"`{name}`" not in told] == []


def pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def test_no_template_has_inline_script_style_or_handlers() -> None:
    """The content policy would refuse them, and the page would fail without a word."""
    inline = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in sorted(PACKAGE.rglob("templates/**/*.html"))
        for found in INLINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert inline == []
