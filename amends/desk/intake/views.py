"""Taking in what a customer raised: who, what, how and when; then read back to them what was written."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amends.cases.doors import case_for
from amends.cases.models import Case
from amends.cases.take import Refused, facts_of, open_case, scene_of, take
from amends.desk.gates import casework, colleague
from amends.desk.intake.forms import HOW, WHAT, WHO, Paper, paper
from amends.desk.intake.known import NEW, open_cases, same_person
from amends.now import now
from amends.people.models import Staff
from amends.rules.actors import Actor
from amends.rules.deadlines import reckonings
from amends.rules.packfiles import UnknownRegime
from amends.rules.regimes import ClockKind
from amends.rules.steps.intake import Receive, Recognise
from amends.ui.sentences import words_text


@casework
def intake(request: HttpRequest) -> HttpResponse:
    staff, at = colleague(request), now()
    actor = staff.actor()
    if request.method != "POST":
        return _page(request, paper(actor, at, team=_own_team(actor)))
    if request.POST.get("act") == "procedure":
        return _page(request, paper(actor, at, kept=request.POST))
    sent = paper(actor, at, data=request.POST)
    if not sent.is_valid():
        return _page(request, sent, status=422)
    return _taken(request, sent, staff, at)


def _taken(request: HttpRequest, sent: Paper, staff: Staff, at: datetime) -> HttpResponse:
    """Open the case, unless the customer has open ones that nobody has looked at yet."""
    actor, step = staff.actor(), cast(Receive, sent.form.step)
    known = open_cases(actor, step.customer_name, step.customer_email, step.customer_phone)
    confirmed = request.POST.get("confirmed", "")
    if known and not confirmed:
        return _page(request, sent, known)
    if confirmed != NEW and confirmed == same_person(known):
        step = step.model_copy(update={"customer": confirmed})
    try:
        taken = open_case(step, by=actor, at=at)
    except (Refused, UnknownRegime) as refused:
        why = words_text(refused.ruling.reason) if isinstance(refused, Refused) else str(refused)
        sent.form.add_error(None, why)
        return _page(request, sent, status=409)
    _recognise(request, taken.reference, sent.recognition.cleaned_data["limb"], actor, at)
    return redirect("desk:read-back", taken.reference)


def _recognise(request: HttpRequest, reference: str, limb: str, actor: Actor, at: datetime) -> None:
    """The case is safe by now. If it cannot be recognised, that is said, and it can be decided on its page."""
    if not limb:
        messages.success(request, _("Case {reference} is open.").format(reference=reference))
        return
    try:
        take(reference, Recognise(limb=limb), by=actor, at=at)
    except Refused as refused:
        words = _("Case {reference} is open, but it was not recognised as a complaint: {reason}")
        messages.warning(request, words.format(reference=reference, reason=words_text(refused.ruling.reason)))
    else:
        done = _("Case {reference} is open and recognised as a complaint.")
        messages.success(request, done.format(reference=reference))


def _own_team(actor: Actor) -> str:
    return next(iter(actor.teams)) if len(actor.teams) == 1 else ""


def _page(request: HttpRequest, shown: Paper, known: list[Case] | None = None, *, status: int = 200) -> HttpResponse:
    context = {
        "form": shown.form,
        "recognition": shown.recognition,
        "who": shown.part(WHO),
        "what": shown.part(WHAT),
        "how": shown.part(HOW),
        "about_staff": shown.form["about_staff"],
        "choose_procedure": "regime" in shown.form.fields,
        "known": known or [],
        "same_person": same_person(known) if known else "",
    }
    return render(request, "desk/intake.html", context, status=status)


@casework
@require_POST
def duplicates(request: HttpRequest) -> HttpResponse:
    """The customer's open cases, while the form is being filled in. Sent by POST: addresses are logged, bodies not."""
    said = (
        request.POST.get(name, "").replace("\0", "").strip()
        for name in ("customer_name", "customer_email", "customer_phone")
    )
    known = open_cases(colleague(request).actor(), *said)
    return render(request, "desk/known.html", {"known": known})


@casework
def read_back(request: HttpRequest, reference: str) -> HttpResponse:
    """What was written, in words to read to the customer, and what they can expect by when."""
    actor, at = colleague(request).actor(), now()
    try:
        case = case_for(actor, reference)
    except Case.DoesNotExist:
        raise Http404 from None
    facts, _entries = facts_of(reference)
    scene = scene_of(facts, actor, at)
    running = reckonings(facts, scene.regime, scene.calendar)
    promised = [r for r in running if r.clock.kind is ClockKind.ACT_BY and r.due_on and not r.met_at]
    return render(request, "desk/read_back.html", {"case": case, "facts": facts, "promised": promised})
