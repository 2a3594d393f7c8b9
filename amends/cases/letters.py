"""What a message to the customer says: the words written, the findings or terms, and each part by its title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from amends.cases.regimes import pack_of
from amends.rules.entries import LETTER_FIELDS, Entry
from amends.rules.facts import OUTCOME_WORDS, Facts
from amends.rules.fold import fold
from amends.rules.redress import IN_MONEY, money
from amends.rules.resolution import Offer, Term
from amends.rules.rulings import Scene
from amends.rules.steps.letter import LetterWithParts
from amends.rules.steps.response import PART_FIELDS, ReportFindings
from amends.rules.words import Words, say
from amends.ui.sentences import value_text

TELLS_FACTS = frozenset({"findings_reported", "offered"})
"""Kinds whose message tells more than was written in it: findings, or terms."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a message; `title` is "" where it needs none, `part` the field that it comes from."""

    text: str
    title: str = ""
    part: str = ""

    @property
    def in_line(self) -> str:
        return f"{self.title}: {self.text}" if self.title else self.text


def purpose_of(entry: Entry) -> str:
    """What a message is for, where its kind does not say it: that of an update, or that an offer is what they asked."""
    return "agreed" if entry.data.get("agrees_to") else entry.word("purpose")


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
        asks = [one_press(link)] if entry.kind == "satisfaction_asked" else []
        parts[1:1] = [*asks, _("Follow it, answer or add files here: {link}").format(link=link)]
    if contact:
        parts.append(contact)
    return f"{subject} – {organisation}", "\n\n".join(parts) + "\n"


def one_press(link: str) -> str:
    """The three answers to whether it is sorted, each with its own link, from the link that opens the case."""
    way, _slash, token = link.rpartition("/link/")
    answers = (("yes", _("Yes, it is sorted")), ("partly", _("Partly")), ("no", _("No, it is not")))
    lines = [f"{words}: {way}/sorted/{token}/{answer}/" for answer, words in answers]
    return "\n".join((_("One press is enough:"), *lines))


def as_told(entry: Entry, entries: Sequence[Entry]) -> list[str]:
    """The message of an entry as the customer was told it then: what was found or put right later is not in it.

    `entries` are those of the case, from the first on.
    """
    return paragraphs(entry, fold(entries[: entry.number]) if entry.kind in TELLS_FACTS else Facts())


def paragraphs(entry: Entry, facts: Facts) -> list[str]:
    """The message of an entry, paragraph by paragraph, with findings and terms as these facts have them."""
    return [passage.in_line for passage in passages(entry, facts)]


def passages(entry: Entry, facts: Facts) -> list[Passage]:
    """The message of an entry, piece by piece, without what is empty."""
    found = [Passage(entry.text("message"))]
    if entry.kind in ("excluded", "signposted"):
        found.append(Passage(entry.text("elsewhere")))
    if entry.kind == "findings_reported":
        found += [Passage(text) for text in _findings(facts, entry.number_of("stage"))]
        found += _parts(entry, ReportFindings, PART_FIELDS, without="reasons")  # each finding has its own above
    elif entry.kind == "offered" and (offer := facts.resolution.offers.get(entry.number_of("offer"))):
        currency, agreed = pack_of(facts).currency, bool(entry.data.get("agrees_to"))
        found += [Passage(text) for text in offer_told(offer, currency, agreed=agreed)]
    if entry.kind in WITH_PARTS:
        ours = "reasons" if entry.kind == "closed" else ""  # why it was closed is among colleagues
        found += _parts(entry, LetterWithParts, LETTER_FIELDS, without=ours)
    return [passage for passage in found if passage.text]


HEADINGS: dict[str, Words] = {
    "complaint_definition": say("What you complained of"),
    "how_considered": say("How we considered your complaint"),
    "referral_rights": say("Your right to turn to the independent body"),
    "time_limit": say("By when you must do so"),
}
"""Headings of parts whose field on a form speaks of the customer, not to them."""
WITH_PARTS = frozenset({"update_sent", "summary_sent", "clock_extended", "offered", "signposted", "closed"})


def _parts(
    entry: Entry, step: type[ReportFindings | LetterWithParts], names: Sequence[str], *, without: str = ""
) -> list[Passage]:
    fields = step.model_fields
    told = ((name, day_told(entry.text(name)) if name == "new_date" else entry.text(name)) for name in names)
    return [
        Passage(text, _(HEADINGS.get(name) or str(fields[name].title)), name) for name, text in told if name != without
    ]


def day_told(text: str) -> str:
    """A day that the rules counted, in the language of the letter; anything else as it was written."""
    try:
        return value_text(datetime.strptime(text, "%A %d %B %Y").date())  # noqa: DTZ007 a day has no zone
    except ValueError:
        return text


def _findings(facts: Facts, stage: int) -> list[str]:
    decided = [(issue, issue.findings[stage]) for issue in facts.issues.values() if stage in issue.findings]
    return [f"{issue.number}. {issue.title}: {_(OUTCOME_WORDS[f.outcome])}. {f.reasons}" for issue, f in decided]


def offer_told(offer: Offer, currency: str, *, agreed: bool = False) -> Iterator[str]:
    """The terms of an offer in sentences: what it gives, until when it is open, what it does not say."""
    if agreed:
        yield _("We have agreed on this:")
    elif len(offer.terms) > 1:
        yield _("You can choose one of these:")
    else:
        yield _("This is our offer:")
    for place, term in enumerate(offer.terms, start=1):
        told = term_told(term, currency)
        yield f"{place}. {told}" if len(offer.terms) > 1 else told
    yield from _conditions(offer, agreed=agreed)


def _conditions(offer: Offer, *, agreed: bool) -> Iterator[str]:
    if offer.open_until and not agreed:
        yield _("The offer is open until {day}.").format(day=value_text(offer.open_until))
    days = offer.within_days
    if agreed:
        yield _("It will be done within {days} days.").format(days=days)
    else:
        yield _("If you accept, it will be done within {days} days.").format(days=days)
    if offer.without_liability:
        yield _("We make this offer to settle the matter. It is not an admission of liability.")


def term_told(term: Term, currency: str) -> str:
    """What one option gives, with its amount where money is paid and the words do not name it."""
    amount = money(term.pence, currency)
    return f"{term.title}: {amount}" if term.kind in IN_MONEY and amount not in term.title else term.title
