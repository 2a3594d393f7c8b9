"""The options of a case, each with what can be done about it now, and why not, and who could."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from amends.desk.case.foretold import opening
from amends.desk.case.matrix import title_of
from amends.desk.case.opened import Opened
from amends.desk.case.powers import Power, power
from amends.rules.entries import LETTER_FIELDS
from amends.rules.redress import REDRESS_WORDS, Redress
from amends.rules.resolution import LEVEL_WORDS, Option
from amends.rules.rulings import Ruling
from amends.rules.steps.approval import SeekApproval
from amends.rules.steps.base import Step
from amends.rules.steps.offers import MakeOffer
from amends.rules.steps.options import AssessRisk, IdentifyOption, SelectOption, WeighOption
from amends.ui.sentences import words_text

FILLED = "–"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done, or cannot: then the ruling says why, and who could."""

    label: str
    url: str
    ruling: Ruling
    first: bool = False

    @property
    def open(self) -> bool:
        return bool(self.ruling)


@dataclass(frozen=True, slots=True)
class Line:
    """One option. `risk` is the word for its highest risk, empty where none was assessed."""

    option: Option
    title: str
    kind: str
    amount: str
    by: str
    power: Power
    risk: str
    chosen: bool
    acts: tuple[Act, ...]

    @property
    def closed(self) -> list[Act]:
        return [act for act in self.acts if not act.open]


def lines(case: Opened) -> list[Line]:
    """The options of the present stage, in the order in which they came up."""
    return [_line(case, option) for option in case.facts.resolution.of_stage(case.facts.stage)]


def rationale(case: Opened) -> tuple[str, str, str] | None:
    """Why the selected option was chosen, why it was the only one where it was, and who chose it."""
    selected = case.facts.resolution.selected.get(case.facts.stage)
    return (selected.rationale, selected.why_only, case.names.who(selected.by)) if selected else None


def act(case: Opened, step: type[Step], label: str, query: str = "", *, trial: Step | None = None) -> Act:
    """A step with what its form begins with; `trial` is the step as it would be taken, its words filled in."""
    ruling = opening(step, case.scene)
    if ruling and trial is not None:
        ruling = trial.checked(case.scene)
    return Act(label, reverse("desk:step", args=[case.reference, step.name]) + query, ruling)


def adding(case: Opened) -> Act:
    """A further option, of any kind."""
    return act(case, IdentifyOption, gettext("Add an option"))


def _line(case: Opened, option: Option) -> Line:
    selected = case.facts.resolution.selected.get(case.facts.stage)
    may = power(case, option)
    return Line(
        option=option,
        title=title_of(option),
        kind=words_text(REDRESS_WORDS[option.kind]),
        amount=case.scene.money(option.pence) if option.pence else "",
        by=case.names.who(option.by),
        power=may,
        risk=words_text(LEVEL_WORDS[option.worst]) if option.worst else "",
        chosen=bool(selected and selected.option == option.number),
        acts=tuple(_acts(case, option, may)) if case.facts.is_open else (),
    )


def _acts(case: Opened, option: Option, may: Power) -> Iterator[Act]:
    """In the order of the work: weigh, assess, select, and then seek approval or offer."""
    one = f"?option={option.number}"
    yield act(case, WeighOption, gettext("Weigh again") if option.weighing else gettext("Weigh it"), one)
    yield act(case, AssessRisk, gettext("Assess risk again") if option.risks else gettext("Assess its risk"), one)
    chosen = SelectOption(option=option.number, rationale=FILLED, why_only=FILLED)
    yield act(case, SelectOption, gettext("Select it"), one, trial=chosen)
    if option.kind is Redress.NOTHING:
        return
    some = f"?options={option.number}"
    if may.state == "beyond":
        asked = SeekApproval(options=[option.number], due_on=case.scene.today, message=FILLED)
        yield act(case, SeekApproval, gettext("Seek approval"), some, trial=asked)
    yield act(case, MakeOffer, gettext("Offer it"), some, trial=offer_of(option))


def offer_of(option: Option) -> MakeOffer:
    """An offer of this option, its words filled in."""
    said = {"options": [option.number], "message": FILLED, **dict.fromkeys(LETTER_FIELDS, FILLED)}
    return MakeOffer.model_validate(said)
