"""The negotiation: what was offered and answered, move by move; what was agreed; what can be done about it now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from amends.cases.told.timeline import day_of
from amends.desk.case.opened import Opened
from amends.desk.case.options import FILLED, Act, act, offer_of
from amends.rules.facts import Promise
from amends.rules.redress import REDRESS_WORDS
from amends.rules.resolution import Move, Offer, OfferState, Term
from amends.rules.rulings import Scene
from amends.rules.steps.agreeing import WAYS, Accept, CarryOut, Counter, RefuseOffer
from amends.rules.steps.approval import SeekApproval
from amends.rules.steps.offers import AgreeCounter, MakeOffer, Signpost, WithdrawOffer
from amends.rules.words import Words, say
from amends.ui.pictures import offer_track
from amends.ui.pictures.offer_track import Outcome, Track
from amends.ui.sentences import words_text

STATES: dict[OfferState, tuple[str, Words]] = {
    OfferState.OPEN: ("acc", say("Open")),
    OfferState.ACCEPTED: ("ok", say("Accepted")),
    OfferState.REFUSED: ("bad", say("Refused")),
    OfferState.WITHDRAWN: ("plain", say("Taken back")),
    OfferState.REPLACED: ("plain", say("Replaced by a newer one")),
}
ANSWERS = {
    "countered": say("Asked for"),
    "accepted": say("Accepted"),
    "refused": say("Refused"),
    "offer_withdrawn": say("Taken back"),
}
OUTCOMES: dict[str, Outcome] = {"accepted": "accepted", "refused": "refused", "offer_withdrawn": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One move about an offer, in words."""

    what: str
    amount: str
    words: str
    way: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer. `ended`: it is past the day to which it was open, and nobody has answered."""

    offer: Offer
    tone: str
    state: str
    terms: tuple[str, ...]
    by: str
    on: date
    answers: tuple[Answer, ...]
    ended: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise that came of an agreement or an order; `act` carries it out."""

    promise: Promise
    owner: str
    late: bool
    act: Act | None


def offers(case: Opened) -> list[Offered]:
    """The newest first."""
    return [_offered(case, offer) for offer in reversed(case.facts.resolution.offers.values())]


def track(case: Opened) -> Track | None:
    """The picture's data; None before the first offer."""
    made = case.facts.resolution.offers
    if not made:
        return None
    moves = (move for offer in made.values() for move in _moves(case, offer))
    standing = case.facts.resolution.open_offer(case.scene.today)
    return Track((*moves, *_ran_out(case)), standing.open_until if standing else None)


def acts(case: Opened) -> list[Act]:
    """What can be done about the offer that stands, or a first one."""
    return list(_acts(case)) if case.facts.is_open else []


def owed(case: Opened) -> list[Owed]:
    """What was agreed or ordered, in the order of its days."""
    made = sorted((one for one in case.facts.promises.values() if one.agreed), key=lambda one: one.due_on)
    return [_owed(case, promise) for promise in made]


def _offered(case: Opened, offer: Offer) -> Offered:
    tone, state = STATES[offer.state]
    return Offered(
        offer=offer,
        tone=tone,
        state=words_text(state),
        terms=tuple(term_words(case.scene, term) for term in offer.terms),
        by=case.names.who(offer.by),
        on=day_of(offer.at),
        answers=tuple(_answer(case, move, offer) for move in offer.moves),
        ended=offer.state is OfferState.OPEN and not offer.open_on(case.scene.today),
    )


def term_words(scene: Scene, term: Term) -> str:
    """«Pay it back (£64)»."""
    title = term.title or words_text(REDRESS_WORDS[term.kind])
    return f"{title} ({scene.money(term.pence)})" if term.pence else title


def _answer(case: Opened, move: Move, offer: Offer) -> Answer:
    taken = offer.term(offer.taken)
    said = term_words(case.scene, taken) if move.kind == "accepted" and taken and len(offer.terms) > 1 else ""
    return Answer(
        what=words_text(ANSWERS[move.kind]),
        amount=case.scene.money(move.pence) if move.pence is not None else said,
        words=move.words,
        way=words_text(WAYS[move.channel]).lower() if move.channel in WAYS else "",
        by=case.names.who(move.by),
        on=day_of(move.at),
    )


