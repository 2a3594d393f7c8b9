"""The case before an independent body: that it is there, what passes between them and us, what it decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _

from amends.portal.mycase.agreed import lines, owed_of
from amends.portal.mycase.promised import Line
from amends.portal.outlook import day
from amends.rules.entries import Entry
from amends.rules.referring import Decided, Heard, Referral
from amends.rules.rulings import Scene


@dataclass(frozen=True, slots=True)
class Before:
    """One referral. `passed` are sentences with their dates; `orders` the promises that came of what was ordered."""

    body: str
    reference: str
    since: str
    passed: list[str]
    decision: str
    ordered: str
    orders: list[Line]


def referrals(scene: Scene, entries: list[Entry]) -> list[Before]:
    """The newest first."""
    return [_before(one, scene, entries) for one in reversed(scene.facts.referrals.values())]


def _before(referral: Referral, scene: Scene, entries: list[Entry]) -> Before:
    return Before(
        body=referral.body,
        reference=referral.reference,
        since=_since(referral, scene),
        passed=[text for heard in referral.heard for text in _passed(heard, referral, scene)],
        decision=_decision(referral, scene),
        ordered=referral.ordered,
        orders=lines(scene, owed_of(entries, "order", referral.number)),
    )


def _since(referral: Referral, scene: Scene) -> str:
    ours = referral.by_whom == "us"
    words = _("We put it before them on {day}.") if ours else _("It has been with them since {day}.")
    return format_html(words, day=day(scene.day(referral.at)))


def _passed(heard: Heard, referral: Referral, scene: Scene) -> Iterator[str]:
    """What passed, without the words: those are theirs and ours."""
    on, body = day(scene.day(heard.at)), referral.body
    match heard.what:
        case "request" if heard.due_on and not _answered(heard, referral):
            words = _("{body} asked us for something on {on}. We answer by {due}.")
            yield format_html(words, body=body, on=on, due=day(heard.due_on))
        case "request":
            yield format_html(_("{body} asked us for something on {on}."), body=body, on=on)
        case "answer":
            yield format_html(_("We answered {body} on {on}."), body=body, on=on)
        case "view":
            yield format_html(_("{body} told us its first view on {on}."), body=body, on=on)


def _answered(request: Heard, referral: Referral) -> bool:
    later = (one for one in referral.heard if one.entry > request.entry)
    return not referral.is_open or any(one.what == "answer" for one in later)


def _decision(referral: Referral, scene: Scene) -> str:
    if referral.decided is None or referral.decided_at is None:
        return ""
    sentences = {
        Decided.UPHELD: _("{body} decided on {on} that you are right."),
        Decided.PARTLY: _("{body} decided on {on} that you are right in part."),
        Decided.NOT_UPHELD: _("{body} decided on {on} that it does not uphold your complaint."),
        Decided.SETTLED: _("With {body}, you and we came to an agreement on {on}."),
        Decided.OUTSIDE: _("{body} told us on {on} that it cannot look at this complaint."),
        Decided.WITHDRAWN: _("You took the complaint back from {body}; it told us so on {on}."),
    }
    return format_html(sentences[referral.decided], body=referral.body, on=day(scene.day(referral.decided_at)))
