"""A case is erased with real commits; prints how often its word is left in each file. Run as a program of its own."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

WORD = "Quetzalcoatl"


def erased() -> list[dict[str, int]]:
    """How often the word is on the disk before and after."""
    from tests.cast import START, Cast, days, received, take_step

    cast, at = Cast(), START + days(1)
    by = cast.amira.actor()
    reference = received(by, subject=WORD, story=f"{WORD} bill " * 500).reference
    received(by)
    take_step(reference, "assign", by, at, to=by.id)
    take_step(reference, "keep_as", by, at, kind="query", reason=WORD)
    take_step(reference, "close", by, at, because="answered", reasons=WORD, message=f"Dear {WORD}")
    before = _on_disk()
    take_step(reference, "erase", cast.dilip.actor(), at, ground="request of the customer", sure=True)
    return [before, _on_disk()]


def _on_disk() -> dict[str, int]:
    files = [path for path in Path(os.environ["AMENDS_HOME"]).rglob("*") if path.is_file()]
    return {path.name: path.read_bytes().lower().count(WORD.lower().encode()) for path in files}


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    json.dump(erased(), sys.stdout)


if __name__ == "__main__":
    main()
