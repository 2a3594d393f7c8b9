"""The pages on which a case is put right: the options with their negotiation, and the independent body."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from amends.cases.told.timeline import reckoned
from amends.desk.case import approvals, independent, negotiation, options, remedies
from amends.desk.case.begun import READY
from amends.desk.case.matrix import matrix
from amends.desk.case.opened import Opened, on_case
from amends.desk.case.page import show
from amends.handbook.service_offer import standing
from amends.rules.facts import CaseKind
from amends.rules.redress import REDRESS_WORDS, Redress
from amends.rules.steps import STEPS, referral
from amends.rules.steps.approval import Approve, Decline, SeekApproval
from amends.rules.steps.base import Step
from amends.rules.steps.offers import MakeOffer
from amends.rules.steps.options import CHAPTER, InviteOptions, SelectOption
from amends.ui.pictures import offer_track, options_matrix
from amends.ui.sentences import words_text


@require_safe
@on_case
def options_page(request: HttpRequest, case: Opened) -> HttpResponse:
    """What they want, the options side by side, whose decision it is, and how it is negotiated."""
    more = {
        "lines": options.lines(case),
        "rationale": options.rationale(case),
        "adding": options.adding(case),
        "inviting": options.act(case, InviteOptions, gettext("Invite colleagues to add options")),
        "ready": ready(case),
        "entitlements": standing(case.today),
        "nothing": _nothing(case),
        "approvals": approvals.approvals(case),
        "laws": remedies.laws(case),
        "earlier_stage": bool(case.facts.resolution.options) and case.facts.stage > 1,
        **pictured(case),
        **_negotiated(case),
    }
    return show(request, case, "options.html", more)


@require_safe
@on_case
def independent_page(request: HttpRequest, case: Opened) -> HttpResponse:
    """The rights with their days, what was referred, and what came of it."""
    more = {
        "third_party": case.scene.regime.third_party,
        "rights": independent.rights(case, reckoned(case)),
        "referrals": independent.referrals(case),
        "refer": independent.refer(case),
        "owed": negotiation.owed(case),
    }
    return show(request, case, "independent.html", more)


def pictured(case: Opened) -> dict[str, Any]:
    """The options of this stage as the matrix, with its table; nothing where there are none."""
    found = case.facts.resolution.of_stage(case.facts.stage)
    if not found:
        return {"matrix": "", "matrix_rows": None}
    data = matrix(case, found)
    return {"matrix": options_matrix.svg(data), "matrix_rows": options_matrix.table(data)}


def ready(case: Opened) -> list[tuple[str, str]]:
    """Kinds of redress that nobody has thought of in this stage, each with words to begin with."""
    there = {option.kind for option in case.facts.resolution.of_stage(case.facts.stage)}
    left = (kind for kind in READY if kind not in there and kind is not Redress.NOTHING)
    return [(kind.value, words_text(REDRESS_WORDS[kind])) for kind in left]


def _nothing(case: Opened) -> tuple[str, str] | None:
    """Title and details of doing nothing, which is an option like any other; None where it stands among them."""
    there = {option.kind for option in case.facts.resolution.of_stage(case.facts.stage)}
    title, detail = READY[Redress.NOTHING]
    return None if Redress.NOTHING in there else (words_text(title), words_text(detail))


WITH_MATRIX: frozenset[type[Step]] = frozenset({SelectOption, SeekApproval, Approve, Decline, MakeOffer})
"""Steps that are decided with the options before one's eyes."""
LANDS = {
    **{step.name: "desk:options" for step in STEPS.values() if step.chapter == CHAPTER},
    **{step.name: "desk:independent" for step in referral.STEPS},
}
"""Where a step leads when it is taken. All others lead to the conversation."""


BACK = {
    "desk:case": gettext_lazy("Back to the conversation"),
    "desk:options": gettext_lazy("Back to the options"),
    "desk:independent": gettext_lazy("Back to the independent body"),
}


def lands_on(step: str) -> str:
    return LANDS.get(step, "desk:case")


def beside(step: type[Step], case: Opened) -> dict[str, Any]:
    """What is shown beside the form of a step: where it leads back to; the options, where they are decided on; and for
    whoever approves, what is asked of them and why."""
    room = lands_on(step.name)
    more = {"back_url": reverse(room, args=[case.reference]), "back_words": BACK[room]}
    if step not in WITH_MATRIX:
        return more
    asked = next((one for one in approvals.approvals(case) if one.open), None)
    if asked is None or step not in (Approve, Decline):
        return {**more, **pictured(case)}
    other = asked.acts[step is Approve]
    return {**more, **pictured(case), "asked": asked, "instead": other if other.open else None}


def _negotiated(case: Opened) -> dict[str, Any]:
    data = negotiation.track(case)
    can = case.facts.kind in (CaseKind.COMPLAINT, CaseKind.PROBLEM)
    return {
        "offers": negotiation.offers(case),
        "track": offer_track.svg(data) if data else "",
        "track_rows": offer_track.table(data) if data else None,
        "offer_acts": negotiation.acts(case) if can else [],
        "owed": negotiation.owed(case),
    }
