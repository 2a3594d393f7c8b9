"""Offers and what both sides did about them; what was agreed and carried out."""

from __future__ import annotations

from dataclasses import replace

from amends.rules.entries import Entry
from amends.rules.facts import Facts, PromiseState
from amends.rules.redress import Redress
from amends.rules.resolution import Move, Offer, OfferState, Term


def offered(facts: Facts, entry: Entry) -> None:
    """A new offer takes the place of the one that stood before: there is never more than one to take."""
    offers = facts.resolution.offers
    for offer in offers.values():
        if offer.state is OfferState.OPEN:
            offers[offer.number] = replace(offer, state=OfferState.REPLACED)
    number = entry.number_of("offer")
    offers[number] = Offer(
        number=number,
        terms=tuple(_terms(facts, entry)),
        open_until=entry.day("open_until"),
        within_days=entry.number_of("within_days"),
        without_liability=entry.data.get("without_liability") is True,
        message=entry.text("message"),
        by=entry.by,
        at=entry.happened_at,
        stage=facts.stage,
        entry=entry.number,
    )


def _terms(facts: Facts, entry: Entry) -> list[Term]:
    kept = entry.data.get("terms")
    found = []
    for one in kept if isinstance(kept, list) else []:
        match one:
            case {"option": int(option), "kind": str(kind), "pence": int(pence)}:
                found.append(Term(option, Redress(kind), pence, facts.resolution.options[option].title))
    return found


def countered(facts: Facts, entry: Entry) -> None:
    _moved(facts, entry, entry.text("message"), OfferState.OPEN)


def accepted(facts: Facts, entry: Entry) -> None:
    """Accepting is the customer's word that it is resolved, until they say otherwise."""
    _moved(facts, entry, entry.text("comment"), OfferState.ACCEPTED, taken=entry.number_of("option"))
    facts.moments["resolved"] = entry.happened_at


def refused(facts: Facts, entry: Entry) -> None:
    _moved(facts, entry, entry.text("why"), OfferState.REFUSED)


def offer_withdrawn(facts: Facts, entry: Entry) -> None:
    _moved(facts, entry, entry.text("message"), OfferState.WITHDRAWN)


def _moved(facts: Facts, entry: Entry, words: str, state: OfferState, *, taken: int = 0) -> None:
    offer = facts.resolution.offers[entry.number_of("offer")]
    move = Move(
        entry.kind, words, entry.word("channel"), entry.by, entry.happened_at, entry.number, entry.amount("pence")
    )
    facts.resolution.offers[offer.number] = replace(offer, state=state, taken=taken, moves=(*offer.moves, move))


def carried_out(facts: Facts, entry: Entry) -> None:
    promise = facts.promises[entry.number_of("promise")]
    facts.promises[promise.number] = replace(
        promise, state=PromiseState.KEPT, settled_at=entry.happened_at, told=entry.text("proof")
    )


def signposted(facts: Facts, entry: Entry) -> None:
    facts.moments["signposted"] = entry.happened_at


ON = {
    "offered": offered,
    "countered": countered,
    "accepted": accepted,
    "refused": refused,
    "offer_withdrawn": offer_withdrawn,
    "carried_out": carried_out,
    "signposted": signposted,
}
