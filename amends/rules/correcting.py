"""What a correction must leave alone: the order in which things happened, and words that were put to others."""

from __future__ import annotations

from datetime import datetime

from amends.rules.facts import Facts, stage_moment
from amends.rules.words import say

IN_ORDER = {"stage_begun": "received", "acknowledged": "acknowledged", "findings_reported": "responded"}
"""Kinds of entry that clocks count from and to, in the order of a stage, and the moments that they are."""


def put_to_others(facts: Facts) -> set[int]:
    """The entries of options that were offered or that approval was asked for, and of promises that were agreed."""
    resolution = facts.resolution
    numbers = {term.option for offer in resolution.offers.values() for term in offer.terms}
    numbers |= {number for approval in resolution.approvals.values() for number in approval.options}
    options = {option.entry for number, option in resolution.options.items() if number in numbers}
    return options | {promise.entry for promise in facts.promises.values() if promise.agreed}


Around = tuple[list[tuple[datetime, str]], list[tuple[datetime, str]]]


def around(facts: Facts, entry: int) -> Around:
    """The moments of the case that come before that of this entry, and those that come after it, with what they are."""
    one, other = _in_a_stage(facts, entry), _answering(facts, entry)
    return one[0] + other[0], one[1] + other[1]


def _answering(facts: Facts, entry: int) -> Around:
    """What this entry answers, or what answers it: an offer, a referral."""
    pairs = [
        (offer.entry, offer.at, str(say("the offer was made")), move.entry, move.at, str(say("it was answered")))
        for offer in facts.resolution.offers.values()
        for move in offer.moves
    ]
    pairs += [
        (one.entry, one.at, str(say("it was referred")), heard.entry, heard.at, str(say("the body was heard")))
        for one in facts.referrals.values()
        for heard in one.heard
    ]
    before = [(at, words) for _first, at, words, second, _at, _words in pairs if second == entry]
    return before, [(at, words) for first, _at, _words, _second, at, words in pairs if first == entry]


def _in_a_stage(facts: Facts, entry: int) -> Around:
    """Of what clocks count from and to."""
    stage = 1 + facts.kinds[:entry].count("stage_begun")
    own = stage_moment(IN_ORDER.get(facts.kinds[entry - 1], ""), stage)
    chain = [stage_moment(name, number) for number in range(1, facts.stage + 1) for name in IN_ORDER.values()]
    if own not in chain:
        return [], []
    known = [(facts.moments[name], name) for name in chain if name in facts.moments and name != own]
    before = set(chain[: chain.index(own)])
    return [one for one in known if one[1] in before], [one for one in known if one[1] not in before]
