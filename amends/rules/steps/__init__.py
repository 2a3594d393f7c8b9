"""Every step there is, by name. To add a step is to add a class to a chapter, and its tests."""

from __future__ import annotations

from amends.rules.steps import (
    agreeing,
    approval,
    closing,
    escalation,
    informing,
    intake,
    investigation,
    keeping,
    offers,
    options,
    referral,
    response,
    reviewing,
    satisfaction,
    time,
    understanding,
)
from amends.rules.steps.base import Step

CHAPTERS = (
    intake,
    understanding,
    investigation,
    options,
    approval,
    offers,
    agreeing,
    informing,
    reviewing,
    time,
    escalation,
    referral,
    response,
    satisfaction,
    closing,
    keeping,
)

STEPS: dict[str, type[Step]] = {step.name: step for chapter in CHAPTERS for step in chapter.STEPS}
