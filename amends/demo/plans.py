"""How a case is to go, and what is special about it. Most is chance; some plans see to it that nothing is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

Kind = Literal["complaint", "query", "problem", "excluded", "query first"]
Chapter = Literal["", "received", "recognised", "acknowledged", "understood", "found", "answered"]
PromiseFate = Literal["", "kept", "late", "broken", "broken twice", "released"]

Sorted = Literal["yes", "partly", "no", ""]
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


SPECIAL: tuple[Plan, ...] = (
    Plan(kind="query"),
    Plan(kind="problem", promise="kept"),
    Plan(kind="query first", sorted="no"),
    Plan(kind="excluded"),
    Plan(need=True, asks=True, asks_colleague=True, promise="kept", pace=EXEMPLARY, notes=True),
    Plan(promise="broken", sorted="partly", pace=LATE),
    Plan(promise="released", hands_over=True),
    Plan(waits_for_customer=True, promise="late"),
    Plan(waits_for_others=True, asks_colleague=True),
    Plan(extends=True, sorted="", pace=EXEMPLARY),
    Plan(about_staff=True, reports_inside=True),
    Plan(withdraws=True),
    Plan(sorted="no", second_stage=True),
    Plan(sorted="yes", reopens=True),
    Plan(corrects=True),
    Plan(erases=True),
)
"""Each is told at least three times, so that whoever looks for something finds it."""

TWO_STAGES = ("energy", "homes")
PAUSES = ("energy",)
EXTENDS = ("energy", "homes", "payments", "us", "clinic")


def teams_for(plan: Plan) -> tuple[str, ...]:
    """The teams whose regime has what the plan needs; empty: all."""
    if plan.waits_for_customer or plan.waits_for_others:
        return PAUSES
    if plan.second_stage:
        return TWO_STAGES
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
    )
    return replace(plan, extends=False) if plan.pace == LATE else plan
