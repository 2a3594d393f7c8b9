"""Understanding and investigating."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from amends.rules.entries import Entry
from amends.rules.facts import Facts, Finding, Outcome
from amends.rules.folding.promises import go_along
from amends.rules.inquiry import Evidence, Question, Request, Understanding


def asked(facts: Facts, entry: Entry) -> None:
    number = entry.number_of("question")
    facts.questions[number] = Question(number, entry.text("message"), entry.happened_at, entry.number)


def answered(facts: Facts, entry: Entry) -> None:
    number = entry.number_of("question")
    question = facts.questions[number]
    facts.questions[number] = replace(question, answered_at=entry.happened_at, answer=entry.text("message"))


def understanding_confirmed(facts: Facts, entry: Entry) -> None:
    facts.understanding = Understanding(
        nature=entry.text("nature"),
        cause=entry.text("cause"),
        implications=entry.text("implications"),
        wants=entry.text("wants"),
        confirmed=entry.word("confirmed"),
        at=entry.happened_at,
        entry=entry.number,
    )
    facts.wants = entry.text("wants") or facts.wants


def assigned(facts: Facts, entry: Entry) -> None:
    facts.owner = entry.word("to")
    facts.team = entry.word("team") or facts.team
    for promise in facts.owed_promises():  # what was agreed while nobody owned the case
        if not promise.owner:
            facts.promises[promise.number] = replace(promise, owner=facts.owner)


def handed_over(facts: Facts, entry: Entry) -> None:
    """The new owner takes the case and every promise that the old one still owed."""
    before, after = facts.owner, entry.word("to")
    assigned(facts, entry)
    go_along(facts, before, after)


def input_requested(facts: Facts, entry: Entry) -> None:
    number, due_on = entry.number_of("request"), date.fromisoformat(entry.word("due_on"))
    facts.requests[number] = Request(
        number=number,
        question=entry.text("question"),
        of=entry.word("of"),
        due_on=due_on,
        by=entry.by,
        at=entry.happened_at,
        entry=entry.number,
        about=entry.word("about"),
    )


def input_received(facts: Facts, entry: Entry) -> None:
    request = facts.requests[entry.number_of("request")]
    facts.requests[request.number] = replace(request, received_at=entry.happened_at, answer=entry.text("answer"))


def evidence_added(facts: Facts, entry: Entry) -> None:
    number = entry.number_of("evidence")
    facts.evidence[number] = Evidence(
        number=number,
        title=entry.text("title"),
        detail=entry.text("detail"),
        source=entry.word("source"),
        issues=entry.numbers("issues"),
        files=entry.words("files"),
        at=entry.happened_at,
        entry=entry.number,
    )


def found(facts: Facts, entry: Entry) -> None:
    issue = facts.issues[entry.number_of("issue")]
    finding = Finding(
        issue=issue.number,
        stage=facts.stage,
        outcome=Outcome(entry.word("outcome")),
        reasons=entry.text("reasons"),
        cause=entry.text("cause"),
        let_down_by=entry.word("let_down_by"),
        evidence=entry.numbers("evidence"),
        by=entry.by,
        at=entry.happened_at,
        entry=entry.number,
    )
    facts.issues[issue.number] = replace(issue, findings={**issue.findings, facts.stage: finding})


ON = {
    "asked": asked,
    "answered": answered,
    "understanding_confirmed": understanding_confirmed,
    "assigned": assigned,
    "handed_over": handed_over,
    "input_requested": input_requested,
    "input_received": input_received,
    "evidence_added": evidence_added,
    "found": found,
}
