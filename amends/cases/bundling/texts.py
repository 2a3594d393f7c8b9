"""What is said on a case's pages, as documents that a bundle can have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext

from amends.cases.told.labels import readable
from amends.cases.told.opened import Opened
from amends.cases.told.thread import Message
from amends.cases.told.timeline import day_of, reckoned, timeline_of
from amends.letters.document import Block, Document, Facts, Paragraph, Picture
from amends.people.models import Organisation
from amends.rules.inquiry import Evidence
from amends.ui.dates import moment_text
from amends.ui.pictures import timeline
from amends.ui.pictures.paper import standalone
from amends.ui.pictures.timeline_words import description
from amends.ui.sentences import value_text


def message_document(case: Opened, message: Message) -> Document:
    """One thing that was said, with who said it and when. It reads as corrected, and says so."""
    rows = [(gettext("From"), message.who), (gettext("When"), moment_text(message.at, year=True))]
    rows += [(gettext("Corrected by entry {n}").format(n=one.number), one.reason) for one in message.corrected]
    text = (Paragraph(part) for part in message.text)
    return _document(case, message.about or gettext("Note"), message.at, (Facts(tuple(rows)), *text))


def evidence_document(case: Opened, evidence: Evidence) -> Document:
    rows = ((gettext("Number"), f"E-{evidence.number}"), (gettext("From"), readable(evidence.source)))
    return _document(
        case, evidence.title or gettext("Evidence"), evidence.at, (Facts(rows), Paragraph(evidence.detail))
    )


def timeline_picture(case: Opened) -> Picture:
    """The whole case at a glance."""
    drawn = timeline_of(case, reckoned(case))
    return Picture(standalone(timeline.svg(drawn)), description(drawn))


def _document(case: Opened, title: str, at: datetime, blocks: Iterable[Block]) -> Document:
    day = day_of(at)
    return Document(
        title=title,
        language=case.facts.language,
        sender=(Organisation.here().name,),
        recipient=(),
        date=day,
        date_words=value_text(day),
        reference=case.reference,
        salutation="",
        blocks=tuple(blocks),
    )
