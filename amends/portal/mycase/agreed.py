"""What was agreed or ordered, with each promise that came of it: carried out, late, or to come."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _

from amends.portal.mycase.offers import told
from amends.portal.mycase.promised import Line, line
from amends.portal.outlook import day
from amends.rules.entries import Entry
from amends.rules.resolution import Offer, OfferState
from amends.rules.rulings import Scene


@dataclass(frozen=True, slots=True)
class Agreed:
    what: str
    since: str
    promises: list[Line]


def agreed(scene: Scene, entries: list[Entry]) -> list[Agreed]:
    """Each offer that the customer took, the newest first."""
    found = [o for o in scene.facts.resolution.offers.values() if o.state is OfferState.ACCEPTED]
    return [_agreed(offer, scene, owed_of(entries, "offer", offer.number)) for offer in reversed(found)]


def _agreed(offer: Offer, scene: Scene, owed: list[int]) -> Agreed:
    term = offer.term(offer.taken)
    since = format_html(_("You said yes on {day}."), day=day(scene.day(offer.moves[-1].at)))
    return Agreed(told(term, scene.regime.currency) if term else "", since, lines(scene, owed))


def lines(scene: Scene, numbers: list[int]) -> list[Line]:
    return [line(scene.facts.promises[number], scene) for number in numbers]


def owed_of(entries: list[Entry], name: str, number: int) -> list[int]:
    """The numbers of the promises that came of this offer («offer») or referral («order»)."""
    promised = (entry for entry in entries if entry.kind == "promised" and entry.data.get(name) == number)
    return [entry.number_of("promise") for entry in promised]


def agreements(entries: list[Entry]) -> frozenset[int]:
    """The offers by which we agreed to what the customer had asked for."""
    return frozenset(e.number_of("offer") for e in entries if e.kind == "offered" and e.data.get("agrees_to"))
