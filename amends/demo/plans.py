"""How a case is to go, and what is special about it. Most is chance; some plans see to it that nothing is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

Kind = Literal["complaint", "query", "problem", "excluded", "query first"]
Chapter = Literal["", "received", "recognised", "acknowledged", "understood", "found", "answered"]
PromiseFate = Literal["", "kept", "late", "broken", "broken twice", "released"]

Fate = Literal["accepted", "countered", "refused", "withdrawn", "lapsed"]
"""What becomes of an offer."""
State = Literal[
    "", "invited", "asked", "offered", "countered", "agreed", "escalated", "drafted", "printed", "referred", "ordered"
]
"""What a case is found waiting for today."""
Sorted = Literal["yes", "partly", "no", ""]
FATES: tuple[Fate, ...] = ("accepted", "countered", "refused", "withdrawn", "lapsed")
ANSWERS: tuple[Sorted, ...] = ("yes", "partly", "no", "")
EXEMPLARY, USUAL, LATE = 0.45, 0.8, 2.6


@dataclass(frozen=True, slots=True)
class Plan:
    """`pace` stretches every wait. `stands_after` is the chapter after which nobody does anything."""

    kind: Kind = "complaint"
    pace: float = USUAL
    stands_after: Chapter = ""
    promise: PromiseFate = ""
    need: bool = False
    asks: bool = False
    asks_colleague: bool = False
    waits_for_customer: bool = False
    waits_for_others: bool = False
    extends: bool = False
    hands_over: bool = False
    about_staff: bool = False
    withdraws: bool = False
    reports_inside: bool = False
    sorted: Sorted = "yes"  # what the customer answers; empty: nothing
    second_stage: bool = False
    reopens: bool = False
    corrects: bool = False
    erases: bool = False
    notes: bool = False
    event: str = ""  # many cases come from it, and are linked
    solves: bool = False  # where something went wrong: options, a selection, an offer
    upheld: bool = False  # something did go wrong
    about: Literal["", "little", "much"] = ""  # money: within what a handler may give, or beyond it
    offer: Fate = "accepted"
    declined: bool = False  # an approval that is asked for
    invites: bool = False
    escalates: Literal["", "taken over", "returned", "kept"] = ""
    reviews: Literal["", "fine", "change"] = ""
    refers: bool = False
    paper: Literal["", "letter", "print"] = ""  # how the offer, or the answer, goes
    large_print: bool = False
    takes_back: bool = False
    signposts: bool = False
    purchase: bool = False  # moments of a purchase are written down
    early: bool = False  # settled within the time for a short answer
    stands_in: State = ""


SPECIAL: tuple[Plan, ...] = (
    Plan(kind="query"),
    Plan(kind="problem", promise="kept"),
    Plan(kind="query first", sorted="no"),
    Plan(kind="excluded"),
    Plan(solves=True, need=True, asks=True, asks_colleague=True, promise="kept", pace=EXEMPLARY, notes=True),
    Plan(solves=True, promise="broken", sorted="partly", pace=LATE),
    Plan(solves=True, promise="released", hands_over=True),
    Plan(solves=True, waits_for_customer=True, promise="late"),
    Plan(solves=True, waits_for_others=True, asks_colleague=True),
    Plan(solves=True, extends=True, sorted="", pace=EXEMPLARY),
    Plan(about_staff=True, reports_inside=True),
    Plan(withdraws=True),
    Plan(solves=True, sorted="no", second_stage=True),
    Plan(solves=True, sorted="yes", reopens=True),
    Plan(solves=True, corrects=True),
    Plan(solves=True, erases=True),
    Plan(solves=True, upheld=True, paper="letter", reviews="change", invites=True),
    Plan(solves=True, upheld=True, offer="countered", about="little", escalates="taken over", reviews="fine"),
    Plan(solves=True, upheld=True, offer="refused", sorted="no", refers=True, pace=EXEMPLARY),
    Plan(solves=True, upheld=True, offer="withdrawn", escalates="returned", paper="print"),
    Plan(solves=True, upheld=True, about="much", takes_back=True, purchase=True),
    Plan(solves=True, upheld=True, about="much", declined=True, need=True, large_print=True, paper="letter"),
    Plan(solves=True, upheld=True, offer="lapsed", sorted="partly"),
    Plan(upheld=True, early=True),
    Plan(kind="excluded", signposts=True),
    Plan(promise="broken", escalates="kept"),
)
"""Each is told at least three times, so that whoever looks for something finds it."""

_GOOD = Plan(solves=True, upheld=True, pace=EXEMPLARY)
WAITING: tuple[Plan, ...] = (
    replace(_GOOD, invites=True, stands_in="invited"),
    replace(_GOOD, about="much", stands_in="asked"),
    replace(_GOOD, stands_in="offered"),
    replace(_GOOD, offer="countered", about="little", stands_in="countered"),
    replace(_GOOD, stands_in="agreed"),
    replace(_GOOD, escalates="returned", stands_in="escalated"),
    replace(_GOOD, reviews="fine", stands_in="drafted"),
    replace(_GOOD, paper="print", stands_in="printed"),
    replace(_GOOD, offer="refused", sorted="no", refers=True, stands_in="referred"),
    replace(_GOOD, offer="refused", sorted="no", refers=True, stands_in="ordered"),
)
"""Three of each wait today, so that a visitor can take the next step themselves."""

REFERS = ("savings", "payments", "homes")
MONEY = ("energy", "homes", "payments", "savings")
SUMMARY = ("savings", "payments")
TWO_STAGES = ("energy", "homes")
PAUSES = ("energy",)
EXTENDS = ("energy", "homes", "payments", "us", "clinic")


def teams_for(plan: Plan) -> tuple[str, ...]:
    """The teams whose regime has what the plan needs; empty: all."""
    if plan.waits_for_customer or plan.waits_for_others:
        return PAUSES
    if plan.second_stage:
        return TWO_STAGES
    if plan.early:
        return SUMMARY
    if plan.refers:
        return REFERS
    if plan.about:
        return MONEY
    return EXTENDS if plan.extends else ()


def chance(rng: Random, team: str) -> Plan:
    """A plan as life brings it to this team."""

    def maybe(share: float) -> bool:
        return rng.random() < share

    answer = rng.choices(ANSWERS, (48, 14, 18, 20))[0]
    plan = Plan(
        kind=rng.choices(("complaint", "query", "problem", "excluded", "query first"), (76, 6, 8, 5, 5))[0],
        pace=rng.choices((EXEMPLARY, USUAL, LATE), (25, 57, 18))[0],
        promise=rng.choices(("", "kept", "late", "broken", "released"), (45, 34, 7, 10, 4))[0],
        need=maybe(0.22),
        asks=maybe(0.4),
        asks_colleague=maybe(0.35),
        hands_over=maybe(0.07),
        withdraws=maybe(0.04),
        reports_inside=maybe(0.06),
        sorted=answer,
        reopens=maybe(0.04),
        corrects=maybe(0.04),
        notes=maybe(0.3),
        second_stage=answer in ("no", "partly") and team in TWO_STAGES and maybe(0.6),
        extends=team in EXTENDS and maybe(0.08),
        waits_for_customer=team in PAUSES and maybe(0.15),
        solves=maybe(0.45),
        offer=rng.choices(FATES, (62, 12, 10, 4, 12))[0],
        declined=maybe(0.12),
        invites=maybe(0.08),
        escalates=rng.choices(("", "taken over", "returned"), (90, 4, 6))[0],
        reviews=rng.choices(("", "fine", "change"), (88, 8, 4))[0],
    )
    return replace(plan, extends=False) if plan.pace == LATE else plan
