"""The status as one sentence, with what only this moment knows: whether an offer still stands."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.portal.mycase.offers import standing
from amends.rules.facts import Facts
from amends.rules.resolution import Offer, OfferState
from amends.rules.rulings import Scene
from amends.rules.status import sentence
from amends.ui.sentences import words_text


def headline(scene: Scene) -> str:
    """Where the case is, to the customer, never a status word."""
    return next(_special(scene), "") or words_text(sentence(scene.facts, scene.today))


def _special(scene: Scene) -> Iterator[str]:
    facts, stands = scene.facts, standing(scene)
    if facts.closed:
        return
    if stands and stands.countered:
        yield _("You have made us a suggestion. We will answer it.")
    elif stands:
        yield ngettext("We have made you an offer.", "We have made you an offer: please choose.", len(stands.choices))
    elif facts.open_referrals():
        yield _("Your complaint is with {body}.").format(body=facts.open_referrals()[-1].body)
    elif body := _decided_last(facts):
        yield _("{body} has decided on your complaint.").format(body=body)
    elif (offer := _agreed_last(facts)) is not None:
        yield _carrying_out(offer, facts)


def _decided_last(facts: Facts) -> str:
    """The body that has decided, if we have said nothing since that changes what the customer waits for."""
    referral = list(facts.referrals.values())[-1] if facts.referrals else None
    if referral is None or referral.is_open:
        return ""
    decision = max(heard.entry for heard in referral.heard)
    since = max(facts.last_report.get(facts.stage, 0), facts.satisfaction.entry if facts.satisfaction else 0)
    return referral.body if since < decision else ""


def _agreed_last(facts: Facts) -> Offer | None:
    """The offer that was accepted, if nothing that we said later changes what the customer waits for."""
    newest = list(facts.resolution.offers.values())[-1:]
    if not newest or newest[0].state is not OfferState.ACCEPTED or facts.satisfaction or facts.open_questions():
        return None
    offer = newest[0]
    return (
        offer if offer.stage == facts.stage and facts.last_report.get(facts.stage, 0) < offer.moves[-1].entry else None
    )


def _carrying_out(offer: Offer, facts: Facts) -> str:
    if any(promise.agreed for promise in facts.open_promises()):
        return _("You said yes to our offer. We are doing what we agreed.")
    return _("We have done what we agreed.")
