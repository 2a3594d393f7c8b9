"""A case whose answer has gone out: closed, or in its second stage."""

from __future__ import annotations

from tests.cast import START, Cast, customer, days, take_step


def answered(cast: Cast, reference: str) -> None:
    """Amira acknowledges it, finds on the issue, and reports it."""
    by, at = cast.amira.actor(), START + days(5)
    take_step(reference, "acknowledge", by, at, message="We have it.", says=["received", "next"])
    take_step(reference, "find", by, at, issue=1, outcome="unable", reasons="No log", let_down_by="none")
    said = {"message": "Our answer", "reasons": "As found", "redress": "As said", "next_stage_how": "Write to us"}
    take_step(reference, "report_findings", by, at, audience="customer", **said)
    take_step(reference, "check_satisfaction", by, at, message="Is it sorted?")


def to_second_stage(cast: Cast, reference: str) -> None:
    answered(cast, reference)
    at = START + days(6)
    take_step(reference, "answer_satisfaction", customer(reference), at, answer="no")
    take_step(reference, "next_stage", customer(reference), at, request="I want more")


def closed(cast: Cast, reference: str) -> None:
    answered(cast, reference)
    said = {"because": "final_response", "reasons": "Answered in full", "message": "We have closed it"}
    take_step(reference, "close", cast.amira.actor(), START + days(6), **said)
