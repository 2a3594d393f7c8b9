"""What the form of a step begins with, when a link led to it: what it is about, and words that we know already.

Numbers and choices are taken from an address; words never are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from pydantic.fields import FieldInfo

from amends.cases.regimes import currencies
from amends.desk.case.opened import Opened
from amends.desk.forms.fields import annotation, extra
from amends.desk.forms.inputs import whole
from amends.handbook.service_offer import standing
from amends.rules.choices import choices
from amends.rules.escalating import proposed
from amends.rules.redress import Redress
from amends.rules.steps.approval import SeekApproval
from amends.rules.steps.base import Step
from amends.rules.steps.escalation import Escalate
from amends.rules.steps.options import AssessRisk, IdentifyOption, WeighOption
from amends.rules.words import Words, say
from amends.ui.sentences import words_text

READY: dict[Redress, tuple[Words, Words]] = {
    Redress.NOTHING: (say("Do nothing"), say("We leave it as it is, and say why.")),
    Redress.APOLOGY: (
        say("Say sorry in writing"),
        say("By name, for what went wrong. It is no admission of liability."),
    ),
    Redress.EXPLANATION: (
        say("Explain what happened"),
        say("What went wrong, why, and what we found, in plain words."),
    ),
    Redress.PUT_RIGHT: (say("Put it right, and say that it is done"), say("")),
    Redress.REPAIR: (say("Repair it, at our cost"), say("")),
    Redress.REPLACE: (say("Replace it, at our cost"), say("")),
    Redress.REFUND: (say("Pay the money back"), say("To the account that it came from.")),
    Redress.PRICE_REDUCTION: (say("Lower the price"), say("")),
    Redress.COMPENSATION: (say("Pay for what they lost by it"), say("")),
    Redress.GOODWILL: (say("A payment for distress or inconvenience"), say("")),
    Redress.CHANGE: (say("Change how we work, so that it does not happen again"), say("")),
}
"""By kind: what would be done, in a few words, and what to say about it."""


def begun(step: type[Step], case: Opened, asked: QueryDict) -> dict[str, Any]:
    """The values that a form begins with."""
    given = dict(_given(step, case, asked))
    known = KNOWN.get(step)
    lined = _of_the_service_offer(asked, case) if step is IdentifyOption else {}
    return {**(known(case, given) if known else {}), **given, **lined}


def _given(step: type[Step], case: Opened, asked: QueryDict) -> Iterator[tuple[str, Any]]:
    """Which option, issue or promise a link was about; and which of the answers there are it meant."""
    for name, info in step.model_fields.items():
        said = asked.getlist(name)
        if said and (fitting := [one for one in said if _fits(info, one, case)]):
            yield name, fitting if annotation(info) == list[int] else fitting[0]


def _fits(info: FieldInfo, said: str, case: Opened) -> bool:
    """Whether an address may say this: a whole number, one of the answers, or something that the case knows."""
    kind = annotation(info)
    if info.annotation in (int, list[int]):
        return bool(whole(said))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return said in {item.value for item in kind}
    return kind is str and said in dict(choices(str(extra(info).get("choices")), case.scene) or [])


def _ready(case: Opened, given: Mapping[str, Any]) -> dict[str, Any]:
    """An option of a kind for which we have words."""
    found = READY.get(Redress(given["kind"])) if "kind" in given else None
    return {"title": words_text(found[0]), "detail": words_text(found[1])} if found else {}


def _of_the_service_offer(asked: QueryDict, case: Opened) -> dict[str, Any]:
    """An option as the service offer has it, where a link named a line that is in force. Its amount is in the
    organisation's currency: on a case in another, it has to be worked out."""
    line = standing(case.today).filter(pk=whole(asked.get("line"))).first()
    if line is None:
        return {}
    detail = gettext("{occasion} ({source})").format(occasion=line.occasion, source=line.source)
    pence = line.pence if case.scene.regime.currency == currencies()[0] else None
    return {"kind": line.kind, "title": line.title, "detail": detail, "pence": pence}


def _weighed(case: Opened, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was said when it was weighed before."""
    option = case.facts.resolution.options.get(whole(given.get("option")))
    if option is None or option.weighing is None:
        return {}
    names = ("benefits_customer", "drawbacks_customer", "benefits_us", "drawbacks_us", "pence")
    said = {name: getattr(option.weighing, name) for name in names}
    return {**said, "meets": option.weighing.meets.value}


def _assessed(case: Opened, given: Mapping[str, Any]) -> dict[str, Any]:
    """The risks as they were assessed before."""
    option = case.facts.resolution.options.get(whole(given.get("option")))
    said: dict[str, Any] = {}
    for kind, risk in (option.risks if option else {}).items():
        values = (risk.likelihood.value, risk.impact.value, risk.why)
        said |= dict(zip(AssessRisk.fields_of(kind), values, strict=True))
    return said


def _sought(case: Opened, given: Mapping[str, Any]) -> dict[str, Any]:
    """Approval for what the customer asks for, where they have answered the offer of this one option with that."""
    offer = case.facts.resolution.open_offer(case.scene.today)
    some = given.get("options", [])
    if offer is None or offer.countered is None or len(some) != 1 or not offer.term(whole(some[0])):
        return {}
    return {"pence": offer.countered.pence}


def _escalating(case: Opened, given: Mapping[str, Any]) -> dict[str, Any]:
    """Why it was proposed, where it was."""
    found = [one for one in proposed(case.scene) if one.cause == given.get("cause")]
    return {"why": _sentence(words_text(found[0].why))} if found else {}


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


KNOWN: Mapping[type[Step], Callable[[Opened, Mapping[str, Any]], dict[str, Any]]] = {
    IdentifyOption: _ready,
    WeighOption: _weighed,
    AssessRisk: _assessed,
    SeekApproval: _sought,
    Escalate: _escalating,
}
