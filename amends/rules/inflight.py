"""What has reached the customer: not what may still be taken back, nor what was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from amends.rules.entries import KINDS, Entry
from amends.rules.rulings import TAKE_BACK
from amends.rules.steps.base import A_MOMENT


def delivered(entries: Sequence[Entry], at: datetime, wait: timedelta = TAKE_BACK) -> list[Entry]:
    """The entries that a customer's page may rest on at this moment, in order. `wait` is how long a message waits.

    The last steps of staff are left out from the first one on that is still on its way to the customer: until it has
    gone, nothing that followed from it is known to them either. Once the customer has acted on top of it, it cannot be
    taken back any more, and does not wait. What was taken back is left out wherever it stands.
    """
    void = {number for entry in entries if entry.kind == "taken_back" for number in entry.numbers("entries")}
    return [entry for entry in entries[: _gone(entries, at - wait, void)] if entry.number not in void]


def _gone(entries: Sequence[Entry], since: datetime, void: set[int]) -> int:
    """How many entries, from the first on, do not wait any more: what was sent up to this moment has gone."""
    gone = len(entries)
    for place in range(len(entries) - 1, -1, -1):
        entry = entries[place]
        if entry.at <= since or not entry.by.startswith(("staff:", "key:")):
            break
        if entry.number not in void and _on_its_way(entry):
            gone = _step_begins(entries, place)
    return gone


def _on_its_way(entry: Entry) -> bool:
    """Whether it speaks to the customer now. What is written down afterwards has reached them by other means."""
    speaks = KINDS[entry.kind].to_customer and entry.data.get("audience") != "internal"
    return speaks and entry.at - entry.happened_at <= A_MOMENT


def _step_begins(entries: Sequence[Entry], place: int) -> int:
    """Where the step begins that wrote this entry: it is taken back as a whole."""
    step = _step_of(entries[place])
    while place and _step_of(entries[place - 1]) == step:
        place -= 1
    return place


def _step_of(entry: Entry) -> tuple[str, str, datetime]:
    return entry.step, entry.by, entry.at
