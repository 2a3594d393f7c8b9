"""Taking a case in, and deciding what it is."""

from __future__ import annotations

from datetime import datetime

from amends.rules.entries import CUSTOMER_FIELDS, Entry
from amends.rules.facts import CaseKind, Facts, Issue
from amends.rules.inquiry import Need


def received(facts: Facts, entry: Entry) -> None:
    facts.moments["received"] = entry.happened_at
    facts.channel, facts.product, facts.customer = entry.word("channel"), entry.word("product"), entry.word("customer")
    facts.regime, facts.edition, facts.team = entry.word("regime"), entry.word("edition"), entry.word("team")
    facts.external_ref, facts.language = entry.word("external_ref"), entry.word("language") or facts.language
    facts.about_staff = frozenset(entry.words("about_staff"))
    for name in ("subject", "story", "wants", *CUSTOMER_FIELDS):
        setattr(facts, name, entry.text(name))
    for name in ("happened", "aware", "sent_to_company"):
        if moment := entry.word(f"moment_{name}"):
            facts.moments[name] = datetime.fromisoformat(moment)
    if need := entry.text("need"):
        facts.needs.append(Need(need=need, mood="", adjustment="", entry=entry.number))


def recognised(facts: Facts, entry: Entry) -> None:
    facts.kind, facts.limb, facts.kind_reason = CaseKind.COMPLAINT, entry.word("limb"), entry.text("reason")
    facts.regime, facts.edition = entry.word("regime"), entry.word("edition")
    facts.ground, facts.elsewhere = "", ""
    facts.satisfaction, facts.reasons_given_at = None, None  # what was said was about the query, not the complaint
    facts.moments.pop("resolved", None)


def kept_as(facts: Facts, entry: Entry) -> None:
    facts.kind, facts.kind_reason = CaseKind(entry.word("kind")), entry.text("reason")


def excluded(facts: Facts, entry: Entry) -> None:
    facts.kind, facts.ground = CaseKind.EXCLUDED, entry.word("ground")
    facts.kind_reason, facts.elsewhere = entry.text("reason"), entry.text("elsewhere")


def acknowledged(facts: Facts, entry: Entry) -> None:
    facts.moments.setdefault(facts.moment_of_stage("acknowledged"), entry.happened_at)


def need_noted(facts: Facts, entry: Entry) -> None:
    facts.needs.append(Need(entry.text("need"), entry.text("mood"), entry.text("adjustment"), entry.number))


def issue_added(facts: Facts, entry: Entry) -> None:
    number = entry.number_of("issue")
    facts.issues[number] = Issue(number, entry.text("title"), entry.text("detail"), entry.word("about"), entry.number)
    facts.about_staff |= frozenset(entry.words("about_staff"))


ON = {
    "received": received,
    "recognised": recognised,
    "kept_as": kept_as,
    "excluded": excluded,
    "acknowledged": acknowledged,
    "need_noted": need_noted,
    "issue_added": issue_added,
}
