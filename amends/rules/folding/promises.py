"""Promises: made, kept, broken, released."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from amends.rules.entries import Entry
from amends.rules.facts import Facts, Promise, PromiseState


def promised(facts: Facts, entry: Entry) -> None:
    number = entry.number_of("promise")
    facts.promises[number] = Promise(
        number=number,
        what=entry.text("what"),
        due_on=date.fromisoformat(entry.word("due_on")),
        owner=entry.word("owner"),
        state=PromiseState.OPEN,
        promised_at=entry.happened_at,
        entry=entry.number,
        pence=entry.amount("pence"),
        agreed=bool(entry.data.get("offer") or entry.data.get("order")),
        request=bool(entry.data.get("request")),
        referral=entry.amount("referral") or 0,
    )


def go_along(facts: Facts, before: str, after: str) -> None:
    """The open promises that one person owed are owed by another: they go along with the case."""
    for promise in facts.open_promises():
        if promise.owner == before:
            facts.promises[promise.number] = replace(promise, owner=after)


def _settle(facts: Facts, entry: Entry, state: PromiseState, told: str) -> None:
    promise = facts.promises[entry.number_of("promise")]
    facts.promises[promise.number] = replace(promise, state=state, settled_at=entry.happened_at, told=told)


def promise_kept(facts: Facts, entry: Entry) -> None:
    _settle(facts, entry, PromiseState.KEPT, entry.text("proof"))


def promise_broken(facts: Facts, entry: Entry) -> None:
    _settle(facts, entry, PromiseState.BROKEN, entry.text("reason"))


def promise_released(facts: Facts, entry: Entry) -> None:
    _settle(facts, entry, PromiseState.RELEASED, entry.text("reason"))


ON = {
    "promised": promised,
    "promise_kept": promise_kept,
    "promise_broken": promise_broken,
    "promise_released": promise_released,
}
