"""Files of a complaint that is not sent yet. They wait in a folder of their own, then move in."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

STALE = timedelta(hours=24)
"""How long files wait for their complaint: twice what a session lasts."""
_NAME = re.compile(r"[0-9a-f]{32}")


def stage(folder: str, file: Any, at: datetime) -> str:
    """Keep a file in this session's folder; the name it waits under, which says nothing about it."""
    place = _folder(folder)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = secrets.token_hex(16)
    with (place / name).open("xb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    os.utime(place, (at.timestamp(), at.timestamp()))
    return name


def chunks(folder: str, name: str) -> Iterator[bytes]:
    """The bytes of a waiting file. Raises FileNotFoundError when it is gone."""
    with _file(folder, name).open("rb") as file:
        while chunk := file.read(64 * 1024):
            yield chunk


def remove(folder: str, name: str) -> None:
    _file(folder, name).unlink(missing_ok=True)


def clear(folder: str) -> None:
    """Delete a session's folder with all that is in it."""
    if folder:
        shutil.rmtree(_folder(folder), ignore_errors=True)


def clear_stale(at: datetime) -> None:
    """Delete what nobody came back for."""
    if not _root().is_dir():
        return
    for place in _root().iterdir():
        if place.stat().st_mtime < (at - STALE).timestamp():
            shutil.rmtree(place, ignore_errors=True)


def _root() -> Path:
    return Path(settings.AMENDS_HOME) / "uploads-staging"


def _folder(folder: str) -> Path:
    return _root() / _checked(folder)


def _file(folder: str, name: str) -> Path:
    return _folder(folder) / _checked(name)


def _checked(name: str) -> str:
    """Only names that we gave: nothing else can be a path. Raises ValueError."""
    if not _NAME.fullmatch(name):
        raise ValueError("not a name of a waiting file")
    return name
