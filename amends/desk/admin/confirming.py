"""Confirming time limits that nobody has verified: a list in the home folder, beside the organisation's own packs."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from django.conf import settings

from amends.cases.regimes import registry
from amends.rules.packfiles import PackError


def confirmed() -> list[str]:
    """The confirmed clocks, each as `regime/clock`."""
    file = _file()
    return list(tomllib.loads(file.read_text(encoding="utf-8"))["clocks"]) if file.exists() else []


def confirm(clock: str, *, on: bool) -> None:
    """Take an unverified clock as one's own, or no longer. Raises PackError, leaving all as it was."""
    before = confirmed()
    _write([*(one for one in before if one != clock), *([clock] if on else [])])
    try:
        _read_again()
    except PackError:
        _write(before)
        _read_again()
        raise


def _file() -> Path:
    return Path(settings.AMENDS_HOME) / "packs" / "confirmed.toml"


def _write(clocks: list[str]) -> None:
    file = _file()
    file.parent.mkdir(mode=0o700, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_text(f"clocks = {json.dumps(sorted(clocks))}\n", encoding="utf-8")
    new.replace(file)


def _read_again() -> None:
    """This process counts with the new list at once; the folder may not have been there when it started."""
    folder = str(_file().parent)
    if folder not in settings.AMENDS_PACKS:
        settings.AMENDS_PACKS.append(folder)
    registry.cache_clear()
    registry()
