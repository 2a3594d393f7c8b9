"""First chapter: it comes in, somebody decides what it is, and somebody takes it."""

from __future__ import annotations

from datetime import timedelta

from amends.demo import phrases
from amends.demo.plans import EXEMPLARY, LATE
from amends.demo.telling import Telling
from amends.rules.actors import SYSTEM, Actor
from amends.rules.steps.informing import ReceiveMessage
from amends.rules.steps.intake import Acknowledge, Channel, Exclude, KeepAs, NoteNeed, Receive, Recognise
from amends.rules.steps.investigation import Assign
from amends.rules.steps.keeping import Link, Note


def come_in(t: Telling) -> None:
    """The customer speaks up, by whatever channel."""
    channel = t.rng.choice(t.area.channels)
    by = _who_takes_it(t, channel)
    heard_at = t.at
    if by.is_staff:
        t.wait(0.6 if t.rng.random() < 0.3 else 0)
    subject, story = _told(t)
    step = Receive(
        channel=channel,
        subject=subject,
        story=story,
        wants=t.words(t.topic.wants),
        customer_name=t.person.name,
        customer_email=t.person.email if channel in (Channel.WEB, Channel.EMAIL) or t.rng.random() < 0.8 else "",
        customer_phone=t.person.phone if t.rng.random() < 0.7 else "",
        customer_address=t.person.address if channel is Channel.LETTER or t.rng.random() < 0.4 else "",
        need=phrases.NEEDS[3][0] if t.plan.need and by.is_customer else "",
        product=t.topic.product,
        event_at=heard_at - timedelta(days=t.rng.randint(1, 40)),
        sent_to_company_at=heard_at if by is SYSTEM else None,
        external_ref=f"FCG-{t.rng.randint(10**6, 10**7 - 1)}" if by is SYSTEM else "",
        about_staff=[_complained_of(t)] if t.plan.about_staff else [],
        team=t.area.team,
        regime=t.area.regime,
        happened_at=heard_at if t.at > heard_at else None,
    )
    t.receive(step, by)


def _who_takes_it(t: Telling, channel: Channel) -> Actor:
    if channel is Channel.WEB:
        return t.customer
    return SYSTEM if channel is Channel.OTHER_SYSTEM else t.rng.choice(t.world.handlers(t.area.team))


def _complained_of(t: Telling) -> str:
    return t.world.handlers(t.area.team)[0].id


def _told(t: Telling) -> tuple[str, str]:
    """Subject and story. What happened and what it is called go together, line by line of the topic."""
    if t.plan.kind in ("query", "query first"):
        story = t.rng.choice(phrases.QUERY_STORY).format(thing=t.rng.choice(phrases.QUERY_THINGS))
        return "How do I do this?", story
    subject, what = t.rng.choice(list(zip(t.topic.subject, t.topic.what, strict=True)))
    return t.words(subject), " ".join((t.words(what), t.words(t.topic.then), t.words(t.topic.so)))


def decide(t: Telling) -> None:
    """What it is; and who looks after it."""
    t.wait(1.5 if t.plan.pace == LATE else 0.5)
    if t.plan.kind == "query first":
        _query_that_grew(t)
    elif t.plan.kind in ("query", "problem"):
        t.take(KeepAs(kind=t.plan.kind, reason="They want it done, and say nothing against us."), t.leader)
    elif t.plan.kind == "excluded":
        _exclude(t)
    else:
        t.take(Recognise(limb=t.rng.choice(t.area.limbs)), t.leader)
    if t.plan.kind != "excluded":
        _assign(t)


def _query_that_grew(t: Telling) -> None:
    t.take(KeepAs(kind="query", reason="A question about how things work."), t.leader)
    t.customer_waits(16)
    t.take(ReceiveMessage(message=phrases.NOW_A_COMPLAINT), t.customer)
    t.wait(0.5)
    t.take(Recognise(limb=t.area.limbs[0], reason="Says so in plain words."), t.leader)


def _exclude(t: Telling) -> None:
    ground = t.rng.choice(t.scene(t.leader).regime.exclusions)
    t.take(Exclude(ground=ground.id, reason=ground.text, elsewhere=ground.elsewhere, message=phrases.OUTSIDE), t.leader)
    t.owner = t.leader
    t.take(Assign(to=t.owner.id), t.leader)


def _assign(t: Telling) -> None:
    free = [one for one in t.world.handlers(t.area.team) if one.id not in t.facts.about_staff]
    t.owner = t.rng.choice(free)
    t.take(Assign(to=t.owner.id), t.leader)


def acknowledge(t: Telling) -> None:
    """Tell the customer that it is in hand, with all that the regime wants said."""
    t.wait({EXEMPLARY: 0.4, LATE: 3.2}.get(t.plan.pace, 1.6))
    stage = t.scene(t.handler).regime.stage(t.facts.stage)
    message = "\n\n".join((t.words(phrases.ACKNOWLEDGED), t.words(phrases.NEXT)))
    t.take(Acknowledge(message=message, says=[part.id for part in stage.acknowledgement_parts]), t.handler)


def note_what_matters(t: Telling) -> None:
    """Needs, notes, and the cases that this one belongs with."""
    if t.plan.need:
        need, mood, adjustment = t.rng.choice(phrases.NEEDS)
        t.take(NoteNeed(need=need, mood=mood, adjustment=adjustment), t.handler)
    if t.plan.notes:
        t.take(Note(note=t.words(phrases.NOTES)), t.handler)
    _link(t)


def _link(t: Telling) -> None:
    event, person = t.world.cases[t.plan.event], t.world.cases[t.person.name]
    if t.plan.event and event:
        t.take(Link(reference=event[0], relation="same event", reason=t.plan.event), t.handler)
    elif person:
        t.take(Link(reference=person[-1], relation="same customer"), t.handler)
