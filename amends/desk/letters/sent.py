"""A letter was sent, or taken back: what becomes of its draft, and where its writer goes on."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from amends.cases import drafts
from amends.desk.case.opened import Opened
from amends.desk.letters.writing import is_letter, typed
from amends.rules.steps.base import Step
from amends.rules.steps.reviewing import TakeBack


def settle(request: HttpRequest, case: Opened, step_class: type[Step]) -> str:
    """Keep what was sent for as long as it can be taken back; with what was taken back, bring its draft back. The
    address to go on to; "" for the usual one."""
    if is_letter(step_class):
        drafts.sent(case.reference, step_class.name, case.actor, typed(request, step_class), case.at)
    last = case.facts.last_step
    if step_class is not TakeBack or last is None:
        return ""
    step = drafts.back(case.reference, [last.step], case.actor)
    return reverse("desk:step", args=[case.reference, step]) if step else ""
