"""Hashes: what each entry of a case is known by in its chain. They cover salted digests, so no word can be guessed."""

from __future__ import annotations

from amends.record import models


def hashes(case: str) -> dict[int, str]:
    """The hash of each entry of a case, by its number. One query."""
    return dict(models.Entry.objects.filter(case=case).values_list("number", "hash"))
