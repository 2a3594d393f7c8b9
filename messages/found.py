"""One thing to translate, as it was found in the sources."""

from __future__ import annotations

from dataclasses import dataclass

Id = str | tuple[str, ...]
"""The English: a text, or its singular and plural."""


@dataclass(frozen=True, slots=True)
class Found:
    """`context` tells apart what is the same word in English; `shown` marks what a customer can come to see."""

    id: Id
    file: str
    context: str | None = None
    comments: tuple[str, ...] = ()
    shown: bool = False

    @property
    def key(self) -> tuple[str, str | None]:
        """By which a catalogue finds it again."""
        return (self.id if isinstance(self.id, str) else self.id[0]), self.context
