"""Where a visitor can play: a case that waits for a handler, one for whoever approves, one for the customer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from amends.cases.models import Case, Outgoing
from amends.cases.take import facts_of, scene_of
from amends.people.models import Staff
from amends.rules.actors import SYSTEM
from amends.rules.facts import Facts
from amends.rules.resolving import without_involved
from amends.rules.rulings import Scene

LOOKED_AT = 120
"""The newest open cases, among which what waits is looked for."""


def to_play(url: str, at: datetime) -> list[str]:
    """Lines to print: who to sign in as, on which case, to do what; then the customer's part of the same."""
    scenes = [(case, _scene(case, at)) for case in _newest()]
    return [*_first(_handler(scenes, url)), *_first(_approver(scenes, url)), *_first(_customer(scenes, url))]


def _newest() -> list[str]:
    cases = Case.objects.filter(is_open=True).order_by("-received_at", "-pk")
    return list(cases.values_list("reference", flat=True)[:LOOKED_AT])


def _scene(reference: str, at: datetime) -> Scene:
    return scene_of(facts_of(reference)[0], SYSTEM, at)


def _first(lines: Iterator[str]) -> list[str]:
    found = next(lines, "")
    return [found] if found else []


def _handler(scenes: list[tuple[str, Scene]], url: str) -> Iterator[str]:
    for case, scene in scenes:
        offer = scene.facts.resolution.open_offer(scene.today)
        if offer and offer.countered and (email := _email(scene.facts)):
            yield f"handler: {email} answers the counter-offer on {_page(case, url)}"


def _approver(scenes: list[tuple[str, Scene]], url: str) -> Iterator[str]:
    emails = dict(Staff.objects.values_list("name", "email"))
    for case, scene in scenes:
        if scene.facts.resolution.open_approvals():
            could = [emails[name] for words in without_involved(scene) if (name := str(words)) in emails]
            if could:
                yield f"approver: {could[0]} decides what is asked for on {_page(case, url)}"


def _customer(scenes: list[tuple[str, Scene]], url: str) -> Iterator[str]:
    for case, scene in scenes:
        offer = scene.facts.resolution.open_offer(scene.today)
        sent = Outgoing.objects.filter(case=case, entry=offer.entry).first() if offer else None
        if offer and not offer.countered and sent:
            letter = reverse("desk:sent-message", args=[sent.pk])
            yield f"customer: the link in {url}{letter} (open it as any of the staff) leads to the offer on {case}"


def _email(facts: Facts) -> str:
    kind, _colon, number = facts.owner.partition(":")
    return Staff.objects.filter(pk=number).values_list("email", flat=True).first() or "" if kind == "staff" else ""


def _page(case: str, url: str) -> str:
    return f"{url}{reverse('desk:case', args=[case])}"
