"""Doors: the only ways to a case from what someone typed. To whoever may not see it, a case is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from amends.cases.models import Case
from amends.cases.search import search
from amends.rules.actors import Actor, Role


def visible(actor: Actor) -> QuerySet[Case]:
    """The cases that this actor may see: a customer their own; quality and compliance all; other casework those of
    their teams, without a team, their own, and those on which something is asked of them. Nobody sees a complaint
    about themselves. A key that speaks for customers sees the cases of its teams."""
    if actor.id.startswith("customer:"):
        return Case.objects.filter(reference=actor.id.removeprefix("customer:"))
    if not actor.has(Role.HANDLER, Role.LEADER, Role.QUALITY, Role.CUSTOMER, Role.SYSTEM):
        return Case.objects.none()
    cases = Case.objects.exclude(about_staff__contains=f" {actor.id} ") if actor.is_staff else Case.objects.all()
    if actor.has(Role.QUALITY, Role.SYSTEM):
        return cases
    asked = Q(invited__contains=f" {actor.id} ") if actor.is_staff else Q()
    return cases.filter(Q(team__in=[*sorted(actor.teams), ""]) | Q(owner=actor.id) | asked)


def case_for(actor: Actor, reference: str) -> Case:
    """The case, if this actor may see it. Raises Case.DoesNotExist, also for one that exists and is not theirs."""
    if "\0" in reference:  # PostgreSQL refuses to look for it
        raise Case.DoesNotExist
    return visible(actor).get(reference=reference)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of cases is narrowed by. Empty means: do not narrow."""

    query: str = ""
    owner: str = ""
    team: str = ""
    kind: str = ""
    phase: str = ""
    regime: str = ""
    customer: str = ""
    due_by: date | None = None
    open_only: bool = False


def listed(actor: Actor, filters: Filters) -> QuerySet[Case]:
    """The visible cases that fit, in no order yet."""
    cases = visible(actor)
    exact = {name: getattr(filters, name) for name in ("owner", "team", "kind", "phase", "regime", "customer")}
    cases = cases.filter(**{name: value for name, value in exact.items() if value})
    if filters.open_only:
        cases = cases.filter(is_open=True)
    if filters.due_by:
        cases = cases.filter(is_open=True, next_due_on__lte=filters.due_by)
    return search(cases, filters.query) if filters.query else cases


def by_due(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Most pressing first; cases without a date last."""
    return cases.order_by(F("next_due_on").asc(nulls_last=True), "id")


def work_list(actor: Actor) -> QuerySet[Case]:
    """The actor's own open cases, by what is due next."""
    return by_due(visible(actor).filter(owner=actor.id, is_open=True))


def due_by(day: date) -> QuerySet[Case]:
    """Open cases in which something is due by this day, for the sweep."""
    return by_due(Case.objects.filter(is_open=True, next_due_on__lte=day))


def of_same_customer(actor: Actor, *, name: str = "", email: str = "", phone: str = "") -> QuerySet[Case]:
    """Cases that may be of the same customer, newest first: for intake, so that no second case is opened unseen."""
    recent = visible(actor).order_by("-received_at")
    words = email or phone or name
    return search(recent, words) if words else recent.none()


def soon(day: date) -> date:
    """The end of «this week» on lists."""
    return day + timedelta(days=7)
