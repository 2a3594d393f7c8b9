"""A message to the customer as text: what was written, in a response the findings and parts, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from amends.rules.entries import Entry
from amends.rules.facts import OUTCOME_WORDS, Facts
from amends.rules.fold import fold
from amends.rules.rulings import Scene
from amends.rules.steps.response import PART_FIELDS, ReportFindings


def letter(
    reference: str, entry: Entry, scene: Scene, *, organisation: str, contact: str, link: str
) -> tuple[str, str]:
    """Subject and body."""
    subject = _("Your complaint {reference}").format(reference=reference)
    if entry.kind == "received":
        text = _("We have received what you told us. Your reference is {reference}.").format(reference=reference)
    else:
        text = "\n\n".join(paragraphs(entry, scene.facts))
    parts = [text, organisation]
    if link:
        parts.insert(1, _("Follow it, answer or add files here: {link}").format(link=link))
    if contact:
        parts.append(contact)
    return f"{subject} – {organisation}", "\n\n".join(parts) + "\n"


def as_told(entry: Entry, entries: Sequence[Entry]) -> list[str]:
    """The message of an entry as the customer was told it then: what was found or put right later is not in it.

    `entries` are those of the case, from the first on.
    """
    return paragraphs(entry, fold(entries[: entry.number]) if entry.kind == "findings_reported" else Facts())


def paragraphs(entry: Entry, facts: Facts) -> list[str]:
    """The message of an entry, paragraph by paragraph, with the findings as these facts have them."""
    found = [entry.text("message")]
    if entry.kind == "excluded":
        found.append(entry.text("elsewhere"))
    if entry.kind == "findings_reported":
        stage = entry.number_of("stage")
        found.extend(_findings(facts, stage))
        found.extend(f"{_(title)}: {entry.text(name)}" for name, title in _part_titles() if entry.text(name))
    return [text for text in found if text]


def _findings(facts: Facts, stage: int) -> list[str]:
    decided = [(issue, issue.findings[stage]) for issue in facts.issues.values() if stage in issue.findings]
    return [f"{issue.number}. {issue.title}: {_(OUTCOME_WORDS[f.outcome])}. {f.reasons}" for issue, f in decided]


def _part_titles() -> list[tuple[str, str]]:
    """Reasons are left out: each finding has its own above."""
    return [(name, str(ReportFindings.model_fields[name].title)) for name in PART_FIELDS if name != "reasons"]
