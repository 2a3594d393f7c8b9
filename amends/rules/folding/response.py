"""Reporting, satisfaction, the next stage, closing."""

from __future__ import annotations

from dataclasses import replace

from amends.rules.entries import Entry
from amends.rules.facts import Closure, Facts, Satisfaction


def findings_reported(facts: Facts, entry: Entry) -> None:
    if entry.word("audience") == "internal":
        facts.reported_inside.setdefault(facts.stage, entry.happened_at)
        return
    facts.reported.setdefault(facts.stage, entry.happened_at)
    facts.last_report[facts.stage] = entry.number
    facts.satisfaction, facts.reasons_given_at = None, None  # what was said was about an earlier answer
    facts.moments.pop("resolved", None)
    facts.moments.setdefault(facts.moment_of_stage("responded"), entry.happened_at)


def summary_sent(facts: Facts, entry: Entry) -> None:
    """The short answer that a regime allows where the customer accepted early: it ends the stage as a response does."""
    facts.reported.setdefault(facts.stage, entry.happened_at)
    facts.last_report[facts.stage] = entry.number
    facts.moments.setdefault(facts.moment_of_stage("responded"), entry.happened_at)


def satisfaction_asked(facts: Facts, entry: Entry) -> None:
    facts.satisfaction = Satisfaction(asked_at=entry.happened_at, entry=entry.number)


def satisfaction_answered(facts: Facts, entry: Entry) -> None:
    asked = facts.satisfaction or Satisfaction(asked_at=entry.happened_at, entry=entry.number)
    answer = entry.word("answer")
    facts.satisfaction = replace(asked, answer=answer, comment=entry.text("comment"), answered_at=entry.happened_at)
    facts.reasons_given_at = None
    if answer == "yes":
        facts.moments["resolved"] = entry.happened_at
    else:
        facts.moments.pop("resolved", None)


def reasons_given(facts: Facts, entry: Entry) -> None:
    facts.reasons_given_at = entry.happened_at


def stage_begun(facts: Facts, entry: Entry) -> None:
    facts.stage = entry.number_of("stage")
    facts.moments[facts.moment_of_stage("received")] = entry.happened_at
    facts.moments.pop("resolved", None)
    facts.satisfaction, facts.reasons_given_at, facts.owner = None, None, ""


def closed(facts: Facts, entry: Entry) -> None:
    facts.closed = Closure(entry.word("because"), entry.text("reasons"), entry.happened_at, entry.number)
    facts.moments["closed"] = entry.happened_at


def reopened(facts: Facts, entry: Entry) -> None:
    facts.closed = None
    facts.times_reopened += 1
    facts.last_reopened = entry.number
    facts.moments.pop("closed", None)


ON = {
    "findings_reported": findings_reported,
    "summary_sent": summary_sent,
    "satisfaction_asked": satisfaction_asked,
    "satisfaction_answered": satisfaction_answered,
    "reasons_given": reasons_given,
    "stage_begun": stage_begun,
    "closed": closed,
    "reopened": reopened,
}
