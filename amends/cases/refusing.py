"""The refusal of a step, as those who ask for it get it."""

from __future__ import annotations

from amends.rules.rulings import Ruling


class Refused(Exception):
    """The rules said no. `ruling` has the reason, the rule, what is missing and who could."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(str(ruling.reason))
        self.ruling = ruling
