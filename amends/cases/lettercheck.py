"""What a letter is checked for, while it is written and before it goes.

What the rules would refuse is `bad` here, with the field that it is about; everything else is a hint for its writer.
"""

from __future__ import annotations

from dataclasses import dataclass

from amends.cases.checks import agreeing, answers, binding, parts, reading
from amends.cases.checks.answers import Answered
from amends.cases.checks.check import Check, State
from amends.cases.checks.written import written
from amends.rules.rulings import YES, Ruling, Scene
from amends.rules.steps.base import Step
from amends.rules.steps.letter import Letter

__all__ = ["Answered", "Check", "LetterChecks", "checks", "refused"]


@dataclass(frozen=True, slots=True)
class LetterChecks:
    """`paragraphs`: the letter as it will read; `issues`: which of them answers what; `found`: everything else too."""

    paragraphs: tuple[str, ...]
    issues: tuple[Answered, ...]
    found: tuple[Check, ...]

    def of(self, state: State) -> tuple[Check, ...]:
        return tuple(check for check in self.found if check.state == state)

    @property
    def stopped(self) -> bool:
        """Whether it cannot go as it is."""
        return bool(self.of("bad"))


def checks(step: Letter, scene: Scene) -> LetterChecks:
    """Everything that can be told of a letter, however little of it is written."""
    letter = written(step, scene)
    looked = (reading, parts, answers, binding, agreeing)
    found = tuple(check for one in looked for check in one.checks(letter))
    return LetterChecks(letter.paragraphs, answers.answered(letter), found)


def refused(step: Step, scene: Scene) -> Ruling:
    """What stops a letter that the rules, which cannot read, let go."""
    return binding.admission(step, scene) if isinstance(step, Letter) else YES
