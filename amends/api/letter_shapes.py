"""The shapes of what is told of a letter before it is sent."""

from __future__ import annotations

from pydantic import BaseModel, Field

from amends.cases.checks.answers import Answered
from amends.cases.checks.check import Check


class LetterChecked(BaseModel):
    """The letter as it would read, and what it was checked for."""

    reference: str
    number: int = Field(description="Number of the last entry, for If-Match.")
    step: str
    stopped: bool = Field(description="Whether it cannot go as it is.")
    paragraphs: list[str] = Field(description="In the customer's language.")
    issues: list[Answered] = Field(
        description="Each issue, with the paragraphs that answer it, from 1. Empty for a letter that answers none."
    )
    checks: list[Check] = Field(
        description="state: bad stops the letter, warn is for somebody to look at again. field: which it is about. "
        "step: what would mend it."
    )
