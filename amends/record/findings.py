"""Findings: what is wrong with the record, by case and entry, in words."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `entry` 0 means the chain as a whole; `case` empty, the record as a whole."""

    case: str
    entry: int
    what: str

    def __str__(self) -> str:
        place = f"{self.case} entry {self.entry}" if self.entry else self.case
        return f"{place}: {self.what}" if place else self.what


@dataclass(slots=True)
class Findings:
    """Findings up to a limit, so that a record that is wrong everywhere can still be reported."""

    most: int = 100
    kept: list[Finding] = field(default_factory=list)
    total: int = 0

    def add(self, case: bytes, entry: int, what: str) -> None:
        self.total += 1
        if len(self.kept) < self.most:
            self.kept.append(Finding(shown(case), entry, what))


def shown(stored: object) -> str:
    """What is stored, safe to print: it may have been written by someone who wants to deceive a terminal."""
    if not isinstance(stored, bytes):
        return str(stored)[:80]
    text = stored.decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)[:80]
