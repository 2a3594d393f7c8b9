"""The case map: each issue with the evidence that bears on it and what was found, by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from amends.cases.told.labels import readable
from amends.desk.case.opened import Opened
from amends.record.attachments import File
from amends.rules.facts import Finding, Issue, Outcome
from amends.rules.inquiry import Evidence

TONES = {Outcome.JUSTIFIED: "bad", Outcome.PARTLY: "warn", Outcome.UNJUSTIFIED: "ok", Outcome.UNABLE: "note"}


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on an issue at one stage."""

    stage: str
    outcome: str
    tone: str
    reasons: str
    cause: str
    let_down_by: str
    rests_on: tuple[Evidence, ...]
    by: str
    at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class Mapped:
    """One issue. `open` while the present stage has no finding on it."""

    issue: Issue
    evidence: tuple[Evidence, ...]
    findings: tuple[Found, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    evidence: Evidence
    source: str
    by: str
    issues: tuple[Issue, ...]
    files: tuple[File, ...]


def case_map(case: Opened) -> list[Mapped]:
    facts = case.facts
    return [
        Mapped(
            issue,
            tuple(one for one in facts.evidence.values() if issue.number in one.issues),
            tuple(_found(case, finding) for _stage, finding in sorted(issue.findings.items())),
            facts.stage not in issue.findings,
        )
        for issue in facts.issues.values()
    ]


def _found(case: Opened, finding: Finding) -> Found:
    facts = case.facts
    return Found(
        stage=gettext(case.scene.regime.stage(finding.stage).name),
        outcome=readable(finding.outcome),
        tone=TONES[finding.outcome],
        reasons=finding.reasons,
        cause=finding.cause,
        let_down_by=readable(finding.let_down_by),
        rests_on=tuple(facts.evidence[number] for number in finding.evidence if number in facts.evidence),
        by=case.names.who(finding.by),
        at=finding.at,
        entry=finding.entry,
    )


def evidence_rows(case: Opened, files: Mapping[str, File]) -> list[EvidenceRow]:
    """Everything added as evidence, in order of its number."""
    facts = case.facts
    return [
        EvidenceRow(
            one,
            readable(one.source),
            case.names.who(case.entries[one.entry - 1].by),
            tuple(facts.issues[number] for number in one.issues if number in facts.issues),
            tuple(files[file_id] for file_id in one.files if file_id in files),
        )
        for one in facts.evidence.values()
    ]
