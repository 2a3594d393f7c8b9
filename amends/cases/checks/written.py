"""A letter as far as it is written: what its writer put in each field, and how the whole of it will read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, override

from amends.cases.letters import Passage, passages
from amends.cases.paper import provisional
from amends.rules.entries import LETTER_FIELDS, Entry
from amends.rules.facts import Facts
from amends.rules.fold import fold_more
from amends.rules.rulings import Scene
from amends.rules.steps.informing import SendUpdate
from amends.rules.steps.letter import Letter
from amends.rules.steps.response import PART_FIELDS, ReportFindings

OPENING = ("message", "elsewhere")


@dataclass(frozen=True, slots=True)
class Written:
    """`own`: what its writer wrote, by field; `paragraphs`: the whole letter; `facts`: the case as it will be with it;
    `entry`: the letter as an entry, once all is chosen that it needs."""

    step: Letter
    scene: Scene
    own: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    facts: Facts
    entry: Entry | None

    @property
    def text(self) -> str:
        """What its writer wrote, of all that the customer will read."""
        return "\n\n".join(text for _name, text in self.own)

    @property
    def whole(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def inside(self) -> bool:
        """Whether it stays inside the organisation."""
        return isinstance(self.step, ReportFindings) and self.step.audience == "internal"


def written(step: Letter, scene: Scene) -> Written:
    """What stands there, however little it is."""
    own = tuple((name, text) for name in told_fields(step) if (text := str(getattr(step, name))))
    if not _all_chosen(step):
        return Written(step, scene, own, tuple(text for _name, text in own), scene.facts, None)
    entries = provisional(step.entries(scene), scene)
    facts = fold_more(scene.facts, entries)
    entry = next(entry for entry in entries if entry.kind == step.writes[0])
    with override(scene.facts.language):
        paragraphs = tuple(part for passage in passages(entry, facts) for part in _parts(passage))
    return Written(step, scene, own, paragraphs, facts, entry)


def told_fields(step: Letter) -> Iterator[str]:
    """The fields of a step whose words the customer reads, in the order of the letter."""
    there = type(step).model_fields
    yield from (name for name in OPENING if name in there)
    if isinstance(step, SendUpdate) and step.purpose == "update":
        return
    if isinstance(step, ReportFindings):  # its reasons follow with each finding
        yield from (name for name in PART_FIELDS if name != "reasons")
    else:
        yield from (name for name in LETTER_FIELDS if name in there)


def titled(step: Letter, name: str) -> str:
    """What the form calls a field."""
    return gettext(str(type(step).model_fields[name].title))


def _all_chosen(step: Letter) -> bool:
    """Whether everything is chosen that is needed: words may still be missing, an option or a ground may not."""
    prose = step.prose()
    needed = (name for name, info in type(step).model_fields.items() if info.is_required() and name not in prose)
    return all(getattr(step, name) not in ("", None, []) for name in needed)


def _parts(passage: Passage) -> Iterator[str]:
    """A passage paragraph by paragraph, the first with its title."""
    return (part.strip() for part in passage.in_line.split("\n\n") if part.strip())
