"""One thing that a letter was checked for, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Check:
    """`bad` is what stops the letter, `warn` what someone should look at again. `field` is the one that it is about;
    `step`, what would mend it."""

    id: str
    state: State
    label: str
    sentence: str
    field: str = ""
    step: str = ""
