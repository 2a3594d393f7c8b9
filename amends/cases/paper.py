"""A message to the customer as a letter on paper: made before it is recorded, so that the entry names what was sent,
to the byte."""

from __future__ import annotations

from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import override

from amends.cases.greeting import greeting, name_of
from amends.cases.letters import Passage, passages, purpose_of
from amends.letters.document import Block, Document, Heading, Paragraph
from amends.letters.heavy import pdf
from amends.people.models import Organisation
from amends.record.attachments import keep
from amends.rules.entries import Draft, Entry
from amends.rules.facts import Facts
from amends.rules.fold import fold_more
from amends.rules.rulings import Scene
from amends.rules.words import Words, say
from amends.ui.sentences import value_text, words_text

TITLES: dict[str, Words] = {
    "acknowledged": say("We have your complaint"),
    "update_sent": say("An update on your complaint"),
    "holding": say("Why our answer takes longer"),
    "not_yet": say("Why you do not have our final response yet"),
    "deadlock": say("Our procedure has ended without settling your complaint"),
    "clock_extended": say("More time for our answer"),
    "findings_reported": say("Our final response to your complaint"),
    "summary_sent": say("Your complaint has been resolved"),
    "offered": say("Our offer"),
    "agreed": say("What we have agreed"),
    "offer_withdrawn": say("Our offer is withdrawn"),
    "reasons_given": say("The reasons for our answer"),
    "signposted": say("Where else you can turn"),
    "excluded": say("Why we cannot look into this"),
    "closed": say("We have closed your complaint"),
}
"""The title of a letter, by the kind of its entry or the purpose of an update."""


def title_of(kind: str, purpose: str = "") -> str:
    return words_text(TITLES.get(purpose) or TITLES[kind])


def with_letters(reference: str, drafts: list[Draft], scene: Scene) -> list[Draft]:
    """The drafts, those that go as letters with the file of the letter among their data."""
    if not any(draft.data.get("goes") for draft in drafts):
        return drafts
    entries = provisional(drafts, scene)
    facts = fold_more(scene.facts, entries)
    return [
        _with_letter(reference, draft, entry, facts, scene) if draft.data.get("goes") else draft
        for draft, entry in zip(drafts, entries, strict=True)
    ]


def provisional(drafts: list[Draft], scene: Scene) -> list[Entry]:
    """The entries as they will be: what the letter tells of is in the facts already."""
    return [
        Entry(
            number=number,
            kind=draft.kind,
            step="",
            by=scene.by.id,
            at=scene.at,
            happened_at=draft.happened_at or scene.at,
            data=dict(draft.data),  # type: ignore[arg-type]  # the record refuses anything that is not plain
            content=dict(draft.content),
        )
        for number, draft in enumerate(drafts, scene.facts.number + 1)
    ]


def _with_letter(reference: str, draft: Draft, entry: Entry, facts: Facts, scene: Scene) -> Draft:
    document = document_of(reference, entry, facts, scene)
    made = pdf(document, large_print=bool(entry.data.get("large_print")))
    file = keep(reference, filename(reference, document), [made], scene.at)
    return replace(draft, data={**draft.data, "files": [file.id]})


def filename(reference: str, document: Document) -> str:
    """A name that says what it is: «C-26-000012 Our offer 2026-03-04.pdf»."""
    return f"{reference} {document.title} {document.date.isoformat()}.pdf"


def document_of(reference: str, entry: Entry, facts: Facts, scene: Scene) -> Document:
    """The letter that an entry is, in the customer's language."""
    here = Organisation.here()
    with override(facts.language):
        day = scene.day(entry.happened_at)
        return Document(
            title=title_of(entry.kind, purpose_of(entry)),
            language=facts.language,
            sender=(here.name,),
            recipient=tuple(line for line in (name_of(facts), *facts.customer_address.split("\n")) if line),
            date=day,
            date_words=capfirst(value_text(day)),
            reference=reference,
            salutation=greeting(facts),
            blocks=tuple(block for passage in _told(entry, facts) for block in _blocks(passage)),
            signed_by=entry.text("signed_by") or here.name,
            contact=here.contact,
        )


def _told(entry: Entry, facts: Facts) -> list[Passage]:
    """What the letter tells. Who signs it stands at its end, under it."""
    return [passage for passage in passages(entry, facts) if passage.part != "signed_by"]


def _blocks(passage: Passage) -> list[Block]:
    text = [Paragraph(part) for part in passage.text.split("\n\n") if part.strip()]
    return [Heading(passage.title), *text] if passage.title else [*text]
