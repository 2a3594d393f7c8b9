"""Putting it right as data: options as they were weighed and who may give them, approvals, offers, escalating,
referring, reviews, letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from amends.rules import resolving
from amends.rules.entries import Entry
from amends.rules.escalating import Proposal, proposed
from amends.rules.facts import Facts
from amends.rules.resolution import Offer, OfferState, Option, Risk
from amends.rules.rulings import Scene
from amends.ui.sentences import words_text


def resolution_told(scene: Scene, entries: Sequence[Entry]) -> dict[str, Any]:
    """All that was weighed, asked for, offered and agreed; what went to others; what was written."""
    facts, resolution = scene.facts, scene.facts.resolution
    return {
        "options": [_option(option, scene) for option in resolution.options.values()],
        "selected": resolution.selected,
        "approvals": list(resolution.approvals.values()),
        "offers": [offer_told(offer, scene.today) for offer in resolution.offers.values()],
        "agreed": resolution.agreed(),
        "committed": resolution.committed(scene.today),
        "escalations": list(facts.escalations.values()),
        "escalating_proposed": [_proposal(one) for one in proposed(scene)],
        "kept_here": facts.kept_here,
        "referrals": [{**_plainly(one), "is_open": one.is_open} for one in facts.referrals.values()],
        "reviews": list(facts.reviews.values()),
        "letters": list(_letters(facts, entries)),
        "to_post": facts.to_post,
        "taken_back": facts.taken_back,
    }


def offer_told(offer: Offer, today: date) -> dict[str, Any]:
    """An offer with its terms and moves. One that nobody answered in time is «lapsed», whatever it was."""
    lapsed = offer.state is OfferState.OPEN and not offer.open_on(today)
    return {**_plainly(offer), "state": "lapsed" if lapsed else offer.state, "is_open": offer.open_on(today)}


def _option(option: Option, scene: Scene) -> dict[str, Any]:
    selected = scene.facts.resolution.selected.get(option.stage)
    return {
        **_plainly(option),
        "risks": [_risk(risk) for risk in option.risks.values()],
        "worst": option.worst,
        "is_selected": selected is not None and selected.option == option.number,
        "authority": _authority(option, scene) if option.stage == scene.facts.stage else None,
    }


def _risk(risk: Risk) -> dict[str, Any]:
    return {**_plainly(risk), "level": risk.level}


def _authority(option: Option, scene: Scene) -> dict[str, Any]:
    """Whether the caller could offer it now, with what was agreed on the case before; if not, who could approve it."""
    sums = resolving.offer_sums(scene, [option])
    if not sums or scene.authority.allows(scene.by, sums, scene.today):
        acts_for = scene.authority.acts_for(scene.by, sums, scene.today) if sums else ""
        return _ruled("mine", acts_for=acts_for)
    if approval := resolving.approved_for(scene, sums, [option.number]):
        return _ruled("approved", approval=approval.number)
    without = {*resolving.involved(scene), scene.by.id}
    return _ruled(
        "beyond",
        missing=[words_text(words) for words in resolving.beyond(scene, sums).missing],
        who_could=[words_text(words) for words in resolving.those_who_could(scene, sums, without=without)],
    )


def _ruled(state: str, **more: Any) -> dict[str, Any]:
    return {"state": state, "acts_for": "", "approval": None, "missing": [], "who_could": [], **more}


def _proposal(one: Proposal) -> dict[str, Any]:
    return {"cause": one.cause, "why": words_text(one.why), "since": one.since}


def _letters(facts: Facts, entries: Sequence[Entry]) -> Iterator[dict[str, Any]]:
    """What went, or goes, on paper, or as a letter with a message; the ids of the files say what to the byte."""
    for entry in entries:
        if (goes := entry.word("goes")) and entry.number not in facts.taken_back:
            yield {
                "entry": entry.number,
                "kind": entry.kind,
                "goes": goes,
                "large_print": entry.data.get("large_print") is True,
                "files": entry.words("files"),
                "waits_to_be_posted": entry.number in facts.to_post,
            }


def _plainly(fact: Any) -> dict[str, Any]:
    """The fields of a fact by name, so that more can be put beside them."""
    return {field.name: getattr(fact, field.name) for field in fields(fact)}
