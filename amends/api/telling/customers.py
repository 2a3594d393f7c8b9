"""A case as its customer sees it, for keys that speak for customers: what their page shows, and nothing of what staff
weigh, ask, approve or note among themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from amends.api.telling.cases import customer_told, status_told
from amends.api.telling.putting_right import offer_told
from amends.cases.letters import as_told
from amends.cases.models import Case
from amends.record.attachments import File, files_of
from amends.rules.clocks import Reckoning
from amends.rules.entries import Entry
from amends.rules.facts import Facts, Promise, PromiseState, Satisfaction
from amends.rules.referring import Referral
from amends.rules.regimes import ClockKind
from amends.rules.resolution import Move, Offer
from amends.rules.rulings import Scene
from amends.rules.said import between_us, from_customer
from amends.rules.status import phase

AS_THEY_ARE = (
    "number", "kind", "regime", "stage", "channel", "language", "product", "external_ref", "subject", "story", "wants",
    "understanding", "reasons_given_at",
)  # fmt: skip
ROW = (
    "reference", "number", "kind", "regime", "stage", "phase", "subject", "customer", "customer_name", "external_ref",
    "channel", "product", "received_at", "closed_at", "is_open",
)  # fmt: skip
MOMENTS = ("received", "acknowledged", "responded")
"""Moments of every stage that the page shows."""
ALSO = ("holding_sent", "not_yet_sent", "deadlock", "signposted", "resolved", "closed")
SAID = ("subject", "story", "wants", "message", "request", "comment", "why", "title", "detail")
"""What a customer says, by the names of the fields in which it is kept."""


def case_for_customer(reference: str, scene: Scene, entries: Sequence[Entry]) -> dict[str, Any]:
    """`entries` are those that have reached the customer, and the facts those that follow from them."""
    facts = scene.facts
    return {
        "reference": reference,
        **status_told(scene),
        **{name: getattr(facts, name) for name in AS_THEY_ARE},
        "customer": customer_told(facts),
        "moments": {name: at for name, at in facts.moments.items() if _is_shown(name)},
        "questions": list(facts.questions.values()),
        "findings": list(_findings(facts)),
        "promises": [_promise(one) for one in facts.promises.values() if not one.request],
        "currency": scene.regime.currency,
        "offers": [_offer(one, scene) for one in facts.resolution.offers.values()],
        "agreed": facts.resolution.agreed(),
        "referrals": [_referral(one) for one in facts.referrals.values()],
        "satisfaction": _satisfaction(facts.satisfaction),
        "closed_at": facts.closed.at if facts.closed else None,
        "messages": list(_messages(reference, entries, scene.by.id)),
    }


def row_for_customer(row: Case, known: Facts | None = None) -> dict[str, Any]:
    """A line of their list; with the facts that have reached them, where the row may be ahead of these."""
    told = {name: getattr(row, name) for name in ROW}
    return {**told, **_as_known(known)} if known else told


def _as_known(facts: Facts) -> dict[str, Any]:
    return {
        "number": facts.number,
        "kind": facts.kind,
        "stage": facts.stage,
        "phase": phase(facts),
        "closed_at": facts.closed.at if facts.closed else None,
        "is_open": facts.is_open,
    }


def their_files(entries: Iterable[Entry], portal: str) -> set[str]:
    """The ids of the files that they sent, and of the letters that we sent them."""
    return {file for entry in entries if between_us(entry, portal) for file in entry.words("files")}


def is_theirs_to_see(reckoning: Reckoning) -> bool:
    """Whether the page tells of this time limit: when we confirm, answer and write, and when rights open and close."""
    clock = reckoning.clock
    if clock.kind is ClockKind.ACT_BY:
        return any(stop == "last_contact" or _of_stage(stop) for stop in clock.stops[:1])
    return clock.kind in (ClockKind.RIGHT_OPENS, ClockKind.RIGHT_CLOSES)


def _of_stage(moment: str) -> bool:
    return moment.endswith(MOMENTS) and moment.removeprefix("stage").lstrip("0123456789").lstrip("_") in MOMENTS


def _is_shown(moment: str) -> bool:
    return moment in ALSO or _of_stage(moment)


def _findings(facts: Facts) -> Iterator[dict[str, Any]]:
    """What was found, once it was told."""
    for issue in facts.issues.values():
        for stage, finding in issue.findings.items():
            if finding.entry < facts.last_report.get(stage, 0):
                yield {
                    "issue": issue.number,
                    "title": issue.title,
                    "stage": stage,
                    "outcome": finding.outcome,
                    "reasons": finding.reasons,
                }


def _promise(promise: Promise) -> dict[str, Any]:
    names = ("number", "what", "due_on", "state", "promised_at", "settled_at", "pence", "agreed")
    told = promise.told if promise.state is PromiseState.BROKEN else ""
    return {**{name: getattr(promise, name) for name in names}, "told": told}


def _offer(offer: Offer, scene: Scene) -> dict[str, Any]:
    told = offer_told(offer, scene.today)
    return {**{name: value for name, value in told.items() if name != "by"}, "moves": [_move(m) for m in offer.moves]}


def _move(move: Move) -> dict[str, Any]:
    return {name: getattr(move, name) for name in ("kind", "words", "channel", "at", "entry", "pence")}


def _referral(referral: Referral) -> dict[str, Any]:
    """That it is there, and what it decided. What passed between it and us is told without the words."""
    names = ("number", "body", "reference", "by_whom", "at", "decided", "decided_at", "ordered", "is_open")
    heard = [{"what": one.what, "at": one.at, "due_on": one.due_on} for one in referral.heard]
    return {**{name: getattr(referral, name) for name in names}, "heard": heard}


def _satisfaction(said: Satisfaction | None) -> dict[str, Any] | None:
    names = ("asked_at", "answer", "comment", "answered_at")
    return {name: getattr(said, name) for name in names} if said else None


def _messages(reference: str, entries: Sequence[Entry], portal: str) -> Iterator[dict[str, Any]]:
    files = files_of(reference)
    for place, entry in enumerate(entries):
        if between_us(entry, portal):
            theirs = from_customer(entry, portal)
            yield {
                "number": entry.number,
                "side": "customer" if theirs else "us",
                "kind": entry.kind,
                "happened_at": entry.happened_at,
                "paragraphs": _said(entry) if theirs else as_told(entry, entries[: place + 1]),
                "files": _named(entry, files),
            }


def _said(entry: Entry) -> list[str]:
    return [text for name in SAID if (text := entry.text(name))]


def _named(entry: Entry, files: dict[str, File]) -> list[File]:
    return [files[name] for name in entry.words("files") if name in files]
