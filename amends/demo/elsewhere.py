"""What goes to others: a leader who is asked to decide, a colleague who reads a draft, the independent body."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from amends.cases.paper import TITLES, document_of
from amends.cases.take import facts_of
from amends.demo import right_phrases as phrases
from amends.demo.solving import carry_out, parts
from amends.demo.telling import Telling
from amends.letters.bundle import Item, Text, build
from amends.letters.document import Document
from amends.record.attachments import keep
from amends.record.hashes import hashes
from amends.rules.entries import Entry
from amends.rules.referring import Cause, Decided
from amends.rules.said import to_customer
from amends.rules.steps.escalation import Escalate, KeepHere, Return, TakeOver
from amends.rules.steps.informing import SendUpdate
from amends.rules.steps.offers import Signpost
from amends.rules.steps.referral import MakeBundle, RecordThirdParty, Refer
from amends.rules.steps.reviewing import AskReview, GiveReview, PostLetter, TakeBack
from amends.rules.steps.time import NoteMoment

CAUSES = (Cause.AUTHORITY, Cause.SPECIALIST, Cause.CUSTOMER)


def escalate(t: Telling) -> None:
    """Put it before the leader, who takes it over or gives it back with an answer."""
    due_on = t.calendar.working_days_after(t.at.date(), 3)
    why, asked = t.rng.choice(phrases.ESCALATED)
    t.take(Escalate(to=t.leader.id, cause=t.rng.choice(CAUSES), why=why, asked=asked, due_on=due_on), t.handler)
    t.stands("escalated")
    t.wait(1)
    if t.plan.escalates == "taken over":
        t.take(TakeOver(escalation=len(t.facts.escalations), reason=phrases.TAKEN_OVER), t.leader)
        t.owner = t.leader
    else:
        t.take(Return(escalation=len(t.facts.escalations), answer=t.words(phrases.RETURNED)), t.leader)


def keep_here(t: Telling) -> None:
    """A promise was broken, so escalating is proposed; the handler says why it is not needed."""
    t.take(KeepHere(cause=Cause.PROMISE.value, reason=phrases.KEPT_HERE), t.handler)


def have_it_read(t: Telling, step: str, draft: str) -> None:
    """A colleague reads what is about to be sent."""
    reader = next(one for one in t.world.deciders(t.area.team) if one.id != t.handler.id)
    due_on = t.calendar.working_days_after(t.at.date(), 2)
    asked = AskReview(step=step, of=reader.id, draft=draft, message=phrases.PLEASE_READ, due_on=due_on)
    t.take(asked, t.handler)
    t.stands("drafted")
    t.wait(0.6)
    fine = t.plan.reviews == "fine"
    comments = "" if fine else t.words(phrases.CHANGE_IT)
    t.take(GiveReview(review=len(t.facts.reviews), verdict="fine" if fine else "change", comments=comments), reader)


def take_back(t: Telling) -> None:
    """Sent to the wrong person, and taken back within seconds, where messages wait at all."""
    sent_at, waits = t.at, t.scene(t.handler).take_back
    if not waits:
        return
    t.take(SendUpdate(message=phrases.WRONG_NAME), t.handler)
    t.at = sent_at + waits * (t.rng.randint(6, 17) / 20)
    t.take(TakeBack(reason="The wrong name."), t.handler)


def post(t: Telling) -> None:
    """What was made to be printed goes by post."""
    for entry in t.facts.to_post:
        t.stands("printed")
        t.wait(0.4)
        t.take(PostLetter(entry=entry), t.handler)


def note_a_purchase(t: Telling) -> None:
    """When they bought it, and when it came: remedies of consumer law count from there."""
    bought_at = t.facts.received_at - timedelta(days=t.rng.randint(20, 60))
    t.take(NoteMoment(moment_of="contracted", moment_at=bought_at, detail=phrases.BOUGHT), t.handler)
    came_at = bought_at + timedelta(days=t.rng.randint(2, 9))
    t.take(NoteMoment(moment_of="delivered", moment_at=came_at), t.handler)


def signpost(t: Telling) -> None:
    step = Signpost(elsewhere=phrases.ELSEWHERE, message=phrases.SIGNPOSTED, **parts(Signpost, t))
    t.take(step, t.handler)


def refer(t: Telling) -> None:
    """They turn to the ombudsman, who asks, decides and orders; what is ordered is done."""
    third = t.scene(t.handler).regime.third_party
    assert third is not None  # noqa: S101 such a plan is told where there is one
    t.customer_waits(16)
    t.take(
        Refer(body=third.name, reference=f"PNX-{t.rng.randint(10**6, 10**7 - 1)}", reason=phrases.REFERRED), t.handler
    )
    t.wait(2)
    number = len(t.facts.referrals)
    asked = RecordThirdParty(
        referral=number, what="request", detail=phrases.BODY_ASKS, due_on=t.at.date() + timedelta(days=21)
    )
    t.take(asked, t.handler)
    t.stands("referred")
    t.wait(3)
    if not t.plan.stands_in:
        _bundle(t, number)
    t.take(RecordThirdParty(referral=number, what="answer", detail=phrases.WE_ANSWER), t.handler)
    t.wait(12)
    t.take(_decision(t, number), t.leader)
    t.stands("ordered")
    carry_out(t)


def _bundle(t: Telling, referral: int) -> None:
    """What was said to the customer, as one file for whoever decides."""
    facts, entries = facts_of(t.reference)
    scene, known = t.scene(t.handler), hashes(t.reference)
    said = [entry for entry in entries if to_customer(entry) and entry.kind in TITLES]
    items = [_item(n, entry, document_of(t.reference, entry, facts, scene), known) for n, entry in enumerate(said, 1)]
    made = build(phrases.BUNDLE, t.reference, facts.language, items, t.at.date())
    file = keep(t.reference, f"{t.reference} bundle.pdf", [made.pdf], t.at)
    t.take(MakeBundle(referral=referral, title=phrases.BUNDLE, files=[file.id], pages=made.pages), t.handler)


def _item(number: int, entry: Entry, document: Document, known: Mapping[int, str]) -> Item:
    source = Text(document, known[entry.number], f"Entry {entry.number} of the record")
    return Item(number, document.title, document.date, "Letter", source)


def _decision(t: Telling, number: int) -> RecordThirdParty:
    pounds = t.rng.choice((100, 150, 200, 250, 300))
    ordered = phrases.ORDERED.format(amount=f"{t.area.currency}{pounds}")
    paper = keep(t.reference, "Decision.txt", [f"{phrases.BODY_DECIDES}\n{ordered}\n".encode()], t.at)
    return RecordThirdParty(
        referral=number,
        what="decision",
        detail=phrases.BODY_DECIDES,
        decided=t.rng.choice((Decided.UPHELD, Decided.PARTLY)),
        ordered=ordered,
        pence=pounds * 100,
        due_on=t.at.date() + timedelta(days=28),
        files=[paper.id],
    )
