"""Answering an offer: yes after a look at what it means, a question, a suggestion, or no; and what was answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amends.cases.take import scene_of
from amends.now import now
from amends.people.access import new_link
from amends.portal.answering import go, page, secret
from amends.portal.mycase.agreed import agreed
from amends.portal.mycase.ahead import ahead
from amends.portal.mycase.offers import became, choice, move_told, time_left
from amends.portal.mycase.rights import rights
from amends.portal.offer_copy import mail_copy
from amends.portal.outlook import day
from amends.portal.own_word import own_word
from amends.portal.uploads import takes_files
from amends.portal.views.acts import act, data_of, form_or_page
from amends.portal.views.forms import Act
from amends.portal.views.offer_forms import Ask, Refuse, Suggest, Yes
from amends.portal.views.sending import of_link
from amends.portal.visits import Visit, customer_of, visitors
from amends.rules.facts import Facts
from amends.rules.resolution import Move, Offer
from amends.rules.resolving import open_offer_is
from amends.rules.rulings import Ruling


def offer_of(facts: Facts, number: int) -> Offer:
    """The offer of this number on the customer's own case. Raises Http404."""
    offer = facts.resolution.offers.get(number)
    if offer is None:
        raise Http404
    return offer


@form_or_page
@own_word
@visitors
def yes(request: HttpRequest, visit: Visit, number: int, option: int) -> HttpResponse:
    """Check your answer: what is accepted, what follows, and the button that accepts it."""
    offer, today = offer_of(visit.facts, number), visit.scene.today
    chosen = choice(offer, option, visit.scene)
    if chosen is None:
        raise Http404
    left = time_left(offer, today)
    return _answer(request, visit, offer, Yes(visit, *data_of(request)), {"option": option}, choice=chosen, left=left)


@form_or_page
@own_word
@visitors
def suggest(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    return _answer(request, visit, offer_of(visit.facts, number), Suggest(visit, *data_of(request)))


@form_or_page
@own_word
@visitors
def refuse(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    offer = offer_of(visit.facts, number)
    return _answer(request, visit, offer, Refuse(visit, *data_of(request)), rights=rights(visit.scene))


@takes_files
@form_or_page
@visitors
def ask(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    offer = offer_of(visit.facts, number)
    return act(request, visit, Ask(visit, *data_of(request), offer=offer))


def _answer(
    request: HttpRequest,
    visit: Visit,
    offer: Offer,
    form: Act,
    fixed: dict[str, int] | None = None,
    **shown: object,
) -> HttpResponse:
    """One way to answer an offer; where it can no longer be answered, what became of it."""
    found = open_offer_is(visit.scene, offer.number, visit.scene.today)
    closed = found if isinstance(found, Ruling) else None
    told = "" if closed is None else became(offer, visit.scene)
    return act(
        request,
        visit,
        form,
        fixed={"offer": offer.number, "channel": "portal", **(fixed or {})},
        closed=closed,
        also=partial(mail_copy, visit, offer.number),
        then=_confirmation(visit, offer.number),
        told=told,
        offer=offer,
        **shown,
    )


def _confirmation(visit: Visit, number: int) -> Callable[[], HttpResponse]:
    return lambda: go("portal:offer_said", number, new_link(visit.reference, visit.at))


@require_safe
def said(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """What the customer answered. The address can be kept: it works for as long as the link in it does."""
    at = now()
    reference, facts, entries = of_link(token, at)
    offer = offer_of(facts, number)
    move = _last_answer(offer)
    scene = scene_of(facts, customer_of(reference), at)
    context = {
        "reference": reference,
        "facts": facts,
        "move": move,
        "told": move_told(move, offer, scene.regime.currency),
        "when": day(scene.day(move.at)),
        "agreed": agreed(scene, entries)[:1] if move.kind == "accepted" else [],
        "ahead": ahead(scene),
        "token": token,
    }
    return secret(page(request, "portal/offer_said.html", context))


def _last_answer(offer: Offer) -> Move:
    """Raises Http404 where the customer has not answered yet."""
    answers = [move for move in offer.moves if move.kind != "offer_withdrawn"]
    if not answers:
        raise Http404
    return answers[-1]
