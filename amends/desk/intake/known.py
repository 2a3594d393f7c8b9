"""Open cases that the same customer may already have, so that no second one is opened unseen."""

from __future__ import annotations

from django.db.models import Q

from amends.cases.doors import of_same_customer, visible
from amends.cases.models import Case
from amends.rules.actors import Actor

MOST = 50
NEW = "new"
"""The answer «this is someone else, or another matter»; any other answer is the customer's id."""


def open_cases(actor: Actor, name: str, email: str, phone: str) -> list[Case]:
    """Open cases of someone with this address, this number or exactly this name, newest first."""
    same = Q()
    for found in (of_same_customer(actor, email=email), of_same_customer(actor, phone=phone)):
        same |= Q(pk__in=found.order_by().values("pk"))
    if name:
        same |= Q(pk__in=of_same_customer(actor, name=name).filter(customer_name__iexact=name).order_by().values("pk"))
    if not (name or email or phone):
        return []
    return list(visible(actor).filter(same, is_open=True).order_by("-received_at", "-pk")[:MOST])


def same_person(cases: list[Case]) -> str:
    """The customer whom all these cases are of, or nothing when they are of several."""
    people = {case.customer for case in cases}
    return people.pop() if len(people) == 1 else ""