def _moves(case: Opened, offer: Offer) -> Iterator[offer_track.Move]:
    """An offer and its answers. One that agrees to what they asked for is the agreement itself."""
    if case.entries[offer.entry - 1].amount("agrees_to"):
        term = offer.terms[0]
        yield offer_track.Move(day_of(offer.at), "us", gettext("We agreed"), _sum(case, [term]), term.pence, "accepted")
        return
    most = max(term.pence for term in offer.terms)
    titles = "; ".join(term.title or words_text(REDRESS_WORDS[term.kind]) for term in offer.terms)
    yield offer_track.Move(
        day_of(offer.at), "us", gettext("Offered"), _sum(case, offer.terms), most or None, note=titles
    )
    yield from (_move(case, move, offer) for move in offer.moves)


def _ran_out(case: Opened) -> Iterator[offer_track.Move]:
    """The end of an offer that nobody answered in its time: no answer to it is waited for any more."""
    for offer in case.facts.resolution.offers.values():
        if offer.state is OfferState.OPEN and offer.open_until and not offer.open_on(case.scene.today):
            yield offer_track.Move(offer.open_until, "us", gettext("Its time has run out"), outcome="withdrawn")


def _move(case: Opened, move: Move, offer: Offer) -> offer_track.Move:
    outcome = OUTCOMES.get(move.kind, "")
    term = offer.term(offer.taken) if outcome == "accepted" else None
    pence = term.pence if term else move.pence
    return offer_track.Move(
        on=day_of(move.at),
        side="us" if move.kind == "offer_withdrawn" else "customer",
        what=words_text(ANSWERS[move.kind]),
        amount=case.scene.money(pence) if pence else "",
        pence=pence or None,
        outcome=outcome,
        note=move.words,
    )


def _sum(case: Opened, terms: tuple[Term, ...] | list[Term]) -> str:
    """«£64», «£64 or £120»; nothing where no term has an amount."""
    sums = [case.scene.money(pence) for pence in sorted({term.pence for term in terms if term.pence})]
    if len(sums) > 2:
        return gettext("{low} to {high}").format(low=sums[0], high=sums[-1])
    return gettext(" or ").join(sums)


def _acts(case: Opened) -> Iterator[Act]:
    standing = next((o for o in case.facts.resolution.offers.values() if o.state is OfferState.OPEN), None)
    if standing is None:
        selected = case.facts.resolution.selected.get(case.facts.stage)
        trial = offer_of(case.facts.resolution.options[selected.option]) if selected else None
        yield act(case, MakeOffer, gettext("Make an offer"), trial=trial)
        yield act(case, Signpost, gettext("Point to other ways"))
        return
    one = f"?offer={standing.number}"
    first = standing.terms[0].option
    sole = f"{one}&option={first}" if len(standing.terms) == 1 else one
    yield act(case, Accept, gettext("They accept"), sole, trial=_accepted(standing))
    yield act(case, Counter, gettext("They would accept something else"), one)
    yield act(case, RefuseOffer, gettext("They refuse"), one)
    if standing.countered:
        yes = AgreeCounter(option=first, message=FILLED)
        agree = act(case, AgreeCounter, gettext("Agree to what they ask"), f"?option={first}", trial=yes)
        yield agree
        if agree.ruling.rule == "within_authority":
            yield act(case, SeekApproval, gettext("Seek approval for what they ask"), f"?options={first}")
    yield act(case, MakeOffer, gettext("Make a new offer"))
    yield act(case, WithdrawOffer, gettext("Take the offer back"), one)


def _accepted(offer: Offer) -> Accept:
    return Accept(offer=offer.number, option=offer.terms[0].option, channel="phone")


def _owed(case: Opened, promise: Promise) -> Owed:
    able = promise in case.facts.open_promises() and case.facts.is_open
    done = act(case, CarryOut, gettext("Carry it out"), f"?promise={promise.number}") if able else None
    late = promise.late_at(case.at, case.scene.zone)
    return Owed(promise, case.names.who(promise.owner) if promise.owner else "", late, done)
