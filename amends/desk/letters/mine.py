"""What «My work» says of letters: my drafts, and how many cases have letters that wait to be posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from amends.cases import drafts
from amends.cases.posting import to_post
from amends.rules.actors import Actor
from amends.rules.steps import STEPS


@dataclass(frozen=True, slots=True)
class Mine:
    case: str
    step: str
    label: str
    subject: str
    saved_at: datetime


def mine(actor: Actor) -> dict[str, Any]:
    """Three queries; two where there is no draft."""
    return {
        "drafts": [
            Mine(draft.case, draft.step, gettext(STEPS[draft.step].label), subject, draft.saved_at)
            for draft, subject in drafts.drafts_by(actor)
            if draft.step in STEPS
        ],
        "letters_waiting": to_post(actor).count(),
    }
