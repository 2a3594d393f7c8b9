"""Our offers to this customer: what each option gives, what yes means, how long there is, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.portal.outlook import day
from amends.rules.redress import REDRESS_WORDS, Redress, money
from amends.rules.resolution import Move, Offer, OfferState, Term
from amends.rules.rulings import Scene
from amends.rules.steps.agreeing import paid
from amends.ui.dates import stamped
from amends.ui.sentences import value_text, words_text

MARKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of an offer. `mark` tells it from the others: «A»; nothing where it is the only one."""

    option: int
    mark: str
    title: str
    kind: str
    amount: str
    yes: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An offer that can be answered today. `countered` says what the customer asked for instead, if they did."""

    offer: Offer
    choices: list[Choice]
    left: str
    apology: bool
    countered: str


def standing(scene: Scene) -> Standing | None:
    """The offer that this customer can take now, if there is one."""
    facts = scene.facts
    offer = None if facts.closed else facts.resolution.open_offer(scene.today)
    if offer is None:
        return None
    apology = any(term.kind is Redress.APOLOGY for term in offer.terms)
    asked = _asked(offer.countered, offer, scene) if offer.countered else ""
    return Standing(offer, choices(offer, scene), time_left(offer, scene.today), apology, asked)


def _asked(move: Move, offer: Offer, scene: Scene) -> str:
    return format_html("{} ({}).", move_told(move, offer, scene.regime.currency), day(scene.day(move.at)))


def choices(offer: Offer, scene: Scene) -> list[Choice]:
    several = len(offer.terms) > 1
    return [_choice(term, offer, scene, _mark(place) if several else "") for place, term in enumerate(offer.terms)]


def choice(offer: Offer, option: int, scene: Scene) -> Choice | None:
    """One of the options by its number, marked as it is among the others."""
    return next((one for one in choices(offer, scene) if one.option == option), None)


def _mark(place: int) -> str:
    return MARKS[place] if place < len(MARKS) else str(place + 1)


def _choice(term: Term, offer: Offer, scene: Scene, mark: str) -> Choice:
    amount = scene.money(pence) if (pence := paid(term)) else ""
    title = term.title or _("What was offered here has been erased.")
    return Choice(term.option, mark, title, _kind(term), amount, _yes(offer, scene.today))


def _kind(term: Term) -> str:
    return words_text(REDRESS_WORDS[term.kind])


def _yes(offer: Offer, today: date) -> str:
    if offer.within_days == 0:
        return _("We do it on the day on which you say yes.")
    by = day(today + timedelta(days=offer.within_days))
    return format_html(_("We do it by {day}, if you say yes today."), day=by)


def time_left(offer: Offer, today: date) -> str:
    if offer.open_until is None:
        return _("There is no last day to answer. If we take the offer back, we tell you.")
    left = (offer.open_until - today).days
    if left == 0:
        return format_html(_("Today, {day}, is the last day to answer."), day=day(offer.open_until))
    words = ngettext("You have {n} day left: until {day}.", "You have {n} days left: until {day}.", left)
    return format_html(words, n=left, day=day(offer.open_until))


def told(term: Term, currency: str) -> str:
    """What an option gives, in a line: its words, and its amount where they do not name it."""
    title, pence = term.title or _kind(term), paid(term)
    amount = money(pence, currency) if pence else ""
    return f"{title} ({amount})" if amount not in title else title


def lapsed(offer: Offer, today: date) -> bool:
    return offer.state is OfferState.OPEN and not offer.open_on(today)


def became(offer: Offer, scene: Scene) -> str:
    """What became of an offer that can no longer be answered; nothing while it can."""
    if lapsed(offer, scene.today) and offer.open_until:
        words = _("This offer ended on {day}. If you still want it, ask us: we would have to make it again.")
        return format_html(words, day=day(offer.open_until))
    on = day(scene.day(offer.moves[-1].at)) if offer.moves else ""
    match offer.state:
        case OfferState.ACCEPTED:
            return format_html(_("You said yes to this offer on {day}."), day=on)
        case OfferState.REFUSED:
            return format_html(_("You said no to this offer on {day}."), day=on)
        case OfferState.WITHDRAWN:
            return format_html(_("We took this offer back on {day}."), day=on)
        case OfferState.REPLACED:
            return _("We have made you a newer offer, which takes the place of this one.")
        case _:
            return ""


def last_ended(scene: Scene) -> Offer | None:
    """The newest offer, if it is one that nobody can answer any more and that was not accepted."""
    offers = list(scene.facts.resolution.offers.values())
    newest = offers[-1] if offers else None
    if newest is None or newest.state is OfferState.ACCEPTED or (newest.open_on(scene.today) and scene.facts.is_open):
        return None
    return newest


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the negotiation: who, when, what they did, and the words that went with it."""

    side: str  # customer or us
    at: datetime
    when: str
    what: str
    words: str = ""


def turns(scene: Scene, agreements: frozenset[int]) -> list[Turn]:
    """The negotiation so far, in order. `agreements` are offers by which we agreed to what the customer asked for."""
    found = [turn for offer in scene.facts.resolution.offers.values() for turn in _turns(offer, scene, agreements)]
    return sorted(found, key=lambda turn: turn.at)


def _turns(offer: Offer, scene: Scene, agreements: frozenset[int]) -> Iterator[Turn]:
    def turn(side: str, at: datetime, what: str, words: str = "") -> Turn:
        on = scene.day(at)
        return Turn(side, at, stamped(on, value_text(on)), what, words)

    currency = scene.regime.currency
    gives = "; ".join(_marked(place, term, offer, currency) for place, term in enumerate(offer.terms))
    if offer.number in agreements:
        yield turn("us", offer.at, _("We agreed to what you asked for: {gives}").format(gives=gives))
        return
    yield turn("us", offer.at, _("We offered: {gives}").format(gives=gives))
    for move in offer.moves:
        side = "us" if move.kind == "offer_withdrawn" else "customer"
        yield turn(side, move.at, move_told(move, offer, currency), move.words)
    if lapsed(offer, scene.today) and offer.open_until:
        ended_at = datetime.combine(offer.open_until, datetime.max.time(), scene.zone)
        yield turn("us", ended_at, _("The offer ended without an answer"))


def _marked(place: int, term: Term, offer: Offer, currency: str) -> str:
    gives = told(term, currency)
    return f"{_mark(place)}: {gives}" if len(offer.terms) > 1 else gives


def move_told(move: Move, offer: Offer, currency: str) -> str:
    """What was done about an offer, as a sentence to the customer."""
    match move.kind:
        case "accepted":
            term = offer.term(offer.taken)
            return _("You said yes to: {what}").format(what=told(term, currency) if term else "")
        case "countered" if move.pence is not None:
            return _("You asked for {amount} instead").format(amount=money(move.pence, currency))
        case "countered":
            return _("You made another suggestion")
        case "refused":
            return _("You said no")
        case _:
            return _("We took the offer back")
