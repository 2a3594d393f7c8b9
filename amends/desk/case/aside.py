"""The column beside a case: what is next, its clocks and promises, what they want, the person, the details."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from amends.cases.doors import Filters, listed, visible
from amends.cases.models import Case
from amends.cases.told.labels import within
from amends.cases.told.timeline import day_of
from amends.desk.case.foretold import chapters, opening
from amends.desk.case.opened import Opened
from amends.desk.words import CHANNELS, KINDS
from amends.rules.facts import Promise, PromiseState
from amends.rules.next_steps import next_steps
from amends.rules.rulings import Ruling
from amends.rules.steps import STEPS
from amends.rules.words import Words

OTHERS = 5
"""How many other cases of the customer are shown."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something the procedure wants next. `ruling` is whether this person could do it."""

    step: str
    label: str
    what: Words
    due_on: date | None
    whose: str
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Promised:
    number: int
    state: str
    what: str
    due_on: date
    owner: str
    told: str
    late: bool


@dataclass(frozen=True, slots=True)
class Linked:
    """Another case that this one is linked to; `subject` only where the reader may open it."""

    reference: str
    relation: str
    subject: str


def next_things(case: Opened) -> list[Wanted]:
    """What is wanted now, most pressing first."""
    return [
        Wanted(n.step, gettext(STEPS[n.step].label), n.what, n.due_on, n.whose, opening(STEPS[n.step], case.scene))
        for n in next_steps(case.scene)
    ]


def context(case: Opened) -> dict[str, Any]:
    """All of the column but the clocks, which the header needs too."""
    return {
        "chapters": chapters(case.scene),
        "promises": list(promises(case)),
        "promises_kept": _count(case, PromiseState.KEPT),
        "promises_broken": _count(case, PromiseState.BROKEN),
        "confirmed_by": confirmed_by(case),
        "others": others(case),
        "details": details(case),
        "links": links(case),
    }


def promises(case: Opened) -> Iterator[Promised]:
    """Those to come first, by date; then the settled ones, newest first."""
    made = case.facts.promises.values()
    settled = sorted((p for p in made if p.settled_at), key=lambda p: -p.number)
    for promise in (*sorted(case.facts.open_promises(), key=lambda p: p.due_on), *settled):
        who = case.names.who(promise.owner) if promise.owner else ""
        yield Promised(
            promise.number, promise.state.value, promise.what, promise.due_on, who, promise.told, _late(promise, case)
        )


def _late(promise: Promise, case: Opened) -> bool:
    """Past its day: settled after it, or still open on a later one."""
    settled_on = day_of(promise.settled_at) if promise.settled_at else case.today
    return promise.state is not PromiseState.RELEASED and settled_on > promise.due_on


def _count(case: Opened, state: PromiseState) -> int:
    return sum(promise.state is state for promise in case.facts.promises.values())


def confirmed_by(case: Opened) -> str:
    """Who wrote the understanding down, or confirmed it themselves."""
    understanding = case.facts.understanding
    return case.names.who(case.entries[understanding.entry - 1].by) if understanding else ""


def others(case: Opened) -> list[Case]:
    """Other cases of this customer that the reader may see, newest first. One query."""
    if not case.facts.customer:
        return []
    theirs = listed(case.actor, Filters(customer=case.facts.customer)).exclude(reference=case.reference)
    return list(theirs.order_by("-received_at", "id")[: OTHERS + 1])


def links(case: Opened) -> list[Linked]:
    """The links of this case. A case that the reader may not see is a reference and nothing more."""
    made = case.facts.links
    if not made:
        return []
    seen = dict(
        visible(case.actor).filter(reference__in={one.reference for one in made}).values_list("reference", "subject")
    )
    return [Linked(one.reference, within(one.relation), seen.get(one.reference, "")) for one in made]


def details(case: Opened) -> list[tuple[str, str | date | datetime]]:
    """Label and value of what is known of the case, without what is not."""
    return [(label, value) for label, value in _details(case) if value]


def _details(case: Opened) -> Iterator[tuple[str, Any]]:
    facts, names = case.facts, case.names
    yield gettext("Owner"), names.who(facts.owner) if facts.owner else gettext("Nobody yet")
    yield gettext("Team"), names.team(facts.team) if facts.team else ""
    yield gettext("What it is"), str(KINDS[facts.kind.value])
    yield gettext("Received"), facts.received_at
    yield gettext("How it came"), str(CHANNELS.get(facts.channel, facts.channel))
    yield gettext("It happened"), facts.moments.get("happened")
    yield gettext("They knew of it"), facts.moments.get("aware")
    yield gettext("Sent by the portal"), facts.moments.get("sent_to_company")
    yield gettext("Product"), facts.product
    yield gettext("Procedure"), gettext(case.scene.regime.name)
    yield gettext("Edition of"), date.fromisoformat(facts.edition) if facts.edition else ""
    yield gettext("Reference elsewhere"), facts.external_ref
    yield gettext("Staff complained about"), ", ".join(sorted(names.who(one) for one in facts.about_staff))
