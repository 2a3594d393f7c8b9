"""Erase: the personal part goes for good, salt and all. What was done, when and by whom stays, and still verifies."""

from __future__ import annotations

from amends.record import models


def erase(case: str, up_to: int) -> int:
    """Delete the content of the entries up to this number, inside the caller's transaction; the number of fields gone.

    The `erased` entry that says so is the caller's to append, in the same transaction.
    """
    gone, _ = models.Content.objects.filter(case=case, number__lte=up_to).delete()
    return gone
