"""What a letter binds us to: promises that are not written down, money that nobody signed for, liability admitted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from amends.cases.checks.answers import shares
from amends.cases.checks.check import Check, State
from amends.cases.checks.days import days_within, when
from amends.cases.checks.written import Written
from amends.letters.reading import admits, sentences
from amends.rules.deadlines import reckonings
from amends.rules.redress import amounts_given
from amends.rules.resolving import money_signed_for
from amends.rules.rulings import YES, Ruling, Scene, no
from amends.rules.steps.letter import Letter
from amends.rules.steps.offers import AgreeCounter, MakeOffer
from amends.rules.steps.response import ReportFindings, SendSummary
from amends.rules.words import say
from amends.ui.sentences import value_text, words_text

_WE_WILL = re.compile(
    r"\b(?!you\b)\w+(?:['’]ll|\s+(?:will|shall|(?:are|am|is)\s+going\s+to))\b|\b(?:byddwn|byddaf|bydd)\b",
    re.IGNORECASE,
)
_YOU_WILL = re.compile(r"\byou(?:['’]ll|\s+will)\s+(?:have|get|receive|hear)\b", re.IGNORECASE)
_ANSWER = re.compile(
    r"\b(?:answer|repl|respon|decision|decid|finish|hear|writ|tell|update|outcome|findings|ate[bp]|ymateb|clywed)",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of the answer that a clock of the case waits for."""
SHORT = 140


def checks(letter: Written) -> Iterator[Check]:
    if letter.inside:
        return
    yield from _promises(letter)
    yield from _amounts(letter)
    yield from _admission(letter)


def _promises(letter: Written) -> Iterator[Check]:
    """Each sentence that says by when we will do something, with no promise, clock or term of ours behind it."""
    made = [one for one in (_promise(letter, sentence) for sentence in sentences(letter.text)) if one]
    if not made:
        yield Check("promises", "ok", _("Promises"), _("It promises nothing that is not written down."))
    yield from made


def _promise(letter: Written, sentence: str) -> Check | None:
    if not (_WE_WILL.search(sentence) or _YOU_WILL.search(sentence)):
        return None
    by = when(sentence, letter.scene)
    if by is None or _is_kept_elsewhere(letter, sentence, by[1]):
        return None
    day = _(" (by {day})").format(day=value_text(by[1])) if by[1] else ""
    words = _("«{sentence}»{day} is a promise, and is not written down as one.").format(
        sentence=shortened(sentence), day=day
    )
    return Check("promises", "warn", _("Promises"), words, "message", step="promise")


def _is_kept_elsewhere(letter: Written, sentence: str, day: date | None) -> bool:
    """Whether it is a promise on the record, a date that a clock of the case has, or a term of the offer itself."""
    step, facts = letter.step, letter.scene.facts
    if isinstance(step, (MakeOffer, AgreeCounter)) and step.within_days in days_within(sentence):
        return True
    if day is None:
        return any(shares(promise.what, sentence) for promise in facts.open_promises())
    known = {promise.due_on for promise in facts.open_promises()}
    if _ANSWER.search(sentence):
        clocks = reckonings(letter.facts, letter.scene.regime, letter.scene.calendar)
        known |= {clock.due_on for clock in clocks if clock.due_on}
    opens = {offer.open_until for offer in letter.facts.resolution.offers.values()}
    return day in known | opens


def _amounts(letter: Written) -> Iterator[Check]:
    step, scene = letter.step, letter.scene
    refused = money_signed_for(scene, step.redress) if isinstance(step, (ReportFindings, SendSummary)) else YES
    if not refused:
        yield Check("amounts", "bad", _("Money"), words_text(refused.reason), "redress")
        return
    most = letter.facts.resolution.named(scene.today)
    ordered = (promise.pence or 0 for promise in letter.facts.promises.values() if promise.agreed)
    most = max([most, *ordered])
    over = max((pence for one in sentences(letter.text) for pence in amounts_given(one) if pence > most), default=0)
    if over:
        words = _("It speaks of {amount}, which has not been offered or agreed.").format(amount=scene.money(over))
        yield Check("amounts", "warn", _("Money"), words, "message")
    else:
        yield Check("amounts", "ok", _("Money"), _("It names no sum that was not offered or agreed."))


def _admission(letter: Written) -> Iterator[Check]:
    found = admits(letter.text)
    if not found:
        yield Check("admission", "ok", _("Liability"), _("It admits no liability. An apology is no admission."))
        return
    words = _("«{sentence}» admits liability. An apology needs none: “we are sorry that …”.")
    state: State = "bad" if _offers_without(letter.step) else "warn"
    for sentence in found:
        yield Check("admission", state, _("Liability"), words.format(sentence=shortened(sentence)), "message")


def _offers_without(step: Letter) -> bool:
    return isinstance(step, MakeOffer) and step.without_liability


def admission(step: Letter, scene: Scene) -> Ruling:
    """An offer that is made without accepting liability does not accept it in its words."""
    texts = (str(getattr(step, name)) for name in step.prose())
    found = [sentence for text in texts for sentence in admits(text)] if _offers_without(step) else []
    if not found:
        return YES
    reason = say("The offer is made without accepting liability, and its words accept it.")
    return no("no_admission", reason, missing=[say("«{sentence}» said otherwise", sentence=shortened(found[0]))])


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[:SHORT].rstrip() + "…"
