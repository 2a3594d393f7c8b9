"""My complaint: the status in a sentence, what happens next, promises, messages, and what can be done now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amends.portal.answering import page
from amends.portal.mycase.agreed import agreed, agreements
from amends.portal.mycase.ahead import ahead
from amends.portal.mycase.journey import journey
from amends.portal.mycase.offers import became, last_ended, standing, turns
from amends.portal.mycase.promised import promises
from amends.portal.mycase.referral import referrals
from amends.portal.mycase.rights import elsewhere, rights
from amends.portal.mycase.thread import thread
from amends.portal.plain import copy_of
from amends.portal.views.acts import answer_forms, message_form
from amends.portal.views.forms import Sorted
from amends.portal.visits import Visit, visitors
from amends.rules.rulings import Scene
from amends.rules.status import sentence
from amends.rules.steps import STEPS

OPENED = ("confirm_understanding", "answer_satisfaction", "next_stage", "reopen")


@require_safe
@visitors
def my(request: HttpRequest, visit: Visit) -> HttpResponse:
    scene = visit.scene
    context = {
        **_what_is_so(visit, scene),
        "may": {name: bool(STEPS[name].opening(scene)) for name in OPENED},
        "questions": answer_forms(visit),
        "message": message_form(request, visit),
        "sorted": Sorted(visit, auto_id="sorted_%s"),
    }
    return page(request, "portal/my.html", context)


def _what_is_so(visit: Visit, scene: Scene) -> dict[str, Any]:
    return {
        "reference": visit.reference,
        "facts": visit.facts,
        "sentence": sentence(visit.facts, scene.today),
        "ahead": ahead(scene),
        "journey": journey(scene),
        "promises": promises(scene),
        **_offers(visit, scene),
        "referrals": referrals(scene, visit.entries),
        "elsewhere": elsewhere(visit.entries),
        "thread": thread(visit.reference, visit.entries),
        "rights": rights(scene),
    }


def _offers(visit: Visit, scene: Scene) -> dict[str, Any]:
    ended = last_ended(scene)
    return {
        "standing": standing(scene),
        "ended": became(ended, scene) if ended else "",
        "agreed": agreed(scene, visit.entries),
        "turns": turns(scene, agreements(visit.entries)),
    }


@require_safe
@visitors
def copy(request: HttpRequest, visit: Visit) -> HttpResponse:
    return copy_of(visit.reference, visit.entries)
