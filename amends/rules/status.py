"""Where a case is, in a word for lists and in a sentence for the customer."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from amends.rules.facts import CaseKind, Facts, PromiseState
from amends.rules.referring import Cause, Decided, EscalationState, Referral
from amends.rules.resolution import Offer, OfferState
from amends.rules.words import Words, say


class Phase(StrEnum):
    NEW = "new"  # received, nobody has said what it is
    OPEN = "open"  # being looked into
    ANSWERED = "answered"  # the customer has our answer; not closed
    CLOSED = "closed"


def phase(facts: Facts) -> Phase:
    if facts.closed:
        return Phase.CLOSED
    if facts.kind is CaseKind.UNDECIDED:
        return Phase.NEW
    return Phase.ANSWERED if facts.stage in facts.reported or facts.kind is CaseKind.EXCLUDED else Phase.OPEN


def sentence(facts: Facts, today: date) -> Words:
    """The status as a sentence to the customer, never a status word. `today` says whether an offer still stands."""
    if facts.closed:
        return _closed(facts)
    if facts.kind is CaseKind.UNDECIDED:
        return say("We have received what you told us. Someone will read it.")
    if facts.kind is CaseKind.EXCLUDED:
        return say("We cannot look into this here. We have told you where else you can turn.")
    if settling := _putting_right(facts, today):
        return settling
    if facts.paused:
        return say("We are waiting, and have told you what for.")
    if _asks(facts):
        return say("We have a question for you.")
    if facts.is_complaint:
        return _complaint(facts)
    return _answered(facts) if facts.satisfaction else say("We are dealing with what you raised.")


def _closed(facts: Facts) -> Words:
    if facts.satisfaction and facts.satisfaction.answer == "yes":
        return say("You told us that it is sorted, and we have closed it.")
    return say("We have closed this. You can still tell us if it is not sorted.")


def _complaint(facts: Facts) -> Words:
    if facts.stage in facts.reported:
        return _answered(facts)
    if facts.stage > 1:
        return say("Someone new is looking into your complaint again.")
    if facts.acknowledged_at is None:
        return say("We have your complaint and will confirm it to you.")
    if facts.issues and not facts.undecided_issues():
        return say("We have looked into your complaint and are writing our answer.")
    return say("We are looking into your complaint.")


def _answered(facts: Facts) -> Words:
    if facts.satisfaction and not facts.satisfaction.answer:
        return say("You have our answer. Please tell us: is it sorted?")
    if facts.dissatisfied and facts.reasons_given_at:
        return say("You told us it is not sorted. We have given you our reasons, and what you can do next.")
    if facts.dissatisfied:
        return say("You told us it is not sorted. We are reading what you said.")
    if facts.satisfaction:
        return say("You told us that it is sorted.")
    return say("You have our answer.")


def _putting_right(facts: Facts, today: date) -> Words | None:
    """The sentence, or None where nothing of this is what the customer waits for, or is waited for with.

    What colleagues ask of each other (approval, a second look) is not told; that someone more senior looks at it is,
    where the customer asked for it.
    """
    offer = list(facts.resolution.offers.values())[-1] if facts.resolution.offers else None
    if offer and offer.state is OfferState.OPEN:
        return _standing(offer, facts, today)
    if _asks(facts):
        return None
    if facts.open_referrals():
        return say("Your complaint is with {body}. They are looking at it.", body=facts.open_referrals()[-1].body)
    return _decided(facts) or (_moved(offer, facts) if offer else None) or _escalated(facts)


def _asks(facts: Facts) -> bool:
    """Whether a question of ours is open: it is said before what needs nothing of the customer."""
    return any(question.entry > facts.last_report.get(facts.stage, 0) for question in facts.open_questions())


def _standing(offer: Offer, facts: Facts, today: date) -> Words | None:
    """An offer that nobody has taken, refused, replaced or withdrawn."""
    if not offer.open_on(today):
        newer = max(facts.last_report.get(facts.stage, 0), facts.satisfaction.entry if facts.satisfaction else 0)
        if offer.entry < newer or _asks(facts):
            return None
        return say("Our offer was open until {day}. Tell us if you still want it.", day=offer.open_until or today)
    if offer.countered:
        return say("You have told us what you would accept. We will answer you.")
    if offer.open_until is None:
        return say("We have made you an offer. Please tell us what you think.")
    return say("We have made you an offer. It is open until {day}.", day=offer.open_until)


def _decided(facts: Facts) -> Words | None:
    """What an independent body has ended, until we say something newer."""
    referral = list(facts.referrals.values())[-1] if facts.referrals else None
    if referral is None or referral.decided in (None, Decided.WITHDRAWN) or _said_since(facts, _last(referral)):
        return None
    if any(promise.agreed and promise.entry > _last(referral) for promise in facts.open_promises()):
        return say("{body} has decided. We are doing what it asked for.", body=referral.body)
    if referral.decided is Decided.OUTSIDE:
        return say("{body} has told us that it cannot look at your complaint.", body=referral.body)
    return say("{body} has decided on your complaint.", body=referral.body)


def _last(referral: Referral) -> int:
    return max((heard.entry for heard in referral.heard), default=referral.entry)


def _moved(offer: Offer, facts: Facts) -> Words | None:
    """An offer that the customer has answered, until we say something newer."""
    if offer.stage != facts.stage or not offer.moves or _said_since(facts, offer.moves[-1].entry):
        return None
    if offer.state is OfferState.REFUSED:
        return say("You said no to our offer. We are reading what you said.")
    if offer.state is not OfferState.ACCEPTED:
        return None
    states = {one.state for one in facts.promises.values() if one.agreed and one.entry > offer.moves[-1].entry}
    if PromiseState.BROKEN in states:
        return say("You have accepted our offer. We have not done all that we agreed.")
    if PromiseState.OPEN in states:
        return say("You have accepted our offer. We are doing what we agreed.")
    return say("You have accepted our offer. We have done what we agreed.") if states == {PromiseState.KEPT} else None


def _said_since(facts: Facts, entry: int) -> bool:
    """Whether an answer, or the question whether it is sorted, is newer than this entry."""
    asked = facts.satisfaction.entry if facts.satisfaction else 0
    return max(facts.last_report.get(facts.stage, 0), asked) > entry


def _escalated(facts: Facts) -> Words | None:
    """Someone more senior looks at it because the customer asked for that."""
    asked = [one for one in facts.escalations.values() if one.cause is Cause.CUSTOMER]
    if facts.stage in facts.reported or not asked or asked[-1].state is EscalationState.RETURNED:
        return None
    return say("Someone more senior is looking at your complaint, as you asked.")
